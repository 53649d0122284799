package release

import "strings"

// literal is a known value that is looked for as it is, whatever the signs
// between its words.
type literal struct {
	kind  string
	runes []rune // folded, without separators
	gaps  []bool // before which runes a separator may stand
}

// literalOf reads a known value. A value of one syllable or letter, which would
// be found everywhere, is none; nor is a word for what somebody is.
func literalOf(s, kind string) []literal {
	f, err := fold(s)
	if err != nil {
		return nil
	}
	l := literal{kind: kind}
	gap := false
	for i, r := range f.r {
		if separates(r) || r == '#' || r == '(' || r == ')' || r == ':' {
			gap = true
			continue
		}
		last := f.rune(i - 1)
		l.runes = append(l.runes, r)
		l.gaps = append(l.gaps, gap || isNumeral(last) != isNumeral(r) || kind == hitNumber && isNumeral(r))
		gap = false
	}
	word := string(l.runes)
	if len(l.runes) < 2 || empty(word) || kind == hitName && (roleWord(word) || inList(plainWords, word)) {
		return nil
	}
	out := []literal{l}
	if kind == hitNumber && len(word) == 13 && strings.Trim(word, "0123456789") == "" { // a resident number's second half
		out = append(out, literal{kind, l.runes[6:], make([]bool, 7)})
	}
	// The number of a case is known without what stands before it.
	if k := strings.LastIndexFunc(word, func(r rune) bool { return !isNumeral(r) }); kind == hitNumber && k >= 0 && len(word)-k > 5 {
		out = append(out, literalOf(word[k+1:], kind)...)
	}
	return out
}

// mailboxOf returns the part of an e-mail address that names somebody.
func mailboxOf(s string) []literal {
	box, _, ok := strings.Cut(s, "@")
	if !ok || len(box) < 4 || inList("info mail admin test user office hello contact", strings.ToLower(box)) {
		return nil
	}
	return literalOf(box, hitEmail)
}

// match returns where the value ends that begins at i, 0 if it does not.
func (l *literal) match(f *folded, i int) int {
	if f.r[i] != l.runes[0] {
		return 0
	}
	at := i
	for k, r := range l.runes {
		if k > 0 && l.gaps[k] {
			for n := 0; n < 2 && (separates(f.rune(at)) || strings.ContainsRune("#():", f.rune(at)) && f.rune(at) != 0); n++ {
				at++
			}
		}
		if f.rune(at) != r {
			return 0
		}
		at++
	}
	if touches(f.rune(i-1), l.runes[0]) && !(isHangul(f.r[i]) && f.afterRole(i)) {
		return 0
	}
	last := l.runes[len(l.runes)-1]
	if isHangul(last) && !f.closes(at) || !isHangul(last) && touches(f.rune(at), last) {
		return 0
	}
	return at
}

// touches reports whether two characters are of one word.
func touches(a, b rune) bool {
	return isHangul(a) && isHangul(b) || isLatin(a) && isLatin(b) || isNumeral(a) && isNumeral(b)
}
