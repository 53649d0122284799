package audit

import (
	"slices"
	"strconv"
)

// When no admin is left who can open the vault, a recovery set brings one back:
// a secret in shares on paper, of which some together make two keys. All keys
// of the vault are sealed to the one; the other may sign one thing, the
// enrolment of an admin. Every later statement that makes a new key must seal it
// to the set as well, for which its shares are not needed.

// A Recovery names the public halves of what the shares of a set bring back.
type Recovery struct {
	Set               int // counts from 1; the newest is in force, older ones open nothing new
	Key               [32]byte
	Recipient         string
	Shares, Threshold int
}

// A ShareHash names share N of a set by its [Share.Hash].
type ShareHash struct {
	N    int
	Hash [32]byte
}

// A RecoverySet is a recovery where it stands in the log.
type RecoverySet struct {
	Recovery
	Hashes [][32]byte // of share 1, 2, …
	Seq    int64
	Member string // the admin who made it
	Used   int64  // the newest entry that it signed; -1: none
}

// Label is whose blobs in the keyring are sealed to the set. No member can have
// it: it has a slash.
func (x *RecoverySet) Label() string { return "recovery/" + strconv.Itoa(x.Set) }

// Recovery returns the set in force, nil if there never was one.
func (r *Roster) Recovery() *RecoverySet {
	if len(r.recovery) == 0 {
		return nil
	}
	return r.recovery[len(r.recovery)-1]
}

// RecoveryDue reports whether the set in force should be replaced: its shares
// were typed into a computer, or who made it, and saw all of them, is no longer
// a member.
func (r *Roster) RecoveryDue() bool {
	x := r.Recovery()
	return x != nil && (x.Used >= 0 || r.Member(x.Member) == nil)
}

func (r *Roster) applyRecovery(l *Leaf, s *Statement) {
	if s.Kind == "recover" {
		r.Recovery().Used = l.Seq
	}
	if s.Recovery == nil {
		return
	}
	x := &RecoverySet{Recovery: *s.Recovery, Hashes: make([][32]byte, len(s.Shares)), Seq: l.Seq, Member: r.signer(l.Signer).Label, Used: -1}
	for _, h := range s.Shares {
		x.Hashes[h.N-1] = h.Hash
	}
	r.recovery = append(r.recovery, x)
}

// wantRecovery adds the blob that a new key needs for the set in force.
func (r *Roster) wantRecovery(want map[Sealed]bool, what string, epoch int) {
	if x := r.Recovery(); x != nil {
		want[Sealed{Label: x.Label(), What: what, Epoch: epoch}] = true
	}
}

// allKeys are the blobs of every key in force, for one label.
func (r *Roster) allKeys(label string) map[Sealed]bool {
	want := map[Sealed]bool{{Label: label, What: "log", Epoch: r.LogKeyEpoch()}: true}
	for _, c := range Compartments() {
		want[Sealed{Label: label, What: c, Epoch: r.epochs[c].N}] = true
	}
	return want
}

// setsRecovery checks a new set: the next number, a key that nobody has or had,
// a hash of each share, and all keys in force, which the signer must hold.
func (r *Roster) setsRecovery(signer *Member, s *Statement) bool {
	x := RecoverySet{Recovery: *s.Recovery}
	next := 1
	if last := r.Recovery(); last != nil {
		next = last.Set + 1
	}
	if x.Set != next || len(signer.Compartments) != len(Compartments()) || !(Share{Set: x.Set, Index: 1, Shares: x.Shares, Threshold: x.Threshold}).Valid() {
		return false
	}
	same := func(old pastKeys) bool { return old.recipient == x.Recipient }
	if r.used(x.Key) || slices.ContainsFunc(r.members, func(m *Member) bool { return m.Recipient == x.Recipient || slices.ContainsFunc(m.before, same) }) ||
		slices.ContainsFunc(r.recovery, func(old *RecoverySet) bool { return old.Recipient == x.Recipient }) {
		return false
	}
	seen := make(map[int]bool)
	for _, h := range s.Shares {
		if h.N > x.Shares || seen[h.N] {
			return false
		}
		seen[h.N] = true
	}
	return len(seen) == x.Shares && sealsExactly(s.Sealed, r.allKeys(x.Label()))
}

// recovers checks the enrolment of an admin by the set in force, and returns
// its key. As a founder, the new admin gets everything and a trail key at once.
func (r *Roster) recovers(l *Leaf, s *Statement) ([]byte, error) {
	x := r.Recovery()
	ok := x != nil && len(s.Members) == 1 && r.unused(s.Members[0]) && slices.Contains(s.Members[0].Roles, RoleAdmin) && (s.Restore == nil || s.Restore.holds(l))
	if ok {
		want := r.allKeys(s.Members[0].Label)
		want[Sealed{Label: s.Members[0].Label, What: "trail", Epoch: 1}] = true
		ok = sealsExactly(s.Sealed, want)
	}
	if !ok {
		return nil, damaged("a recovery that is not in force, or that declares what it may not")
	}
	return x.Key[:], nil
}
