package vault

import (
	"casevault/audit"
	"casevault/crypto"
)

// keyring holds the keys that members in force and the recovery set need against what the log
// announces of them. Otherwise a vault would be sound that nobody can unlock.
func (w *verification) keyring() {
	ring, err := w.r.readKeyring()
	if err != nil {
		w.find(-1, "commitments", "%v", err)
		return
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
