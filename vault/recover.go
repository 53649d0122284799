package vault

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A Drill says what shares are worth.
type Drill struct {
	Set    *audit.RecoverySet // in force
	Shares []ShareVerdict
	Right  int  // how many different right ones
	Enough bool // they open every key of the vault
}

// A ShareVerdict says of one share what it is: "right", "twice", "other-vault",
// "other-set", or "changed": its numbers fit, but not its hash in the log.
type ShareVerdict struct {
	Index, Set int
	Verdict    string
}

// Drill says whether shares are those of the set in force and enough of them,
// and tries every key with them. It changes nothing and needs no other key.
func (r *Reader) Drill(shares []audit.Share) (*Drill, error) {
	d, _, err := r.recover(shares)
	return d, err
}

// LogDrill writes down what a drill found.
func (s *Session) LogDrill(d *Drill, reason string) error {
	e := audit.Event{Action: "recovery", Reason: reason,
		Notes: []string{"drill", fmt.Sprint("set:", d.Set.Set), fmt.Sprint("right:", d.Right)}}
	if !d.Enough {
		e.Outcome = "failed"
	}
	if err := checkReason(reason, nil); err != nil {
		return err
	}
	return s.commit(e, writes{})
}

// recover tries shares; if they are enough it returns a session that holds
// everything, of nobody who is a member.
func (r *Reader) recover(shares []audit.Share) (*Drill, *Session, error) {
	x := r.roster.Recovery()
	if x == nil {
		return nil, nil, fail(NotFound, "this vault has no recovery set")
	}
	d := &Drill{Set: x}
	values := make(map[int][32]byte)
	for _, share := range shares {
		v := ShareVerdict{share.Index, share.Set, r.verdict(x, share)}
		if _, twice := values[share.Index]; twice && v.Verdict == "right" {
			v.Verdict = "twice"
		}
		if v.Verdict == "right" {
			values[share.Index] = share.Value
		}
		d.Shares = append(d.Shares, v)
	}
	if d.Right = len(values); d.Right < x.Threshold {
		return d, nil, nil
	}
	secret, err := crypto.CombineShares(x.Threshold, values)
	if err != nil {
		return nil, nil, fail(Integrity, "the shares are those that the log names, but were never one set: %w", err)
	}
	id, err := secret.Identity(x.Label(), r.VaultID())
	if err != nil {
		return nil, nil, fail(Failed, "%w", err)
	}
	if !bytes.Equal(id.Signing().Public(), x.Key[:]) || id.Recipient() != x.Recipient {
		return nil, nil, fail(Integrity, "the shares are those that the log names, but do not give the keys that it names: the vault is not the one that they were made for")
	}
	id.Founder = r.roster.Founder()
	s := &Session{Reader: r, id: id, me: asMember(x)}
	if err := s.openKeyring(); err != nil {
		return nil, nil, err
	}
	d.Enough = true
	return d, s, nil
}

func (r *Reader) verdict(x *audit.RecoverySet, share audit.Share) string {
	switch {
	case share.Vault != [8]byte(r.roster.Vault[:8]):
		return "other-vault"
	case share.Set != x.Set:
		return "other-set"
	case share.Index > len(x.Hashes) || share.Hash() != x.Hashes[share.Index-1]:
		return "changed"
	}
	return "right"
}

// A NewAdmin is whom a recovery set enrols.
type NewAdmin struct {
	Label       string
	IdentityOut string // where the identity file goes; "": into the vault
	Passphrase  crypto.Passphrase
	WorkFactor  int // 0: the default
}

// Recover enrols an admin who holds everything, with the shares of the recovery
// set in force and nothing else, and returns the path of their identity file.
func Recover(cfg Config, shares []audit.Share, n NewAdmin, reason string) (path string, err error) {
	r, err := openReader(cfg, store.Options{})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if err := r.Fit(); err != nil {
		return "", err
	}
	absent, err := r.checkLastSeen("")
	if err != nil {
		return "", err
	}
	d, s, err := r.recover(shares)
	if err != nil {
		return "", err
	}
	if !d.Enough {
		return "", d.Short()
	}
	s.noticed = r.overruled()
	if absent {
		s.cfg.notice("first-seen-here")
		s.noticed = append(s.noticed, "first-seen-here")
	}
	e := audit.Event{Action: "recovery", Reason: reason, Notes: []string{"use"}}
	return s.enrolAdmin(n, e, nil)
}

// Short says that the shares are not enough, and which are none.
func (d *Drill) Short() error {
	why := []string{fmt.Sprintf("right shares of set %d: %d, where %d are needed", d.Set.Set, d.Right, d.Set.Threshold)}
	for _, v := range d.Shares {
		if v.Verdict != "right" {
			why = append(why, fmt.Sprintf("share %d of set %d: %s", v.Index, v.Set, v.Verdict))
		}
	}
	return fail(WrongShares, "%s", strings.Join(why, "; "))
}

// enrolAdmin, in the session of a set, makes the new admin, who signs the entry;
// the set signs its statement. The session is the admin's after that. Restore is
// what a restore says, if this is one.
func (s *Session) enrolAdmin(n NewAdmin, e audit.Event, restore *audit.Restore) (path string, err error) {
	if err := checkReason(e.Reason, nil); err != nil {
		return "", err
	}
	all := audit.Compartments()
	o := NewMember{Label: n.Label, IdentityOut: n.IdentityOut, Passphrase: n.Passphrase, WorkFactor: n.WorkFactor, Grant: all,
		Roles: []string{audit.RoleAdmin, audit.RoleAuditor, audit.RoleCaseworker}}
	if err := s.checkNew(&o); err != nil {
		return "", err
	}
	ring, err := s.readKeyring()
	if err != nil {
		return "", err
	}
	id, path, err := s.makeIdentity(&o)
	if err != nil {
		return "", err
	}
	who := audit.Enrolment{Label: o.Label, Key: [32]byte(id.Signing().Public()), Roles: o.Roles, Recipient: id.Recipient()}
	st := &audit.Statement{Kind: "recover", Members: []audit.Enrolment{who}, Restore: restore}
	for _, what := range append(all, "log") {
		if err := seal(ring, st, who.Label, s.secrets[what], who.Recipient); err != nil {
			return "", err
		}
	}
	trail, err := s.sealTrail(ring, st, who.Label, who.Recipient)
	if err != nil {
		return "", err
	}
	set := s.id
	s.idFile = path
	s.id, s.me, s.trail = id, &audit.Member{Enrolment: who, Compartments: audit.Compartments(), Revoked: -1}, crypto.NewTrailKey(s.VaultID(), trail.Key)
	e.Fields, e.Notes = audit.Compartments(), append(e.Notes, fmt.Sprint("set:", s.roster.Recovery().Set), who.Label)
	if err := s.announce(ring, e, writes{statement: st.Marshal(), signer: set.Signing()}); err != nil {
		return "", err
	}
	return path, s.logFailedUnlocks()
}
