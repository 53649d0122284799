package vault

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A Session is an unlocked vault: what one member can do with it.
type Session struct {
	*Reader
	id      *crypto.Identity
	renewed string // the file that id came from, if a renewal was interrupted and left it
	me      *audit.Member

	secrets map[string]*crypto.Secret          // of what was granted, "log" among it
	keys    map[record.Compartment]*crypto.Key // of the compartments that hold records
	audit   *crypto.Secret                     // nil unless granted
	trail   *crypto.Key
	log     [32]byte // seed of the log key

	noticed   []string // codes for the next entry
	authority int64    // the newest authority entry when the keys were read
}

// FindIdentity returns the identity file to use: the named file, the member of
// that label, or the only file under members/.
func FindIdentity(cfg Config, name string) (string, error) {
	if !store.HasVault(cfg.Dir) {
		return "", fail(NoVault, "there is no vault in %s", cfg.Dir)
	}
	if err := notDestroyed(cfg); err != nil {
		return "", err
	}
	members := filepath.Join(cfg.Dir, "members")
	if name != "" {
		if audit.ValidLabel(name) {
			if path := filepath.Join(members, name+".age"); isOwnFile(path) {
				return path, nil
			}
		}
		if isFile(name) {
			return name, nil
		}
		return "", fail(Usage, "there is neither a file nor a member %q with an identity here", name)
	}
	if fi, err := os.Lstat(members); err == nil && !fi.IsDir() {
		return "", fail(Failed, "%s is not a folder", members) // a link would show us somebody else's
	}
	entries, err := os.ReadDir(members)
	var labels []string
	for _, e := range entries {
		if label, ok := strings.CutSuffix(e.Name(), ".age"); ok && e.Type().IsRegular() {
			labels = append(labels, label)
		}
	}
	if err != nil || len(labels) == 0 {
		return "", fail(Ambiguous, "no identity lies in the vault: name one with --identity")
	}
	if len(labels) > 1 {
		return "", fail(Ambiguous, "several identities lie in the vault, name one with --identity: %s", strings.Join(labels, ", "))
	}
	return filepath.Join(members, labels[0]+".age"), nil
}

// isOwnFile is isFile for what lies in the vault's folder, where there are no links.
func isOwnFile(path string) bool {
	fi, err := os.Lstat(path)
	return err == nil && fi.Mode().IsRegular()
}

func isFile(path string) bool {
	fi, err := os.Stat(path)
	return err == nil && fi.Mode().IsRegular()
}

// Open unlocks the vault with an identity file.
func Open(cfg Config, idFile string, passphrase crypto.Passphrase) (*Session, error) {
	return openSession(cfg, idFile, passphrase, false)
}

// openSession is [Open]; to renew the keys of an identity, its passphrase may be
// one that somebody else knows.
func openSession(cfg Config, idFile string, passphrase crypto.Passphrase, renewing bool) (*Session, error) {
	if !store.HasVault(cfg.Dir) {
		return nil, fail(NoVault, "there is no vault in %s", cfg.Dir)
	}
	if err := notDestroyed(cfg); err != nil {
		return nil, err
	}
	id, renewed, err := readEither(cfg, idFile, passphrase)
	if err == nil {
		err = usable(id, renewing)
	}
	if err != nil {
		return nil, err
	}
	r, err := openReader(cfg, store.Options{})
	if err != nil {
		return nil, err
	}
	r.idFile = idFile
	s := &Session{Reader: r, id: id, renewed: renewed}
	if err := s.unlock(); err != nil {
		r.Close()
		return nil, err
	}
	return s, nil
}

// unlock checks the identity's pins against the log, and opens the member's
// blobs of the keyring.
func (s *Session) unlock() error {
	if err := checkPins(s.id, s.VaultID(), s.roster.Founder()); err != nil {
		return err
	}
	s.me = s.roster.Member(s.id.Label)
	if s.me == nil {
		return fail(NotMember, "%s is not or no longer a member", s.id.Label)
	}
	if err := s.enrolledKeys(); err != nil {
		return err
	}
	if err := s.Fit(); err != nil {
		return err
	}
	s.noticed = append(s.noticed, s.overruled()...)
	if err := s.openKeyring(); err != nil {
		return err
	}
	absent, err := s.checkLastSeen(s.idFile)
	if err != nil {
		return err
	}
	if absent {
		s.cfg.notice("first-seen-here")
		s.noticed = append(s.noticed, "first-seen-here")
	}
	if err := s.remember(); err != nil {
		return err
	}
	if s.behind {
		if err := s.publish(s.note); err != nil {
			return fail(NotLogged, "bring HEAD up to date: %w", err)
		}
		s.behind = false
	}
	if s.id.OneTime {
		return nil // whoever made it can read what would be written now
	}
	if s.trail == nil {
		if err := s.newTrail(); err != nil {
			return err
		}
	}
	s.authority = s.roster.Last()
	return s.logFailedUnlocks()
}

// openKeyring opens what was granted. A blob counts only if the log announces
// its hash: anyone can encrypt to a member.
func (s *Session) openKeyring() error {
	ring, err := s.readKeyring()
	if err != nil {
		return err
	}
	s.keys = make(map[record.Compartment]*crypto.Key)
	s.secrets = make(map[string]*crypto.Secret)
	for _, c := range s.me.Compartments {
		secret, err := s.openBlob(ring, c, s.roster.Epoch(c).N)
		if err != nil {
			return err
		}
		key := crypto.NewCompartmentKey(s.VaultID(), secret.Key)
		if key.ID() != crypto.KeyID(s.roster.Epoch(c).Key) {
			return fail(Integrity, "the keyring's key of %s is not the one in force", c)
		}
		s.secrets[c] = secret
		if c == "audit" {
			s.audit = secret
		} else {
			s.keys[record.Compartment(c)] = key
		}
	}
	secret, err := s.openBlob(ring, "log", s.roster.LogKeyEpoch())
	if err != nil {
		return err
	}
	s.log, s.secrets["log"] = secret.Key, secret
	if !bytes.Equal(crypto.NewSigningKey(s.log).Public(), s.roster.LogKeyAt(s.edge.Size())) {
		return fail(Integrity, "the keyring's log key is not the one in force")
	}
	if !s.roster.TrailInForce(s.me.Label) {
		return nil // the first unlock, or the first after a rotation of audit; unlock makes one
	}
	if secret, err = s.openBlob(ring, "trail", s.roster.Trail(s.me.Label)); err != nil {
		return err
	}
	s.trail = crypto.NewTrailKey(s.VaultID(), secret.Key)
	return nil
}

func (r *Reader) readKeyring() (crypto.Keyring, error) {
	ring, err := keyringIn(r.st)
	if err != nil {
		return nil, fail(Integrity, "read the keyring: %w", err)
	}
	return ring, nil
}

func keyringIn(st *store.Store) (crypto.Keyring, error) {
	b, err := st.ReadFile("keyring")
	if err != nil {
		return nil, err
	}
	return crypto.ParseKeyring(b)
}

func (s *Session) openBlob(ring crypto.Keyring, what string, epoch int) (*crypto.Secret, error) {
	slot := crypto.Slot{Label: s.me.Label, What: what, Epoch: epoch}
	if err := s.announced(ring, slot); err != nil {
		return nil, err
	}
	secret, err := s.id.OpenSecret(ring[slot], what, epoch)
	if err != nil {
		return nil, fail(Integrity, "open the keyring's key of %s: %w", what, err)
	}
	return secret, nil
}

func (r *Reader) announced(ring crypto.Keyring, slot crypto.Slot) error {
	want, ok := r.roster.SealedHash(slot.Label, slot.What, slot.Epoch)
	blob := ring[slot]
	if !ok || blob == nil || slot.Hash(blob) != want {
		return fail(Integrity, "the keyring's blob %q is missing or is not the one that the log announces", slot)
	}
	return nil
}

// trails opens the trail keys this member may read with: their own, and as an
// auditor everyone's.
func (s *Session) trails() ([]*crypto.Key, error) {
	var keys []*crypto.Key
	if s.trail != nil { // a recovery set has none
		keys = append(keys, s.trail)
	}
	ring, err := s.readKeyring()
	if err != nil {
		return nil, err
	}
	for slot, blob := range ring {
		// What the log does not announce was left by a crash, or planted.
		_, ok := s.roster.SealedHash(slot.Label, slot.What, slot.Epoch)
		if !ok || slot.What != "trail" || s.audit == nil && slot.Label != s.me.Label {
			continue
		}
		if err := s.announced(ring, slot); err != nil {
			return nil, err
		}
		secret, err := s.openTrail(slot, blob)
		if err != nil && slot.Label != s.me.Label {
			continue // rubbish that its owner announced: what it hides is a finding of Verify
		}
		if err != nil {
			return nil, err
		}
		if key := crypto.NewTrailKey(s.VaultID(), secret.Key); slot.Label != s.me.Label || slot.Epoch != s.roster.Trail(s.me.Label) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// openTrail opens a trail key: the member's own, or as an auditor anyone's.
func (s *Session) openTrail(slot crypto.Slot, blob []byte) (*crypto.Secret, error) {
	open := s.id.OpenSecret
	if slot.Label != s.me.Label && s.audit != nil {
		open = s.audit.OpenSecretTo
	}
	secret, err := open(blob, "trail", slot.Epoch)
	if err != nil {
		return nil, fail(Integrity, "open the trail key of %s: %w", slot.Label, err)
	}
	return secret, nil
}

// Member returns the label of the member whose session this is.
func (s *Session) Member() string { return s.me.Label }

// holds reports whether the member has the compartment's key.
func (s *Session) holds(c record.Compartment) bool { return s.keys[c] != nil }

// Granters returns who can grant a compartment: the admins in force who hold
// it. Only a holder can.
func (r *Reader) Granters(compartment string) []string {
	var who []string
	for _, m := range r.roster.Members() {
		if m.Revoked < 0 && m.Has(audit.RoleAdmin) && slices.Contains(m.Compartments, compartment) {
			who = append(who, m.Label)
		}
	}
	return who
}

// lacks says that the member does not hold a compartment, and who can grant it.
func (s *Session) lacks(compartment string) error {
	who := s.Granters(compartment)
	if len(who) == 0 {
		return fmt.Errorf("%s does not hold %s, and no admin in force does, who could grant it", s.me.Label, compartment)
	}
	return fmt.Errorf("%s does not hold %s; it can be granted by: %s", s.me.Label, compartment, strings.Join(who, ", "))
}

// permit checks that the member has a role, and logs a refusal.
func (s *Session) permit(role, action string) error {
	if s.me.Has(role) {
		return nil
	}
	return s.refuse(audit.Event{Reason: "no role " + role, Notes: []string{action}},
		fmt.Errorf("%s does not have the role %s", s.me.Label, role))
}

// refuse logs that something was not permitted and returns that failure, which may
// be of a kind of its own.
func (s *Session) refuse(e audit.Event, why error) error {
	e.Action, e.Outcome = "refused", "refused"
	if err := s.commit(e, writes{}); err != nil {
		return err
	}
	if KindOf(why) == OnHold {
		return why
	}
	return &Error{NotPermitted, why}
}
