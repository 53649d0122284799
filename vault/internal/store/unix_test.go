//go:build unix

package store

import (
	"os"
	"path/filepath"
	"testing"
)

// Modes are what keeps others out where there are modes; on Windows the folder's
// access list does. Making a symbolic link there takes a privilege.

func TestOpenRefusesWhatOthersReach(t *testing.T) {
	s, dir := create(t)
	if err := s.WriteHead([]byte("head")); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	if fi, err := os.Stat(filepath.Join(dir, "HEAD")); err != nil || fi.Mode().Perm() != 0o600 {
		t.Error(fi.Mode(), err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(link, Options{}); err == nil {
		t.Error("a symbolic link was followed")
	}
	for _, sub := range []string{"", "store", "store/" + firstGen} {
		path := filepath.Join(dir, sub)
		os.Chmod(path, 0o777)
		if _, err := Open(dir, Options{}); err == nil {
			t.Errorf("%q is writable by others and was accepted", sub)
		}
		os.Chmod(path, 0o700)
	}
	shut(t, open(t, dir, Options{}))
}

func TestSweepBesideLeavesLinks(t *testing.T) {
	parent := t.TempDir()
	other, link := filepath.Join(parent, "other"), filepath.Join(parent, ".v.new-EEEEEEEE")
	s, err := Open(other, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	if err := os.Symlink(other, link); err != nil {
		t.Fatal(err)
	}
	SweepBeside(filepath.Join(parent, "v"))
	if _, err := os.Stat(filepath.Join(link, "store", "CURRENT")); err != nil {
		t.Error(err)
	}
}
