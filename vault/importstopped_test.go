package vault

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// importPart imports the list beside the vault again and again: a child that
// is killed plays it.
func importPart(s *Session) error {
	f, err := os.Open(filepath.Join(filepath.Dir(s.cfg.Dir), "list.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = s.Import(context.Background(), f, ImportOptions{Name: "list.csv"})
	return err
}

const killRows = 1500

func TestImportKilled(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	list := longRows(killRows)
	if err := os.WriteFile(filepath.Join(base, "list.csv"), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	partly := 0
	for range 6 {
		killed(t, "import", base, time.Duration(rand.IntN(600))*time.Millisecond)
		with(t, base, func(s *Session) {
			sound(t, s)
			if n := peopleOnce(t, s); n > 0 && n < killRows {
				partly++
			}
		})
	}
	t.Logf("%d of 6 kills left a part of the list", partly)
	with(t, base, func(s *Session) {
		r := imported(t, s, list, ImportOptions{})
		if r.Accepted+len(r.Duplicates) != killRows || len(r.Rejected) > 0 {
			t.Fatalf("accepted %d, duplicates %d, rejected %v", r.Accepted, len(r.Duplicates), r.Rejected)
		}
		if n := peopleOnce(t, s); n != killRows {
			t.Fatalf("%d people", n)
		}
		sound(t, s)
	})
}

// peopleOnce returns how many records there are; two of one person fail.
func peopleOnce(t *testing.T, s *Session) int {
	t.Helper()
	list, err := s.List(Filter{}, "")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for r := range list.All() {
		if seen[r.CaseID()] {
			t.Fatal("a person is there twice")
		}
		seen[r.CaseID()] = true
	}
	return list.Len()
}

func TestImportInterrupted(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	list := longRows(900)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cfg := testConfig(base)
	cfg.Progress = func(done, total int) {
		if done == 880 {
			cancel()
		}
	}
	s := opened(t, cfg, identityIn(base), testPassphrase)
	defer s.Close()
	first, err := s.Import(ctx, strings.NewReader(list), ImportOptions{})
	wantKind(t, err, Interrupted)
	if first == nil || first.Accepted == 0 || first.Accepted >= 880 || peopleOnce(t, s) != first.Accepted {
		t.Fatalf("interrupted: %+v", first)
	}
	second := imported(t, s, list, ImportOptions{})
	if second.Accepted != 900-first.Accepted || len(second.Duplicates) != first.Accepted || peopleOnce(t, s) != 900 {
		t.Fatalf("again: accepted %d, duplicates %d", second.Accepted, len(second.Duplicates))
	}
	sound(t, s)
}
