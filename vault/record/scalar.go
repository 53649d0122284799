package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scalar is what decides how one text is read: the common part of a field and
// a column.
type scalar struct {
	typ, format string
	multiline   bool
	limit       int
	choices     []Choice
}

func (f *Field) scalar() scalar {
	typ := f.Type
	if typ == "list" {
		typ = "text" // an item of a plain list
	}
	return scalar{typ, f.Format, f.Multiline, f.Limit, f.Choices}
}

func (c *Column) scalar() scalar {
	return scalar{c.Type, c.Format, c.Multiline, c.Limit, nil}
}

// parse reads one text into the form in which it is kept.
func (sc scalar) parse(raw string, n *notes) (string, error) {
	ascii := sc.typ == "date" || sc.typ == "number" || sc.format != "" && sc.format != "name"
	s, err := tidy(raw, sc.multiline, ascii, n)
	if err != nil || s == "" {
		return "", err
	}
	if len(s) > sc.limit {
		return "", n.refuse("too-long", sc.limit)
	}
	switch sc.typ {
	case "date":
		return parseDate(s, n)
	case "number":
		return parseNumber(s, n)
	case "choice":
		return sc.choose(s, n)
	}
	if isFormula(s, sc) {
		n.warn("formula")
	}
	if sc.format != "resident" && HasResidentNumber(s) {
		n.warn("resident-in-text")
	}
	switch sc.format {
	case "resident":
		return parseResident(s, n)
	case "phone":
		return parsePhone(s, n), nil
	case "code":
		return s, checkCode(s, n)
	case "email":
		if !isEmail(s) {
			n.warn("email-shape")
		}
	case "name", "latin":
		// Warned, not refused: people do write ㅇㅇㅇ for somebody unnamed, and a
		// refused row would lose the person.
		if strings.ContainsFunc(s, isJamo) {
			n.warn("lone-jamo")
		}
	}
	return s, nil
}

// isFormula reports texts that a spreadsheet would run when the value comes
// back to it in a CSV file. A telephone number begins with + by right, a line
// of a note with "- ".
func isFormula(s string, sc scalar) bool {
	switch s[0] {
	case '=', '@':
		return true
	case '+', '-':
		return sc.format != "phone" && !(sc.multiline && strings.HasPrefix(s, "- "))
	}
	return false
}

func isJamo(r rune) bool {
	return 0x3131 <= r && r <= 0x318E || 0x1100 <= r && r <= 0x11FF || 0xA960 <= r && r <= 0xA97F || 0xD7B0 <= r && r <= 0xD7FF
}

// parsePhone joins groups of digits with hyphens, puts a lost zero back, and
// otherwise keeps what was typed: an extension or "after 6" next to a number is worth keeping.
func parsePhone(s string, n *notes) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		gap := i
		for gap < len(s) && (s[gap] == ' ' || s[gap] == '.') {
			gap++
		}
		if gap > i && gap < len(s) && i > 0 && isDigit(s[i-1]) && isDigit(s[gap]) {
			b.WriteByte('-')
			i = gap
		}
		b.WriteByte(s[i])
	}
	out := b.String()
	if out != s {
		n.warn("normalised-phone")
	}
	digits := 0
	for i := range len(out) {
		if isDigit(out[i]) {
			digits++
		}
	}
	shape := strings.Trim(out, "0123456789-()+ ") == "" && strings.LastIndexByte(out, '+') <= 0
	// A spreadsheet takes 01012345678 for a number and drops the zero; nothing but
	// a mobile number is left as ten digits that begin with 10.
	if shape && digits == 10 && strings.HasPrefix(out, "10") {
		n.warn("normalised-phone-zero")
		out, digits = "0"+out, digits+1
	}
	// 010-…, 02-…, +82-…, 1588-…
	start := strings.HasPrefix(out, "0") || strings.HasPrefix(out, "(0") || out[0] == '+' ||
		digits == 8 && out[0] == '1'
	if !shape || !start || digits < 8 || digits > 15 {
		n.warn("phone-shape")
	}
	return out
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// checkCode refuses a case number that could be mistaken for another (letters
// of scripts that look like Latin) or be taken for a path by whoever makes a
// file name of it.
func checkCode(s string, n *notes) error {
	first, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) || strings.Contains(s, "..") {
		return n.refuse("code-shape")
	}
	for _, r := range s {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)), isSyllable(r), unicode.Is(unicode.Han, r):
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r):
			return n.refuse("code-script")
		case !strings.ContainsRune("-_./#() ", r):
			return n.refuse("code-shape")
		}
	}
	return nil
}

func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	dot := strings.LastIndexByte(domain, '.')
	return ok && local != "" && dot > 0 && dot < len(domain)-1 && !strings.ContainsAny(s, " ,;<>") && !strings.Contains(domain, "@")
}

// parseNumber reads a decimal number, with thousands separated properly or not
// at all, and writes it without them.
func parseNumber(s string, n *notes) (string, error) {
	sign, digits := "", s
	switch {
	case strings.HasPrefix(s, "-"):
		sign, digits = "-", s[1:]
	case strings.HasPrefix(s, "+"):
		digits = s[1:]
	}
	whole, fraction, point := strings.Cut(digits, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for i, g := range groups {
			if i > 0 && len(g) != 3 || i == 0 && (g == "" || len(g) > 3) {
				return "", n.refuse("number-unreadable")
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" || point && fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return "", n.refuse("number-unreadable")
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if point {
		whole += "." + fraction
	}
	if strings.Trim(whole, "0.") == "" {
		sign = ""
	}
	if sign+whole != s {
		n.warn("normalised-number")
	}
	return sign + whole, nil
}

// choose finds the choice that a word means. The word is the office's own for
// the value, so this is no normalisation to warn of.
func (sc scalar) choose(s string, n *notes) (string, error) {
	for _, c := range sc.choices {
		if c.Value == s {
			return s, nil
		}
	}
	key := foldHeader(s)
	var values []string
	for _, c := range sc.choices {
		for _, w := range c.words() {
			if foldHeader(w) == key {
				return c.Value, nil
			}
		}
		values = append(values, c.Value)
	}
	return "", n.refuse("choice-unknown", strings.Join(values, ", "))
}

// words returns all that stands for a choice.
func (c Choice) words() []string {
	out := append([]string{c.Value}, c.Synonyms...)
	for _, l := range c.Label {
		out = append(out, l)
	}
	return out
}
