package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bulk is a batch that is too large for a transaction.
func bulk() Batch {
	b := batch("a", "1")
	for i := range 3 {
		b.Put = append(b.Put, KV{fmt.Appendf(nil, "bulk %d", i), make([]byte, MaxBatch/2)})
	}
	return b
}

// TestArriving: a table that MANIFEST names and that has not got its name is
// put in its place if it is whole; damaged, it is damage and stays as it is.
func TestArriving(t *testing.T) {
	s, dir := create(t)
	put(t, s, "a", "0")
	shut(t, s)
	lost := errors.New("lost")
	s = open(t, dir, Options{Step: func(op string, do func() error) error {
		if op == "name" {
			return lost
		}
		return do()
	}})
	if err := s.Commit(bulk()); !errors.Is(err, ErrUnknownOutcome) || !errors.Is(err, lost) {
		t.Fatal(err)
	}
	s.Close()
	found, err := filepath.Glob(filepath.Join(dir, "store", "gen-000001", "*.sst"+arriving))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	whole, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{len(whole) - 1, len(whole) - 40} { // footer, index
		bad := append([]byte(nil), whole...)
		bad[at] ^= 1
		if err := os.WriteFile(found[0], bad, 0o600); err != nil {
			t.Fatal(err)
		}
		var damage *DamagedError
		if _, err := Open(dir, Options{}); !errors.As(err, &damage) {
			t.Errorf("byte %d flipped: %v", at, err)
		}
		if b, err := os.ReadFile(found[0]); err != nil || string(b) != string(bad) {
			t.Errorf("byte %d flipped: the file was changed, %v", at, err)
		}
	}
	stray := filepath.Join(filepath.Dir(found[0]), "000099.sst"+arriving) // which MANIFEST does not name
	for _, name := range []string{found[0], stray} {
		if err := os.WriteFile(name, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s = open(t, dir, Options{ReadOnly: true, Verify: true})
	if got, err := s.Get([]byte("a")); err != nil || string(got) != "1" || strings.Count(dump(t, s), "bulk") != 3 {
		t.Errorf("a is %q, %v", got, err)
	}
	shut(t, s)
	if left, _ := filepath.Glob(filepath.Join(dir, "store", "gen-000001", "*"+arriving)); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}
