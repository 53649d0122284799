package record

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// reader reads the JSON that records are made of: texts, and lists of texts
// or of objects of texts. It is one pass without reflection, because an import
// reads three lists a row; it cannot recurse, so no input can exhaust the
// stack. Unlike encoding/json it refuses a key that stands twice in an object
// and does not replace bytes that are not UTF-8.
type reader struct {
	s       string
	i       int
	lenient bool // numbers are read as their text, null as the empty text
}

var errJSON = errors.New("not the JSON of a record")

// document reads a single value up to the end of the input.
func (r *reader) document() (Value, error) {
	v, err := r.value()
	if err == nil && r.peek() != 0 {
		err = errJSON
	}
	return v, err
}

// peek skips white space and returns the next byte, 0 at the end.
func (r *reader) peek() byte {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; c {
		case ' ', '\t', '\n', '\r':
			r.i++
		case 0:
			return 1 // a byte that begins nothing, unlike the end
		default:
			return c
		}
	}
	return 0
}

// eat skips white space and the byte c, if it is next.
func (r *reader) eat(c byte) bool {
	if r.peek() != c {
		return false
	}
	r.i++
	return true
}

// members reads an object and calls f at each value with its key.
func (r *reader) members(f func(key string) error) error {
	if !r.eat('{') {
		return errJSON
	}
	if r.eat('}') {
		return nil
	}
	for {
		key, err := r.str()
		if err != nil {
			return err
		}
		if !r.eat(':') {
			return errJSON
		}
		if err := f(key); err != nil {
			return err
		}
		if r.eat('}') {
			return nil
		}
		if !r.eat(',') {
			return errJSON
		}
	}
}

// value reads a text or a list.
func (r *reader) value() (Value, error) {
	if !r.eat('[') {
		t, err := r.text()
		return textValue(t), err
	}
	var list []Item
	if r.eat(']') {
		return Value{}, nil
	}
	for {
		it, err := r.item()
		if err != nil {
			return Value{}, err
		}
		list = append(list, it)
		if r.eat(']') {
			return listValue(list), nil
		}
		if !r.eat(',') {
			return Value{}, errJSON
		}
	}
}

func (r *reader) item() (Item, error) {
	if r.peek() != '{' {
		t, err := r.text()
		return Item{"": t}, err
	}
	it := Item{}
	err := r.members(func(key string) error {
		if _, twice := it[key]; twice {
			return Problem{Code: "key-twice"}
		}
		if key == "" { // means a text in an Item
			return errJSON
		}
		t, err := r.text()
		it[key] = t
		return err
	})
	return it, err
}

// text reads a string; if lenient, also a number or null.
func (r *reader) text() (string, error) {
	c := r.peek()
	switch {
	case c == '"' || !r.lenient:
		return r.str()
	case strings.HasPrefix(r.s[r.i:], "null"):
		r.i += len("null")
		return "", nil
	case c == '-' || isDigit(c):
		start := r.i
		for r.i < len(r.s) && (isDigit(r.s[r.i]) || strings.IndexByte("+-.eE", r.s[r.i]) >= 0) {
			r.i++
		}
		return r.s[start:r.i], nil // its type decides whether it is a number
	}
	return "", errJSON
}

// str reads a string. What has no escapes is not copied.
func (r *reader) str() (string, error) {
	if !r.eat('"') {
		return "", errJSON
	}
	start := r.i
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == '"':
			s := r.s[start:r.i]
			r.i++
			if !utf8.ValidString(s) {
				return "", errJSON
			}
			return s, nil
		case c == '\\':
			return r.escaped(start)
		case c < ' ':
			return "", errJSON
		}
		r.i++
	}
	return "", errJSON
}

// escaped reads on in a string that began at start and has an escape at r.i.
func (r *reader) escaped(start int) (string, error) {
	b := []byte(r.s[start:r.i])
	for r.i < len(r.s) {
		c := r.s[r.i]
		r.i++
		switch {
		case c == '"':
			if !utf8.Valid(b) {
				return "", errJSON
			}
			return string(b), nil
		case c < ' ':
			return "", errJSON
		case c != '\\':
			b = append(b, c)
			continue
		}
		x, err := r.escape()
		if err != nil {
			return "", err
		}
		b = utf8.AppendRune(b, x)
	}
	return "", errJSON
}

// escape reads what follows a backslash.
func (r *reader) escape() (rune, error) {
	if r.i >= len(r.s) {
		return 0, errJSON
	}
	c := r.s[r.i]
	r.i++
	if k := strings.IndexByte(`"\/bfnrt`, c); k >= 0 {
		return rune("\"\\/\b\f\n\r\t"[k]), nil
	}
	if c != 'u' {
		return 0, errJSON
	}
	x, ok := r.hex()
	if !ok {
		return 0, errJSON
	}
	if x < 0xD800 || x > 0xDFFF {
		return x, nil
	}
	// A surrogate counts only as the first of a pair; alone it is no character.
	if x > 0xDBFF || !strings.HasPrefix(r.s[r.i:], `\u`) {
		return 0, errJSON
	}
	r.i += 2
	y, ok := r.hex()
	if !ok || y < 0xDC00 || y > 0xDFFF {
		return 0, errJSON
	}
	return (x-0xD800)<<10 + (y - 0xDC00) + 0x10000, nil
}

func (r *reader) hex() (rune, bool) {
	if r.i+4 > len(r.s) {
		return 0, false
	}
	var x rune
	for _, c := range []byte(r.s[r.i : r.i+4]) {
		switch {
		case isDigit(c):
			x = x<<4 + rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			x = x<<4 + rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
	}
	r.i += 4
	return x, true
}
