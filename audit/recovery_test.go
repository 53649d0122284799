package audit

import (
	"fmt"
	"slices"
	"testing"
)

// recovery is set n of three shares, of which two are needed, as kim makes it
// in a vault whose keys are those of the given epochs, 1 where none is given.
func recovery(n int, epochs map[string]int) *Statement {
	key := newPerson(fmt.Sprint("set ", n))
	s := &Statement{Kind: "recovery", Recovery: &Recovery{n, key.public(), "age1pq1" + key.label[4:], 3, 2}}
	for i := range 3 {
		s.Shares = append(s.Shares, ShareHash{i + 1, [32]byte{byte(n), byte(i)}})
	}
	s.Sealed = all(fmt.Sprint("recovery/", n), epochs)
	return s
}

func all(label string, epochs map[string]int) (blobs []Sealed) {
	for _, what := range append(Compartments(), "log") {
		blobs = append(blobs, blob(label, what, max(1, epochs[what])))
	}
	return blobs
}

// recover is what a set signs to enrol p.
func recoverBy(p person, epochs map[string]int) *Statement {
	s := &Statement{Kind: "recover", Members: []Enrolment{p.enrolment(RoleAdmin, RoleAuditor, RoleCaseworker)}, Sealed: all(p.label, epochs)}
	s.Sealed = append(s.Sealed, blob(p.label, "trail", 1))
	return s
}

func TestRecovery(t *testing.T) {
	r, kim, park, lee := cast(t)
	if r.Recovery() != nil || r.RecoveryDue() {
		t.Error("a set that nobody made")
	}
	mustApply(t, r, entry(r, kim, 6, recovery(1, nil)))
	x := r.Recovery()
	if x == nil || x.Set != 1 || x.Member != "kim" || x.Seq != 6 || x.Used != -1 || len(x.Hashes) != 3 || x.Hashes[2] != [32]byte{1, 2} || r.RecoveryDue() {
		t.Fatalf("set %+v", x)
	}
	if _, ok := r.SealedHash("recovery/1", "health", 1); !ok || r.Member("recovery/1") != nil || ValidLabel("recovery/1") {
		t.Error("the blobs of the set, or a member of its name")
	}

	// Keys that come later are sealed to it, or are none.
	refused(t, "a revocation that leaves the set out", r, entry(r, kim, 7, revoke("park", 2, "kim", "lee")))
	mustApply(t, r, entry(r, kim, 7, revoke("park", 2, "kim", "lee", "recovery/1")))
	refused(t, "a rotation that leaves the set out", r, entry(r, lee, 8, rotate(2, "work", "kim", "lee")))
	mustApply(t, r, entry(r, lee, 8, rotate(2, "work", "kim", "lee", "recovery/1")))

	now := map[string]int{"work": 2, "log": 2}
	set, choe := newPerson("set 1"), newPerson("choe")
	mustApply(t, r, entry(r, set, 9, recoverBy(choe, now)))
	m := r.Member("choe")
	if m == nil || !m.Has(RoleAdmin) || !slices.Equal(m.Compartments, Compartments()) || !r.TrailInForce("choe") || r.Recovery().Used != 9 || !r.RecoveryDue() {
		t.Errorf("recovered %+v, set %+v", m, r.Recovery())
	}
	refused(t, "the set revokes", r, entry(r, set, 10, revoke("kim", 3, "lee", "choe", "recovery/1")))

	// With a backup that its shares opened, it also says what was lost.
	withLoss := recoverBy(newPerson("bae"), now)
	withLoss.Restore = &Restore{40, value("lost")}
	mustApply(t, r, entry(r, set, 10, withLoss))
	if x := r.Restores(); len(x) != 1 || x[0].Size != 40 || x[0].Seq != 10 || r.Member("bae") == nil {
		t.Errorf("restores %+v", x)
	}

	// A new set ends the old one.
	mustApply(t, r, entry(r, choe, 11, recovery(2, now)))
	if r.RecoveryDue() || r.Recovery().Set != 2 || r.Recovery().Member != "choe" {
		t.Error("the second set")
	}
	refused(t, "the old set", r, entry(r, set, 12, recoverBy(park, now)))
	refused(t, "a key sealed to the old set", r, entry(r, kim, 12, rotate(2, "health", "kim", "choe", "bae", "recovery/1")))
	mustApply(t, r, entry(r, kim, 12, revoke("choe", 3, "kim", "lee", "bae", "recovery/2")))
	if !r.RecoveryDue() {
		t.Error("who saw all shares is gone, and no new set is due")
	}
}

func TestRecoveryRefused(t *testing.T) {
	kim, park, lee, choe := newPerson("kim"), newPerson("park"), newPerson("lee"), newPerson("choe")
	one, two := newPerson("set 1"), newPerson("set 2")
	set := func(edit func(*Statement)) *Statement { s := recovery(2, nil); edit(s); return s }
	use := func(edit func(*Statement)) *Statement { s := recoverBy(choe, nil); edit(s); return s }
	for _, tt := range []struct {
		name string
		by   person
		s    *Statement
	}{
		{"set: by a caseworker", lee, recovery(2, nil)},
		{"set: by an admin who does not hold all", park, recovery(2, nil)},
		{"set: by no member", choe, recovery(2, nil)},
		{"set: by the set before it", one, recovery(2, nil)},
		{"set: by itself", two, recovery(2, nil)},
		{"set: its number again", kim, recovery(1, nil)},
		{"set: a number left out", kim, recovery(3, nil)},
		{"set: the key of the set before it", kim, set(func(s *Statement) { s.Recovery.Key = one.public() })},
		{"set: the recipient of the set before it", kim, set(func(s *Statement) { s.Recovery.Recipient = "age1pq11" })},
		{"set: the key of a member", kim, set(func(s *Statement) { s.Recovery.Key = park.public() })},
		{"set: the recipient of a member", kim, set(func(s *Statement) { s.Recovery.Recipient = "age1pq1park" })},
		{"set: one share is enough", kim, set(func(s *Statement) { s.Recovery.Threshold = 1 })},
		{"set: more needed than there are", kim, set(func(s *Statement) { s.Recovery.Threshold = 4 })},
		{"set: too many shares", kim, set(func(s *Statement) { s.Recovery.Shares = 17 })},
		{"set: a share without a hash", kim, set(func(s *Statement) { s.Shares = s.Shares[:2] })},
		{"set: a share of no such number", kim, set(func(s *Statement) { s.Shares[2].N = 4 })},
		{"set: a share twice", kim, set(func(s *Statement) { s.Shares[2].N = 1 })},
		{"set: a key is missing", kim, set(func(s *Statement) { s.Sealed = s.Sealed[1:] })},
		{"set: the log key is missing", kim, set(func(s *Statement) { s.Sealed = s.Sealed[:6] })},
		{"set: a key of another epoch", kim, set(func(s *Statement) { s.Sealed[0].Epoch = 2 })},
		{"set: a key for a member", kim, set(func(s *Statement) { s.Sealed[0].Label = "lee" })},
		{"set: a key for the set before it", kim, set(func(s *Statement) { s.Sealed[0].Label = "recovery/1" })},
		{"set: with a member", kim, set(func(s *Statement) { s.Members = use(func(*Statement) {}).Members })},
		{"set: as another kind", kim, set(func(s *Statement) { s.Kind = "grant" })},

		{"use: by an admin", kim, recoverBy(choe, nil)},
		{"use: by whom it enrols", choe, recoverBy(choe, nil)},
		{"use: by a set that is not there", two, recoverBy(choe, nil)},
		{"use: no admin", one, use(func(s *Statement) { s.Members[0].Roles = []string{RoleCaseworker} })},
		{"use: two members", one, use(func(s *Statement) { s.Members = append(s.Members, two.enrolment(RoleAdmin)) })},
		{"use: the label of a member", one, recoverBy(lee, nil)},
		{"use: the key of a member", one, use(func(s *Statement) { s.Members[0].Key = lee.public() })},
		{"use: the key of the set", one, use(func(s *Statement) { s.Members[0].Key = one.public() })},
		{"use: a role that is none", one, use(func(s *Statement) { s.Members[0].Roles = []string{RoleAdmin, "king"} })},
		{"use: a key is missing", one, use(func(s *Statement) { s.Sealed = s.Sealed[1:] })},
		{"use: no trail", one, use(func(s *Statement) { s.Sealed = s.Sealed[:7] })},
		{"use: the trail of another", one, use(func(s *Statement) { s.Sealed[7].Label = "lee" })},
		{"use: a key for another", one, use(func(s *Statement) { s.Sealed[0].Label = "lee" })},
		{"use: a key of another epoch", one, use(func(s *Statement) { s.Sealed[0].Epoch = 2 })},

		{"use: a restore of less than there is", one, use(func(s *Statement) { s.Restore = &Restore{8, value("lost")} })},
		{"use: a restore of another state", one, use(func(s *Statement) { s.Restore = &Restore{9, value("lost")} })},
		{"the set restores alone", one, restore(12, value("lost"))},
		{"the set enrols as an admin does", one, enrol(choe.enrolment(RoleAdmin), "log")},
		{"the set grants", one, grant("lee", "health")},
		{"the set rotates", one, rotate(2, "work", "kim", "park", "lee", "recovery/1")},
		{"the set changes a setting", one, setting("review-days", "366")},
		{"the set reviews", one, review(Sound)},
		{"the set's key as a member", kim, enrol(one.enrolment(RoleAdmin), "log")},
	} {
		r, _, _, _ := cast(t)
		mustApply(t, r, entry(r, kim, 6, recovery(1, nil)))
		refused(t, tt.name, r, entry(r, tt.by, 9, tt.s))
	}
	r, _, _, _ := cast(t)
	refused(t, "without any set", r, entry(r, one, 9, recoverBy(choe, nil)))
}
