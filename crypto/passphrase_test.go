package crypto

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPassphrase(t *testing.T) {
	long := strings.Repeat("x", MaxPassphrase)
	for _, tt := range []struct{ name, typed, want, refused string }{
		{"plain", "  pass phrase ", "  pass phrase ", ""},
		{"composed", "비밀", "비밀", ""},
		{"decomposed", "\u1107\u1175\u1106\u1175\u11af", "비밀", ""},
		{"longest", long, long, ""},
		{"too long", long + "x", "", "longer than"},
		{"grows too long", strings.Repeat("\u0958", MaxPassphrase/3), "", "longer than"},
		{"empty", "", "", "is empty"},
		{"NUL", "a\x00b", "", "control character"},
		{"arrow key", "pa\x1b[Dss", "", "control character"},
		{"old Mac line end", "pass\rmore", "", "control character"},
		{"CP949", "\xba\xf1\xb9\xd0", "", "not valid UTF-8"},
		{"UTF-16", "\xff\xfep\x00", "", "not valid UTF-8"},
	} {
		got, err := NewPassphrase([]byte(tt.typed))
		if string(got) != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		if tt.refused == "" && err != nil || tt.refused != "" && (err == nil || !strings.Contains(err.Error(), tt.refused)) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.refused)
		}
	}
}

func FuzzPassphrase(f *testing.F) {
	for _, s := range []string{"", "a b", "비밀", "\u1107\u1175\u1106\u1175\u11af", "\uac00\u11a8", "\xff", "\u0958", "\x00", "a\r", "e\u0301"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, typed []byte) {
		p, err := NewPassphrase(typed)
		if err != nil {
			if p != "" {
				t.Fatalf("%q came with an error", p)
			}
			return
		}
		if p == "" || len(p) > MaxPassphrase || !utf8.ValidString(string(p)) {
			t.Fatalf("accepted %q", p)
		}
		if again, err := NewPassphrase([]byte(p)); err != nil || again != p {
			t.Fatalf("%q became %q (%v) the second time", p, again, err)
		}
	})
}
