package record

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldKey returns a key under which two spellings of the same case number, or
// of the same name and birth date, are equal: NFC, case, width, spaces, dashes
// and dots do not count. A separator between two digits does, or 1-12 would be
// 11-2 and a person would be left out as a duplicate. If any part has nothing
// in it there is no key, "": two people without a name are not one.
func FoldKey(parts ...string) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteByte(0)
		}
		start, gap := b.Len(), false
		var last rune
		for _, r := range norm.NFC.String(part) {
			switch {
			case Invisible(r):
			case isSeparator(r):
				gap = true
			default:
				r = foldRune(r)
				if gap && unicode.IsDigit(last) && unicode.IsDigit(r) {
					b.WriteByte('-')
				}
				b.WriteRune(r)
				last, gap = r, false
			}
		}
		if b.Len() == start {
			return ""
		}
	}
	return b.String()
}

// foldHeader folds a column header or a choice's word to its letters and
// digits.
func foldHeader(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		if r = foldRune(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldRune folds case and full width.
func foldRune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + ('a' - 'A')
	case r < 0x80 || isSyllable(r):
		return r
	case 0xFF01 <= r && r <= 0xFF5E:
		return foldRune(r - 0xFEE0)
	}
	return unicode.ToLower(r)
}

// isSeparator reports what people put between the parts of a name or number,
// or leave out.
func isSeparator(r rune) bool {
	switch r {
	case ' ', '-', '.', '_', '\'', '·':
		return true
	}
	if r < 0x80 || isSyllable(r) {
		return isBreak(r) || r == '\t'
	}
	switch r {
	case 0x2018, 0x2019, 0x2022, 0x2027, 0x30FB, 0x318D, 0xFF0D, 0xFF0E, 0xFF3F, 0xFF07:
		return true
	}
	return isOddSpace(r) || isDash(r) && r != 0x3161 || isBreak(r)
}
