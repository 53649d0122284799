package store

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSweepBeside(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "v")
	build := func(name string) *Store {
		s, err := Open(filepath.Join(parent, name), Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	closed := func(s *Store) {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	folder := func(names ...string) {
		for _, name := range names {
			if err := os.MkdirAll(filepath.Join(parent, name), 0o700); err != nil {
				t.Fatal(err)
			}
		}
	}
	closed(build(".v.new-AAAAAAAA")) // killed before the rename
	folder(".v.new-BBBBBBBB")        // killed before the lock
	held := build(".v.new-CCCCCCCC") // another init at work
	closed(build(".w.new-AAAAAAAA")) // of another vault
	closed(build(".v.new-LONGERNAME"))
	folder(".v.new-DDDDDDDD/notes") // not ours: no lock
	names := func() (out []string) {
		entries, err := os.ReadDir(parent)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			out = append(out, e.Name())
		}
		return out
	}
	SweepBeside(dir)
	want := []string{".v.new-CCCCCCCC", ".v.new-DDDDDDDD", ".v.new-LONGERNAME", ".w.new-AAAAAAAA"}
	if got := names(); !slices.Equal(got, want) {
		t.Errorf("left are %q, want %q", got, want)
	}
	closed(held)
	SweepBeside(dir)
	if got := names(); !slices.Equal(got, want[1:]) {
		t.Errorf("after the other has ended, left are %q, want %q", got, want[1:])
	}
	closed(build(".w.new-AAAAAAAA/x")) // what the link led to is still there and usable
}

// TestInstallInto: what stands in the place already is never replaced.
func TestInstallInto(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "v")
	built := Beside(dir)
	if err := os.MkdirAll(filepath.Join(built, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "somebody's"), 0o700); err != nil {
		t.Fatal(err)
	}
	if placed, err := Install(built, dir, nil); err == nil || placed {
		t.Fatal("a folder that is not empty was replaced")
	}
	if err := os.Remove(filepath.Join(dir, "somebody's")); err != nil {
		t.Fatal(err)
	}
	if placed, err := Install(built, dir, nil); err != nil || !placed {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "x")); err != nil {
		t.Error(err)
	}
}
