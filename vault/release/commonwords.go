package release

import (
	_ "embed"
	"strings"
)

// commonWords are Korean words that are, or sound like, a given name, or a
// surname with a title. As such they count only where a person is meant. They
// are in byte order.
//
//go:embed common.txt
var commonWords string

// isCommon reports whether a Hangul word has a meaning besides being a name.
func isCommon(word string) bool {
	low, high := 0, len(commonWords)
	for low < high {
		mid := (low + high) / 2
		start := strings.LastIndexAny(commonWords[:mid], " \n") + 1
		end := strings.IndexAny(commonWords[start:], " \n") + start
		switch c := strings.Compare(word, commonWords[start:end]); {
		case c == 0:
			return true
		case c < 0:
			high = start
		default:
			low = end + 1
		}
	}
	return false
}
