package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// DecodeStrict reads one JSON document that a person wrote into v. Unlike
// encoding/json it refuses a key that v does not know, a key that stands
// twice, and text behind the end: a misspelt or repeated "mask" or "transform"
// must not silently mean something weaker.
func DecodeStrict(b []byte, v any) error {
	if err := uniqueKeys(b); err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return atLine(b, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("text after the end of the object")
	}
	return nil
}

// atLine says in which line of the document JSON was not understood.
func atLine(b []byte, err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	at := int64(-1)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the JSON ends too early")
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &typ):
		at = typ.Offset
	}
	if at < 0 || at > int64(len(b)) {
		return err
	}
	return fmt.Errorf("line %d of the JSON: %w", 1+bytes.Count(b[:at], []byte("\n")), err)
}

// uniqueKeys refuses JSON objects with a key twice, of which encoding/json
// would take the last in silence (and "Mask" for "mask").
func uniqueKeys(b []byte) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	type level struct {
		keys  map[string]bool // nil in an array
		value bool            // the next token of an object is a value
	}
	var stack []level
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil // the end, or an error that decoding will find again
		}
		top := len(stack) - 1
		if top >= 0 && stack[top].keys != nil && tok != json.Delim('}') {
			if !stack[top].value {
				key := strings.ToLower(tok.(string))
				if stack[top].keys[key] {
					return fmt.Errorf("key %q stands twice", key)
				}
				stack[top].keys[key], stack[top].value = true, true
				continue
			}
			stack[top].value = false
		}
		switch tok {
		case json.Delim('{'):
			stack = append(stack, level{keys: map[string]bool{}})
		case json.Delim('['):
			stack = append(stack, level{})
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
		}
	}
}
