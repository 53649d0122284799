package vault

import (
	"context"
	"errors"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A Renewal says how a member takes new keys.
type Renewal struct {
	Passphrase crypto.Passphrase // of the new identity
	WorkFactor int               // 0: that of the old one
	Reason     string
}

// Renew gives a member new keys of their own, in the place of the old ones: who
// has these opens nothing that is sealed from then on, and signs nothing that
// counts. The keys of compartments stay what they were, so that whoever opened
// the old keyring with the old identity still knows them: if that is to be
// feared, an admin rotates them.
//
// It is the only thing that an identity with a one-time passphrase can do.
func Renew(ctx context.Context, cfg Config, idFile string, p crypto.Passphrase, o Renewal) (*crypto.Public, error) {
	if err := checkReason(o.Reason, nil); err != nil {
		return nil, err
	}
	if o.Passphrase == p { // also: of two files, after an interruption, it must open one
		return nil, fail(Usage, "new keys get a new passphrase: somebody else may know this one")
	}
	s, err := openSession(cfg, idFile, p, true)
	if err != nil {
		return nil, err
	}
	public, err := s.renew(ctx, o)
	if cerr := s.Close(); cerr != nil && err == nil {
		err = fail(Unknown, "the keys are renewed, but: %w", cerr)
	}
	return public, err
}

func (s *Session) renew(ctx context.Context, o Renewal) (*crypto.Public, error) {
	next, err := s.newIdentity(s.me.Label)
	if err != nil {
		return nil, err
	}
	if o.WorkFactor == 0 {
		o.WorkFactor = s.id.WorkFactor
	}
	file, err := sealIdentity(next, o.Passphrase, o.WorkFactor)
	if err != nil {
		return nil, err
	}
	st, ring, trail, err := s.sealAnew(next)
	if err != nil {
		return nil, err
	}
	drafts, err := s.sealDrafts(next)
	if err != nil {
		return nil, err
	}
	path, err := renewalOf(s.idFile)
	if err == nil {
		err = store.AtomicWrite(path, file, 0o600, s.cfg.Step)
	}
	if err != nil {
		return nil, fail(Failed, "write the new identity: %w", err)
	}
	before := s.trail
	s.trail = crypto.NewTrailKey(s.VaultID(), trail.Key) // who has the old keys shall not read why
	e := audit.Event{Action: "renew", Reason: o.Reason}
	verify := func(gen *store.Store) error { return opensAll(gen, next, st) }
	if err := s.rewrite(ctx, store.Rewrite{Verify: verify}, e, writes{statement: st.Marshal()}, ring); err != nil {
		// The new identity stays: after some failures it is the one that holds.
		s.trail = before
		return nil, err
	}
	s.id, s.renewed = next, path
	err = s.finishRenewal()
	for _, d := range drafts {
		if err == nil {
			err = d.sealTo(next.Recipient())
		}
	}
	return next.Public(), err
}

// sealDrafts seals the member's drafts to the old identity and the next:
// whichever of the two holds in the end shall open them.
func (s *Session) sealDrafts(next *crypto.Identity) (drafts []*Draft, err error) {
	for _, d := range s.Unfinished() {
		if err := d.sealTo(s.id.Recipient(), next.Recipient()); err != nil {
			return nil, err
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}

// sealAnew seals everything that the member holds to their new identity, and a
// new trail key. The blobs take the places of the old ones, so the keyring is
// for a new generation: in this one the old identity would open nothing while
// the log still says that it does.
func (s *Session) sealAnew(next *crypto.Identity) (*audit.Statement, crypto.Keyring, *crypto.Secret, error) {
	x := &audit.Renewal{Label: s.me.Label, Key: [32]byte(next.Signing().Public()), Recipient: next.Recipient()}
	x.Sig = [64]byte(next.Signing().Sign("renew", s.VaultID(), x.Parts(s.me.Key[:])...))
	st := &audit.Statement{Kind: "renew", Renew: x}
	ring, err := s.readKeyring()
	if err != nil {
		return nil, nil, nil, err
	}
	for slot, blob := range ring {
		_, ok := s.roster.SealedHash(slot.Label, slot.What, slot.Epoch)
		if !ok || slot.Label != s.me.Label || slot.What != "trail" {
			continue
		}
		if err := s.announced(ring, slot); err != nil {
			return nil, nil, nil, err
		}
		secret, err := s.openTrail(slot, blob)
		if err != nil {
			return nil, nil, nil, err
		}
		if err := seal(ring, st, slot.Label, secret, next.Recipient(), s.roster.Audit.Recipient); err != nil {
			return nil, nil, nil, err
		}
	}
	for _, secret := range s.secrets {
		if err := seal(ring, st, s.me.Label, secret, next.Recipient()); err != nil {
			return nil, nil, nil, err
		}
	}
	trail, err := s.sealTrail(ring, st, s.me.Label, next.Recipient())
	return st, ring, trail, err
}

// opensAll checks, before the new generation counts, that its keyring has the
// announced blobs and that the new identity opens them.
func opensAll(gen *store.Store, id *crypto.Identity, st *audit.Statement) error {
	ring, err := keyringIn(gen)
	if err != nil {
		return err
	}
	for _, x := range st.Sealed {
		slot := crypto.Slot{Label: x.Label, What: x.What, Epoch: x.Epoch}
		if slot.Hash(ring[slot]) != x.Hash {
			return errors.New("the new keyring lacks a blob that is announced")
		}
		if _, err := id.OpenSecret(ring[slot], x.What, x.Epoch); err != nil {
			return err
		}
	}
	return nil
}
