package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"casevault/audit"
	"casevault/crypto"
)

// A Revocation says what became of somebody's access.
type Revocation struct {
	Label   string
	Rotated []string            // compartments that have a new key
	Pending map[string][]string // compartment that has none yet -> who can rotate it
	Backups []BackupLine        // made before: they open with the keys of then
}

// Revoke ends a membership: at once the right to sign, the log key, the blobs
// of the keyring; then, unless rotate is false, the keys of all compartments
// that both held. A crash between the two leaves these pending.
func (s *Session) Revoke(ctx context.Context, label string, rotate bool, reason string) (*Revocation, error) {
	if err := s.permit(audit.RoleAdmin, "revoke"); err != nil {
		return nil, err
	}
	target := s.roster.Member(label)
	switch {
	case target == nil:
		return nil, fail(NotFound, "there is no member of that name")
	case target == s.me:
		return nil, fail(Usage, "nobody revokes themselves: another admin does, so that one remains")
	}
	if err := s.revoke(target, reason); err != nil {
		return nil, err
	}
	if err := s.remember(); err != nil {
		return nil, fail(Unknown, "the membership is ended, but this could not be noted for a later restore: %w", err)
	}
	out := &Revocation{Label: label, Pending: make(map[string][]string)}
	var held []string
	for _, c := range target.Compartments {
		if rotate && s.secrets[c] != nil {
			held = append(held, c)
		}
	}
	var err error
	if len(held) > 0 {
		if err = s.rotate(ctx, held, "after a revocation"); err == nil {
			out.Rotated = held
		}
	}
	for _, c := range target.Compartments {
		if s.roster.Pending(c) {
			out.Pending[c] = labels(s.roster.Holders(c))
		}
	}
	lines, listErr := s.Backups()
	out.Backups = lines
	return out, errors.Join(err, listErr)
}

func labels(members []*audit.Member) []string {
	out := []string{} // "pending" in JSON is a list, of nobody too
	for _, m := range members {
		out = append(out, m.Label)
	}
	return out
}

// revoke writes the entry. What is dropped from the keyring is dropped after
// it: without the entry those who stay would miss their blobs.
func (s *Session) revoke(target *audit.Member, reason string) error {
	if err := checkReason(reason, nil); err != nil {
		return err
	}
	ring, err := s.readKeyring()
	if err != nil {
		return err
	}
	next := &crypto.Secret{What: "log", Epoch: s.roster.LogKeyEpoch() + 1, Key: crypto.NewSecret()}
	st := &audit.Statement{Kind: "revoke", Revoke: target.Label,
		Log: &audit.LogKey{N: next.Epoch, Key: [32]byte(crypto.NewSigningKey(next.Key).Public())}}
	for _, m := range s.roster.Members() {
		if m.Revoked < 0 && m.Label != target.Label {
			if err := seal(ring, st, m.Label, next, m.Recipient); err != nil {
				return err
			}
		}
	}
	if err := s.sealToSet(ring, st, next); err != nil {
		return err
	}
	e := audit.Event{Action: "revoke", Notes: []string{target.Label}, Reason: reason}
	if err := s.announce(ring, e, writes{statement: st.Marshal(), log: next}); err != nil {
		return err
	}
	s.warnUnsealable()
	s.dropStale(ring, nil)
	if err := s.st.WriteFile("keyring", ring.Marshal()); err != nil {
		return fail(Failed, "the membership is ended, but old blobs are still in the keyring: %w", err)
	}
	return s.dropIdentity(target.Label)
}

// dropStale removes the blobs that open nothing any more, or would for those
// who shall not: of former members, recovery sets and keys. Trail keys stay, sealed to
// auditors, or nobody could read the old entries. Next are keys that are about
// to be in force.
func (s *Session) dropStale(ring crypto.Keyring, next map[string]*crypto.Secret) {
	for slot := range ring {
		if slot.What == "trail" {
			continue
		}
		now := s.roster.Epoch(slot.What).N
		if slot.What == "log" {
			now = s.roster.LogKeyEpoch()
		}
		if next[slot.What] != nil {
			now = next[slot.What].Epoch
		}
		if !s.inForce(slot.Label) || slot.Epoch != now {
			delete(ring, slot)
		}
	}
}

// dropIdentity removes a former member's identity from the vault's folder.
func (s *Session) dropIdentity(label string) error {
	for _, name := range []string{label + ".age", label + ".age.new"} { // the latter from a renewal that was cut off
		err := os.Remove(filepath.Join(s.cfg.Dir, "members", name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return fail(Failed, "the membership is ended, but the identity is still in the folder: %w", err)
		}
	}
	return nil
}

// PendingRotations returns the compartments whose key somebody has who is no
// longer a member, with those who can rotate them. It needs no key.
func (r *Reader) PendingRotations() map[string][]string {
	out := make(map[string][]string)
	for _, c := range audit.Compartments() {
		if r.roster.Pending(c) {
			out[c] = labels(r.roster.Holders(c))
		}
	}
	return out
}
