package words

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	verb        = regexp.MustCompile(`%[a-z%]`)
	placeholder = regexp.MustCompile("`[^`]*`")
	// dependent finds a particle whose form depends on the sound before it,
	// right behind an argument that may end in any.
	dependent = regexp.MustCompile(`%[sqvx](은|는|이|가|을|를|과|와|로|으로|이나|나|이라|라)([^\p{Hangul}]|$)`)
)

// TestKoreanSaysWhatEnglishSays holds one catalogue against the other: the same
// keys, the same arguments in the same order, the same placeholders in help.
func TestKoreanSaysWhatEnglishSays(t *testing.T) {
	en, ko := english(), korean()
	for _, key := range slices.Sorted(maps.Keys(en)) {
		text, ok := ko[key]
		if !ok || text == "" {
			t.Errorf("no Korean for %q", key)
			continue
		}
		for _, p := range []*regexp.Regexp{verb, placeholder} {
			if got, want := p.FindAllString(text, -1), p.FindAllString(en[key], -1); !slices.Equal(got, want) {
				t.Errorf("%q has %q in Korean and %q in English", key, got, want)
			}
		}
		if strings.Count(text, "%") != len(verb.FindAllString(text, -1)) {
			t.Errorf("%q has a verb with a number or width in Korean", key)
		}
		if found := dependent.FindString(text); found != "" {
			t.Errorf("%q: the particle in %q depends on the argument", key, found)
		}
		for _, end := range []string{" ", "\n"} { // a prompt's blank, a file's last line
			if strings.HasSuffix(text, end) != strings.HasSuffix(en[key], end) {
				t.Errorf("%q ends in %q in one language only", key, end)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(ko)) {
		if _, ok := en[key]; !ok {
			t.Errorf("Korean for %q, which nothing says", key)
		}
	}
}

// TestKoreanIsKorean finds texts that were copied and never translated.
func TestKoreanIsKorean(t *testing.T) {
	hangul := regexp.MustCompile(`\p{Hangul}`)
	alike := []string{"hint.from.note", "status.backup", "share.english"} // formats and flags alone
	for key, text := range korean() {
		if !hangul.MatchString(text) && !slices.Contains(alike, key) {
			t.Errorf("%q is not Korean: %s", key, text)
		}
	}
}

func TestIn(t *testing.T) {
	for _, test := range []struct{ asked, language, yes string }{
		{"ko", "ko", "예"}, {"en", "en", "yes"}, {"fr", "en", "yes"}, {"", "en", "yes"}, {"C.UTF-8", "en", "yes"},
	} {
		c := In(test.asked)
		if c.Language() != test.language || c.Text("yes") != test.yes {
			t.Errorf("In(%q) speaks %s and says %q", test.asked, c.Language(), c.Text("yes"))
		}
	}
}
