package audit

import (
	"fmt"
	"slices"
	"testing"
)

func revoke(label string, n int, stay ...string) *Statement {
	s := &Statement{Kind: "revoke", Revoke: label, Log: &LogKey{n, newPerson(fmt.Sprint("log ", n)).public()}}
	for _, m := range stay {
		s.Sealed = append(s.Sealed, blob(m, "log", n))
	}
	return s
}

// rotate gives a compartment epoch n, with a blob for each holder.
func rotate(n int, c string, holders ...string) *Statement {
	s := &Statement{Kind: "rotate", Epochs: []Epoch{{c, n, [8]byte{0xff, byte(n)}}}}
	if c == "audit" {
		s.Audit = &AuditKey{n, fmt.Sprintf("age1pq1audit%d", n)}
	}
	for _, m := range holders {
		s.Sealed = append(s.Sealed, blob(m, c, n))
	}
	return s
}

func TestRevocation(t *testing.T) {
	r, kim, park, lee := cast(t)
	old := r.LogKeyAt(6)
	mustApply(t, r, entry(r, park, 6, revoke("lee", 2, "kim", "park")))
	if r.Member("lee") != nil || r.SignerAt("lee", 6) != nil || r.SignerAt("lee", 5) == nil || r.Members()[2].Revoked != 6 {
		t.Error("lee is still a member, or never was")
	}
	if slices.Equal(r.LogKeyAt(7), old) || !slices.Equal(r.LogKeyAt(6), old) || r.LogKeyEpoch() != 2 {
		t.Error("the log key in force")
	}
	if !r.Pending("work") || r.Pending("notes") || r.Pending("audit") {
		t.Error("lee held work alone")
	}
	if h := r.Holders("work"); len(h) != 2 || h[0].Label != "kim" || h[1].Label != "park" {
		t.Errorf("holders %v", h)
	}
	refused(t, "a former member signs", r, entry(r, lee, 8, trail("lee", 1)))
	refused(t, "the label again", r, entry(r, kim, 8, enrol(newPerson("lee").enrolment(RoleCaseworker), "log")))
	mustApply(t, r, entry(r, park, 8, rotate(2, "work", "kim", "park")))
	if r.Pending("work") || r.Epoch("work").N != 2 {
		t.Error("work is still pending")
	}
}

func TestRotation(t *testing.T) {
	r, kim, park, lee := cast(t)
	mustApply(t, r, entry(r, lee, 6, trail("lee", 1)))
	if !r.TrailInForce("kim") || !r.TrailInForce("lee") || r.TrailInForce("park") {
		t.Error("trails in force")
	}
	s := rotate(2, "audit", "kim")
	s.Sealed = append(s.Sealed, blob("kim", "trail", 1), blob("lee", "trail", 1))
	mustApply(t, r, entry(r, kim, 7, s))
	if r.TrailInForce("kim") || r.TrailInForce("lee") || r.Audit.N != 2 {
		t.Error("a trail outlives the auditors' key")
	}
	mustApply(t, r, entry(r, lee, 8, trail("lee", 2)))
	if !r.TrailInForce("lee") || r.Trail("lee") != 2 {
		t.Error("lee's second trail")
	}
	// Who is no admin finishes what is pending, and nothing else.
	mustApply(t, r, entry(r, park, 9, rotate(2, "work", "kim", "park", "lee")))
	refused(t, "no admin, nothing pending", r, entry(r, lee, 10, rotate(3, "work", "kim", "park", "lee")))
	mustApply(t, r, entry(r, kim, 10, revoke("park", 2, "kim", "lee")))
	mustApply(t, r, entry(r, lee, 11, rotate(3, "work", "kim", "lee")))
	refused(t, "finished", r, entry(r, lee, 12, rotate(4, "work", "kim", "lee")))
}

func TestRotationRefused(t *testing.T) {
	kim, park, lee, choe := newPerson("kim"), newPerson("park"), newPerson("lee"), newPerson("choe")
	wrong := func(s *Statement, edit func(*Statement)) *Statement { edit(s); return s }
	first := founding(kim)
	work := func(edit func(*Statement)) *Statement { return wrong(rotate(2, "work", "kim", "park", "lee"), edit) }
	for _, tt := range []struct {
		name string
		by   person
		s    *Statement
	}{
		{"revoke: by a caseworker", lee, revoke("park", 2, "kim", "lee")},
		{"revoke: by no member", choe, revoke("lee", 2, "kim", "park")},
		{"revoke: oneself", park, revoke("park", 2, "kim", "lee")},
		{"revoke: nobody", kim, revoke("choe", 2, "kim", "park", "lee")},
		{"revoke: the log key of an epoch left out", kim, revoke("lee", 3, "kim", "park")},
		{"revoke: the old log key again", kim, wrong(revoke("lee", 2, "kim", "park"), func(s *Statement) { s.Log.Key = first.Log.Key })},
		{"revoke: no log key", kim, wrong(revoke("lee", 2, "kim", "park"), func(s *Statement) { s.Log = nil })},
		{"revoke: somebody who stays gets none", kim, revoke("lee", 2, "kim")},
		{"revoke: the former member gets one", kim, revoke("lee", 2, "kim", "park", "lee")},
		{"revoke: a blob twice", kim, revoke("lee", 2, "kim", "park", "park")},
		{"revoke: another blob", kim, wrong(revoke("lee", 2, "kim", "park"), func(s *Statement) { s.Sealed[0].What = "work" })},
		{"revoke: with an epoch", kim, wrong(revoke("lee", 2, "kim", "park"), func(s *Statement) { s.Epochs = rotate(2, "work").Epochs })},

		{"rotate: by a caseworker", lee, rotate(2, "work", "kim", "park", "lee")},
		{"rotate: by no member", choe, rotate(2, "work", "kim", "park", "lee")},
		{"rotate: what the signer does not hold", park, rotate(2, "health", "kim")},
		{"rotate: the same epoch", kim, rotate(1, "work", "kim", "park", "lee")},
		{"rotate: an epoch left out", kim, rotate(3, "work", "kim", "park", "lee")},
		{"rotate: the same key", kim, work(func(s *Statement) { s.Epochs[0].Key = first.Epochs[0].Key })},
		{"rotate: a holder gets none", kim, rotate(2, "work", "kim", "park")},
		{"rotate: somebody else gets one", park, rotate(2, "notes", "kim", "park", "lee")},
		{"rotate: an unknown compartment", kim, rotate(2, "moods", "kim")},
		{"rotate: a compartment twice", kim, work(func(s *Statement) { s.Epochs = append(s.Epochs, s.Epochs[0]) })},
		{"rotate: no epoch", kim, work(func(s *Statement) { s.Epochs = nil })},
		{"rotate: with a log key", kim, work(func(s *Statement) { s.Log = &LogKey{2, choe.public()} })},
		{"rotate: audit without a recipient", kim, wrong(rotate(2, "audit", "kim"), func(s *Statement) {
			s.Audit, s.Sealed = nil, append(s.Sealed, blob("kim", "trail", 1))
		})},
		{"rotate: audit with the old recipient", kim, wrong(rotate(2, "audit", "kim"), func(s *Statement) {
			s.Audit.Recipient, s.Sealed = first.Audit.Recipient, append(s.Sealed, blob("kim", "trail", 1))
		})},
		{"rotate: a recipient without audit", kim, work(func(s *Statement) { s.Audit = &AuditKey{2, "age1pq1mine"} })},
		{"rotate: audit without a trail", kim, rotate(2, "audit", "kim")},
		{"rotate: audit with a trail of nobody's", kim, wrong(rotate(2, "audit", "kim"), func(s *Statement) {
			s.Sealed = append(s.Sealed, blob("kim", "trail", 1), blob("park", "trail", 1))
		})},
	} {
		r, _, _, _ := cast(t)
		refused(t, tt.name, r, entry(r, tt.by, 9, tt.s))
	}
}
