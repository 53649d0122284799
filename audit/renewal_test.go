package audit

import (
	"bytes"
	"crypto/ed25519"
	"slices"
	"testing"
)

// renew is a renewal of old by the key of next, with blobs of what; trails are
// the epochs sealed anew and made.
func renew(old, next person, trails int, what ...string) *Statement {
	x := &Renewal{Label: old.label, Key: next.public(), Recipient: "age1pq1" + next.label}
	before := old.public()
	x.Sig = [64]byte(ed25519.Sign(next.key, message("renew", x.Parts(before[:])...)))
	s := &Statement{Kind: "renew", Renew: x}
	for _, w := range what {
		s.Sealed = append(s.Sealed, blob(old.label, w, 1))
	}
	for n := range trails {
		s.Sealed = append(s.Sealed, blob(old.label, "trail", n+1))
	}
	return s
}

// as is the person of another key under this label.
func (p person) as(label string) person { return person{label, p.key} }

func TestRenewal(t *testing.T) {
	r, kim, _, lee := cast(t)
	next := newPerson("lee2")
	mustApply(t, r, entry(r, lee, 6, trail("lee", 1)))
	mustApply(t, r, entry(r, lee, 7, renew(lee, next, 2, "log", "work")))
	m := r.Member("lee")
	old, now := lee.public(), next.public()
	if m.Key != now || m.Recipient != "age1pq1lee2" || len(m.Keys()) != 2 || !bytes.Equal(m.Keys()[0], old[:]) {
		t.Errorf("%+v", m)
	}
	for seq, want := range map[int64][32]byte{6: old, 7: old, 8: now, 99: now} {
		if !bytes.Equal(r.SignerAt("lee", seq), want[:]) {
			t.Errorf("at entry %d another key signs", seq)
		}
	}
	if r.Trail("lee") != 2 || !r.TrailInForce("lee") || !slices.Equal(m.Compartments, []string{"work"}) {
		t.Errorf("trail %d, %v", r.Trail("lee"), m.Compartments)
	}
	refused(t, "signed with the old key", r, entry(r, lee, 8, trail("lee", 3)))
	refused(t, "renewed once more with the old key", r, entry(r, lee, 8, renew(lee, newPerson("x"), 3, "log", "work")))
	refused(t, "enrolled with the old key", r, entry(r, kim, 8, enrol(lee.as("choe").enrolment(RoleCaseworker), "log")))
	refused(t, "the old key taken back", r, entry(r, next.as("lee"), 8, renew(next.as("lee"), lee, 3, "log", "work")))
	mustApply(t, r, entry(r, next, 8, trail("lee", 3)))
	third := newPerson("third")
	mustApply(t, r, entry(r, next, 9, renew(next.as("lee"), third, 4, "log", "work")))
	for seq, want := range map[int64]person{7: lee, 9: next, 10: third} {
		if key := want.public(); !bytes.Equal(r.SignerAt("lee", seq), key[:]) {
			t.Errorf("at entry %d another key signs", seq)
		}
	}
	mustApply(t, r, entry(r, kim, 10, revoke("lee", 2, "kim", "park")))
	if r.SignerAt("lee", 10) != nil || r.SignerAt("lee", 9) == nil {
		t.Error("a former member signs")
	}
}

func TestFounderRenewed(t *testing.T) {
	r, kim, _, _ := cast(t)
	founder := bytes.Clone(r.Founder())
	mustApply(t, r, entry(r, kim, 6, renew(kim, newPerson("new"), 2, append(Compartments(), "log")...)))
	if key := kim.public(); !bytes.Equal(r.Founder(), key[:]) || !bytes.Equal(founder, key[:]) {
		t.Error("another founder")
	}
}

func TestRenewalRefused(t *testing.T) {
	kim, lee, park, next := newPerson("kim"), newPerson("lee"), newPerson("park"), newPerson("next")
	good := func(edit func(*Statement)) *Statement {
		s := renew(lee, next, 1, "log", "work")
		edit(s)
		return s
	}
	for name, tt := range map[string]struct {
		by person
		s  *Statement
	}{
		"by an admin, for another":      {kim, good(func(*Statement) {})},
		"with the new key alone":        {next, good(func(*Statement) {})},
		"the new key does not sign":     {lee, good(func(s *Statement) { s.Renew.Sig[0] ^= 1 })},
		"signed for another key before": {lee, renew(park.as("lee"), next, 1, "log", "work")},
		"another's key":                 {lee, renew(lee, park, 1, "log", "work")},
		"the same key":                  {lee, renew(lee, lee, 1, "log", "work")},
		"the same recipient":            {lee, renew(lee, person{"lee", next.key}, 1, "log", "work")},
		"without the log key":           {lee, renew(lee, next, 1, "work")},
		"without what is held":          {lee, renew(lee, next, 1, "log")},
		"with what is not held":         {lee, renew(lee, next, 1, "log", "work", "health")},
		"without a new trail":           {lee, renew(lee, next, 0, "log", "work")},
		"with two new trails":           {lee, renew(lee, next, 2, "log", "work")},
		"a blob of another's":           {lee, good(func(s *Statement) { s.Sealed[0].Label = "kim" })},
		"an old epoch":                  {lee, good(func(s *Statement) { s.Sealed[1].Epoch = 2 })},
	} {
		r, _, _, _ := cast(t)
		refused(t, name, r, entry(r, tt.by, 6, tt.s))
	}
	r, _, _, _ := cast(t)
	mustApply(t, r, entry(r, lee, 6, good(func(*Statement) {})))
}
