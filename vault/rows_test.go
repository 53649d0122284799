package vault

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casevault/vault/record"
)

// TestOrdered holds the packed sort keys against a comparison of the texts.
func TestOrdered(t *testing.T) {
	t.Parallel()
	var lines []entryLine
	var want []string
	for range 2000 {
		id := record.NewID()
		if len(lines) > 0 && rand.IntN(3) == 0 { // one that differs in the last characters only
			id = lines[0].id()
			copy(id[rand.IntN(4)+6:], record.NewID().String()[6:])
		}
		due := ""
		if rand.IntN(4) > 0 {
			due = fmt.Sprintf("20%02d-%02d-%02d", 20+rand.IntN(3), 1+rand.IntN(2), 1+rand.IntN(28))
		}
		lines = append(lines, entryLine{work: string(id[:]) + "\tCR-1\topen\t" + due})
		want = append(want, fmt.Sprintf("%-10s%s", strings.ReplaceAll(due+"~", "-", ""), id)) // "~" alone is last
	}
	slices.Sort(want)
	for i, o := range ordered(lines) {
		_, _, due := lines[o.at].workColumns()
		if got := fmt.Sprintf("%-10s%s", strings.ReplaceAll(due+"~", "-", ""), lines[o.at].id()); got != want[i] {
			t.Fatalf("row %d is %s, want %s", i, got, want[i])
		}
	}
}
