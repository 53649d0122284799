package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// story is a life of a store in which every kind of write occurs. Its states
// are numbered; state 0 is that of storyImage.
type story struct {
	name string
	do   func(s *Store) error
}

func stories() []story {
	rewrite := Rewrite{
		Transform: func(_, value []byte) ([]byte, bool, error) { return append([]byte("r"), value...), true, nil },
		Announce: func(next *Store) error {
			if err := next.WriteFile("keyring", []byte("keys 3")); err != nil {
				return err
			}
			return next.Commit(batch("log", "3"))
		},
	}
	return []story{
		{"commit", func(s *Store) error { return s.Commit(batch("a", "1", "log", "1")) }},
		{"bulk", func(s *Store) error {
			b := bulk()
			b.Put = append(b.Put, batch("c", "1", "log", "2", "a", "2", "log", "2b").Put...)
			return s.Commit(b)
		}},
		{"keyring", func(s *Store) error { return s.WriteFile("keyring", []byte("keys 2")) }},
		{"head", func(s *Store) error { return s.WriteHead([]byte("head 2")) }},
		{"rewrite", func(s *Store) error { return s.Rewrite(context.Background(), rewrite) }},
		{"head", func(s *Store) error { return s.WriteHead([]byte("head 3")) }},
		{"commit", func(s *Store) error {
			return s.Commit(Batch{Put: batch("log", "4").Put, Delete: [][]byte{[]byte("a")}})
		}},
		{"close", func(s *Store) error { return s.Close() }},
	}
}

// tell plays the story in a store begun from storyImage and calls done after each
// chapter that was acknowledged.
func tell(dir string, step Step, done func(chapter int)) (told int, err error) {
	s, err := Open(dir, Options{Step: step})
	if err != nil {
		return 0, err
	}
	for i, chapter := range stories() {
		if err := chapter.do(s); err != nil {
			s.Close()
			return i, fmt.Errorf("chapter %d, %s: %w", i, chapter.name, err)
		}
		done(i)
	}
	return len(stories()), nil
}

// storyImage is the store in which a story begins: one that was not closed, so
// that Open has something to repair.
func storyImage(t *testing.T) image {
	t.Helper()
	s, dir := create(t)
	put(t, s, "a", "0", "b", "0", "log", "0")
	if err := errors.Join(s.WriteHead([]byte("head 0")), s.WriteFile("keyring", []byte("keys 0"))); err != nil {
		t.Fatal(err)
	}
	return snapshot(t, dir).trimmed()
}

// begin writes the image to a new folder, with a generation to sweep.
func (im image) begin(t *testing.T) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "vault")
	im.write(t, dir)
	if err := os.MkdirAll(filepath.Join(dir, "store", "gen-000002", "attachments"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// state is all that a store holds, in one string.
func state(t *testing.T, dir string) string {
	t.Helper()
	s := open(t, dir, Options{Verify: true})
	ring, err1 := s.ReadFile("keyring")
	head, err2 := s.ReadHead()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	text := dump(t, s) + string(ring) + "\n" + string(head)
	shut(t, s)
	if entries, _ := os.ReadDir(filepath.Join(dir, "store")); len(entries) != 2 {
		t.Errorf("%d names in store/, not CURRENT and one generation", len(entries))
	}
	return text
}

// storyStates tells the story without faults and returns its states and the
// names of its steps.
func storyStates(t *testing.T, im image) (states, steps []string) {
	t.Helper()
	for n := range len(stories()) + 1 {
		dir := im.begin(t)
		steps = nil
		s := open(t, dir, Options{Step: func(op string, do func() error) error {
			steps = append(steps, op)
			return do()
		}})
		for i, chapter := range stories()[:n] {
			if err := chapter.do(s); err != nil {
				t.Fatal(i, err)
			}
		}
		shut(t, s)
		states = append(states, state(t, dir))
	}
	return states, steps
}

// Every durable write is lost, or lands and is reported failed. What was
// acknowledged is there after the next Open; what was not is there whole or
// not at all. A Badger that was never closed has its files open until the process
// ends, and Windows gives them to nobody else before: TestDieAtEveryStep loses a
// close in a process of its own.
func TestEveryStepFails(t *testing.T) {
	im := storyImage(t)
	states, steps := storyStates(t, im)
	fault := errors.New("injected")
	for n, op := range steps {
		for _, lands := range []bool{false, true} {
			if mustReopen && op == "close" && !lands {
				continue
			}
			t.Run(fmt.Sprintf("%d-%s-%v", n, op, lands), func(t *testing.T) {
				dir := im.begin(t)
				at := 0
				told, err := tell(dir, func(op string, do func() error) error {
					if at++; at != n+1 {
						return do()
					}
					if lands {
						if err := do(); err != nil {
							return err
						}
					}
					return fault
				}, func(int) {})
				if !errors.Is(err, fault) {
					t.Fatalf("the fault became %v", err)
				}
				wantState(t, states, told, dir)
			})
		}
	}
}

// wantState fails unless the store is in the state after told chapters or, as
// one more was begun, in the next.
func wantState(t *testing.T, states []string, told int, dir string) {
	t.Helper()
	got := state(t, dir)
	if got != states[told] && got != states[min(told+1, len(states)-1)] {
		t.Errorf("after %d chapters:\n%s\nwant\n%s\nor the next", told, got, states[told])
	}
	if got := state(t, dir); got != states[told] && got != states[min(told+1, len(states)-1)] {
		t.Errorf("opened once more:\n%s", got)
	}
}
