package release

import (
	"slices"
	"strings"
	"testing"
)

// The list is searched by halves, so it must be in order.
func TestCommonWords(t *testing.T) {
	words := strings.Fields(commonWords)
	if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Fatal("common.txt is not in order, or has a word twice")
	}
	for _, w := range words {
		if !isCommon(w) {
			t.Fatalf("%q is not found", w)
		}
	}
	for _, w := range []string{"", "철수", "가", "힣힣", "하나하나", "a"} {
		if isCommon(w) {
			t.Errorf("%q is found", w)
		}
	}
}
