package vault

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A RotationPlan says what a rotation would do.
type RotationPlan struct {
	Compartments []string
	Sections     int   // sealed anew
	Bytes        int64 // of the whole store, which is written anew
	Free         int64 // on the disk
}

// PlanRotation says what Rotate would do, and does nothing.
func (s *Session) PlanRotation(compartments []string) (*RotationPlan, error) {
	compartments, err := s.rotatable(compartments)
	if err != nil {
		return nil, err
	}
	stats, err := s.st.Stats()
	if err != nil {
		return nil, fromStore(err, "measure the store")
	}
	plan := &RotationPlan{Compartments: compartments, Bytes: stats.Bytes, Free: stats.Free}
	err = s.st.ScanKeys(nil, func(key []byte) error {
		if p, ok := parsePlace(key); ok && slices.Contains(compartments, string(p.c)) {
			plan.Sections++
		}
		return nil
	})
	return plan, fromStore(err, "count the sections")
}

// Rotate gives compartments new keys and seals everything in them anew; none
// means all that the member holds. Whoever has only the old keys reads nothing
// that is written from then on, and of the rest only what they kept a copy of.
func (s *Session) Rotate(ctx context.Context, compartments []string, reason string) ([]string, error) {
	compartments, err := s.rotatable(compartments)
	if err != nil {
		return nil, err
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	s.warnUnsealable()
	return compartments, s.rotate(ctx, compartments, reason)
}

// rotatable checks that the member may rotate the compartments.
func (s *Session) rotatable(compartments []string) ([]string, error) {
	if len(compartments) == 0 {
		for _, c := range s.me.Compartments {
			if s.me.Has(audit.RoleAdmin) || s.roster.Pending(c) {
				compartments = append(compartments, c)
			}
		}
		if len(compartments) == 0 {
			return nil, s.permit(audit.RoleAdmin, "rotate")
		}
	}
	if err := s.canGrant(compartments); err != nil { // the same: to hold it
		return nil, err
	}
	for _, c := range compartments {
		if !s.roster.Pending(c) {
			if err := s.permit(audit.RoleAdmin, "rotate"); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(compartments)
	return slices.Compact(compartments), nil
}

// A rotation is the new keys on their way into a new generation.
type rotation struct {
	s         *Session
	statement *audit.Statement
	ring      crypto.Keyring
	secrets   map[string]*crypto.Secret
	keys      map[record.Compartment]*crypto.Key
	read      int // sections that were read back
}

func (s *Session) rotate(ctx context.Context, compartments []string, reason string) error {
	ring, err := s.readKeyring()
	if err != nil {
		return err
	}
	r := &rotation{s: s, statement: &audit.Statement{Kind: "rotate"}, ring: ring,
		secrets: make(map[string]*crypto.Secret), keys: make(map[record.Compartment]*crypto.Key)}
	for _, c := range compartments {
		if err := r.renew(c); err != nil {
			return err
		}
	}
	s.dropStale(r.ring, r.secrets)
	e := audit.Event{Action: "rotate", Fields: compartments, Reason: reason}
	err = s.rewrite(ctx, store.Rewrite{Transform: r.transform, Back: r.back, Verify: r.verify}, e, writes{statement: r.statement.Marshal()}, r.ring)
	if err != nil {
		return err
	}
	for c, secret := range r.secrets {
		s.secrets[c] = secret
	}
	for c, key := range r.keys {
		s.keys[c] = key
	}
	if a := r.secrets["audit"]; a != nil {
		s.audit = a
		return s.newTrail()
	}
	return nil
}

// renew makes the next key of a compartment and seals it to all who hold it, and
// to the recovery set.
func (r *rotation) renew(c string) error {
	s := r.s
	secret := &crypto.Secret{What: c, Epoch: s.roster.Epoch(c).N + 1, Key: crypto.NewSecret()}
	if c == "audit" {
		hybrid, recipient, err := crypto.NewHybrid()
		if err != nil {
			return fail(Failed, "make the auditors' key: %w", err)
		}
		secret.Hybrid = hybrid
		r.statement.Audit = &audit.AuditKey{N: s.roster.Audit.N + 1, Recipient: recipient}
		if err := r.resealTrails(recipient); err != nil {
			return err
		}
	}
	key := crypto.NewCompartmentKey(s.VaultID(), secret.Key)
	r.statement.Epochs = append(r.statement.Epochs, audit.Epoch{Compartment: c, N: secret.Epoch, Key: key.ID()})
	for _, m := range s.roster.Holders(c) {
		if err := seal(r.ring, r.statement, m.Label, secret, m.Recipient); err != nil {
			return err
		}
	}
	if err := s.sealToSet(r.ring, r.statement, secret); err != nil {
		return err
	}
	r.secrets[c] = secret
	if c != "audit" {
		r.keys[record.Compartment(c)] = key
	}
	return nil
}

// resealTrails seals every trail key to the new auditors' key, and to its owner
// while they are a member. All of them end with this: their owners make new
// ones, so that a former auditor reads no further.
func (r *rotation) resealTrails(auditors string) error {
	s := r.s
	for slot, blob := range r.ring {
		if _, ok := s.roster.SealedHash(slot.Label, slot.What, slot.Epoch); !ok || slot.What != "trail" {
			continue
		}
		if err := s.announced(r.ring, slot); err != nil {
			return err
		}
		secret, err := s.openTrail(slot, blob)
		if err != nil { // rubbish that its owner announced: it stays what it is
			r.statement.Sealed = append(r.statement.Sealed, audit.Sealed{Label: slot.Label, What: slot.What, Epoch: slot.Epoch, Hash: slot.Hash(blob)})
			continue
		}
		to := []string{auditors}
		if m := s.roster.Member(slot.Label); m != nil {
			to = append(to, m.Recipient)
		}
		if err := seal(r.ring, r.statement, slot.Label, secret, to...); err != nil {
			return err
		}
	}
	return nil
}

// transform seals a section of a compartment that gets a new key anew. What is
// signed in it stays as it is.
func (r *rotation) transform(key, value []byte) ([]byte, bool, error) {
	p, ok := parsePlace(key)
	next := r.keys[p.c]
	if !ok || next == nil {
		return value, true, nil
	}
	text, err := r.s.keys[p.c].Open(value)
	if err != nil {
		return nil, false, fail(Integrity, "open %s: %w", p, err)
	}
	sealed, err := next.Seal(text)
	return sealed, true, err
}

// verifyEvery: the store has compared every byte of the new generation with
// what transform returned, so that a sample shows the keys to be the right ones.
const verifyEvery = 64

// back opens pages of the catalogue and the ledger, and a part of the sections as
// they are read back from the disk.
func (r *rotation) back(key, value []byte) error {
	p, ok := parsePlace(key)
	if !ok || r.keys[p.c] == nil {
		return nil
	}
	if r.read++; p.isRecord() && r.read%verifyEvery != 1 {
		return nil
	}
	if _, err := r.s.parseSection(p, r.keys[p.c], value); err != nil {
		return fmt.Errorf("open what was sealed anew: %w", err)
	}
	return nil
}

// verify opens the new keyring, from the disk.
func (r *rotation) verify(next *store.Store) error {
	ring, err := keyringIn(next)
	if err != nil {
		return err
	}
	for c, secret := range r.secrets {
		slot := crypto.Slot{Label: r.s.me.Label, What: c, Epoch: secret.Epoch}
		back, err := r.s.id.OpenSecret(ring[slot], c, secret.Epoch)
		if err != nil || back.Key != secret.Key {
			return errors.Join(errors.New("the new keyring does not hold the new keys"), err)
		}
	}
	return nil
}
