package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable returns s without anything that could steer a terminal, reorder a
// line or hide in it: control characters (ESC among them), bidirectional and
// zero-width characters, tags, fillers, non-characters. Line and paragraph
// breaks become a newline, or a space unless keepNewlines. Bytes that are not
// UTF-8 become U+FFFD. Private-use characters stay: offices do own some
// (user-defined Hanja), and no terminal obeys them.
func Printable(s string, keepNewlines bool) string {
	if ordinary(s, keepNewlines) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			// the newline follows
		case isBreak(r) && keepNewlines:
			b.WriteByte('\n')
		case isBreak(r) || r == '\t':
			b.WriteByte(' ')
		case Invisible(r):
		default:
			b.WriteRune(r) // RuneError for bytes that are not UTF-8
		}
	}
	return b.String()
}

// ordinary reports whether s holds only printable ASCII and Hangul syllables
// (and newlines, if allowed): the common case, valid and NFC as it stands.
func ordinary(s string, newlines bool) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if ' ' <= c && c <= '~' || c == '\n' && newlines {
			i++
			continue
		}
		// Hangul syllables are EA B0 80 to ED 9E A3.
		if c < 0xEA || c > 0xED {
			return false
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isSyllable(r) {
			return false
		}
		i += n
	}
	return true
}

func isSyllable(r rune) bool { return 0xAC00 <= r && r <= 0xD7A3 }

// isBreak reports characters that end a line in some program.
func isBreak(r rune) bool {
	return '\n' <= r && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// isOddSpace reports characters that show as a blank and are no plain space;
// two names that differ only in these look alike and compare unequal.
func isOddSpace(r rune) bool {
	switch r {
	case '\t', 0x2800, 0x3164, 0xFFA0: // braille blank, Hangul fillers
		return true
	case ' ':
		return false
	}
	return unicode.Is(unicode.Zs, r)
}

// Invisible reports characters that show nothing: controls, all of category
// Cf (zero-width, bidirectional, tags, soft hyphen), fillers, variation
// selectors, non-characters.
func Invisible(r rune) bool {
	switch {
	case r < 0x20, 0x7F <= r && r < 0xA0:
		return true
	case r < 0xAD, isSyllable(r):
		return false
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5,
		0x180B <= r && r <= 0x180F, 0xFE00 <= r && r <= 0xFE0F,
		0xE0000 <= r && r <= 0xE0FFF,
		0xFDD0 <= r && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
