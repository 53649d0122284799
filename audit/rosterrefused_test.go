package audit

import (
	"errors"
	"slices"
	"testing"
)

// refused checks that l is refused and leaves no trace in the roster.
func refused(t *testing.T, name string, r *Roster, l *Leaf) {
	t.Helper()
	members, sealed, last := len(r.Members()), len(r.sealed), r.Last()
	if err := r.Apply(l, verify); !errors.Is(err, ErrDamaged) {
		t.Errorf("%s: error %v, want ErrDamaged", name, err)
	}
	if len(r.Members()) != members || len(r.sealed) != sealed || r.Last() != last {
		t.Errorf("%s: refused, and yet it changed the roster", name)
	}
}

func TestFoundingRefused(t *testing.T) {
	kim, eve := newPerson("kim"), newPerson("eve")
	for name, edit := range map[string]func(*Statement){
		"no nonce":            func(s *Statement) { s.Nonce = nil },
		"no member":           func(s *Statement) { s.Members = nil },
		"two members":         func(s *Statement) { s.Members = append(s.Members, eve.enrolment(RoleAdmin)) },
		"no admin":            func(s *Statement) { s.Members[0].Roles = []string{RoleAuditor, RoleCaseworker} },
		"a role twice":        func(s *Statement) { s.Members[0].Roles = []string{RoleAdmin, RoleAdmin, RoleAuditor, RoleCaseworker} },
		"no audit recipient":  func(s *Statement) { s.Audit = nil },
		"audit epoch 2":       func(s *Statement) { s.Audit.N = 2 },
		"no log key":          func(s *Statement) { s.Log = nil },
		"log epoch 2":         func(s *Statement) { s.Log.N = 2 },
		"no schema":           func(s *Statement) { s.Schema = nil },
		"no epochs":           func(s *Statement) { s.Epochs = nil },
		"an epoch missing":    func(s *Statement) { s.Epochs = s.Epochs[1:] },
		"an epoch twice":      func(s *Statement) { s.Epochs[0].Compartment = s.Epochs[1].Compartment },
		"an epoch unknown":    func(s *Statement) { s.Epochs[0].Compartment = "wages" },
		"an epoch too many":   func(s *Statement) { s.Epochs = append(s.Epochs, Epoch{"wages", 1, [8]byte{}}) },
		"an epoch of 2":       func(s *Statement) { s.Epochs[0].N = 2 },
		"no blobs":            func(s *Statement) { s.Sealed = nil },
		"a blob missing":      func(s *Statement) { s.Sealed = s.Sealed[1:] },
		"no log blob":         func(s *Statement) { s.Sealed = slices.Delete(s.Sealed, 6, 7) },
		"no trail blob":       func(s *Statement) { s.Sealed = s.Sealed[:7] },
		"a blob twice":        func(s *Statement) { s.Sealed[0] = s.Sealed[1] },
		"a blob unknown":      func(s *Statement) { s.Sealed[0].What = "wages" },
		"a blob of epoch 2":   func(s *Statement) { s.Sealed[0].Epoch = 2 },
		"somebody else's":     func(s *Statement) { s.Sealed[0].Label = "eve" },
		"of another kind":     func(s *Statement) { s.Kind = "member" },
		"of an unknown kind":  func(s *Statement) { s.Kind = "coup" },
		"the key of somebody": func(s *Statement) { s.Members[0].Key = eve.public() },
		"with a review":       func(s *Statement) { s.Review = review(Sound).Review },
		"with a setting":      func(s *Statement) { s.Setting = setting("a", "1").Setting },
	} {
		s := founding(kim)
		edit(s)
		r := NewRoster()
		refused(t, name, r, entry(r, kim, 0, s))
	}
	r := NewRoster()
	refused(t, "signed by somebody else", r, entry(r, eve, 0, founding(kim)))
	refused(t, "not in entry 0", r, entry(r, kim, 1, founding(kim)))

	mustApply(t, r, entry(r, kim, 0, founding(kim)))
	refused(t, "a second founding", r, entry(r, kim, 1, founding(kim)))
	refused(t, "a second founding, by another", r, entry(r, eve, 1, founding(eve)))
	again := entry(r, kim, 0, founding(kim))
	again.Authority = -1 // as entry 0 parses
	refused(t, "entry 0 again", r, again)
}

func TestStatementsRefused(t *testing.T) {
	kim, park, lee, choe := newPerson("kim"), newPerson("park"), newPerson("lee"), newPerson("choe")
	worker := choe.enrolment(RoleCaseworker)
	reviewed := func(edit func(*Review)) *Statement {
		s := review(Sound)
		edit(s.Review)
		return s
	}
	renamed := lee.enrolment(RoleCaseworker)
	renamed.Label = "choe"
	impostor := worker
	impostor.Label = "lee"
	wrong := func(s *Statement, edit func(*Statement)) *Statement { edit(s); return s }
	for _, tt := range []struct {
		name string
		by   person
		s    *Statement
	}{
		{"unknown kind", kim, wrong(grant("lee", "kin"), func(s *Statement) { s.Kind = "revoke" })},

		{"member: by a caseworker", lee, enrol(worker, "log", "work")},
		{"member: by oneself", choe, enrol(worker, "log")},
		{"member: by an admin who does not hold it", park, enrol(worker, "log", "health")},
		{"member: used label", kim, enrol(impostor, "log")},
		{"member: used key", kim, enrol(renamed, "log")},
		{"member: no log blob", kim, enrol(worker, "work")},
		{"member: no blob", kim, enrol(worker)},
		{"member: wrong epoch", kim, wrong(enrol(worker, "log", "work"), func(s *Statement) { s.Sealed[1].Epoch = 2 })},
		{"member: wrong log epoch", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Sealed[0].Epoch = 2 })},
		{"member: blob for somebody else", kim, wrong(enrol(worker, "log", "work"), func(s *Statement) { s.Sealed[1].Label = "lee" })},
		{"member: a blob twice", kim, wrong(enrol(worker, "log", "work", "work"), func(s *Statement) { s.Sealed[2].Hash[0]++ })},
		{"member: trail key made by another", kim, enrol(worker, "log", "trail")},
		{"member: unknown role", kim, enrol(choe.enrolment("owner"), "log")},
		{"member: a role twice", kim, enrol(choe.enrolment(RoleAdmin, RoleAdmin), "log")},
		{"member: nobody", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Members = nil })},
		{"member: two", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Members = append(s.Members, newPerson("han").enrolment(RoleAdmin)) })},
		{"member: with a nonce", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Nonce = make([]byte, 16) })},
		{"member: with an epoch", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Epochs = []Epoch{{"work", 2, [8]byte{}}} })},
		{"member: with an audit recipient", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Audit = &AuditKey{2, "age1pq1choe"} })},
		{"member: with a log key", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Log = &LogKey{2, choe.public()} })},
		{"member: with a schema", kim, wrong(enrol(worker, "log"), func(s *Statement) { s.Schema = &[32]byte{} })},

		{"grant: by a caseworker", lee, grant("park", "work")},
		{"grant: by a caseworker to oneself", lee, grant("lee", "health")},
		{"grant: by an admin to oneself", park, grant("park", "health")},
		{"grant: by an admin who does not hold it", park, grant("lee", "health")},
		{"grant: to nobody known", kim, grant("choe", "work")},
		{"grant: no blob", kim, grant("lee")},
		{"grant: unknown compartment", kim, grant("lee", "wages")},
		{"grant: wrong epoch", kim, wrong(grant("lee", "kin"), func(s *Statement) { s.Sealed[0].Epoch = 2 })},
		{"grant: two members at once", kim, wrong(grant("lee", "kin", "health"), func(s *Statement) { s.Sealed[1].Label = "park" })},
		{"grant: the log key", kim, grant("lee", "log")},
		{"grant: a trail key", kim, grant("lee", "trail")},
		{"grant: with a member", kim, wrong(grant("lee", "kin"), func(s *Statement) { s.Members = []Enrolment{worker} })},
		{"grant: with a log key", kim, wrong(grant("lee", "kin"), func(s *Statement) { s.Log = &LogKey{2, choe.public()} })},

		{"trail: of somebody else", kim, trail("lee", 1)},
		{"trail: by no member", choe, trail("choe", 1)},
		{"trail: the same again", kim, trail("kim", 1)},
		{"trail: one left out", kim, trail("kim", 3)},
		{"trail: another blob", lee, wrong(trail("lee", 1), func(s *Statement) { s.Sealed[0].What = "health" })},
		{"trail: two blobs", lee, wrong(trail("lee", 1), func(s *Statement) { s.Sealed = append(s.Sealed, blob("lee", "work", 1)) })},
		{"trail: with a member", lee, wrong(trail("lee", 1), func(s *Statement) { s.Members = []Enrolment{worker} })},
		{"trail: with a review", lee, wrong(trail("lee", 1), func(s *Statement) { s.Review = review(Sound).Review })},

		{"review: by a caseworker", lee, review(Sound)},
		{"review: by an admin who is no auditor", park, review(Sound)},
		{"review: by no member", choe, review(Sound)},
		{"review: no line", kim, wrong(review(Sound), func(s *Statement) { s.Review = nil })},
		{"review: a verdict of its own", kim, review("fine")},
		{"review: a day that does not exist", kim, reviewed(func(r *Review) { r.Date = "2026-02-29" })},
		{"review: no month", kim, reviewed(func(r *Review) { r.Month = "2026-13" })},
		{"review: a day for a month", kim, reviewed(func(r *Review) { r.Month = "2026-11-01" })},
		{"review: with a blob", kim, wrong(review(Sound), func(s *Statement) { s.Sealed = grant("lee", "kin").Sealed })},
		{"review: with a member", kim, wrong(review(Sound), func(s *Statement) { s.Members = []Enrolment{worker} })},
		{"review: with a setting", kim, wrong(review(Sound), func(s *Statement) { s.Setting = setting("a", "1").Setting })},

		{"setting: by a caseworker", lee, setting("review-days", "9")},
		{"setting: by no member", choe, setting("review-days", "9")},
		{"setting: no line", kim, setting()},
		{"setting: a name twice", kim, setting("review-days", "9", "review-days", "10")},
		{"setting: a line twice", kim, setting("review-days", "9", "review-days", "9")},
		{"setting: with a review", kim, wrong(setting("a", "1"), func(s *Statement) { s.Review = review(Sound).Review })},
		{"setting: with a log key", kim, wrong(setting("a", "1"), func(s *Statement) { s.Log = &LogKey{2, choe.public()} })},

		{"profile: by a caseworker", lee, profile("media", 2)},
		{"profile: by no member", choe, profile("media", 2)},
		{"profile: no line", kim, wrong(profile("media", 2), func(s *Statement) { s.Profile = nil })},
		{"profile: with a setting", kim, wrong(profile("media", 2), func(s *Statement) { s.Setting = setting("a", "1").Setting })},

		{"schema: by a caseworker", lee, schema(1)},
		{"schema: by no member", choe, schema(1)},
		{"schema: no line", kim, &Statement{Kind: "schema"}},
		{"schema: with a setting", kim, wrong(schema(1), func(s *Statement) { s.Setting = setting("a", "1").Setting })},

		{"restore: by a caseworker", lee, restore(12, value("lost"))},
		{"restore: by no member", choe, restore(12, value("lost"))},
		{"restore: no line", kim, wrong(restore(12, value("lost")), func(s *Statement) { s.Restore = nil })},
		{"restore: of less than there is", kim, restore(8, value("prev"))},
		{"restore: as much as there is, but another", kim, restore(9, value("lost"))},
		{"restore: with a setting", kim, wrong(restore(12, value("lost")), func(s *Statement) { s.Setting = setting("a", "1").Setting })},
	} {
		r, _, _, _ := cast(t)
		refused(t, tt.name, r, entry(r, tt.by, 9, tt.s))
	}
}

// The signature binds the statement to its place, its changes and its signer.
func TestAuthoritySignature(t *testing.T) {
	r, kim, park, lee := cast(t)
	sound := func() *Leaf { return entry(r, kim, 9, grant("lee", "kin")) }
	for name, edit := range map[string]func(*Leaf){
		"flipped":            func(l *Leaf) { l.Sig[0] ^= 1 },
		"of another entry":   func(l *Leaf) { l.Seq = 10 },
		"of another log":     func(l *Leaf) { l.Prev = value("another") },
		"without its add":    func(l *Leaf) { l.Add = nil },
		"with a del":         func(l *Leaf) { l.Del = values("schema") },
		"with a set":         func(l *Leaf) { set := SetOf(nil); l.Set = &set },
		"other statement":    func(l *Leaf) { l.Statement = grant("lee", "health").Marshal() },
		"no statement":       func(l *Leaf) { l.Statement = nil },
		"not canonical":      func(l *Leaf) { l.Statement = append(l.Statement, '\n') },
		"another's name":     func(l *Leaf) { k := park.public(); l.Signer = signerID(k[:]) },
		"signed by another":  func(l *Leaf) { k := kim.public(); lee.sign(l, grant("lee", "kin")); l.Signer = signerID(k[:]) },
		"nobody's name":      func(l *Leaf) { l.Signer = [8]byte{} },
		"link to nothing":    func(l *Leaf) { l.Authority = -1 },
		"link left behind":   func(l *Leaf) { l.Authority = 3 },
		"link to the future": func(l *Leaf) { l.Authority = 6 },
	} {
		l := sound()
		edit(l)
		refused(t, name, r, l)
	}
	mustApply(t, r, sound())
}
