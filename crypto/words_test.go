package crypto

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWordList(t *testing.T) {
	words := wordList()
	if bits := WordsToCompare * math.Log2(float64(len(words))); bits < 77 {
		t.Errorf("%d words give %.1f bits", len(words), bits)
	}
	slices.Sort(words)
	if n := len(slices.Compact(words)); n != 8089 {
		t.Errorf("%d distinct words, want 8089", n)
	}
}

func TestOfferPassphrase(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]{4}(-[a-z]{4}){5}$`)
	seen := map[string]bool{}
	for range 1000 {
		p := OfferPassphrase()
		if n, err := NewPassphrase([]byte(p)); !form.MatchString(p) || string(n) != p || err != nil {
			t.Fatalf("offered %q: %v", p, err)
		}
		seen[p] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d of 1000 offers were distinct", len(seen))
	}
}

// TestFingerprint: every part counts, and so does the kind.
func TestFingerprint(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]{4}( [a-z]{4}){11}$`)
	key := make([]byte, 32)
	other := append(make([]byte, 31), 1)
	seen := map[Fingerprint]bool{}
	for _, f := range []Fingerprint{
		VaultID{}.Fingerprint(), VaultID{1}.Fingerprint(),
		MemberFingerprint("kim", key, "age1pq1a"), MemberFingerprint("kin", key, "age1pq1a"),
		MemberFingerprint("kim", other, "age1pq1a"), MemberFingerprint("kim", key, "age1pq1b"),
		MemberFingerprint("", nil, ""),
	} {
		if !form.MatchString(string(f)) {
			t.Errorf("%q", f)
		}
		if seen[f] {
			t.Errorf("%q stands for two things", f)
		}
		seen[f] = true
	}
}

func TestFingerprintMatches(t *testing.T) {
	const f = Fingerprint("bado kile fuga hiro jose kuma lamo mine nora pidu rabe sozu")
	for typed, want := range map[string]bool{
		"bado kile fuga hiro jose kuma":         true,
		"  BADO-Kile, fuga\thiro. jose—":        false,
		"BADO-Kile, fuga\thiro. jose kuma\r\n":  true,
		"badokilefugahirojosekuma":              true,
		string(f):                               true,
		string(f) + " bado":                     false,
		"bado kile fuga hiro jose":              false,
		"bado kile fuga hiro jose kum":          false,
		"bado kile fuga hiro jose kumi":         false,
		"lamo mine nora pidu rabe sozu":         false,
		"kile bado fuga hiro jose kuma":         false,
		"1 bado kile fuga hiro jose kuma":       false,
		"bado kile fuga hiro jose kuma 바도":      false,
		"bado kile fuga hiro jose kuma lamo no": false,
		"":                                      false, "------------------------": false, "\x00": false,
	} {
		if f.Matches(typed) != want {
			t.Errorf("%q: %v", typed, !want)
		}
	}
	if got := f.Lines(); got != "bado kile fuga hiro jose kuma\nlamo mine nora pidu rabe sozu" || !f.Matches(got) {
		t.Errorf("in lines: %q", got)
	}
	if !f.Matches(strings.ReplaceAll(f.Lines(), "\n", " / ")) {
		t.Error("as --plain prints it, it does not match")
	}
	if Fingerprint("").Matches("") || Fingerprint("").Lines() != "\n" {
		t.Error("nothing matches nothing")
	}
	if !f.Matches(strings.ToUpper(string(f))) {
		t.Error("upper case does not match")
	}
}
