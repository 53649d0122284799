package release

import "slices"

// A name is spelled by sound, and two Koreas spell differently: 리 and 이, 로
// and 노, 련희 and 연희, 철률 and 철율; ㅐ and ㅔ, ㅢ and ㅣ are heard alike.

// place says where in a name a syllable stands: it decides which ㄹ falls.
type position int

const (
	atSurname position = iota
	atGiven
	atInner
)

// syllable is one syllable of a name in every spelling.
type syllable struct {
	base rune
	alt  [6]rune
	n    int
}

const (
	consonantN, consonantR, consonantNone = 2, 5, 11 // ㄴ ㄹ ㅇ among initials
)

// parts divides a syllable into initial, vowel and final, each counted from 0.
func parts(r rune) (initial, vowel, final int) {
	k := int(r - 0xAC00)
	return k / 588, k % 588 / 28, k % 28
}

func compose(initial, vowel, final int) rune { return rune(0xAC00 + (initial*21+vowel)*28 + final) }

func hasFinal(r rune) bool { return isHangul(r) && (r-0xAC00)%28 != 0 }

// soft reports the vowels before which ㄹ falls away: ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ.
func soft(vowel int) bool { return slices.Contains([]int{2, 6, 7, 12, 17, 20}, vowel) }

func syllableOf(r rune, where position) syllable {
	s := syllable{base: r}
	s.put(r)
	if !isHangul(r) {
		return s
	}
	i, v, f := parts(r)
	initials := []int{i}
	switch {
	case soft(v) && (where != atInner || v != 20) && (i == consonantR || i == consonantNone):
		initials = []int{i, consonantR + consonantNone - i}
	case soft(v) && i == consonantN && v != 20 && where != atInner: // 녀 and 여
		initials = []int{i, consonantNone}
	case !soft(v) && where != atInner && (i == consonantR || i == consonantN):
		initials = []int{i, consonantR + consonantN - i}
	}
	vowels := []int{v}
	if where != atSurname {
		switch v {
		case 1, 5: // ㅐ ㅔ
			vowels = []int{1, 5}
		case 7: // ㅖ heard as ㅔ
			vowels = []int{7, 5}
		case 10, 11, 15: // ㅙ ㅚ ㅞ
			vowels = []int{10, 11, 15}
		case 19: // ㅢ heard as ㅣ
			vowels = []int{19, 20}
		}
	}
	for _, i := range initials {
		for _, v := range vowels {
			s.put(compose(i, v, f))
		}
	}
	return s
}

func (s *syllable) put(r rune) {
	if s.n < len(s.alt) && !slices.Contains(s.alt[:s.n], r) {
		s.alt[s.n] = r
		s.n++
	}
}

func (s *syllable) alts() []rune { return s.alt[:s.n] }

func (s *syllable) is(r rune) bool {
	for _, a := range s.alt[:s.n] {
		if a == r {
			return true
		}
	}
	return false
}

// initial returns the syllable's first consonant as it stands alone.
func (s *syllable) initial() rune {
	if !isHangul(s.base) {
		return -1
	}
	i, _, _ := parts(s.base)
	return rune(0x1100 + i)
}
