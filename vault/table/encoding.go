package table

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// encoding reads the bytes of a cell.
type encoding interface {
	// check returns the index of the first byte that does not fit, or -1.
	check(b []byte) int
	// append appends to dst what b says in UTF-8. b has passed check.
	append(dst, b []byte) []byte
}

type utf8Text struct{}

func (utf8Text) check(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size < 2 {
			return i
		}
		i += size
	}
}

func (utf8Text) append(dst, b []byte) []byte { return append(dst, b...) }

// fault is where a file first contradicts an encoding.
type fault struct {
	found bool
	row   int
	at    int64 // byte of the file, from 1
}

// survey watches all rows go by and finds which encodings fit them.
type survey struct {
	table         *cp949 // nil: only UTF-8 is in question
	utf8, cp949   fault
	hangul, other int   // non-ASCII characters read as UTF-8, while both fit
	filled        []int // of each column: the last row that holds something there, counted without empty ones
}

func (s *survey) fill(number int, r raw) {
	for i, c := range r.cells {
		if i == len(s.filled) {
			s.filled = append(s.filled, -1)
		}
		if len(bytes.Trim(r.data[c.from:c.to], " \t")) > 0 {
			s.filled[i] = number
		}
	}
}

func (s *survey) row(number int, r raw) {
	var u utf8Text
	s.utf8.note(u, number, r)
	if s.table == nil {
		return
	}
	s.cp949.note(s.table, number, r)
	if s.utf8.found || s.cp949.found {
		return
	}
	for i := 0; i < len(r.data); {
		c, size := utf8.DecodeRune(r.data[i:])
		i += size
		switch {
		case c < utf8.RuneSelf:
		case unicode.Is(unicode.Hangul, c):
			s.hangul++
		default:
			s.other++
		}
	}
}

func (f *fault) note(e encoding, number int, r raw) {
	if f.found {
		return
	}
	if i := e.check(r.data); i >= 0 {
		*f = fault{found: true, row: number, at: r.offset + int64(i) + 1}
	}
}

// decide names the encoding of the file. Text that both encodings allow is
// taken for UTF-8 only if that makes it Korean: CP949 syllables from 짜 on are
// also pairs of UTF-8, but give Latin, Greek or Arabic letters, never Hangul.
func (s *survey) decide() (name string, both bool, err error) {
	switch {
	case s.table == nil && s.utf8.found:
		return "", false, &FileError{Code: "encoding-broken", Args: []any{s.utf8.row, s.utf8.at}}
	case s.utf8.found && s.cp949.found:
		return "", false, &FileError{Code: "encoding-neither", Args: []any{
			s.utf8.row, s.utf8.at, s.cp949.row, s.cp949.at}}
	case s.utf8.found:
		return "cp949", false, nil
	case s.table == nil || s.cp949.found || s.hangul+s.other == 0:
		return "utf-8", false, nil
	case s.hangul >= s.other:
		return "utf-8", true, nil
	}
	return "", false, &FileError{Code: "encoding-both"}
}
