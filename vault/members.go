package vault

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A NewMember is somebody to enrol: with an identity that they made (Public),
// or with one that is made for them and handed over.
type NewMember struct {
	Label  string
	Roles  []string
	Grant  []string // compartments; none: work for a caseworker, audit for an auditor
	Public *crypto.Public

	// Without Public:
	OneTime     bool   // the member must take keys of their own before anything else
	IdentityOut string // where the identity file goes; "": into the vault
	Passphrase  crypto.Passphrase
	WorkFactor  int // 0: the default
}

// Members returns all members there ever were, oldest first. It needs no key.
func (r *Reader) Members() []*audit.Member { return r.roster.Members() }

// AddMember enrols a member and returns the path of the identity file, if it
// made one.
func (s *Session) AddMember(o NewMember, reason string) (path string, err error) {
	if err := s.permit(audit.RoleAdmin, "member-add"); err != nil {
		return "", err
	}
	if err := s.checkNew(&o); err != nil {
		return "", err
	}
	if err := s.canGrant(o.Grant); err != nil {
		return "", err
	}
	if err := checkReason(reason, nil); err != nil { // before a file is made
		return "", err
	}
	if o.Public == nil {
		if _, path, err = s.makeIdentity(&o); err != nil {
			return "", err
		}
	}
	st := &audit.Statement{Kind: "member", Members: []audit.Enrolment{{
		Label: o.Label, Key: [32]byte(o.Public.Sign), Roles: o.Roles, Recipient: o.Public.Recipient,
	}}}
	e := audit.Event{Action: "member-add", Notes: append([]string{o.Label}, o.Roles...), Fields: o.Grant, Reason: reason}
	return path, s.grant(st, o.Public.Recipient, o.Label, append([]string{"log"}, o.Grant...), e)
}

// newIdentity makes keys that are pinned to this vault.
func (s *Session) newIdentity(label string) (*crypto.Identity, error) {
	id, err := crypto.NewIdentity(label)
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	id.Vault, id.Founder, id.Log = s.VaultID(), s.id.Founder, s.roster.LogKeyAt(s.edge.Size())
	return id, nil
}

// makeIdentity makes the identity of a new member, and writes it before the
// enrolment: what a crash then leaves is an identity without any right.
func (s *Session) makeIdentity(o *NewMember) (id *crypto.Identity, path string, err error) {
	if id, err = s.newIdentity(o.Label); err != nil {
		return nil, "", err
	}
	id.OneTime = o.OneTime
	o.Public = id.Public()
	file, err := id.Seal(o.Passphrase, o.WorkFactor)
	if err != nil {
		return nil, "", fail(Usage, "seal the identity: %w", err)
	}
	path = o.IdentityOut
	if path == "" {
		path = filepath.Join(s.cfg.Dir, "members", o.Label+".age")
	} else if err := absent(path); err != nil {
		return nil, "", err
	}
	if err := store.AtomicWrite(path, file, 0o600, s.cfg.Step); err != nil {
		return nil, "", fail(Failed, "write the identity: %w", err)
	}
	return id, path, nil
}

// checkNew completes and checks an enrolment.
func (s *Session) checkNew(o *NewMember) error {
	if err := checkLabel(o.Label); err != nil {
		return err
	}
	if o.Public != nil && o.Public.Label != o.Label {
		return fail(Usage, "the public text is of %s, not of %s", o.Public.Label, o.Label)
	}
	for _, m := range s.roster.Members() {
		if strings.EqualFold(m.Label, o.Label) {
			return fail(Usage, "there is or was a member %s; names are not used twice", m.Label)
		}
		if o.Public != nil && slices.ContainsFunc(m.Keys(), func(k []byte) bool { return bytes.Equal(k, o.Public.Sign) }) {
			return fail(Usage, "the key in the public text is or was that of %s; keys are not used twice", m.Label)
		}
	}
	slices.Sort(o.Roles)
	o.Roles = slices.Compact(o.Roles)
	if len(o.Roles) == 0 {
		return fail(Usage, "a member needs a role: caseworker, auditor or admin")
	}
	for _, role := range o.Roles {
		if role != audit.RoleAdmin && role != audit.RoleAuditor && role != audit.RoleCaseworker {
			return fail(Usage, "there is no role %q: caseworker, auditor or admin", role)
		}
	}
	if len(o.Grant) == 0 {
		for _, x := range []struct{ role, compartment string }{{audit.RoleCaseworker, "work"}, {audit.RoleAuditor, "audit"}} {
			if slices.Contains(o.Roles, x.role) {
				o.Grant = append(o.Grant, x.compartment)
			}
		}
	}
	if o.WorkFactor == 0 {
		o.WorkFactor = crypto.DefaultWorkFactor
	}
	return nil
}

// Grant gives a member in force further compartments.
func (s *Session) Grant(label string, compartments []string, reason string) error {
	if err := s.permit(audit.RoleAdmin, "grant"); err != nil {
		return err
	}
	m := s.roster.Member(label)
	if m == nil {
		return fail(NotFound, "there is no member of that name")
	}
	compartments = slices.DeleteFunc(slices.Clone(compartments), func(c string) bool { return slices.Contains(m.Compartments, c) })
	if err := s.canGrant(compartments); err != nil {
		return err
	}
	if len(compartments) == 0 {
		return nil // held already
	}
	if !crypto.CanSealTo(m.Recipient) {
		return fail(Failed, "%s", unsealable(m))
	}
	e := audit.Event{Action: "grant", Notes: []string{label}, Fields: compartments, Reason: reason}
	return s.grant(&audit.Statement{Kind: "grant"}, m.Recipient, label, compartments, e)
}

// canGrant checks names of compartments; only a holder can grant one.
func (s *Session) canGrant(compartments []string) error {
	for _, c := range compartments {
		if !slices.Contains(audit.Compartments(), c) {
			return fail(Usage, "there is no compartment %q: %s", c, strings.Join(audit.Compartments(), ", "))
		}
		if s.secrets[c] == nil {
			return s.refuse(audit.Event{Fields: []string{c}}, s.lacks(c))
		}
	}
	return nil
}

// grant seals keys to a recipient, puts the blobs into the keyring and then
// writes the entry that makes them count. A blob without its entry is nothing.
func (s *Session) grant(st *audit.Statement, recipient, label string, what []string, e audit.Event) error {
	if err := checkReason(e.Reason, nil); err != nil {
		return err
	}
	ring, err := s.readKeyring()
	if err != nil {
		return err
	}
	for _, w := range what {
		if err := seal(ring, st, label, s.secrets[w], recipient); err != nil {
			return err
		}
	}
	return s.announce(ring, e, writes{statement: st.Marshal()})
}

// seal puts a blob into the keyring and announces it. A recipient to whom
// nothing can be sealed is left out, and a blob for no other is empty: a member
// with other software can enter rubbish as theirs, and must not stop what others
// have to seal to everybody, their own revocation least of all.
func seal(ring crypto.Keyring, st *audit.Statement, label string, secret *crypto.Secret, to ...string) error {
	to = slices.DeleteFunc(slices.Clone(to), func(r string) bool { return !crypto.CanSealTo(r) })
	blob := []byte{}
	if len(to) > 0 {
		var err error
		if blob, err = secret.Seal(to...); err != nil {
			return fail(Failed, "seal a key: %w", err)
		}
	}
	slot := crypto.Slot{Label: label, What: secret.What, Epoch: secret.Epoch}
	ring[slot] = blob
	st.Sealed = append(st.Sealed, audit.Sealed{Label: label, What: secret.What, Epoch: secret.Epoch, Hash: slot.Hash(blob)})
	return nil
}

// announce replaces the keyring's file and commits the statement.
func (s *Session) announce(ring crypto.Keyring, e audit.Event, w writes) error {
	if err := s.st.WriteFile("keyring", ring.Marshal()); err != nil {
		return fromStore(err, "write the keyring")
	}
	return s.commit(e, w)
}

// newTrail makes the member's trail key at their first unlock: by themselves,
// so that whoever enrolled them cannot read along.
func (s *Session) newTrail() error {
	ring, err := s.readKeyring()
	if err != nil {
		return err
	}
	st := &audit.Statement{Kind: "trail"}
	secret, err := s.sealTrail(ring, st, s.me.Label, s.me.Recipient)
	if err != nil {
		return err
	}
	s.trail = crypto.NewTrailKey(s.VaultID(), secret.Key)
	return s.announce(ring, audit.Event{Action: "trail"}, writes{statement: st.Marshal()})
}

// sealTrail makes a member's next trail key, and seals it to them and to
// auditors.
func (s *Session) sealTrail(ring crypto.Keyring, st *audit.Statement, label, recipient string) (*crypto.Secret, error) {
	secret := &crypto.Secret{What: "trail", Epoch: s.roster.Trail(label) + 1, Key: crypto.NewSecret()}
	return secret, seal(ring, st, label, secret, recipient, s.roster.Audit.Recipient)
}
