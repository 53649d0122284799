package main

import (
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for line, want := range map[string][]string{
		"": nil, "  ": nil, "list": {"list"}, " list\t--due  7d ": {"list", "--due", "7d"},
		`find "홍 길동"`: {"find", "홍 길동"}, `show K7QX --reason 'home "visit"'`: {"show", "K7QX", "--reason", `home "visit"`},
		`--reason="a b"c`: {"--reason=a bc"}, `a "" b`: {"a", "", "b"}, `C:\Users\kim`: {`C:\Users\kim`}, `a$b;c*`: {"a$b;c*"},
	} {
		if got, err := split(line); !slices.Equal(got, want) || err != nil {
			t.Errorf("split(%q) = %q, %v; want %q", line, got, err, want)
		}
	}
	for _, line := range []string{`"`, `find "홍`, `a 'b" c`} {
		if got, err := split(line); err == nil {
			t.Errorf("split(%q) = %q", line, got)
		}
	}
}

// FuzzSplit: words that are quoted come back as they were.
func FuzzSplit(f *testing.F) {
	f.Add("show", "home visit", "")
	f.Add("a'b", "\t", "홍 길동")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		words := []string{a, b, c}
		var line string
		for _, w := range words {
			q := `"`
			if strings.Contains(w, q) {
				q = "'"
			}
			if strings.Contains(w, q) || strings.ToValidUTF8(w, "") != w {
				return
			}
			line += q + w + q + " "
		}
		if got, err := split(line); err != nil || !slices.Equal(got, words) {
			t.Errorf("split(%q) = %q, %v; want %q", line, got, err, words)
		}
	})
}
