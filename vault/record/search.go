package record

import (
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Matcher finds a term within short values such as names. Case, width, spaces,
// hyphens and composition do not count. A consonant stands for every syllable
// that begins with it (ㅎㄱㄷ and 홍ㄱㄷ find 홍길동); a last syllable without
// final consonant also for those that have one (홍기 finds 홍길동), so that
// the list narrows down while somebody types.
type Matcher struct {
	term []span
}

// span is what one character of the term stands for: the runes first to last,
// or itself.
type span struct{ first, last, itself rune }

const (
	syllable0   = 0xAC00 // 가
	perVowel    = 28     // syllables of one initial and vowel
	perInitial  = 21 * perVowel
	initials    = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	jamoInitial = 0x1100 // the same letters, as conjoining jamo
)

// NewMatcher prepares a search term. It refuses one with nothing to look for.
func NewMatcher(term string) (Matcher, error) {
	if !utf8.ValidString(term) {
		return Matcher{}, errors.New("read search term: not valid UTF-8")
	}
	var m Matcher
	for _, r := range norm.NFC.String(term) {
		if isSeparator(r) || Invisible(r) {
			continue
		}
		for _, x := range splitCluster(r) {
			x = foldRune(x)
			s := span{x, x, x}
			if k := initialIndex(x); k >= 0 {
				s.first = syllable0 + rune(k)*perInitial
				s.last = s.first + perInitial - 1
			}
			m.term = append(m.term, s)
		}
	}
	if len(m.term) == 0 {
		return Matcher{}, errors.New("read search term: nothing to look for")
	}
	if s := &m.term[len(m.term)-1]; isSyllable(s.itself) && (s.itself-syllable0)%perVowel == 0 {
		s.last = s.first + perVowel - 1
	}
	return m, nil
}

// initialIndex returns which initial consonant r is, -1 if none.
func initialIndex(r rune) int {
	if jamoInitial <= r && r < jamoInitial+19 {
		return int(r - jamoInitial)
	}
	if k := strings.IndexRune(initials, r); k >= 0 {
		return k / len("ㄱ")
	}
	return -1
}

// splitCluster undoes what an input method does to ㄱㅅ typed in a row: it
// makes the one letter ㄳ of them, which begins no syllable.
func splitCluster(r rune) []rune {
	const clusters = "ㄳㄱㅅㄵㄴㅈㄶㄴㅎㄺㄹㄱㄻㄹㅁㄼㄹㅂㄽㄹㅅㄾㄹㅌㄿㄹㅍㅀㄹㅎㅄㅂㅅ"
	all := []rune(clusters)
	for i := 0; i < len(all); i += 3 {
		if all[i] == r {
			return all[i+1 : i+3]
		}
	}
	return []rune{r}
}

// Match reports whether the term occurs in value. It does not allocate for a
// value in NFC, as all values of records are.
func (m Matcher) Match(value []byte) bool {
	if len(m.term) == 0 {
		return false
	}
	found, decomposed := m.find(value)
	if !found && decomposed && !norm.NFC.IsNormal(value) {
		found, _ = m.find(norm.NFC.Bytes(value))
	}
	return found
}

// find looks for the term and reports whether it saw parts of letters, which
// are not compared here.
func (m Matcher) find(value []byte) (found, decomposed bool) {
	for i := 0; i < len(value); {
		r, w := decode(value[i:])
		i += w
		if m.term[0].has(r) && m.rest(value[i:]) {
			return true, decomposed
		}
		decomposed = decomposed || 0x300 <= r && r <= 0x36F || 0x1100 <= r && r <= 0x11FF
	}
	return false, decomposed
}

// rest reports whether value begins with all of the term but its first.
func (m Matcher) rest(value []byte) bool {
	for k := 1; k < len(m.term); {
		if len(value) == 0 {
			return false
		}
		r, w := decode(value)
		value = value[w:]
		switch {
		case m.term[k].has(r):
			k++
		case isSeparator(r), Invisible(r):
		default:
			return false
		}
	}
	return true
}

// has reports whether the character stands for r.
func (s span) has(r rune) bool {
	if s.first <= r && r <= s.last {
		return true
	}
	if r >= 'a' && r <= 'z' || isSyllable(r) {
		return false
	}
	r = foldRune(r)
	return s.first <= r && r <= s.last || r == s.itself
}

// decode is utf8.DecodeRune with the common cases first.
func decode(b []byte) (rune, int) {
	if b[0] < utf8.RuneSelf {
		return rune(b[0]), 1
	}
	return utf8.DecodeRune(b)
}
