package vault

import (
	"fmt"
	"strings"
	"testing"

	"casevault/vault/record"
)

func TestNotes(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	text := strings.Repeat("상담 내용. ", 40)
	var ref string
	with(t, base, func(s *Session) {
		id := add(t, s, `{"case_id":"A-1","case_notes":[{"date":"2020-01-01","author":"lee","text":"from the list"}]}`)
		ref = id.String()
		for n := range 300 {
			if _, err := s.Note(ref, fmt.Sprintf("%d %s", n, text), ""); err != nil {
				t.Fatal(err)
			}
		}
		st, err := s.load(id, "notes")
		if err != nil {
			t.Fatal(err)
		}
		if n := st.pages("notes"); n < 4 {
			t.Errorf("%d pages of notes", n)
		}
		notes := shown(t, s, ref)[journal].([]any)
		if len(notes) != 301 {
			t.Fatalf("%d notes", len(notes))
		}
		for i, n := range notes[1:] {
			n := n.(map[string]any)
			if !strings.HasPrefix(n["text"].(string), fmt.Sprintf("%d 상담", i)) || n["author"] != "kim" || n["date"] != "2026-11-23" || len(n) != 3 {
				t.Fatalf("note %d is %v", i, n)
			}
		}
		h, err := s.History(ref, "")
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range h.Lines {
			if line.Revision != i+1 || line.Member != "kim" {
				t.Fatalf("line %d of the history: %+v", i, line)
			}
		}
		if len(h.Lines) != 301 {
			t.Fatalf("%d lines of history", len(h.Lines))
		}
		sound(t, s)
	})
	with(t, base, func(s *Session) {
		// An edit of another field of the compartment keeps the signatures.
		if _, err := s.Edit(ref, []byte(`{"services":[{"type":"housing"}]}`), ""); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		if n := signedNotes(t, s, ref); n != 300 {
			t.Errorf("%d notes are signed", n)
		}
		if _, err := s.Edit(ref, []byte(`{"case_notes":[{"date":"2026-01-01","text":"all in one"}]}`), ""); err != nil {
			t.Fatal(err)
		}
		if notes := shown(t, s, ref)[journal].([]any); len(notes) != 1 {
			t.Errorf("%d notes after the edit", len(notes))
		}
		sound(t, s)
		if _, err := s.Edit(ref, []byte(`{"case_notes":null,"services":null}`), ""); err != nil {
			t.Fatal(err)
		}
		if _, ok := shown(t, s, ref)[journal]; ok {
			t.Error("notes are left")
		}
		if _, err := s.Note(ref, "again", ""); err != nil {
			t.Fatal(err)
		}
		if n := signedNotes(t, s, ref); n != 1 {
			t.Errorf("%d notes are signed", n)
		}
		sound(t, s)
		_, err := s.Note(ref, " \n ", "")
		wantKind(t, err, Usage)
		_, err = s.Note(ref, "a\x00b", "")
		wantKind(t, err, Failed)
	})
}

func signedNotes(t *testing.T, s *Session, ref string) (n int) {
	t.Helper()
	id, err := record.ParseID(ref)
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.load(id, "notes")
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range st.rec.Get(journal).Items() {
		if it["_sig"] != "" && s.noteSigned(id, it) {
			n++
		}
	}
	return n
}

// TestForgedNote: a member who rewrites the page of notes with their own
// program cannot make a colleague's note say something else.
func TestForgedNote(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	id := add(t, s, `{"case_id":"A-1"}`)
	if _, err := s.Note(id.String(), "he was well", ""); err != nil {
		t.Fatal(err)
	}
	st, err := s.load(id, "notes")
	if err != nil {
		t.Fatal(err)
	}
	items := st.rec.Get(journal).Items()
	items[0]["text"] = "he was ill"
	if err := st.rec.Set(journal, record.Value{}.Append(items...)); err != nil {
		t.Fatal(err)
	}
	if err := s.save(st, []record.Compartment{"notes"}, false, HistoryLine{Action: "edit", Fields: []string{journal}}, ""); err != nil {
		t.Fatal(err)
	}
	rep, err := s.CheckData()
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Findings) != 1 || !strings.Contains(rep.Findings[0].What, "a note was not signed") {
		t.Errorf("findings: %v", rep.Findings)
	}
}

// TestJournalFull: notes go in until they are full, by one clear error; the
// record stays readable and changeable.
func TestJournalFull(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		ref := add(t, s, `{"case_id":"A-1"}`).String()
		text := strings.Repeat("긴 상담 기록. ", 600)
		n := 0
		for ; n < 200; n++ {
			if _, err := s.Note(ref, text, ""); err != nil {
				if KindOf(err) != Failed || !strings.Contains(err.Error(), "full") && !strings.Contains(err.Error(), "limit") {
					t.Fatalf("note %d: %v", n, err)
				}
				break
			}
		}
		if n < 12 || n == 200 {
			t.Fatalf("full after %d notes", n)
		}
		if notes := shown(t, s, ref)[journal].([]any); len(notes) != n {
			t.Errorf("%d notes of %d", len(notes), n)
		}
		if _, err := s.Edit(ref, []byte(`{"status":"closed"}`), ""); err != nil {
			t.Errorf("edit of another field: %v", err)
		}
		if _, err := s.Edit(ref, []byte(`{"services":[{"type":"housing"}]}`), ""); err != nil {
			t.Errorf("edit beside the notes: %v", err)
		}
		sound(t, s)
	})
}
