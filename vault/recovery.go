package vault

import (
	"fmt"
	"slices"

	"casevault/audit"
	"casevault/crypto"
)

// A recovery set brings an admin back when none is left. It is made in two
// steps, so that nobody relies on a sheet that was printed badly: NewShares
// makes a secret, which exists on the sheets alone; Establish takes back what
// stands on all of them. Only then it is known to the vault at all.

// NewShares makes the shares of the next set. Nothing depends on them yet.
func (s *Session) NewShares(shares, threshold int) ([]audit.Share, error) {
	if err := s.mayRecover(); err != nil {
		return nil, err
	}
	first := audit.Share{Vault: [8]byte(s.roster.Vault[:8]), Set: s.nextSet(), Index: 1, Shares: shares, Threshold: threshold}
	if first.Set > audit.MaxSets {
		return nil, fail(Failed, "this vault has had %d recovery sets, and a share can name no other", audit.MaxSets)
	}
	if !first.Valid() {
		return nil, fail(Usage, "a recovery set has up to %d shares, of which at least %d are needed", audit.MaxShares, audit.MinThreshold)
	}
	_, values, err := crypto.NewShares(shares, threshold)
	if err != nil {
		return nil, fail(Failed, "make the shares: %w", err)
	}
	var out []audit.Share
	for i, value := range values {
		x := first
		x.Index, x.Value = i+1, value
		out = append(out, x)
	}
	return out, nil
}

func (r *Reader) nextSet() int {
	if x := r.roster.Recovery(); x != nil {
		return x.Set + 1
	}
	return 1
}

// mayRecover checks that the member can make a set: it gets every key.
func (s *Session) mayRecover() error {
	if err := s.permit(audit.RoleAdmin, "recovery"); err != nil {
		return err
	}
	return s.canGrant(audit.Compartments())
}

// Establish makes the shares the recovery set in force, once all of them were
// read back from their sheets. Every key in force is sealed to it, and every
// later one will be; the set before it opens nothing any more.
func (s *Session) Establish(shares []audit.Share, reason string) (*audit.RecoverySet, error) {
	if err := s.mayRecover(); err != nil {
		return nil, err
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	secret, err := s.whole(shares)
	if err != nil {
		return nil, err
	}
	x := &audit.RecoverySet{Recovery: audit.Recovery{Set: shares[0].Set, Shares: shares[0].Shares, Threshold: shares[0].Threshold}}
	id, err := secret.Identity(x.Label(), s.VaultID())
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	x.Key, x.Recipient = [32]byte(id.Signing().Public()), id.Recipient()
	st := &audit.Statement{Kind: "recovery", Recovery: &x.Recovery}
	for _, share := range shares {
		st.Shares = append(st.Shares, audit.ShareHash{N: share.Index, Hash: share.Hash()})
	}
	e := audit.Event{Action: "recovery", Notes: []string{"create", fmt.Sprint("set:", x.Set)}, Reason: reason}
	if err := s.grant(st, x.Recipient, x.Label(), append(audit.Compartments(), "log"), e); err != nil {
		return nil, err
	}
	return s.roster.Recovery(), s.tidyKeyring()
}

// tidyKeyring drops what opens nothing any more.
func (s *Session) tidyKeyring() error {
	ring, err := s.readKeyring()
	if err != nil {
		return err
	}
	s.dropStale(ring, nil)
	if err := s.st.WriteFile("keyring", ring.Marshal()); err != nil {
		return fail(Failed, "the recovery set is in force, but old blobs are still in the keyring: %w", err)
	}
	return nil
}

// whole puts together all shares of the next set, each once.
func (s *Session) whole(shares []audit.Share) (secret crypto.RecoverySecret, err error) {
	values := make(map[int][32]byte)
	for _, x := range shares {
		first := shares[0]
		switch {
		case x.Vault != [8]byte(s.roster.Vault[:8]):
			return secret, fail(WrongShares, "share %d is of another vault", x.Index)
		case x.Set != s.nextSet():
			return secret, fail(WrongShares, "share %d is of set %d; the next set is %d", x.Index, x.Set, s.nextSet())
		case x.Shares != first.Shares || x.Threshold != first.Threshold:
			return secret, fail(WrongShares, "share %d and share %d are not of one set", first.Index, x.Index)
		}
		if _, twice := values[x.Index]; twice {
			return secret, fail(WrongShares, "share %d was read back twice", x.Index)
		}
		values[x.Index] = x.Value
	}
	if len(shares) == 0 || len(values) < shares[0].Shares {
		return secret, fail(WrongShares, "shares read back: %d; all of the set must be", len(values))
	}
	secret, err = crypto.CombineShares(shares[0].Threshold, values)
	if err != nil {
		return secret, fail(WrongShares, "what was read back is not one set: %w", err)
	}
	return secret, nil
}

// sealToSet seals a new key to the recovery set in force, for which its shares
// are not needed. A statement that leaves it out is refused by everybody.
func (r *Reader) sealToSet(ring crypto.Keyring, st *audit.Statement, secret *crypto.Secret) error {
	x := r.roster.Recovery()
	if x == nil {
		return nil
	}
	return seal(ring, st, x.Label(), secret, x.Recipient)
}

// asMember is the set as one who holds everything, for what only asks that.
func asMember(x *audit.RecoverySet) *audit.Member {
	return &audit.Member{Enrolment: audit.Enrolment{Label: x.Label(), Key: x.Key, Recipient: x.Recipient}, Compartments: audit.Compartments(), Revoked: -1}
}

// inForce reports whether blobs under a label are for somebody.
func (r *Reader) inForce(label string) bool {
	return slices.ContainsFunc(r.keyOwners(), func(m *audit.Member) bool { return m.Label == label })
}
