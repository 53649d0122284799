package term

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Width counts the terminal cells that s takes: two for East Asian wide and
// fullwidth characters, none for combining and invisible ones, one for the
// rest. s has no control characters (package record has seen to it).
func Width(s string) int {
	cells := 0
	for _, r := range s {
		cells += runeWidth(r)
	}
	return cells
}

func runeWidth(r rune) int {
	// These join the wide initial before them, though Unicode does not call
	// them combining.
	if isVowelOrFinal(r) {
		return 0
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// isVowelOrFinal finds the jamo that join a syllable which has begun.
func isVowelOrFinal(r rune) bool {
	return r >= 0x1160 && r <= 0x11ff || r >= 0xd7b0 && r <= 0xd7ff
}

// Pad adds blanks until s takes the given cells. A longer s stays as it is.
func Pad(s string, cells int) string {
	return s + strings.Repeat(" ", max(0, cells-Width(s)))
}

// Truncate shortens s to at most the given cells, ending in ".." if there is
// room for it. It never cuts a wide character in half or off its marks.
func Truncate(s string, cells int) string {
	if Width(s) <= cells {
		return s
	}
	mark := ".."[:min(2, max(0, cells))]
	used := 0
	for i, r := range s {
		used += runeWidth(r)
		if used > cells-len(mark) {
			return s[:i] + mark
		}
	}
	return s
}
