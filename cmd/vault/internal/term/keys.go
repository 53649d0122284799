//go:build unix

package term

import (
	"bytes"
	"unicode/utf8"
)

// A key is one thing that a person at a terminal did.
type key struct {
	what action
	r    rune // of insert
}

type action int

const (
	nothing action = iota // a key that means nothing here
	insert
	enter
	left
	right
	up
	down
	home
	toEnd
	rubOut // the character before the cursor
	remove // the one under it
	cutToEnd
	cutToStart
	cutWord
	interrupt  // Ctrl-C
	endOfInput // Ctrl-D: removes, or on an empty line leaves
	pasteBegins
	pasteEnds
)

const (
	escape       = 0x1b
	beginOfPaste = "\x1b[200~"
	endOfPaste   = "\x1b[201~"

	// maxSequence is how long a sequence of an unknown key may be, in bytes.
	maxSequence = 32
)

// decode takes the first key off what a terminal sent, and says of how many
// bytes it was; 0: the key has not come whole yet. Within a paste nothing is a
// key but its end, line ends, and Ctrl-C, lest one whose end got lost locks
// somebody in.
func decode(b []byte, pasting bool) (key, int) {
	if len(b) == 0 {
		return key{}, 0
	}
	c := b[0]
	switch {
	case c == '\n' || c == '\r':
		return key{what: enter}, 1
	case c == 0x03:
		return key{what: interrupt}, 1
	case c == escape && pasting:
		if bytes.HasPrefix(b, []byte(endOfPaste)) {
			return key{what: pasteEnds}, len(endOfPaste)
		}
		if bytes.HasPrefix([]byte(endOfPaste), b) {
			return key{}, 0
		}
		return key{}, 1
	case c == escape:
		return decodeSequence(b)
	case (c < ' ' || c == 0x7f) && !pasting:
		return key{what: control(c)}, 1
	case !utf8.FullRune(b):
		return key{}, 0
	}
	r, n := utf8.DecodeRune(b) // what is not UTF-8 becomes U+FFFD: the person sees it
	return key{insert, r}, n
}

func control(c byte) action {
	switch c {
	case 0x01: // Ctrl-A, and so on
		return home
	case 0x02:
		return left
	case 0x04:
		return endOfInput
	case 0x05:
		return toEnd
	case 0x06:
		return right
	case 0x08, 0x7f:
		return rubOut
	case 0x0b:
		return cutToEnd
	case 0x0e:
		return down
	case 0x10:
		return up
	case 0x15:
		return cutToStart
	case 0x17:
		return cutWord
	}
	return nothing
}

// decodeSequence reads ESC [ PARAMETERS FINAL and ESC O FINAL, in which
// terminals send the keys that have no character (ECMA-48, xterm). An ESC that
// begins none is dropped, and what follows it is a key of its own.
func decodeSequence(b []byte) (key, int) {
	if len(b) == 1 {
		return key{}, 0
	}
	if b[1] != '[' && b[1] != 'O' {
		return key{}, 1
	}
	for i, c := range b[2:min(len(b), maxSequence)] {
		if c >= '@' && c <= '~' {
			return key{what: sequence(b[2:2+i], c)}, i + 3
		}
		if c < ' ' || c > '?' || b[1] == 'O' {
			return key{}, 1 // no sequence after all
		}
	}
	if len(b) < maxSequence {
		return key{}, 0
	}
	return key{}, 1
}

// sequence is the key of the parameters and the final byte of a sequence. What
// is held down with the key (a second parameter) does not matter.
func sequence(parameters []byte, final byte) action {
	switch final {
	case 'A':
		return up
	case 'B':
		return down
	case 'C':
		return right
	case 'D':
		return left
	case 'H':
		return home
	case 'F':
		return toEnd
	case '~':
		first, _, _ := bytes.Cut(parameters, []byte(";"))
		switch string(first) {
		case "1", "7":
			return home
		case "3":
			return remove
		case "4", "8":
			return toEnd
		case "200":
			return pasteBegins
		case "201":
			return pasteEnds
		}
	}
	return nothing
}
