//go:build unix

package term

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPassphraseFileReadableByOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p")
	if err := os.WriteFile(path, []byte("pass\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, warned := range map[os.FileMode]bool{0o600: false, 0o400: false, 0o622: false, 0o640: true, 0o604: true, 0o644: true} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		p, warning, err := PassphraseFromFile(path)
		if p != "pass" || err != nil || (warning != "") != warned {
			t.Errorf("mode %o: %q, warning %q, error %v", mode, p, warning, err)
		}
	}
}

func TestPassphraseFromFD(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	// The writer keeps the pipe open: the line alone must do.
	if _, err := io.WriteString(w, "비밀\nrest"); err != nil {
		t.Fatal(err)
	}
	p, err := PassphraseFromFD(int(r.Fd()))
	if p != "비밀" || err != nil {
		t.Fatalf("got %q, %v", p, err)
	}
	rest := make([]byte, 4)
	if _, err := io.ReadFull(r, rest); err != nil || string(rest) != "rest" {
		t.Errorf("left %q, %v", rest, err)
	}
	for _, fd := range []int{-1, 987654} {
		if _, err := PassphraseFromFD(fd); err == nil || !strings.Contains(err.Error(), "descriptor") {
			t.Errorf("descriptor %d: %v", fd, err)
		}
	}
}
