package audit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// entry returns the authority entry that p would append to r at seq.
func entry(r *Roster, p person, seq int64, s *Statement) *Leaf {
	l := &Leaf{Seq: seq, Authority: r.Last(), Prev: value("prev"), Add: values("keyring")}
	p.sign(l, s)
	return l
}

// cast is a vault founded by kim, an admin park who holds work and notes, and
// a caseworker lee who holds work, at entries 0, 3 and 5.
func cast(t testing.TB) (r *Roster, kim, park, lee person) {
	t.Helper()
	r, kim, park, lee = NewRoster(), newPerson("kim"), newPerson("park"), newPerson("lee")
	mustApply(t, r, entry(r, kim, 0, founding(kim)))
	mustApply(t, r, entry(r, kim, 3, enrol(park.enrolment(RoleAdmin), "log", "work", "notes")))
	mustApply(t, r, entry(r, park, 5, enrol(lee.enrolment(RoleCaseworker), "log", "work")))
	return r, kim, park, lee
}

func mustApply(t testing.TB, r *Roster, l *Leaf) {
	t.Helper()
	if err := r.Apply(l, verify); err != nil {
		t.Fatal(err)
	}
}

func TestFounding(t *testing.T) {
	kim := newPerson("kim")
	s := founding(kim)
	r := NewRoster()
	if r.Last() != -1 || r.LogKeyAt(1) != nil || r.Member("kim") != nil {
		t.Error("the empty roster is not empty")
	}
	mustApply(t, r, entry(r, kim, 0, s))
	public := kim.public()
	m := r.Member("kim")
	if m == nil || m.Key != public || m.Since != 0 || m.Revoked != -1 || !slices.Equal(m.Compartments, Compartments()) {
		t.Fatalf("founder %+v", m)
	}
	for _, role := range []string{RoleAdmin, RoleAuditor, RoleCaseworker} {
		if !m.Has(role) {
			t.Errorf("the founder is no %s", role)
		}
	}
	if r.Vault != s.Hash() || r.Schema != *s.Schema || r.Audit != *s.Audit || r.Last() != 0 || r.LogKeyEpoch() != 1 || r.Trail("kim") != 1 {
		t.Errorf("roster %+v", r)
	}
	// A checkpoint of no entries is signed by nobody.
	if r.LogKeyAt(0) != nil || !bytes.Equal(r.LogKeyAt(1), s.Log.Key[:]) || !bytes.Equal(r.LogKeyAt(1000), s.Log.Key[:]) {
		t.Error("log key in force")
	}
	for _, e := range s.Epochs {
		if r.Epoch(e.Compartment) != e {
			t.Errorf("epoch of %s: %+v", e.Compartment, r.Epoch(e.Compartment))
		}
	}
	for _, b := range s.Sealed {
		if h, ok := r.SealedHash(b.Label, b.What, b.Epoch); !ok || h != b.Hash {
			t.Errorf("blob %s is not announced", b.What)
		}
	}
	// An attacker can seal to a public recipient, but not announce it.
	if _, ok := r.SealedHash("kim", "work", 2); ok {
		t.Error("a blob of an epoch that nobody announced")
	}
	if _, ok := r.SealedHash("lee", "work", 1); ok {
		t.Error("a blob for somebody unknown")
	}
}

func TestMemberGrantTrail(t *testing.T) {
	r, kim, park, lee := cast(t)
	if m := r.Member("lee"); m == nil || m.Since != 5 || !slices.Equal(m.Compartments, []string{"work"}) || m.Has(RoleAdmin) || !m.Has(RoleCaseworker) {
		t.Fatalf("lee: %+v", m)
	}
	if r.Trail("lee") != 0 {
		t.Error("a new member has a trail key that they did not make")
	}
	mustApply(t, r, entry(r, lee, 6, trail("lee", 1)))
	mustApply(t, r, entry(r, lee, 7, trail("lee", 2)))
	mustApply(t, r, entry(r, park, 8, grant("lee", "notes")))
	mustApply(t, r, entry(r, kim, 9, grant("lee", "identity", "audit")))
	if got, want := r.Member("lee").Compartments, []string{"work", "identity", "notes", "audit"}; !slices.Equal(got, want) {
		t.Errorf("lee holds %v, want %v", got, want)
	}
	if r.Trail("lee") != 2 || r.Trail("kim") != 1 || r.Last() != 9 {
		t.Errorf("trails %d and %d, last %d", r.Trail("lee"), r.Trail("kim"), r.Last())
	}
	if _, ok := r.SealedHash("lee", "notes", 1); !ok {
		t.Error("the granted blob is not announced")
	}
	// A signature counts from the entry that enrols, not before.
	public := lee.public()
	if r.SignerAt("lee", 4) != nil || !bytes.Equal(r.SignerAt("lee", 5), public[:]) || !bytes.Equal(r.SignerAt("lee", 99), public[:]) || r.SignerAt("choe", 5) != nil {
		t.Error("who may sign when")
	}
	if len(r.Members()) != 3 || r.Members()[0].Label != "kim" || r.Members()[2].Label != "lee" {
		t.Errorf("members %v", r.Members())
	}
}

func TestReviewSetting(t *testing.T) {
	r, kim, park, _ := cast(t)
	han := newPerson("han")
	if _, set := r.Setting("review-days"); set || r.Reviews() != nil {
		t.Error("settings or reviews that nobody made")
	}
	mustApply(t, r, entry(r, kim, 6, enrol(han.enrolment(RoleAuditor), "log", "audit")))
	mustApply(t, r, entry(r, han, 7, review(Sound)))
	mustApply(t, r, entry(r, park, 8, setting("review-days", "14", "a-2", "~!")))
	mustApply(t, r, entry(r, kim, 9, review(Unsound)))
	mustApply(t, r, entry(r, kim, 12, setting("review-days", "7")))
	want := []Reviewed{{*review(Sound).Review, 7, "han"}, {*review(Unsound).Review, 9, "kim"}}
	if !slices.Equal(r.Reviews(), want) {
		t.Errorf("reviews %+v, want %+v", r.Reviews(), want)
	}
	for name, want := range map[string]string{"review-days": "7", "a-2": "~!", "backup-days": ""} {
		if got, set := r.Setting(name); got != want || set != (want != "") {
			t.Errorf("%s is %q, %v, want %q", name, got, set, want)
		}
	}
	if r.Last() != 12 {
		t.Errorf("last %d", r.Last())
	}
}

func TestSchema(t *testing.T) {
	r, kim, park, _ := cast(t)
	for i, by := range []person{park, kim} {
		mustApply(t, r, entry(r, by, 7+int64(i), schema(byte(i))))
		if r.Schema != [32]byte{byte(i)} {
			t.Errorf("schema %x", r.Schema)
		}
	}
}

func TestRestore(t *testing.T) {
	r, kim, park, _ := cast(t)
	mustApply(t, r, entry(r, park, 7, restore(7, value("prev")))) // nothing newer is known
	mustApply(t, r, entry(r, kim, 9, restore(12, value("lost"))))
	want := []Restored{{Restore{7, value("prev")}, 7}, {Restore{12, value("lost")}, 9}}
	if !slices.Equal(r.Restores(), want) {
		t.Errorf("restores %+v, want %+v", r.Restores(), want)
	}
}

// erasing is an entry that erases, with its set line.
func erasing(r *Roster, by person, seq int64, ids ...string) *Leaf {
	l := entry(r, by, seq, erase(ids...))
	set := SetOf(nil)
	l.Set = &set
	by.sign(l, erase(ids...))
	return l
}

func TestErase(t *testing.T) {
	r, kim, park, lee := cast(t)
	mustApply(t, r, erasing(r, park, 9, "K7QXM2M9DT", "0123456789"))
	if got := r.Erased(); !slices.Equal(got, []string{"0123456789", "K7QXM2M9DT"}) || r.ErasedIn("K7QXM2M9DT") != 9 || r.ErasedIn("K7QXM2M9D0") != 0 {
		t.Errorf("erased %v", got)
	}
	refused(t, "by a caseworker", r, erasing(r, lee, 10, "K7QXM2M9D0"))
	refused(t, "again", r, erasing(r, kim, 10, "K7QXM2M9D0", "K7QXM2M9DT"))
	refused(t, "one twice", r, erasing(r, kim, 10, "K7QXM2M9D0", "K7QXM2M9D0"))
	refused(t, "nobody", r, erasing(r, kim, 10))
	refused(t, "without a rewrite", r, entry(r, kim, 10, erase("K7QXM2M9D0")))
	mustApply(t, r, erasing(r, kim, 10, "K7QXM2M9D0"))
}

// What left the office through a version of a profile must stay the one that
// was stored: a version never comes twice.
func TestProfileVersions(t *testing.T) {
	r, kim, park, _ := cast(t)
	mustApply(t, r, entry(r, kim, 9, profile("media", 2)))
	refused(t, "the same again", r, entry(r, park, 10, profile("media", 2)))
	refused(t, "an older version", r, entry(r, park, 10, profile("media", 1)))
	mustApply(t, r, entry(r, park, 10, profile("court", 1)))
	mustApply(t, r, entry(r, park, 11, profile("media", 4)))
	if got := fmt.Sprint(r.Profiles()); strings.Count(got, "media") != 2 || len(r.Profiles()) != 3 {
		t.Errorf("profiles %s", got)
	}
}
