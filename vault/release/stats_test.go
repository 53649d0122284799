package release_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casevault/vault/release"
)

// randomCounts fills a table of so many lines and columns, mostly with small
// numbers.
func randomCounts(rnd *rand.Rand, lines, columns, most int) map[[2]string]int {
	counts := make(map[[2]string]int)
	for i := range lines {
		for j := range columns {
			n := rnd.IntN(most)
			if rnd.IntN(3) == 0 {
				n *= 3
			}
			if n > 0 {
				counts[[2]string{fmt.Sprint(i), fmt.Sprint(j)}] = n
			}
		}
	}
	return counts
}

// An attacker solves a printed table: all that the hidden cells can be, as far
// as a reader knows who counts up the totals.
type attacker struct {
	t         *release.Table
	cells     [][2]int
	line, col []int // what the hidden cells of each must still add up to
	values    []int
	solution  func(values []int)
}

func newAttacker(t *release.Table, solution func([]int)) *attacker {
	a := &attacker{t: t, line: slices.Clone(t.LineTotals), col: slices.Clone(t.ColumnTotals), solution: solution}
	for i, line := range t.Cells {
		for j, c := range line {
			if c.Hidden {
				a.cells = append(a.cells, [2]int{i, j})
				continue
			}
			a.line[i] -= c.People
			a.col[j] -= c.People
		}
	}
	a.values = make([]int, len(a.cells))
	return a
}

// solve tries every value of the hidden cells from the n-th on.
func (a *attacker) solve(n int) {
	if n == len(a.cells) {
		if slices.Max(a.line) == 0 && slices.Max(a.col) == 0 { // nothing is left over
			a.solution(a.values)
		}
		return
	}
	at := a.cells[n]
	lastOfLine := n+1 == len(a.cells) || a.cells[n+1][0] != at[0]
	for v := range min(a.line[at[0]], a.col[at[1]]) + 1 {
		if lastOfLine {
			v = a.line[at[0]]
			if v > a.col[at[1]] {
				return
			}
		}
		a.values[n] = v
		a.line[at[0]] -= v
		a.col[at[1]] -= v
		a.solve(n + 1)
		a.line[at[0]] += v
		a.col[at[1]] += v
		if lastOfLine {
			return
		}
	}
}

// TestHiddenCellsStayHidden attacks small tables with all that a reader can do
// who knows the printed numbers, that no number is negative, and that what is
// hidden is so because some of it is below k.
func TestHiddenCellsStayHidden(t *testing.T) {
	attacked := 0
	for seed := range uint64(400) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		k := 3 + rnd.IntN(3)
		counts := randomCounts(rnd, 2+rnd.IntN(3), 2+rnd.IntN(2), 2*k)
		table, err := release.NewTable(k, counts, true)
		if err != nil {
			continue
		}
		a := newAttacker(table, nil)
		can := make([]map[int]bool, len(a.cells)) // hidden cell -> its possible values
		for i := range can {
			can[i] = make(map[int]bool)
		}
		a.solution = func(values []int) {
			if slices.Min(values) < k {
				for i, v := range values {
					can[i][v] = true
				}
			}
		}
		if len(a.cells) > 0 {
			attacked++
			a.solve(0)
		}
		for i, at := range a.cells {
			if len(can[i]) < 2 {
				t.Errorf("seed %d: cell %v can only be %v in %+v", seed, at, can[i], table)
			}
			for v := range k {
				if small(counts, table, at, k) && !can[i][v] {
					t.Errorf("seed %d: cell %v cannot be %d in %+v", seed, at, v, table)
				}
			}
		}
	}
	if attacked < 200 {
		t.Errorf("only %d tables had something to hide", attacked)
	}
}

// small reports whether a cell of the table is one of fewer than k people.
func small(counts map[[2]string]int, t *release.Table, at [2]int, k int) bool {
	n := 0
	for where, people := range counts {
		if line(t.Lines, where[0]) == at[0] && line(t.Columns, where[1]) == at[1] {
			n += people
		}
	}
	return n < k
}

// line finds where the people of a value are counted.
func line(names []release.Category, value string) int {
	i := slices.Index(names, release.Category{Value: value})
	if i < 0 {
		return len(names) - 1
	}
	return i
}

// TestTablesAddUp looks at tables too large to attack: no number below k is
// printed, totals are those of everybody, and what is printed is right.
func TestTablesAddUp(t *testing.T) {
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		k := 2 + rnd.IntN(15)
		counts := randomCounts(rnd, 1+rnd.IntN(120), 1+rnd.IntN(30), 1+rnd.IntN(3*k))
		total := 0
		for _, n := range counts {
			total += n
		}
		table, err := release.NewTable(k, counts, true)
		if (err == nil) != (total >= k) {
			t.Fatalf("seed %d: %d people: %v", seed, total, err)
		}
		if err != nil {
			continue
		}
		if table.Total != total || len(table.Lines) > 101 || slices.Min(table.LineTotals) < k || slices.Min(table.ColumnTotals) < k {
			t.Errorf("seed %d: totals %v and %v of %d lines, k %d", seed, table.LineTotals, table.ColumnTotals, len(table.Lines), k)
		}
		sums := make(map[[2]int]int)
		for where, n := range counts {
			sums[[2]int{line(table.Lines, where[0]), line(table.Columns, where[1])}] += n
		}
		for i, cells := range table.Cells {
			for j, c := range cells {
				if n := sums[[2]int{i, j}]; c.Hidden && c.People != 0 || !c.Hidden && (c.People != n || n < k) {
					t.Errorf("seed %d: cell %d,%d of %d people is %+v", seed, i, j, n, c)
				}
			}
		}
	}
}

func TestTable(t *testing.T) {
	tests := []struct {
		name   string
		counts map[[2]string]int
		two    bool
		want   string
	}{
		{"by one thing", map[[2]string]int{{"F"}: 20, {"M"}: 15}, false, "F 20\nM 15\n"},
		{"a small one takes the next", map[[2]string]int{{"F"}: 20, {"M"}: 15, {"X"}: 1}, false, "F 20\nother 16\n"},
		{"several small ones are other", map[[2]string]int{{"a"}: 4, {"b"}: 5, {"c"}: 6, {"d"}: 30}, false, "d 30\nother 15\n"},
		{"one without a value", map[[2]string]int{{""}: 12, {"a"}: 30}, false, "a 30\n 12\n"},
		{"other by itself", map[[2]string]int{{release.Other}: 12, {"a"}: 30}, false, "a 30\nother 12\n"},
		{"too little for two lines", map[[2]string]int{{"F"}: 20, {"M"}: 3}, false, "other 23\n"},
		{
			"nothing to hide", map[[2]string]int{{"F", "open"}: 20, {"F", "closed"}: 11, {"M", "open"}: 30, {"M", "closed"}: 12}, true,
			" closed open\nF 11 20 31\nM 12 30 42\n 23 50 73\n",
		},
		{
			"one small cell hides three more", map[[2]string]int{
				{"F", "open"}: 20, {"F", "closed"}: 4, {"F", "waiting"}: 15, {"M", "open"}: 30, {"M", "closed"}: 12, {"M", "waiting"}: 40}, true,
			" closed open waiting\nF - - 15 39\nM - - 40 82\n 16 50 55 121\n",
		},
		{
			"an empty cell is hidden too", map[[2]string]int{
				{"F", "open"}: 20, {"F", "waiting"}: 15, {"M", "open"}: 30, {"M", "closed"}: 12, {"M", "waiting"}: 40}, true,
			" closed open waiting\nF - - 15 35\nM - - 40 82\n 12 50 55 117\n",
		},
		{
			"all of a line in one cell is not told", map[[2]string]int{{"F", "open"}: 20, {"M", "closed"}: 30}, true,
			" closed open\nF - - 20\nM - - 30\n 30 20 50\n",
		},
		{
			"nothing to hide it with", map[[2]string]int{
				{"F", "a"}: 4, {"F", "b"}: 4, {"F", "c"}: 4, {"M", "a"}: 20, {"M", "b"}: 20, {"M", "c"}: 20}, true,
			" a b c\nother 24 24 24 72\n 24 24 24 72\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table, err := release.NewTable(11, tt.counts, tt.two)
			if err != nil {
				t.Fatal(err)
			}
			if got := drawn(table); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
	if _, err := release.NewTable(11, map[[2]string]int{{"F"}: 10}, false); err == nil {
		t.Error("a table of ten people was made")
	}
}

// drawn is a table in short, without the totals of one thing.
func drawn(t *release.Table) string {
	rows := t.Rows(release.Labels{Hidden: "-", Category: func(_ int, c release.Category) string {
		if c.Other {
			return "other"
		}
		return c.Value
	}})
	var b strings.Builder
	for i, row := range rows {
		if t.Columns != nil || i > 0 && i < len(rows)-1 {
			b.WriteString(strings.TrimRight(strings.Join(row, " "), " ") + "\n")
		}
	}
	return b.String()
}
