package record

import (
	"strings"
	"unicode/utf8"
)

// A resident registration number is YYMMDD-SNNNNNN: birth date, then a digit
// for century and sex (1-4 citizens, 5-8 foreigners, odd male), then six more.
// The last was a check digit until October 2020 and is random since, so no
// check digit is tested: numbers issued today would fail it.

// HasResidentNumber reports whether free text contains one: full-width digits
// count, a dash and spaces may stand after the sixth, and no other digit may
// touch it.
func HasResidentNumber(text string) bool {
	_, _, found := findResident(text)
	return found
}

// MaskResidentNumbers masks those that HasResidentNumber finds in free text.
func MaskResidentNumbers(text string) string {
	var out strings.Builder
	for {
		from, to, found := findResident(text)
		if !found {
			return out.String() + text
		}
		out.WriteString(text[:from] + Mask("resident", text[from:to]))
		text = text[to:]
	}
}

// findResident returns where the first number stands.
func findResident(text string) (from, to int, found bool) {
	start, digits := 0, 0 // the run of digits read last
	for i := 0; i < len(text); {
		d, w := digitAt(text[i:])
		if d < 0 {
			digits = 0
		} else if digits++; digits == 1 {
			start = i
		}
		i += w
		if d < 0 || digits != 6 {
			continue
		}
		if _, rest, ok := residentAt(text[start:]); ok {
			if d, _ := digitAt(rest); d < 0 {
				return start, len(text) - len(rest), true
			}
		}
	}
	return 0, 0, false
}

// parseResident reads a tidy text as a resident number and returns it with a
// hyphen after the sixth digit.
func parseResident(s string, n *notes) (string, error) {
	out, rest, ok := residentAt(s)
	if !ok || rest != "" {
		return "", n.refuse("resident-shape")
	}
	if out != s {
		n.warn("normalised-resident")
	}
	return out, nil
}

// residentAt reads a number at the beginning of s and returns its normal form
// and what follows it.
func residentAt(s string) (number, rest string, ok bool) {
	var b [14]byte
	b[6] = '-'
	for i := range b {
		if i == 6 {
			s = skipGap(s)
			continue
		}
		d, w := digitAt(s)
		if d < 0 {
			return "", "", false
		}
		b[i] = '0' + byte(d)
		s = s[w:]
	}
	century := 1900
	switch b[7] {
	case '0', '9': // born before 1900
		return "", "", false
	case '3', '4', '7', '8':
		century = 2000
	}
	two := func(i int) int { return int(b[i]-'0')*10 + int(b[i+1]-'0') }
	if !isDay(century+two(0), two(2), two(4)) {
		return "", "", false
	}
	return string(b[:]), s, true
}

// skipGap skips at most one dash and two spaces.
func skipGap(s string) string {
	dashes, spaces := 0, 0
	for s != "" {
		r, w := utf8.DecodeRuneInString(s)
		switch {
		case (r == '-' || r == 0xFF0D || isDash(r)) && dashes == 0:
			dashes++
		case (r == ' ' || isOddSpace(r)) && spaces < 2:
			spaces++
		default:
			return s
		}
		s = s[w:]
	}
	return s
}

// digitAt returns the ASCII or full-width digit at the beginning of s, or -1,
// and how many bytes to go on by.
func digitAt(s string) (digit, width int) {
	if s == "" {
		return -1, 0
	}
	if s[0] < 0x80 {
		if '0' <= s[0] && s[0] <= '9' {
			return int(s[0] - '0'), 1
		}
		return -1, 1
	}
	if len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBC && 0x90 <= s[2] && s[2] <= 0x99 {
		return int(s[2] - 0x90), 3
	}
	return -1, 1 // the bytes of other runes can be skipped one by one
}
