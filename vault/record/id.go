package record

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
)

// ID names a record: ten characters of Crockford's base32 in upper case, 50
// random bits. It is random so that it tells nothing about the person; the
// office's own number is the field case_id.
type ID [10]byte

const (
	crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	idHalf    = 5 // characters before the dash
	minPrefix = 4
)

// NewID draws a random id from the system's generator.
func NewID() ID {
	var id ID
	rand.Read(id[:]) // never fails: the runtime ends the process instead
	for i, b := range id {
		id[i] = crockford[b&31]
	}
	return id
}

// ParseID reads an id as people type it: any case, with or without the dash
// after the fifth character, o for 0, i and l for 1. Errors never repeat the
// input, which may be a name typed in the wrong place.
func ParseID(s string) (ID, error) {
	var id ID
	p, err := parseChars(s)
	if err != nil {
		return id, fmt.Errorf("read record id: %w", err)
	}
	if len(p) != len(id) {
		return id, fmt.Errorf("read record id: want %d characters such as K7QXM-2M9DT, got %d", len(id), len(p))
	}
	copy(id[:], p)
	return id, nil
}

// ParsePrefix reads the beginning of an id, four to ten characters, and
// returns it as it stands in an [ID]: upper case, no dash.
func ParsePrefix(s string) (string, error) {
	p, err := parseChars(s)
	if err != nil {
		return "", fmt.Errorf("read record id: %w", err)
	}
	if len(p) < minPrefix {
		return "", fmt.Errorf("read record id: want at least %d characters, got %d", minPrefix, len(p))
	}
	return string(p), nil
}

func parseChars(s string) ([]byte, error) {
	out := make([]byte, 0, len(ID{}))
	for i := 0; i < len(s); i++ {
		if s[i] == '-' && i == idHalf {
			continue
		}
		c, ok := crockfordChar(s[i])
		if !ok {
			return nil, fmt.Errorf("character %d is not one of an id's letters and digits", i+1)
		}
		if len(out) == cap(out) {
			return nil, errors.New("longer than ten characters")
		}
		out = append(out, c)
	}
	return out, nil
}

// crockfordChar returns the canonical form of one character. U is not in the
// alphabet; look-alike letters of other scripts are not ASCII and refused.
func crockfordChar(c byte) (byte, bool) {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	switch {
	case c == 'O':
		return '0', true
	case c == 'I' || c == 'L':
		return '1', true
	case c == 'U':
		return 0, false
	}
	return c, '0' <= c && c <= '9' || 'A' <= c && c <= 'Z'
}

// String returns the id as people read it: K7QXM-2M9DT.
func (id ID) String() string { return string(id[:idHalf]) + "-" + string(id[idHalf:]) }

// Compare orders ids by their characters, as [slices.SortFunc] wants it.
func (id ID) Compare(other ID) int { return bytes.Compare(id[:], other[:]) }

// MarshalText writes the id as [ID.String] does, so that JSON never shows it
// as ten numbers.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }
