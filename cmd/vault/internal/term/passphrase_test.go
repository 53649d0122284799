package term

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPassphraseFromFile(t *testing.T) {
	long := strings.Repeat("x", maxPassphrase)
	tests := []struct{ name, content, want, refused string }{
		{"one line", "pass phrase\n", "pass phrase", ""},
		{"no line end", "pass phrase", "pass phrase", ""},
		{"Windows line end", "pass\r\nmore\r\n", "pass", ""},
		{"carriage return at the end", "pass\r", "pass", ""},
		{"first line only", "pass\nsecond\n", "pass", ""},
		{"blanks count", "  pass \n", "  pass ", ""},
		{"byte order mark", "\xef\xbb\xbfpass\n", "pass", ""},
		{"as it stands", "\u1107\u1175\n", "\u1107\u1175", ""},
		{"longest", long + "\r\n", long, ""},
		{"longest with mark", "\xef\xbb\xbf" + long + "\n", long, ""},
		{"endless", strings.Repeat(long, 3), "", "longer than"},
		{"empty", "", "", ""},
		{"empty first line", "\npass\n", "", ""},
		{"empty after the mark", "\xef\xbb\xbf\n", "", ""},
		{"UTF-16 little", "\xff\xfep\x00a\x00\n\x00", "", "UTF-16"},
		{"UTF-16 big", "\xfe\xff\x00p\x00a\x00\n", "", "UTF-16"},
		{"UTF-16 without mark", "p\x00a\x00\n\x00", "", "UTF-16"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "p")
			if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			got, warning, err := PassphraseFromFile(path)
			if got != tt.want || warning != "" {
				t.Errorf("got %q, warning %q; want %q", got, warning, tt.want)
			}
			if tt.refused == "" && err != nil || tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)) {
				t.Errorf("error %v, want %q", err, tt.refused)
			}
			if err != nil && strings.Contains(err.Error(), "pass\r") {
				t.Errorf("the error shows the passphrase: %v", err)
			}
		})
	}
}

func TestPassphraseFileIsMissing(t *testing.T) {
	if _, _, err := PassphraseFromFile(filepath.Join(t.TempDir(), "none")); !os.IsNotExist(unwrap(err)) {
		t.Errorf("error %v", err)
	}
	if _, _, err := PassphraseFromFile(t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
}

func unwrap(err error) error {
	for {
		u, ok := err.(interface{ Unwrap() error })
		if !ok || os.IsNotExist(err) {
			return err
		}
		err = u.Unwrap()
	}
}

func FuzzFirstLine(f *testing.F) {
	for _, s := range []string{"a\nb", "a\r\n", "\xef\xbb\xbfa", "\xff\xfea\x00", "\n", "\r\n", "a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := firstLine(strings.NewReader(s))
		if err != nil {
			return
		}
		if strings.ContainsAny(p, "\n\x00") {
			t.Fatalf("%q from %q", p, s)
		}
		// What is read has no mark before it any more.
		if more, err := firstLine(strings.NewReader("\xef\xbb\xbf" + p + "\r\nmore")); err != nil || more != p {
			t.Fatalf("%q gave %q, %v", p, more, err)
		}
	})
}
