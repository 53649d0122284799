package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// A fault makes the k-th durable write of a session fail: it is lost, or lands
// and is reported as failed.
type fault struct {
	k      int
	landed bool

	mu sync.Mutex // the write "close" comes from a goroutine of the store
	n  int
	op string // the write that failed
}

var errInjected = errors.New("injected")

func (f *fault) step(op string, do func() error) error {
	f.mu.Lock()
	f.n++
	hit := f.n == f.k
	if hit {
		f.op = op
	}
	f.mu.Unlock()
	if !hit {
		return do()
	}
	if f.landed || mustClose(op) {
		if err := do(); err != nil {
			return err
		}
	}
	return errInjected
}

func (f *fault) failed() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.op
}

// verbs are all that a session writes an entry for. run reports whether
// anything came back that could be shown.
var faultVerbs = []struct {
	name, action string
	changes      bool // of records
	run          func(*Session) (shown bool, err error)
}{
	{"add", "add", true, func(s *Session) (bool, error) {
		r, err := s.Add([]byte(`{"case_id":"N-1","legal_name":"새사람"}`), "")
		return r != nil, err
	}},
	{"edit", "edit", true, func(s *Session) (bool, error) {
		r, err := s.Edit("case:A-1", []byte(`{"phone":null,"status":"waiting","health_notes":"x"}`), "")
		return r != nil, err
	}},
	{"note", "note", true, func(s *Session) (bool, error) {
		r, err := s.Note("case:A-1", "a visit", "")
		return r != nil, err
	}},
	{"import", "import", true, func(s *Session) (bool, error) {
		r, err := s.Import(context.Background(), strings.NewReader(rows(5)), ImportOptions{})
		return r != nil && r.Accepted > 0, err
	}},
	{"import in bulk", "import", true, func(s *Session) (bool, error) {
		r, err := s.Import(context.Background(), strings.NewReader(longRows(60)), ImportOptions{})
		return r != nil && r.Accepted > 0, err
	}},
	{"reveal", "reveal", false, func(s *Session) (bool, error) {
		v, err := s.Show("case:A-1", []string{"all"}, "home visit")
		return len(v.Fields()) > 0, err
	}},
	{"list", "list", false, func(s *Session) (bool, error) {
		r, err := s.List(Filter{}, "")
		return r != nil, err
	}},
	{"find", "find", false, func(s *Session) (bool, error) {
		r, err := s.Find("ㅎㄱㄷ", "", "")
		return r != nil, err
	}},
	{"history", "history", false, func(s *Session) (bool, error) {
		r, err := s.History("case:A-1", "")
		return r != nil, err
	}},
	{"audit log", "audit-log", false, func(s *Session) (bool, error) {
		r, err := s.AuditLog(LogFilter{})
		return r != nil, err
	}},
	{"audit who", "audit-log", false, func(s *Session) (bool, error) {
		id, err := s.resolve("case:A-1")
		if err != nil {
			return false, err
		}
		w, err := s.AuditWho(id.String(), "")
		return w != nil, err
	}},
	{"review", "review", false, func(s *Session) (bool, error) {
		r, report, err := s.Review(ReviewOptions{Month: "2026-11", Sign: true}, func(*Review) ([]byte, error) { return []byte("report"), nil })
		return r != nil || report != nil, err
	}},
	{"check data", "check", false, func(s *Session) (bool, error) {
		r, err := s.CheckData()
		return r != nil, err
	}},
	{"erase", "erase", true, func(s *Session) (bool, error) {
		x, err := s.Erase(context.Background(), []string{"case:A-2"}, "asked")
		return x != nil && err == nil, err
	}},
	{"rotate", "rotate", false, func(s *Session) (bool, error) {
		r, err := s.Rotate(context.Background(), nil, "")
		return err == nil && len(r) > 0, err
	}},
	{"compact", "compact", false, func(s *Session) (bool, error) {
		r, err := s.Compact(context.Background())
		return r != nil, err
	}},
}

// TestFaults proves: no change without its entry, no plaintext before its
// entry. It fails each durable write of a session, from the opening of the
// vault to its closing.
func TestFaults(t *testing.T) {
	template := newVault(t)
	with(t, template, func(s *Session) {
		id := add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1234-5678","case_notes":[{"date":"2026-01-02","author":"lee","text":"first"}]}`)
		add(t, s, `{"case_id":"A-2","legal_name":"이순신"}`)
		if _, err := s.Note(id.String(), "second", ""); err != nil {
			t.Fatal(err)
		}
	})
	for _, verb := range faultVerbs {
		t.Run(verb.name, func(t *testing.T) {
			t.Parallel()
			base := filepath.Join(t.TempDir(), "b")
			state := func() (string, map[string]int) {
				s := openCloser(t, base)
				defer s.Close()
				d, n := digest(t, s), actions(t, s)
				sound(t, s)
				return d, n
			}
			replaceTree(t, template, base)
			before, entries := state()
			replaceTree(t, template, base)
			with(t, base, func(s *Session) {
				if shown, err := verb.run(s); err != nil || !shown {
					t.Fatalf("untouched: shown %v, error %v", shown, err)
				}
			})
			after, _ := state()
			if (before != after) != verb.changes {
				t.Fatalf("untouched, the records changed: %v", before != after)
			}
			for _, landed := range []bool{false, true} {
				for k, more := 1, true; more; k++ {
					replaceTree(t, template, base)
					f := &fault{k: k, landed: landed}
					shown, opened, err := f.run(t, base, verb.run)
					more = f.failed() != ""
					if more && k > 60 {
						t.Fatal("the verb never comes to an end")
					}
					got, now := state()
					n := now[verb.action] - entries[verb.action]
					switch {
					case n != 0 && n != 1:
						t.Fatalf("%q failed: %d entries", f.failed(), n)
					case err == nil && (n != 1 || got != after):
						t.Fatalf("%q failed: acknowledged, but entry %d", f.failed(), n)
					case err != nil && shown:
						t.Fatalf("%q failed with an error, but something was shown", f.failed())
					case verb.changes && (got != before) != (n == 1):
						t.Fatalf("%q failed: a change without its entry, or an entry without its change (entries: %d)", f.failed(), n)
					case got != before && got != after:
						t.Fatalf("%q failed: neither the old state nor the new", f.failed())
					case err != nil && verb.changes && KindOf(err) != Unknown && n != 0:
						t.Fatalf("%q failed as %q, which says that nothing was changed", f.failed(), KindOf(err))
					case err != nil && !verb.changes && opened && verb.name != "compact" && verb.name != "rotate" && KindOf(err) != NotLogged:
						t.Fatalf("%q failed a read as %q: %v", f.failed(), KindOf(err), err)
					case !more && (err != nil || n != 1):
						t.Fatalf("no write failed, but: %v, %d entries", err, n)
					}
				}
			}
		})
	}
}

// run opens the vault, runs the verb and closes the vault, with the fault. The
// store gives its lock up late when a write failed.
func (f *fault) run(t *testing.T, base string, verb func(*Session) (bool, error)) (shown, opened bool, err error) {
	cfg := testConfig(base)
	cfg.Step = f.step
	s, err := Open(cfg, identityIn(base), testPassphrase)
	if err != nil {
		return false, false, err
	}
	shown, err = verb(s)
	if cerr := s.Close(); cerr != nil && f.failed() == "" {
		t.Fatalf("close: %v", cerr)
	}
	return shown, true, err
}

// TestInitFaults: an init that failed leaves nothing in the folder, and it can
// be run again; one that says that the outcome is unknown left a whole vault.
func TestInitFaults(t *testing.T) {
	t.Parallel()
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			base := t.TempDir()
			cfg, f := testConfig(base), &fault{k: k, landed: landed}
			cfg.Step = f.step
			_, err := Init(cfg, InitOptions{Label: "kim", WorkFactor: 10, Passphrase: testPassphrase})
			more = f.failed() != ""
			switch {
			case !more && err != nil:
				t.Fatal(err)
			case more && err == nil:
				t.Fatalf("%q failed, and init says that it is done", f.failed())
			case f.failed() == "install" && landed:
				wantKind(t, err, Unknown) // it is there, and must be whole
			case more:
				left, err := os.ReadDir(base)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range left {
					// After a failed write the store closes in the background, as
					// Badger may hang there, and may make a file in the building
					// place once more after that was removed. It is no vault.
					if e.Name() != "state" && !(f.failed() == "commit" && strings.HasPrefix(e.Name(), ".vault.new-")) {
						t.Fatalf("%q failed: %s is left", f.failed(), e.Name())
					}
				}
				initIn(t, base)
			}
			s := openCloser(t, base)
			sound(t, s)
			if n := actions(t, s)["init"]; n != 1 {
				t.Fatalf("%d entries of init", n)
			}
			s.Close()
		}
	}
}
