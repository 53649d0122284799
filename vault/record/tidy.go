package record

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tidy brings text into the one form in which values are kept (see the package
// comment), stating what it changed. With ascii, full-width characters and
// typographic dashes become ASCII: for dates, numbers and ids, where they are
// always an accident of the input method.
func tidy(raw string, multiline, ascii bool, n *notes) (string, error) {
	var seen changes
	if ordinary(raw, multiline) {
		s := seen.trimmed(raw)
		seen.state(n)
		return s, nil
	}
	if !utf8.ValidString(raw) {
		return "", n.refuse("not-utf8")
	}
	if strings.IndexByte(raw, 0) >= 0 {
		return "", n.refuse("nul")
	}
	s := raw
	if !norm.NFC.IsNormalString(s) {
		s, seen.nfc = norm.NFC.String(s), true
	}
	s = seen.mapped(s, multiline, ascii)
	if !norm.NFC.IsNormalString(s) {
		// A zero-width character had kept two letters apart.
		s, seen.nfc = norm.NFC.String(s), true
	}
	s = seen.trimmed(s)
	seen.state(n)
	if strings.ContainsRune(s, utf8.RuneError) {
		n.warn("damaged-text")
	}
	return s, nil
}

// changes records what tidy did to a text, to state each kind once.
type changes struct{ nfc, width, dash, space, newline, control bool }

func (c *changes) mapped(s string, multiline, ascii bool) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\n' && multiline:
			b.WriteByte('\n')
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			c.newline = true
		case isBreak(r):
			c.newline = true
			if multiline {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		case isOddSpace(r):
			c.space = true
			b.WriteByte(' ')
		case Invisible(r):
			c.control = true
		case ascii && 0xFF01 <= r && r <= 0xFF5E:
			c.width = true
			b.WriteByte(byte(r - 0xFEE0))
		case ascii && isDash(r):
			c.dash = true
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (c *changes) state(n *notes) {
	for _, x := range []struct {
		done bool
		code string
	}{
		{c.nfc, "normalised-nfc"}, {c.width, "normalised-width"}, {c.dash, "normalised-dash"},
		{c.space, "normalised-space"}, {c.newline, "normalised-newline"}, {c.control, "normalised-control"},
	} {
		if x.done {
			n.warn(x.code)
		}
	}
}

// trimmed removes outer spaces and line breaks. A cell of blanks alone is an
// empty cell, not worth a word.
func (c *changes) trimmed(s string) string {
	t := strings.Trim(s, " \n")
	c.space = t != "" && (c.space || t != s)
	return t
}

// isDash reports the dashes that word processors and Korean input methods put
// in the place of a hyphen.
func isDash(r rune) bool {
	return 0x2010 <= r && r <= 0x2015 || r == 0x2212 || r == 0xFE58 || r == 0xFE63 || r == 0x30FC || r == 0x3161
}
