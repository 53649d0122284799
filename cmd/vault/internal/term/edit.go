//go:build unix

package term

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A line is the text at a prompt and the place in it where the next character
// goes. Its units are what a person takes for one character: a Hangul syllable,
// also one that came as three jamo; a letter with its marks; joined emoji. The
// cursor moves by units, and rubs out whole ones. Each is in NFC, so that a
// terminal which does not compose shows what was counted.
type line struct {
	units []string
	at    int // the unit that the cursor stands on; len(units): behind the last
}

func newLine(text string) *line {
	l := new(line)
	for _, r := range text {
		l.insert(r)
	}
	return l
}

func (l *line) String() string { return strings.Join(l.units, "") }

// insert puts a character before the cursor, or joins it to the unit there.
// Control characters that a paste brings are left out; a tab becomes a blank.
func (l *line) insert(r rune) {
	if r == '\t' {
		r = ' '
	}
	if unicode.IsControl(r) {
		return
	}
	if l.at > 0 && joins(l.units[l.at-1], r) {
		l.units[l.at-1] = norm.NFC.String(l.units[l.at-1] + string(r))
		return
	}
	l.units = slices.Insert(l.units, l.at, norm.NFC.String(string(r)))
	l.at++
}

// joins reports whether r belongs to the unit before it.
func joins(unit string, r rune) bool {
	last, _ := utf8.DecodeLastRuneInString(unit)
	const zeroWidthJoiner = '\u200d'
	switch {
	case len(unit) > 64: // marks heaped on marks are no character
		return false
	case isVowelOrFinal(r):
		return isHangul(last)
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf):
		return true
	case r >= 0x1f3fb && r <= 0x1f3ff: // the tones of skin
		return last > 0x2000
	}
	return last == zeroWidthJoiner
}

func isHangul(r rune) bool {
	return r >= 0x1100 && r <= 0x11ff || r >= 0xa960 && r <= 0xa97f || r >= 0xac00 && r <= 0xd7ff
}

// cut removes the units from one to the other, and leaves the cursor there.
func (l *line) cut(from, to int) {
	l.units = slices.Delete(l.units, from, to)
	l.at = from
}

// wordStart is where the word before the cursor begins.
func (l *line) wordStart() int {
	at := l.at
	for at > 0 && l.units[at-1] == " " {
		at--
	}
	for at > 0 && l.units[at-1] != " " {
		at--
	}
	return at
}

// do carries out a key that moves or removes.
func (l *line) do(k key) {
	end := len(l.units)
	switch k.what {
	case insert:
		l.insert(k.r)
	case left:
		l.at = max(0, l.at-1)
	case right:
		l.at = min(end, l.at+1)
	case home:
		l.at = 0
	case toEnd:
		l.at = end
	case rubOut:
		l.cut(max(0, l.at-1), l.at)
	case remove, endOfInput:
		l.cut(l.at, min(end, l.at+1))
	case cutToEnd:
		l.cut(l.at, end)
	case cutToStart:
		l.cut(0, l.at)
	case cutWord:
		l.cut(l.wordStart(), l.at)
	}
}

// unitWidth is the cells of a unit: terminals draw what is joined as one.
func unitWidth(unit string) int {
	cells := 0
	for _, r := range unit {
		cells = max(cells, runeWidth(r))
	}
	return cells
}

func cellsOf(units []string) int {
	cells := 0
	for _, u := range units {
		cells += unitWidth(u)
	}
	return cells
}

// back returns the unit from which on, up to the unit end, fewer than room cells
// are taken.
func (l *line) back(end, room int) int {
	cells := 0
	for end > 0 && cells+unitWidth(l.units[end-1]) < room {
		end--
		cells += unitWidth(l.units[end])
	}
	return end
}

// window returns the part of the line that is shown in a row of so many cells,
// and the cells before the cursor in it. It begins at the unit from, unless the
// cursor would be outside or room left over; first is where it does begin.
func (l *line) window(from, room int) (first int, shown string, cursor int) {
	first = min(l.at, max(from, l.back(l.at, room)), l.back(len(l.units), room))
	last, used := first, 0
	for last < len(l.units) && used+unitWidth(l.units[last]) <= room {
		used += unitWidth(l.units[last])
		last++
	}
	return first, strings.Join(l.units[first:last], ""), cellsOf(l.units[first:l.at])
}
