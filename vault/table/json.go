package table

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how many levels a JSON line may nest, the object itself being one.
const maxDepth = 32

// jsonReader reads one line of JSON strictly. The standard library's decoder
// lets the last of two equal keys win and turns broken text into U+FFFD; here
// both must cost the line, or two programs would read two different people.
type jsonReader struct {
	b    []byte
	i    int
	keys [][]byte // of all objects that are open, for finding a key twice
	bad  *RowError
}

// member is one key of the line's object and its value as text. Both may be
// parts of the line.
type member struct{ key, value []byte }

// readObject reads a line that is one object.
func readObject(line []byte, members []member) ([]member, *RowError) {
	if i := (utf8Text{}).check(line); i >= 0 {
		return nil, &RowError{Code: "line-encoding", Args: []any{"UTF-8", i + 1}}
	}
	r := &jsonReader{b: line}
	if r.space(); r.peek() != '{' {
		return nil, &RowError{Code: "json-not-object"}
	}
	var key []byte
	ok := r.object(func(k []byte) bool {
		key = k
		if len(k) == 0 || len(k) > maxKey {
			return r.fail("json-key", maxKey)
		}
		if len(members) == maxColumns {
			return r.fail("json-keys", maxColumns)
		}
		value, ok := r.text()
		members = append(members, member{k, value})
		return ok
	})
	if r.space(); ok && r.i < len(r.b) {
		key = nil
		r.fail("json-trailing", r.i+1)
	}
	if r.bad != nil {
		r.bad.Column = string(key[:min(len(key), maxKey)])
		return nil, r.bad
	}
	return members, nil
}

// text reads a value of the line's object, and returns a string's content, any
// other value as it stands, and nothing for null.
func (r *jsonReader) text() (value []byte, ok bool) {
	from := r.i
	if r.peek() == '"' {
		value, ok = r.str()
	} else {
		ok = r.value(1)
		if value = r.b[from:r.i]; string(value) == "null" {
			value = nil
		}
	}
	if ok && r.i-from > maxCell {
		ok = r.fail("cell-too-long", maxCell)
	}
	return value, ok
}

// value reads any value inside depth levels.
func (r *jsonReader) value(depth int) bool {
	switch c := r.peek(); {
	case c == '{' || c == '[':
		if depth == maxDepth {
			return r.fail("json-depth", maxDepth)
		}
		if c == '[' {
			return r.array(depth + 1)
		}
		return r.object(func([]byte) bool { return r.value(depth + 1) })
	case c == '"':
		_, ok := r.str()
		return ok
	case c == '-' || '0' <= c && c <= '9':
		return r.number()
	}
	for _, word := range []string{"null", "true", "false"} {
		if bytes.HasPrefix(r.b[r.i:], []byte(word)) {
			r.i += len(word)
			return true
		}
	}
	return r.syntax()
}

// object reads an object; visit reads the value of each key.
func (r *jsonReader) object(visit func(key []byte) bool) bool {
	first := len(r.keys)
	ok := r.list('}', func() bool {
		if r.peek() != '"' {
			return r.syntax()
		}
		key, ok := r.str()
		if !ok {
			return false
		}
		r.keys = append(r.keys, key)
		if r.space(); !r.take(':') {
			return r.syntax()
		}
		r.space()
		return visit(key)
	})
	mine := r.keys[first:]
	r.keys = r.keys[:first]
	slices.SortFunc(mine, bytes.Compare)
	for i := 1; ok && i < len(mine); i++ {
		if bytes.Equal(mine[i-1], mine[i]) {
			return r.fail("json-duplicate-key")
		}
	}
	return ok
}

func (r *jsonReader) array(depth int) bool {
	return r.list(']', func() bool { return r.value(depth) })
}

// list reads from an opening bracket to the closing one.
func (r *jsonReader) list(closing byte, item func() bool) bool {
	r.i++
	if r.space(); r.take(closing) {
		return true
	}
	for {
		if r.space(); !item() {
			return false
		}
		if r.space(); r.take(closing) {
			return true
		}
		if !r.take(',') {
			return r.syntax()
		}
	}
}

// str reads a string and returns its content.
func (r *jsonReader) str() ([]byte, bool) {
	r.i++
	from := r.i
	for ; r.i < len(r.b); r.i++ {
		switch c := r.b[r.i]; {
		case c == '"':
			r.i++
			return r.b[from : r.i-1], true
		case c == '\\':
			return r.escaped(slices.Clone(r.b[from:r.i]))
		case c < 0x20:
			return nil, r.syntax()
		}
	}
	return nil, r.syntax()
}

// escaped reads the rest of a string from its first backslash.
func (r *jsonReader) escaped(out []byte) ([]byte, bool) {
	for r.i < len(r.b) {
		c := r.b[r.i]
		switch {
		case c == '"':
			r.i++
			return out, true
		case c < 0x20:
			return nil, r.syntax()
		case c != '\\':
			out = append(out, c)
			r.i++
			continue
		}
		r.i++
		c = r.peek()
		if c == 'u' {
			char, ok := r.unicode()
			if !ok {
				return nil, false
			}
			out = utf8.AppendRune(out, char)
			continue
		}
		n := bytes.IndexByte([]byte(`"\/bfnrt`), c)
		if n < 0 {
			return nil, r.syntax()
		}
		out = append(out, "\"\\/\b\f\n\r\t"[n])
		r.i++
	}
	return nil, r.syntax()
}

// unicode reads u and four hexadecimal digits, with the second half if they
// are the first half of a pair.
func (r *jsonReader) unicode() (rune, bool) {
	at := r.i // 1-based, of the backslash
	char, ok := r.hex()
	if !ok {
		return 0, false
	}
	if char == 0 {
		return 0, r.fail("nul")
	}
	if !utf16.IsSurrogate(char) {
		return char, true
	}
	if r.take('\\') && r.peek() == 'u' {
		second, ok := r.hex()
		if char = utf16.DecodeRune(char, second); ok && char != utf8.RuneError {
			return char, true
		}
	}
	return 0, r.fail("json-surrogate", at)
}

func (r *jsonReader) hex() (rune, bool) {
	if r.i+5 > len(r.b) {
		return 0, r.syntax()
	}
	digits := string(r.b[r.i+1 : r.i+5])
	n, err := strconv.ParseUint(digits, 16, 16)
	if err != nil {
		return 0, r.syntax()
	}
	r.i += 5
	return rune(n), true
}

// number reads a number by RFC 8259's grammar: no plus, no leading zero.
func (r *jsonReader) number() bool {
	r.take('-')
	if !r.take('0') && !r.digits() {
		return r.syntax()
	}
	if r.take('.') && !r.digits() {
		return r.syntax()
	}
	if r.take('e') || r.take('E') {
		if !r.take('+') {
			r.take('-')
		}
		return r.digits() || r.syntax()
	}
	return true
}

func (r *jsonReader) digits() bool {
	from := r.i
	for c := r.peek(); '0' <= c && c <= '9'; c = r.peek() {
		r.i++
	}
	return r.i > from
}

func (r *jsonReader) space() {
	for c := r.peek(); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = r.peek() {
		r.i++
	}
}

// peek returns the next byte, 0 at the end; 0 is nowhere part of JSON.
func (r *jsonReader) peek() byte {
	if r.i < len(r.b) {
		return r.b[r.i]
	}
	return 0
}

func (r *jsonReader) take(c byte) bool {
	if r.peek() != c {
		return false
	}
	r.i++
	return true
}

// fail keeps the first reason and returns false, to be passed up.
func (r *jsonReader) fail(code string, args ...any) bool {
	if r.bad == nil {
		r.bad = &RowError{Code: code, Args: args}
	}
	return false
}

func (r *jsonReader) syntax() bool { return r.fail("json-syntax", r.i+1) }
