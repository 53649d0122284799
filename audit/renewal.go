package audit

import "slices"

// A member may take new keys: because somebody may have the old ones, or
// because somebody else made them. The statement is signed with the old key,
// which shows that it is the member's wish; in it is a signature with the new
// one, which shows that they have it: without that anybody could claim a key
// that they saw, and with it what its owner signs. From the entry after this one the
// old key signs nothing that counts. What it signed before stays signed.

// A Renewal puts other keys in the place of a member's.
type Renewal struct {
	Label     string
	Key       [32]byte
	Recipient string
	Sig       [64]byte // by Key, of kind "renew" over [Renewal.Parts]
}

// Parts is what the signature in a renewal covers: label, the key before, the
// new key, the new recipient.
func (x *Renewal) Parts(before []byte) [][]byte {
	return [][]byte{[]byte(x.Label), before, x.Key[:], []byte(x.Recipient)}
}

// pastKeys are keys that a member had up to and including entry Until.
type pastKeys struct {
	until     int64
	key       [32]byte
	recipient string
}

// Keys returns all signing keys that the member has or had, oldest first.
func (m *Member) Keys() [][]byte {
	var out [][]byte
	for _, x := range m.before {
		out = append(out, x.key[:])
	}
	return append(out, m.Key[:])
}

func (m *Member) keyAt(seq int64) []byte {
	for _, x := range m.before {
		if seq <= x.until {
			return x.key[:]
		}
	}
	return m.Key[:]
}

func (m *Member) renew(x *Renewal, seq int64) {
	m.before = append(m.before, pastKeys{seq, m.Key, m.Recipient})
	m.Key, m.Recipient = x.Key, x.Recipient
}

// Founder returns the key that signed entry 0, which every identity pins.
func (r *Roster) Founder() []byte { return r.members[0].Keys()[0] }

// used reports whether a signing key is or was anybody's.
func (r *Roster) used(key [32]byte) bool {
	if slices.ContainsFunc(r.recovery, func(x *RecoverySet) bool { return x.Key == key }) {
		return true
	}
	return slices.ContainsFunc(r.members, func(m *Member) bool {
		return slices.ContainsFunc(m.Keys(), func(k []byte) bool { return [32]byte(k) == key })
	})
}

// renews checks a renewal: of the signer, with keys that nobody had, and a blob
// of everything that they hold: their trail keys so far, or they could not read
// back what they did, and a new one, which the old keys do not open.
func (r *Roster) renews(signer *Member, s *Statement, verify VerifyFunc) bool {
	x := s.Renew
	if x.Label != signer.Label || r.used(x.Key) || x.Recipient == signer.Recipient ||
		slices.ContainsFunc(signer.before, func(old pastKeys) bool { return old.recipient == x.Recipient }) {
		return false
	}
	want := map[Sealed]bool{
		{Label: x.Label, What: "log", Epoch: r.LogKeyEpoch()}:        true,
		{Label: x.Label, What: "trail", Epoch: r.Trail(x.Label) + 1}: true,
	}
	for _, c := range signer.Compartments {
		want[Sealed{Label: x.Label, What: c, Epoch: r.epochs[c].N}] = true
	}
	for b := range r.sealed {
		if b.Label == x.Label && b.What == "trail" {
			want[b] = true
		}
	}
	return sealsExactly(s.Sealed, want) && verify(x.Key[:], x.Sig[:], "renew", x.Parts(signer.Key[:])...)
}
