package audit

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

func printed(t testing.TB) Printed {
	t.Helper()
	p, err := (Checkpoint{Origin(strings.Repeat("7f3a", 16)), 100_000, value("root")}).Printed()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGroupsRoundTrip(t *testing.T) {
	p := printed(t)
	if p.Vault != [8]byte{0x7f, 0x3a, 0x7f, 0x3a, 0x7f, 0x3a, 0x7f, 0x3a} {
		t.Errorf("vault %x", p.Vault)
	}
	for _, p := range []Printed{p, {}, {Size: 1}, {Size: math.MaxUint32, Root: tlog.Hash(slices.Repeat([]byte{0xff}, 32))}} {
		text := p.Groups()
		if len(strings.Fields(text)) != PrintedGroups {
			t.Errorf("%d groups", len(strings.Fields(text)))
		}
		looks := strings.NewReplacer("0", "o", "1", "l").Replace(text)
		for _, typed := range []string{
			text, strings.ToLower(text), strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(text, " ", "-"),
			"\r\n" + strings.ReplaceAll(text, " ", " \r\n\t"), looks, strings.ToUpper(looks), strings.ReplaceAll(text, "1", "i"),
		} {
			if got, err := ReadGroups(typed); err != nil || got != p {
				t.Errorf("%q reads as %+v, %v", typed, got, err)
			}
		}
	}
}

// Every single wrong character is found, and its group named; so is every
// exchange of two characters in a group and of two groups.
func TestGroupsNameTheWrongOne(t *testing.T) {
	groups := strings.Fields(printed(t).Groups())
	wrong := func(n int, change func([]string)) {
		t.Helper()
		bad := slices.Clone(groups)
		change(bad)
		if slices.Equal(bad, groups) {
			return // two like characters were exchanged
		}
		p, err := ReadGroups(strings.Join(bad, " "))
		if err == nil {
			t.Fatalf("%v reads as %+v", bad, p)
		}
		if want := fmt.Sprintf("group %d does not fit", n); !strings.HasPrefix(err.Error(), want) {
			t.Fatalf("%v: %v, want %s", bad, err, want)
		}
	}
	for n, g := range groups {
		for i := range g {
			for _, c := range alphabet {
				wrong(n+1, func(bad []string) { bad[n] = g[:i] + string(c) + g[i+1:] })
			}
			for j := i + 1; j < len(g); j++ {
				b := []byte(g)
				b[i], b[j] = b[j], b[i]
				wrong(n+1, func(bad []string) { bad[n] = string(b) })
			}
		}
		for m := n + 1; m < len(groups); m++ {
			if groups[n] != groups[m] {
				wrong(n+1, func(bad []string) { bad[n], bad[m] = bad[m], bad[n] })
			}
		}
	}
}

func TestReadGroupsRefuses(t *testing.T) {
	text := printed(t).Groups()
	other := func(b byte) string { // well-formed groups of another version
		var out []string
		for n, g := range strings.Fields(text) {
			four := g[:4]
			if n == 0 {
				four = string(b) + four[1:]
			}
			out = append(out, four+string(alphabet[checkOf(n+1, four)]))
		}
		return strings.Join(out, " ")
	}
	if got := other(text[0]); got != text {
		t.Fatalf("%q, want %q", got, text)
	}
	for name, tt := range map[string]struct{ text, want string }{
		"empty":           {"", "0 groups"},
		"one group less":  {text[:len(text)-6], "17 groups of five characters and 0 more"},
		"cut":             {text[:len(text)-2], "17 groups of five characters and 3 more"},
		"one more":        {text + " 00000", "more than the 18 groups"},
		"one more letter": {text + " 0", "18 groups of five characters and 1 more"},
		"a letter less":   {text[1:], "group 1 does not fit"},
		"U":               {"U" + text[1:], "group 1: a character"},
		"cyrillic":        {text[:6] + "А" + text[7:], "group 2: a character"},
		"full width":      {"０" + text[1:], "group 1: a character"},
		"long s":          {"ſ" + text[1:], "group 1: a character"},
		"not UTF-8":       {"\xff" + text[1:], "group 1: a character"},
		"another version": {other('1'), "not those of a checkpoint"},
		"a note":          {"casevault/7f3a\n42\n", "group 1 does not fit"},
	} {
		p, err := ReadGroups(tt.text)
		if err == nil {
			t.Errorf("%s: reads as %+v", name, p)
		} else if !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
	for _, c := range []Checkpoint{{Origin: Origin("7f3a")}, {Origin: "two words"}, {Origin: Origin(strings.Repeat("7f", 32)), Size: 1 << 32}} {
		if p, err := c.Printed(); err == nil {
			t.Errorf("%+v is printed as %+v", c, p)
		}
	}
}

func TestCountGroups(t *testing.T) {
	text := printed(t).Groups()
	for i := range len(text) + 1 {
		if n, err := CountGroups(text[:i]); err != nil || n != len(strings.ReplaceAll(text[:i], " ", ""))/5 {
			t.Errorf("%q: %d, %v", text[:i], n, err)
		}
	}
}

func FuzzReadGroups(f *testing.F) {
	honest := printed(f).Groups()
	f.Add(honest)
	f.Add(strings.ToLower(honest))
	f.Add("o" + honest[1:])
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadGroups(text)
		if err != nil {
			return
		}
		canonical := strings.NewReplacer("O", "0", "I", "1", "L", "1", " ", "", "-", "", "\n", "", "\r", "", "\t", "").Replace(strings.ToUpper(text)) // what was read is ASCII
		if again := p.Groups(); strings.ReplaceAll(again, " ", "") != canonical {
			t.Fatalf("%q reads as %q", text, again)
		}
	})
}
