//go:build unix

package vault

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// privateMode is that of a file for its owner alone.
const privateMode fs.FileMode = 0o600

func mustClose(string) bool { return false }

// On Windows a symbolic link takes a privilege.

// TestPinThroughALink: the file is replaced, not the link to it.
func TestPinThroughALink(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	file, p := ownIdentity(t, "lee")
	words := enrolPublic(t, base, p)
	link := filepath.Join(t.TempDir(), "link.age")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	if err := Pin(testConfig(base), link, testPassphrase, string(words)); err != nil {
		t.Fatal(err)
	}
	info, err := ReadIdentity(testConfig(base), file, testPassphrase)
	if err != nil || !info.Pinned {
		t.Errorf("pinned %v, %v", info, err)
	}
	if fi, err := os.Lstat(link); err != nil || fi.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is no more")
	}
}

// TestPasswdThroughALink: so it is with a new passphrase.
func TestPasswdThroughALink(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	stick := filepath.Join(t.TempDir(), "kim.age")
	if err := os.Rename(identityIn(base), stick); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(stick, identityIn(base)); err != nil {
		t.Fatal(err)
	}
	with(t, base, func(s *Session) {
		if err := s.Passwd(otherPassphrase, 0); err != nil {
			t.Fatal(err)
		}
	})
	if _, err := readIdentity(testConfig(base), stick, otherPassphrase); err != nil {
		t.Error(err)
	}
	if fi, err := os.Lstat(identityIn(base)); err != nil || fi.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced, not the file: %v", err)
	}
}
