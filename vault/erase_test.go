package vault

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"casevault/audit"
	"casevault/vault/record"
)

// recordSections returns the stored bytes of a record's sections and of the
// pages of the catalogue that its lines stand in.
func recordSections(t *testing.T, s *Session, id record.ID) [][]byte {
	t.Helper()
	var out [][]byte
	err := s.st.Scan(nil, func(key, value []byte) error {
		if p, ok := parsePlace(key); ok && (p.id == id || p.id == record.ID{}) {
			out = append(out, bytes.Clone(value))
		}
		return nil
	})
	if err != nil || len(out) < 4 {
		t.Fatalf("%d sections, %v", len(out), err)
	}
	return out
}

func TestErase(t *testing.T) {
	t.Parallel()
	base, id := office(t)
	dir := filepath.Join(base, "vault")
	var other record.ID
	var old [][]byte
	with(t, base, func(s *Session) {
		other = add(t, s, `{"case_id":"A-2","legal_name":"이순신"}`)
		if _, err := s.Edit(id.String(), []byte(`{"phone":"010-1234-5678"}`), ""); err != nil {
			t.Fatal(err)
		}
		old = recordSections(t, s, id)
	})
	if n := traces(t, dir, old); n != len(old) {
		t.Fatalf("the search finds %d of %d sections that are there", n, len(old))
	}
	with(t, base, func(s *Session) {
		for _, refs := range [][]string{nil, {id.String(), "ZZZZZ"}} {
			if _, err := s.Erase(context.Background(), refs, "asked"); err == nil {
				t.Errorf("erased %v", refs)
			}
		}
		_, err := s.Erase(context.Background(), []string{id.String()}, " ")
		wantKind(t, err, Usage)
		_, err = s.Erase(context.Background(), []string{id.String()}, "홍길동 asked")
		wantKind(t, err, BadReason)
		x, err := s.Erase(context.Background(), []string{"case:A-1", id.String()}, "asked by the person")
		if err != nil {
			t.Fatal(err)
		}
		if len(x.Records) != 1 || x.Records[0] != id || x.Member != "kim" || !bytes.Equal(x.Checkpoint, s.note) {
			t.Errorf("%+v", x)
		}
		if n := traces(t, dir, old); n != 0 {
			t.Errorf("%d old sections are still there", n)
		}
		_, err = s.Show(id.String(), nil, "")
		wantKind(t, err, NotFound)
		_, err = s.Erase(context.Background(), []string{id.String()}, "again")
		wantKind(t, err, NotFound)
		if v := shown(t, s, other.String()); v["legal_name"] != "이순신" {
			t.Errorf("somebody else: %v", v)
		}
		w, err := s.AuditWho(id.String(), "")
		if err != nil || w.Entries[0].Action != "add" || !slices.ContainsFunc(w.Entries, func(e LogEntry) bool { return e.Action == "erase" && e.Seq == x.Seq }) {
			t.Errorf("the log of the erased record: %+v, %v", w, err)
		}
		sound(t, s)
	})
	with(t, base, func(s *Session) { // the last one leaves a page of nobody
		if _, err := s.Erase(context.Background(), []string{other.String()}, "asked"); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		if rows, err := s.List(Filter{}, ""); err != nil || rows.Len() != 0 {
			t.Errorf("%v, %v", rows, err)
		}
		add(t, s, `{"case_id":"A-3"}`)
		sound(t, s)
	})
}

// TestEraseRefused: by whoever does not hold all, and while a hold is on it.
func TestEraseRefused(t *testing.T) {
	t.Parallel()
	base, id := office(t)
	as(t, base, "choi", func(s *Session) {
		_, err := s.Erase(context.Background(), []string{id.String()}, "asked")
		if text := wantKind(t, err, NotPermitted); !bytes.Contains([]byte(text), []byte("identity")) {
			t.Errorf("it does not say what is missing: %s", text)
		}
	})
	as(t, base, "lee", func(s *Session) {
		_, err := s.Erase(context.Background(), []string{id.String()}, "asked")
		wantKind(t, err, NotPermitted)
		_, err = s.SetHold(id.String(), true, "court")
		wantKind(t, err, NotPermitted)
	})
	with(t, base, func(s *Session) {
		_, err := s.SetHold(id.String(), true, "")
		wantKind(t, err, Usage)
		for _, on := range []bool{true, false, true} {
			if _, err := s.SetHold(id.String(), on, "court"); err != nil || s.Held(id) != on || slices.Contains(s.Holds(), id) != on {
				t.Fatalf("hold %v: %v, %v", on, s.Holds(), err)
			}
		}
		_, err = s.Erase(context.Background(), []string{id.String()}, "asked")
		wantKind(t, err, OnHold)
		shown(t, s, id.String())
		if _, err := s.SetHold(id.String(), false, "over"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Erase(context.Background(), []string{id.String()}, "asked"); err != nil {
			t.Fatal(err)
		}
	})
}

// TestErasedPutBack: what was erased and is in the store again is found without
// any key.
func TestErasedPutBack(t *testing.T) {
	t.Parallel()
	sc := newScene(t)
	key := sc.section(0, "identity")
	was := sc.oldValue(key)
	with(t, sc.base, func(s *Session) {
		if _, err := s.Erase(context.Background(), []string{sc.ids[0].String()}, "asked"); err != nil {
			t.Fatal(err)
		}
	})
	sc.put(key, was)
	r := reading(t, testConfig(sc.base), true)
	defer r.Close()
	rep, err := r.Check()
	if err != nil || rep.OK || !slices.ContainsFunc(rep.Findings, func(f audit.Finding) bool {
		return bytes.Contains([]byte(f.What), []byte(fmt.Sprintf("record %s is in the store although entry", sc.ids[0])))
	}) {
		t.Errorf("%+v, %v", rep, err)
	}
}

// erasePart erases one record after the other.
func erasePart(s *Session) error {
	rows, err := s.List(Filter{}, "")
	if err != nil {
		return err
	}
	for row := range rows.All() {
		if _, err := s.Erase(context.Background(), []string{row.ID().String()}, "asked"); err != nil {
			return err
		}
		fmt.Println("erased", row.ID())
	}
	return nil
}

// TestEraseKilled: killed anywhere, a person is wholly there or wholly gone,
// and after the next start nothing of those who are gone is in any file.
func TestEraseKilled(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) { imported(t, s, rows(200), ImportOptions{}) })
	total, span := 0, 500*time.Millisecond
	n := rounds(t, 8)
	for range n {
		old := make(map[record.ID][][]byte)
		with(t, base, func(s *Session) {
			ids, _, err := s.recordPages()
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range ids {
				old[id] = append(sectionsAt(t, s, id), nil)[:3]
			}
		})
		lines := killed(t, "erase", base, rand.N(span))
		span = adapted(span, len(lines) > 1)
		with(t, base, func(s *Session) {
			sound(t, s)
			ids, _, err := s.recordPages()
			if err != nil {
				t.Fatal(err)
			}
			gone := len(old) - len(ids)
			if gone < len(lines)-1 || gone > len(lines) {
				t.Fatalf("%d are gone, %d erasures were acknowledged", gone, len(lines)-1)
			}
			total += gone
			var left [][]byte
			for id, sections := range old {
				if !slices.Contains(ids, id) {
					left = append(left, sections...)
				}
			}
			if n := traces(t, filepath.Join(base, "vault"), left); n != 0 {
				t.Fatalf("%d sections of the erased are there", n)
			}
			if n := len(s.roster.Erased()); n != total {
				t.Fatalf("the log knows %d erased, %d are", n, total)
			}
		})
	}
	t.Logf("%d erased in %d rounds", total, n)
}

// sectionsAt returns the stored bytes of a record's sections.
func sectionsAt(t *testing.T, s *Session, id record.ID) [][]byte {
	t.Helper()
	var out [][]byte
	err := s.st.Scan(append([]byte{prefixSection}, id[:]...), func(_, value []byte) error {
		out = append(out, bytes.Clone(value))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRestoreErased: a backup that is older than an erasure does not bring the
// person back, where the erasure is known.
func TestRestoreErased(t *testing.T) {
	t.Parallel()
	base, file := backedUp(t)
	var gone record.ID
	with(t, base, func(s *Session) {
		x, err := s.Erase(context.Background(), []string{"case:A-1"}, "asked")
		if err != nil || len(x.Backups) != 1 {
			t.Fatalf("%+v, %v", x, err)
		}
		gone = x.Records[0]
	})
	out, err := restoreTo(base, file, RestoreOptions{Trial: true})
	if err != nil || !slices.Equal(out.Erased, []record.ID{gone}) {
		t.Fatalf("drill: %+v, %v", out, err)
	}
	again := func(resurrect bool) string {
		to := t.TempDir()
		copyTree(t, filepath.Join(base, "state"), filepath.Join(to, "state"))
		o := RestoreOptions{Resurrect: resurrect}
		if resurrect {
			_, err := restoreTo(to, file, o)
			wantKind(t, err, Usage)
			o.Reason = "erased by mistake"
		}
		if out, err := restoreTo(to, file, o); err != nil || !slices.Equal(out.Erased, []record.ID{gone}) {
			t.Fatalf("%+v, %v", out, err)
		}
		return to
	}
	s := open(t, again(false))
	_, err = s.Show(gone.String(), nil, "")
	wantKind(t, err, NotFound)
	shown(t, s, "case:A-2")
	sound(t, s)
	if n := actions(t, s)["erase"]; n != 1 {
		t.Errorf("%d entries of erase", n)
	}

	back := again(true)
	s = open(t, back)
	shown(t, s, "case:A-1")
	sound(t, s)
	if ids, err := erasedMemory().read(s.memoryPaths(erasedMemory(), "")[0]); err != nil || len(ids) != 0 {
		t.Errorf("who was brought back is still to be erased: %v, %v", ids, err)
	}
	if out, err := restoreTo(t.TempDir(), file, RestoreOptions{}); err != nil || len(out.Erased) != 0 {
		t.Errorf("where nothing is known: %+v, %v", out, err)
	}
}
