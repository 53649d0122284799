package vault

import (
	"fmt"
	"slices"

	"casevault/audit"
	"casevault/crypto"
)

// keyring holds the keys that members in force and the recovery set need against
// what the log announces of them. Otherwise a vault would be sound that nobody
// can unlock.
func (w *verification) keyring() {
	ring, err := w.r.readKeyring()
	if err != nil {
		w.find(-1, "commitments", "%v", err)
		return
	}
	for _, m := range w.r.cannotSealTo() {
		w.find(-1, "authority", "%s", unsealable(m))
	}
	if !crypto.CanSealTo(w.r.roster.Audit.Recipient) {
		w.find(-1, "authority", "nothing can be sealed to auditors: whoever holds audit made rubbish of its recipient. Another admin who holds it rotates it")
	}
	for _, m := range w.r.keyOwners() {
		for _, slot := range w.r.needed(m) {
			if _, ok := w.r.roster.SealedHash(slot.Label, slot.What, slot.Epoch); !ok {
				continue
			}
			if err := w.r.announced(ring, slot); err != nil {
				w.find(-1, "commitments", "%v", err)
			}
		}
	}
}

// keyOwners are the members in force, and the recovery set as one who holds all.
func (r *Reader) keyOwners() []*audit.Member {
	var out []*audit.Member
	for _, m := range r.roster.Members() {
		if m.Revoked < 0 {
			out = append(out, m)
		}
	}
	if x := r.roster.Recovery(); x != nil {
		out = append(out, asMember(x))
	}
	return out
}

// cannotSealTo are the key owners whose recipient is rubbish. Only other software
// than ours enters one.
func (r *Reader) cannotSealTo() []*audit.Member {
	return slices.DeleteFunc(r.keyOwners(), func(m *audit.Member) bool { return crypto.CanSealTo(m.Recipient) })
}

func unsealable(m *audit.Member) string {
	return fmt.Sprintf("no key can be sealed to %s, whose recipient in the log is rubbish: other software entered it", m.Label)
}

// warnUnsealable names those who will get no key of what is sealed now.
func (r *Reader) warnUnsealable() {
	for _, m := range r.cannotSealTo() {
		r.cfg.notice("cannot-seal-to", m.Label)
	}
}

// needed are the places of the keys that a member unlocks with, and of the trail
// keys that their past entries are read with.
func (r *Reader) needed(m *audit.Member) []crypto.Slot {
	slots := []crypto.Slot{{Label: m.Label, What: "log", Epoch: r.roster.LogKeyEpoch()}}
	for _, c := range m.Compartments {
		slots = append(slots, crypto.Slot{Label: m.Label, What: c, Epoch: r.roster.Epoch(c).N})
	}
	for n := range r.roster.Trail(m.Label) {
		slots = append(slots, crypto.Slot{Label: m.Label, What: "trail", Epoch: n + 1})
	}
	return slots
}
