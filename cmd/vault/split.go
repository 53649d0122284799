package main

import (
	"errors"
	"strings"
)

var errQuote = errors.New("a quote is not closed")

// split takes a line apart at blanks. What stands between "…" or '…' is kept as
// it is, blanks too; nothing else has a meaning.
func split(line string) (args []string, err error) {
	var word strings.Builder
	open, within := rune(0), false // the quote that is open; a word has begun
	for _, r := range line {
		switch {
		case open != 0 && r == open:
			open = 0
		case open != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			open, within = r, true
		case r == ' ' || r == '\t':
			if within {
				args = append(args, word.String())
			}
			word.Reset()
			within = false
		default:
			word.WriteRune(r)
			within = true
		}
	}
	if open != 0 {
		return nil, errQuote
	}
	if within {
		args = append(args, word.String())
	}
	return args, nil
}
