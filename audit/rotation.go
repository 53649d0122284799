package audit

import (
	"maps"
	"slices"
)

// Taking access away has two steps, each a statement. A revocation ends the
// membership and the log key at once; any admin can make it. What the member
// held stays readable with the keys they have until a rotation, which only a
// holder can make: until then the compartment is pending.

// revokes checks a revocation: of somebody else in force, with the next log
// key and its blob for each member who stays.
func (r *Roster) revokes(signer *Member, s *Statement) bool {
	target := r.Member(s.Revoke)
	if target == nil || target == signer || s.Log.N != r.LogKeyEpoch()+1 {
		return false
	}
	for _, k := range r.logKeys {
		if k.key == s.Log.Key {
			return false
		}
	}
	want := make(map[Sealed]bool)
	for _, m := range r.members {
		if m.Revoked < 0 && m != target {
			want[Sealed{Label: m.Label, What: "log", Epoch: s.Log.N}] = true
		}
	}
	r.wantRecovery(want, "log", s.Log.N)
	return sealsExactly(s.Sealed, want)
}

// rotates checks a rotation: the next epoch of compartments that the signer
// holds, each with a blob for everybody who holds it and for the recovery set;
// with a new epoch of audit, also every trail key sealed anew, or nobody could
// read the old entries. Who is no admin may only finish what is pending.
func (r *Roster) rotates(signer *Member, s *Statement) bool {
	want := make(map[Sealed]bool)
	audit, seen := false, make(map[string]bool)
	for _, e := range s.Epochs {
		old := r.epochs[e.Compartment]
		if seen[e.Compartment] || e.N != old.N+1 || e.Key == old.Key || !slices.Contains(signer.Compartments, e.Compartment) ||
			!signer.Has(RoleAdmin) && !r.Pending(e.Compartment) {
			return false
		}
		seen[e.Compartment] = true
		audit = audit || e.Compartment == "audit"
		for _, m := range r.Holders(e.Compartment) {
			want[Sealed{Label: m.Label, What: e.Compartment, Epoch: e.N}] = true
		}
		r.wantRecovery(want, e.Compartment, e.N)
	}
	if audit != (s.Audit != nil) || audit && (s.Audit.N != r.Audit.N+1 || s.Audit.Recipient == r.Audit.Recipient) {
		return false
	}
	if audit {
		for b := range r.sealed {
			if b.What == "trail" {
				want[b] = true
			}
		}
	}
	return sealsExactly(s.Sealed, want)
}

// sealsExactly reports whether the blobs are those of want, each once.
func sealsExactly(blobs []Sealed, want map[Sealed]bool) bool {
	left := maps.Clone(want)
	for _, b := range blobs {
		b.Hash = [32]byte{}
		if !left[b] {
			return false
		}
		delete(left, b)
	}
	return len(left) == 0
}

// Holders returns the members in force who hold a compartment.
func (r *Roster) Holders(compartment string) []*Member {
	var out []*Member
	for _, m := range r.members {
		if m.Revoked < 0 && slices.Contains(m.Compartments, compartment) {
			out = append(out, m)
		}
	}
	return out
}

// Pending reports whether somebody who is no longer a member held the key of a
// compartment that is still in force.
func (r *Roster) Pending(compartment string) bool {
	for _, m := range r.members {
		if m.Revoked > r.rotated[compartment] && slices.Contains(m.Compartments, compartment) {
			return true
		}
	}
	return false
}

// TrailInForce reports whether the member's newest trail key was made since
// the newest epoch of audit: former auditors know the older ones.
func (r *Roster) TrailInForce(label string) bool {
	since, ok := r.trails[label]
	return ok && since >= r.rotated["audit"]
}
