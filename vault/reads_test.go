package vault

import (
	"maps"
	"testing"

	"casevault/vault/internal/store"
)

// TestReaderWritesNothing: what needs no key leaves no trace, so that an
// auditor can run it on evidence.
func TestReaderWritesNothing(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) { imported(t, s, rows(20), ImportOptions{}) })
	before := tree(t, base)
	for _, full := range []bool{false, true} {
		r := reading(t, testConfig(base), full)
		if rep, err := r.Check(); err != nil || !rep.OK {
			t.Errorf("check: %v %v", rep, err)
		}
		if rep, err := r.Verify(kept(t, r.Checkpoint())); err != nil || !rep.OK {
			t.Errorf("verify: %v %v", rep, err)
		}
		if st, err := r.Status(); err != nil || st.Records != 20 || !st.SeenHere {
			t.Errorf("status: %+v %v", st, err)
		}
		if b, err := r.SchemaJSON(); err != nil || len(b) == 0 {
			t.Errorf("schema: %v", err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	sameTree(t, "a reader", base, before)
}

// values returns all that the store holds besides the log.
func values(t *testing.T, st *store.Store) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for _, p := range committed {
		err := st.Scan([]byte{p}, func(key, value []byte) error {
			out[string(key)] = string(value)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestReadsWriteTheirEntryAlone: a read adds one entry and changes no value.
func TestReadsWriteTheirEntryAlone(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	s := open(t, base)
	ref := add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1234-5678"}`).String()
	before := values(t, s.st)
	for _, tt := range []struct {
		action string
		read   func() error
	}{
		{"show", func() error { _, err := s.Show(ref, nil, ""); return err }},
		{"reveal", func() error { _, err := s.Show("case:A-1", []string{"phone"}, "home visit"); return err }},
		{"list", func() error { _, err := s.List(Filter{Status: "open"}, ""); return err }},
		{"find", func() error { _, err := s.Find("홍", "", ""); return err }},
		{"find", func() error { _, err := s.Find("5678", "phone", ""); return err }},
		{"history", func() error { _, err := s.History(ref, ""); return err }},
		{"check", func() error { _, err := s.Verify(false); return err }},
		{"check", func() error { _, err := s.CheckData(); return err }},
		{"audit-log", func() error { _, err := s.AuditLog(LogFilter{}); return err }},
	} {
		size := s.edge.Size()
		if err := tt.read(); err != nil {
			t.Fatalf("%s: %v", tt.action, err)
		}
		if n := s.edge.Size() - size; n != 1 {
			t.Errorf("%s wrote %d entries", tt.action, n)
		}
		entries := logged(t, s, LogFilter{})
		e := entries[size]
		if e.Action != tt.action || e.Member != "kim" || e.Outcome != "done" || e.Seq != size {
			t.Errorf("the entry of %s: %+v", tt.action, e)
		}
		switch tt.action {
		case "show", "reveal", "list", "find", "history":
			if len(e.Records) != 1 || e.Records[0] != ref {
				t.Errorf("%s names the records %v", tt.action, e.Records)
			}
		}
		if tt.action == "reveal" && (e.Reason != "home visit" || len(e.Fields) != 1 || e.Fields[0] != "phone") {
			t.Errorf("the entry of a reveal: %+v", e)
		}
	}
	if !maps.Equal(before, values(t, s.st)) {
		t.Error("a read changed a value")
	}
	sound(t, s)
}
