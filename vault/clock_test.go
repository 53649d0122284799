package vault

import (
	"slices"
	"testing"
	"time"
)

// A clock that jumps, back or ahead, costs nothing but the times that it wrote:
// the order of entries and revisions does not come from it.
func TestClockSetBack(t *testing.T) {
	base := newVault(t)
	var ref string
	for n, year := range []int{2026, 2003, 2099, 1970, 2026} {
		cfg := testConfig(base)
		cfg.Now = func() time.Time { return time.Date(year, 3, 4, 5, 6, 7, 0, time.FixedZone("", 9*3600)) }
		s, err := Open(cfg, identityIn(base), testPassphrase)
		if err != nil {
			t.Fatalf("in %d: %v", year, err)
		}
		if n == 0 {
			ref = add(t, s, `{"case_id":"A-1","legal_name":"홍길동"}`).String()
		} else if _, err := s.Note(ref, "visited", ""); err != nil {
			t.Fatalf("in %d: %v", year, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, base)
	sound(t, s)
	h, err := s.History(ref, "")
	if err != nil {
		t.Fatal(err)
	}
	var years []string
	for i, l := range h.Lines {
		years = append(years, l.Time[:4])
		if l.Revision != i+1 {
			t.Errorf("line %d is of revision %d", i, l.Revision)
		}
	}
	if !slices.Equal(years, []string{"2026", "2003", "2099", "1970", "2026"}) {
		t.Errorf("%v", years)
	}
	entries, err := s.AuditLog(LogFilter{Action: "note"})
	if err != nil || len(entries) != 4 || !slices.IsSortedFunc(entries, func(a, b LogEntry) int { return int(a.Seq - b.Seq) }) {
		t.Errorf("%d notes, %v", len(entries), err)
	}
}
