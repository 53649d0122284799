package audit

import (
	"strings"
	"testing"
)

func aShare() Share {
	s := Share{Vault: [8]byte{0x7f, 0x3a}, Set: 2, Index: 3, Shares: 5, Threshold: 3}
	copy(s.Value[:], strings.Repeat("value", 7))
	return s
}

func TestShareRoundTrip(t *testing.T) {
	seen := make(map[[32]byte]bool)
	a := aShare()
	for _, edit := range []func(*Share){
		func(*Share) {}, func(s *Share) { s.Vault[7] = 1 }, func(s *Share) { s.Set = MaxSets }, func(s *Share) { s.Index = 1 },
		func(s *Share) { s.Shares = MaxShares }, func(s *Share) { s.Threshold = 2 }, func(s *Share) { s.Value[31] ^= 1 },
	} {
		s := a
		edit(&s)
		typed := strings.ToLower(strings.ReplaceAll(s.Groups(), " ", "-"))
		if got, err := ReadShare(typed); err != nil || got != s {
			t.Errorf("%+v reads as %+v, %v", s, got, err)
		}
		if seen[s.Hash()] {
			t.Errorf("%+v has the hash of another share", s)
		}
		seen[s.Hash()] = true
	}
	for name, edit := range map[string]func(*Share){
		"set 0": func(s *Share) { s.Set = 0 }, "index 0": func(s *Share) { s.Index = 0 }, "index above shares": func(s *Share) { s.Index = 6 },
		"threshold 1": func(s *Share) { s.Threshold = 1 }, "threshold above shares": func(s *Share) { s.Threshold = 6 },
		"17 shares": func(s *Share) { s.Shares = 17 },
	} {
		s := a
		edit(&s)
		if got, err := ReadShare(s.Groups()); err == nil {
			t.Errorf("%s: read as %+v", name, got)
		}
	}
	if _, err := ReadShare(printed(t).Groups()); err == nil || !strings.Contains(err.Error(), "not those of a share") {
		t.Errorf("a checkpoint as a share: %v", err)
	}
	if _, err := ReadGroups(a.Groups()); err == nil || !strings.Contains(err.Error(), "not those of a checkpoint") {
		t.Errorf("a share as a checkpoint: %v", err)
	}
	if _, err := ReadShare(a.Groups()[:30]); err == nil || !strings.Contains(err.Error(), "5 groups") {
		t.Errorf("a part of a share: %v", err)
	}
}

// FuzzShare types anything: what is taken prints as what was typed.
func FuzzShare(f *testing.F) {
	f.Add(aShare().Groups())
	f.Add(strings.ToLower(aShare().Groups()))
	f.Add(strings.ReplaceAll(aShare().Groups(), " ", "\r\n"))
	f.Add(printed(f).Groups())
	f.Add(aShare().Groups()[:50])
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadShare(text)
		if err != nil {
			return
		}
		if !s.Valid() {
			t.Fatalf("%q reads as %+v", text, s)
		}
		again, err := ReadShare(s.Groups())
		if err != nil || again != s {
			t.Fatalf("%+v prints as what reads as %+v, %v", s, again, err)
		}
	})
}
