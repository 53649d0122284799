package record

import (
	"fmt"
	"strings"
)

// Problem says what was wrong with, or changed in, a value. As an error it is
// a refusal; in a list of problems it is a warning, and the value was kept.
// It goes to screens, logs and error files, so it never holds the value.
type Problem struct {
	Field  string // the schema's name
	Item   int    // which item of a list, from 1; 0 outside lists
	Column string // which column of the item, if any
	Code   string // key of the message in any language
	Args   []any  // what the message names: limits, column names
}

// Error returns the English message, beginning with the field.
func (p Problem) Error() string { return p.Said(fmt.Sprintf(english(p.Code), p.Args...)) }

// Said returns the message with these words for its code and Args, which are
// keys to any language.
func (p Problem) Said(words string) string {
	var b strings.Builder
	b.WriteString(p.Field)
	if p.Item > 0 {
		fmt.Fprintf(&b, " item %d", p.Item)
	}
	if p.Column != "" {
		b.WriteString(" " + p.Column)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	return b.String() + words
}

// String is Error: warnings and refusals read alike.
func (p Problem) String() string { return p.Error() }

// english returns the message of a code, a format for the problem's Args.
func english(code string) string {
	switch code {
	// Stated normalisations: the value was kept in a better form.
	case "normalised-nfc":
		return "decomposed letters were composed (NFC)"
	case "normalised-width":
		return "full-width characters became ASCII"
	case "normalised-dash":
		return "typographic dashes became hyphens"
	case "normalised-space":
		return "unusual or outer spaces were replaced or trimmed"
	case "normalised-newline":
		return "line breaks were replaced"
	case "normalised-control":
		return "invisible or control characters were removed"
	case "normalised-date":
		return "the date was rewritten as YYYY-MM-DD"
	case "normalised-excel-date":
		return "a number was read as an Excel date (1900 system): check it"
	case "normalised-phone-zero":
		return "the first 0, which spreadsheets drop, was put back"
	case "normalised-phone":
		return "dots and spaces in the number became hyphens"
	case "normalised-resident":
		return "the resident number was rewritten as six and seven digits"
	case "normalised-number":
		return "the number was rewritten without separators or leading zeros"

	// Warnings: the value was kept as it is.
	case "formula":
		return "begins like a spreadsheet formula; kept as text"
	case "lone-jamo":
		return "contains Hangul letters that form no syllable"
	case "damaged-text":
		return "contains the replacement character: the text was damaged before it came here"
	case "phone-shape":
		return "does not look like a telephone number"
	case "email-shape":
		return "does not look like an e-mail address"
	case "resident-in-text":
		return "contains what looks like a resident number"

	// Refusals.
	case "unknown-field":
		return "no such field in the schema"
	case "not-utf8":
		return "not valid UTF-8"
	case "nul":
		return "contains a NUL character"
	case "too-long":
		return "longer than the limit of %d bytes"
	case "date-unreadable":
		return "not a date; write YYYY-MM-DD"
	case "date-incomplete":
		return "a date needs year, month and day; write YYYY-MM-DD"
	case "date-two-digit-year":
		return "the year has two digits; write all four"
	case "date-order":
		return "the year does not stand first; write YYYY-MM-DD"
	case "date-no-such-day":
		return "no such day in the calendar"
	case "date-year-range":
		return "the year is not between %d and %d"
	case "before":
		return "earlier than %s"
	case "resident-shape":
		return "not a resident number of six and seven digits with a possible birth date"
	case "code-shape":
		return "may hold only letters, digits and - _ . / # ( ) and spaces, begin with a letter or digit, and hold no \"..\""
	case "code-script":
		return "contains letters that are neither basic Latin nor Hangul nor Hanja, and may only look alike"
	case "number-unreadable":
		return "not a number"
	case "choice-unknown":
		return "none of the choices: %s"
	case "list-not-json":
		return "not a JSON list"
	case "json-shape":
		return "not JSON, or other JSON than texts, numbers and lists of them"
	case "list-item":
		return "an item must be %s"
	case "list-key":
		return "%s is no column of this list"
	case "key-twice":
		return "a key stands twice in one item"
	case "value-kind":
		return "must be %s"
	}
	return "problem " + strings.ReplaceAll(code, "%", "%%")
}

// notes gathers the warnings on one field while it is parsed.
type notes struct {
	at   Problem // Field, Item and Column of what is being read
	list []Problem
}

func (n *notes) warn(code string) {
	p := n.at
	p.Code = code
	n.list = append(n.list, p)
}

func (n *notes) refuse(code string, args ...any) error {
	p := n.at
	p.Code, p.Args = code, args
	return p
}

// keyName returns a JSON key for use in a message. Only what could be the name
// of a field is repeated: a key such as {"홍길동":…} is personal data.
func keyName(key string) string {
	if isName(key) {
		return key
	}
	return "a key"
}
