package vault

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/vault/record"
)

// With the files around the tables gone, all records come over as they were.
func TestSalvageWithoutManifest(t *testing.T) {
	w := newWreck(t)
	with(t, w.base, func(s *Session) {
		if _, err := s.EditProfile("media", fewer(t, s, "media"), "fewer"); err != nil {
			t.Fatal(err)
		}
	})
	for _, name := range []string{"store/CURRENT", "store/gen-000001/MANIFEST"} {
		if err := os.Remove(filepath.Join(w.base, "vault", name)); err != nil {
			t.Fatal(err)
		}
	}
	w.salvaged(func(out *SalvageResult, s *Session) {
		if !out.Complete() || out.Whole != 3 || len(out.Damage) != 2 || !slices.Equal(out.Members, []string{"lee"}) {
			t.Errorf("%+v", out)
		}
		for i, id := range w.ids {
			if got := shown(t, s, id.String()); !reflect.DeepEqual(got, w.want[i]) {
				t.Errorf("record %d: %v, want %v", i, got, w.want[i])
			}
		}
		h, err := s.History("case:A-1", "")
		var did []string
		for _, l := range h.Lines {
			did = append(did, l.Member+" "+l.Action)
		}
		if err != nil || !slices.Equal(did, []string{"kim add", "kim note", "kim salvage"}) {
			t.Errorf("%v, %v", did, err)
		}
		if actions(t, s)["salvage"] != 3 {
			t.Errorf("%v", actions(t, s))
		}
		if p, err := s.Profile("media", 0); err != nil || p.Version != 2 || p.Shipped {
			t.Errorf("the profile is %+v, %v", p, err)
		}
	})
}

// Parts that are lost are named; of their records, the rest comes over.
func TestSalvageInPart(t *testing.T) {
	w := newWreck(t)
	with(t, w.base, func(s *Session) {
		for _, id := range w.ids {
			large := `{"phone":"010-1111-2222","health_notes":"` + strings.Repeat("가", 20_000) + `"}`
			if _, err := s.Edit(id.String(), []byte(large), ""); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	// Now there is one table, in the order of the ids.
	ids := slices.SortedFunc(slices.Values(w.ids[:]), record.ID.Compare)
	w.ruin(place{ids[2], "health", 0}.key())
	found := Survey(testConfig(w.base))
	if len(found) != 1 || !strings.Contains(found[0].What, "between page 0 of the work part of record "+ids[1].String()+
		" and page 0 of the identity part of record "+ids[2].String()) {
		t.Errorf("%v", found)
	}
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 2 || len(out.Part) != 1 || len(out.Lost) != 0 || out.EntriesLost != 0 || out.Part[0].ID != ids[2] {
			t.Fatalf("%+v", out)
		}
		if !slices.Equal(out.Part[0].Missing, []string{"health: cannot be read"}) {
			t.Errorf("%+v", out.Part)
		}
		got := shown(t, s, ids[2].String())
		if got["phone"] != "010-1111-2222" || got["health_notes"] != nil {
			t.Errorf("%v", got)
		}
		entries, err := s.AuditLog(LogFilter{Action: "salvage"})
		if err != nil || !slices.Contains(entries[0].Notes, "part:"+ids[2].String()+":1") {
			t.Errorf("%v, %v", entries, err)
		}
	})
}

// What a lost entry changed is there in an older state, and that is said.
func TestSalvageOlderState(t *testing.T) {
	w := newWreck(t)
	w.ruin(place{w.ids[0], "notes", 0}.key()) // of the session with the note: work too
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 3 || out.EntriesLost != 1 || out.Complete() || !strings.Contains(strings.Join(out.Damage, " "), "older state") {
			t.Fatalf("%+v", out)
		}
		if got := shown(t, s, w.ids[0].String()); got["legal_name"] != "홍길동" || got["case_notes"] != nil || got["services"] == nil {
			t.Errorf("%v", got)
		}
	})
}

// Of a record whose sections are gone the catalogue still has the name; and one
// whose author's enrolment is gone comes over, unproven.
func TestSalvageByCatalogue(t *testing.T) {
	w := newWreck(t)
	w.ruin(place{w.ids[1], "identity", 0}.key())
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 2 || len(out.Part) != 1 || out.Part[0].ID != w.ids[1] {
			t.Fatalf("%+v", out)
		}
		got := shown(t, s, w.ids[1].String())
		if got["legal_name"] != "이순신" || got["case_id"] != "A-2" || got["phone"] != nil {
			t.Errorf("%v", got)
		}
	})

	w = newWreck(t)
	w.ruin(key64(prefixLeaf, 1))
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 2 || len(out.Part) != 1 || out.Part[0].ID != w.ids[1] || !strings.Contains(out.Part[0].Missing[0], "enrolment") {
			t.Fatalf("%+v", out)
		}
		if got := shown(t, s, w.ids[1].String()); !reflect.DeepEqual(got, w.want[1]) {
			t.Errorf("%v", got)
		}
	})
}

// A record that only the log names is lost, and said to be.
func TestSalvageLost(t *testing.T) {
	w := newWreck(t)
	table, _ := w.find(place{w.ids[2], "work", 0}.key())
	if err := os.Remove(table); err != nil { // with the page of the catalogue that names it
		t.Fatal(err)
	}
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 2 || !slices.Equal(out.Lost, w.ids[2:]) {
			t.Fatalf("%+v", out)
		}
		entries, err := s.AuditLog(LogFilter{Action: "salvage"})
		if err != nil || !slices.Contains(entries[0].Notes, "lost:"+w.ids[2].String()) {
			t.Errorf("%v, %v", entries, err)
		}
	})
}

func TestSalvageRefuses(t *testing.T) {
	w := newWreck(t)
	for _, trial := range []bool{true, false} {
		_, err := w.salvage("kim", trial)
		wantKind(t, err, Failed)
	}
	if err := os.Remove(filepath.Join(w.base, "vault", "store", "gen-000001", "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	_, err := w.salvage("lee", false)
	wantKind(t, err, NotPermitted)
	if out, err := w.salvage("kim", true); err != nil || out.Whole != 3 {
		t.Errorf("%+v, %v", out, err)
	}
	before := tree(t, filepath.Join(w.base, "vault"))
	_, err = Salvage(t.Context(), testConfig(w.base), SalvageOptions{To: filepath.Join(w.base, "new"), Identity: identityIn(w.base), Passphrase: "wrong passphrase"})
	wantKind(t, err, WrongPassphrase)
	if !maps.Equal(before, tree(t, filepath.Join(w.base, "vault"))) {
		t.Error("a wrong passphrase changed the damaged vault")
	}
	if err := os.MkdirAll(filepath.Join(w.base, "new", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = w.salvage("kim", false)
	wantKind(t, err, Failed)
	// A section of somebody whom the whole log does not know is refused.
	if err := os.RemoveAll(filepath.Join(w.base, "vault", "store", "gen-000001", "keyring")); err != nil {
		t.Fatal(err)
	}
	_, err = w.salvage("kim", true)
	wantKind(t, err, Integrity)
}

// Of an old copy of the folder those do not come back of whom this machine knows
// that they were erased since, and those are not proposed as members who were
// removed since, and cannot salvage.
func TestSalvageOldCopy(t *testing.T) {
	w := newWreck(t)
	old := filepath.Join(t.TempDir(), "old")
	with(t, w.base, func(s *Session) { enrol(t, s, "choi", []string{audit.RoleAdmin}, []string{"work", "identity"}) })
	as(t, w.base, "choi", func(*Session) {})
	copyTree(t, filepath.Join(w.base, "vault"), old)
	with(t, w.base, func(s *Session) {
		if _, err := s.Erase(t.Context(), []string{w.ids[2].String()}, "asked for it"); err != nil {
			t.Fatal(err)
		}
		for _, label := range []string{"lee", "choi"} {
			if _, err := s.Revoke(t.Context(), label, false, ""); err != nil {
				t.Fatal(err)
			}
		}
	})
	if err := os.RemoveAll(filepath.Join(w.base, "vault")); err != nil {
		t.Fatal(err)
	}
	copyTree(t, old, filepath.Join(w.base, "vault"))
	if err := os.Remove(filepath.Join(w.base, "vault", "store", "CURRENT")); err != nil {
		t.Fatal(err)
	}
	_, err := w.salvage("choi", true)
	wantKind(t, err, NotMember)
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 2 || !slices.Equal(out.Erased, w.ids[2:]) || len(out.Members) != 0 {
			t.Errorf("%+v", out)
		}
	})
}

// Who was erased is not lost, and does not come back.
func TestSalvageErased(t *testing.T) {
	w := newWreck(t)
	with(t, w.base, func(s *Session) {
		if _, err := s.Erase(t.Context(), []string{w.ids[2].String()}, "asked for it"); err != nil {
			t.Fatal(err)
		}
	})
	if err := os.Remove(filepath.Join(w.base, "vault", "store", "CURRENT")); err != nil {
		t.Fatal(err)
	}
	w.salvaged(func(out *SalvageResult, s *Session) {
		if out.Whole != 2 || !out.Complete() {
			t.Errorf("%+v", out)
		}
	})
}
