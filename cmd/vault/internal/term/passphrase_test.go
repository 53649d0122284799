package term

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
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
		{"composed", "비밀\n", "비밀", ""},
		{"decomposed", "\u1107\u1175\u1106\u1175\u11af\n", "비밀", ""},
		{"longest", long + "\r\n", long, ""},
		{"longest with mark", "\xef\xbb\xbf" + long + "\n", long, ""},
		{"too long", long + "x\n", "", "longer than"},
		{"endless", strings.Repeat(long, 3), "", "longer than"},
		{"grows too long", strings.Repeat("\u0958", maxPassphrase/3), "", "longer than"},
		{"empty", "", "", "is empty"},
		{"empty first line", "\npass\n", "", "is empty"},
		{"empty after the mark", "\xef\xbb\xbf\n", "", "is empty"},
		{"UTF-16 little", "\xff\xfep\x00a\x00\n\x00", "", "UTF-16"},
		{"UTF-16 big", "\xfe\xff\x00p\x00a\x00\n", "", "UTF-16"},
		{"UTF-16 without mark", "p\x00a\x00\n\x00", "", "UTF-16"},
		{"CP949", "\xba\xf1\xb9\xd0\n", "", "not valid UTF-8"},
		{"control character", "pa\x1bss\n", "", "control character"},
		{"old Mac line end", "pass\rmore\r", "", "control character"},
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

func FuzzNormalisePassphrase(f *testing.F) {
	for _, s := range []string{"", "a b", "비밀", "\u1107\u1175\u1106\u1175\u11af", "\uac00\u11a8", "\xff", "\u0958", "\x00", "a\r", "e\u0301"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, typed []byte) {
		p, err := NormalisePassphrase(typed)
		if err != nil {
			if p != "" {
				t.Fatalf("%q came with an error", p)
			}
			return
		}
		if p == "" || len(p) > maxPassphrase || !utf8.ValidString(p) {
			t.Fatalf("accepted %q", p)
		}
		again, err := NormalisePassphrase([]byte(p))
		if err != nil || again != p {
			t.Fatalf("%q became %q (%v) the second time", p, again, err)
		}
	})
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
		if strings.ContainsAny(p, "\r\n\x00") {
			t.Fatalf("%q from %q", p, s)
		}
		if more, err := firstLine(strings.NewReader(p + "\r\nmore")); err != nil || more != p {
			t.Fatalf("%q gave %q, %v", p, more, err)
		}
	})
}
