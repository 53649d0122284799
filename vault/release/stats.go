package release

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Statistics are a table of how many people there are, by one thing or by two,
// with totals. From what is printed nobody shall learn of a number that is not
// printed more than that it may be anything from 0 to k-1, and nothing at all
// of whether there is such a person.
//
//  1. A line or column of fewer than k people is not printed by its name: all of
//     them together are "other", and so are the next smallest until other has
//     k. Thus every total may be printed.
//  2. A cell of fewer than k is hidden. So is 0: where all others of a line are 0,
//     everybody in it is known to stand in the one cell that is not.
//  3. What is hidden alone could be had by subtraction. So for each hidden cell of
//     x people three more are hidden that make a rectangle with it, of which the
//     two neighbours have at least k-1-x and the opposite corner x: shifting
//     people along the rectangle makes the cell anything from 0 to k-1 and leaves
//     every printed number as it is. Of all such rectangles the one that hides
//     the fewest people more (the hypercube method: D. Repsilber, 1994).
//  4. Where there is no such rectangle, the cell's line or column, the smaller,
//     goes to other, and all begins anew. In the end one line or column is
//     left, whose cells are totals.
//
// A hidden cell of step 2 and one of step 3 look alike, and there are no
// percentages. There are no more than two things to count by: with each further
// one cells are smaller and more of them needed to hide one.
//
// What it cannot do: two tables made on different days differ by the people who
// came between; tables by different things share totals, and together tell more
// than each; a reader who knows that a combination cannot exist knows its cell.

// maxCategories bounds a table's lines and columns; the smallest beyond are other.
const maxCategories = 100

// A Category is a line or a column of a table.
type Category struct {
	Value string // "" of those without a value
	Other bool   // all that are not named, and the transforms' [Other]
}

// A Count is a number of people, or hidden: then People is 0, whatever it was.
type Count struct {
	People int
	Hidden bool
}

// A Table is a statistic that may be printed.
type Table struct {
	K              int
	Lines, Columns []Category // no columns: counted by one thing
	Cells          [][]Count  // line, column
	LineTotals     []int
	ColumnTotals   []int
	Total          int
}

// NewTable makes a table of counts, by line and column, both "" for those
// without a value. Counted by one thing, all are in column "", and two is false.
func NewTable(k int, counts map[[2]string]int, two bool) (*Table, error) {
	total := 0
	for _, n := range counts {
		total += n
	}
	if total < k {
		return nil, fmt.Errorf("statistics need at least %d people", k)
	}
	var merged [2]map[string]bool
	for d := range merged {
		merged[d] = mergedAtFirst(k, totalsOf(counts, d))
	}
	for {
		g := newGrid(k, counts, merged)
		d, value, ok := g.hide()
		if ok {
			return g.table(two), nil
		}
		merged[d] = merge(k, totalsOf(counts, d), merged[d], value)
	}
}

// totalsOf adds the counts of each category of a dimension.
func totalsOf(counts map[[2]string]int, dimension int) map[string]int {
	totals := make(map[string]int)
	for at, n := range counts {
		totals[at[dimension]] += n
	}
	return totals
}

// mergedAtFirst are the categories that are too small or too many.
func mergedAtFirst(k int, totals map[string]int) map[string]bool {
	merged := make(map[string]bool)
	for i, value := range bySize(totals) {
		if totals[value] < k || i < len(totals)-maxCategories || value == Other {
			merged[value] = true
		}
	}
	return enlarged(k, totals, merged)
}

// merge puts a further category to other: value, or the smallest that is not
// there.
func merge(k int, totals map[string]int, merged map[string]bool, value Category) map[string]bool {
	if !value.Other {
		merged[value.Value] = true
		return enlarged(k, totals, merged)
	}
	for _, value := range bySize(totals) {
		if !merged[value] {
			merged[value] = true
			break
		}
	}
	return merged
}

// enlarged adds categories, the smallest first, until those merged are k people
// in at least two: one alone would only lose its name, if it has one.
func enlarged(k int, totals map[string]int, merged map[string]bool) map[string]bool {
	if len(merged) == 0 {
		return merged
	}
	people := 0
	for value := range merged {
		people += totals[value]
	}
	for _, value := range bySize(totals) {
		if people >= k && (len(merged) > 1 || merged[Other]) {
			break
		}
		if !merged[value] {
			merged[value] = true
			people += totals[value]
		}
	}
	return merged
}

// bySize sorts categories by how many people are in them, the fewest first.
func bySize(totals map[string]int) []string {
	var values []string
	for v := range totals {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b string) int { return cmp.Or(cmp.Compare(totals[a], totals[b]), cmp.Compare(a, b)) })
	return values
}

// A grid is a table in the making: all counts are there.
type grid struct {
	k      int
	names  [2][]Category
	counts [][]int
	hidden [][]bool
}

func newGrid(k int, counts map[[2]string]int, merged [2]map[string]bool) *grid {
	g := &grid{k: k}
	var at [2]map[string]int // value -> index
	for d := range merged {
		g.names[d], at[d] = categories(totalsOf(counts, d), merged[d])
	}
	for range g.names[0] {
		g.counts = append(g.counts, make([]int, len(g.names[1])))
		g.hidden = append(g.hidden, make([]bool, len(g.names[1])))
	}
	for where, n := range counts {
		g.counts[at[0][where[0]]][at[1][where[1]]] += n
	}
	return g
}

// categories are in order of their values, then those without one, then other;
// index says where the people of each value are counted.
func categories(totals map[string]int, merged map[string]bool) (names []Category, index map[string]int) {
	index = make(map[string]int)
	for value := range totals {
		if !merged[value] {
			names = append(names, Category{Value: value})
		}
	}
	slices.SortFunc(names, func(a, b Category) int {
		if (a.Value == "") != (b.Value == "") {
			return cmp.Compare(b.Value, a.Value) // "" behind all others
		}
		return cmp.Compare(a.Value, b.Value)
	})
	for i, c := range names {
		index[c.Value] = i
	}
	if len(merged) > 0 {
		names = append(names, Category{Other: true})
		for value := range merged {
			index[value] = len(names) - 1
		}
	}
	return names, index
}

// hide hides what must be. If something cannot be hidden well, it returns
// false, and which category of which dimension should go to other.
func (g *grid) hide() (dimension int, value Category, ok bool) {
	if len(g.names[0]) == 1 || len(g.names[1]) == 1 {
		return 0, Category{}, true
	}
	for i, line := range g.counts {
		for j, n := range line {
			g.hidden[i][j] = g.hidden[i][j] || n < g.k
		}
	}
	for i, line := range g.counts {
		for j, n := range line {
			if n >= g.k {
				continue
			}
			m, l := g.rectangle(i, j)
			if m < 0 {
				dimension, value = g.smaller(i, j)
				return dimension, value, false
			}
			g.hidden[i][l], g.hidden[m][j], g.hidden[m][l] = true, true, true
		}
	}
	return 0, Category{}, true
}

// rectangle finds the opposite corner of the cheapest rectangle that protects a
// cell, -1 if there is none.
func (g *grid) rectangle(i, j int) (line, column int) {
	x := g.counts[i][j]
	line, least := -1, 0
	for m := range g.counts {
		for l := range g.counts[m] {
			if m == i || l == j || g.counts[m][l] < x || min(g.counts[i][l], g.counts[m][j]) < g.k-1-x {
				continue
			}
			cost := g.cost(i, l) + g.cost(m, j) + g.cost(m, l)
			if line < 0 || cost < least {
				line, column, least = m, l, cost
			}
			if cost == 0 {
				return line, column
			}
		}
	}
	return line, column
}

// cost is how many people are lost to the reader when a cell is hidden.
func (g *grid) cost(i, j int) int {
	if g.hidden[i][j] {
		return 0
	}
	return g.counts[i][j]
}

// smaller returns the line or the column of a cell, whichever has fewer people.
func (g *grid) smaller(i, j int) (dimension int, value Category) {
	if g.lineTotal(i) <= g.columnTotal(j) {
		return 0, g.names[0][i]
	}
	return 1, g.names[1][j]
}

func (g *grid) lineTotal(i int) (n int) {
	for _, x := range g.counts[i] {
		n += x
	}
	return n
}

func (g *grid) columnTotal(j int) (n int) {
	for _, line := range g.counts {
		n += line[j]
	}
	return n
}

// table leaves what may be printed.
func (g *grid) table(two bool) *Table {
	t := &Table{K: g.k, Lines: g.names[0]}
	if two {
		t.Columns = g.names[1]
	}
	for i, line := range g.counts {
		t.Cells = append(t.Cells, nil)
		for j, n := range line {
			c := Count{People: n}
			if g.hidden[i][j] {
				c = Count{Hidden: true}
			}
			t.Cells[i] = append(t.Cells[i], c)
		}
		t.LineTotals = append(t.LineTotals, g.lineTotal(i))
		t.Total += g.lineTotal(i)
	}
	for j := range t.Columns {
		t.ColumnTotals = append(t.ColumnTotals, g.columnTotal(j))
	}
	return t
}

// Labels are the words of a printed table.
type Labels struct {
	Category              func(dimension int, c Category) string
	Corner, Total, Hidden string
}

// Rows are the table as texts, its head first: a line's name, its counts and,
// where it is counted by two things, its total; the totals last.
func (t *Table) Rows(l Labels) [][]string {
	head, last := []string{l.Corner}, []string{l.Total}
	for j, c := range t.Columns {
		head, last = append(head, l.Category(1, c)), append(last, strconv.Itoa(t.ColumnTotals[j]))
	}
	rows := [][]string{append(head, l.Total)}
	for i, c := range t.Lines {
		row := []string{l.Category(0, c)}
		for _, n := range t.Cells[i][:len(t.Columns)] {
			text := strconv.Itoa(n.People)
			if n.Hidden {
				text = l.Hidden
			}
			row = append(row, text)
		}
		rows = append(rows, append(row, strconv.Itoa(t.LineTotals[i])))
	}
	return append(rows, append(last, strconv.Itoa(t.Total)))
}

// WriteCSV writes the rows as writers write releases.
func (t *Table) WriteCSV(w io.Writer, l Labels) error {
	rows := t.Rows(l)
	return writeCSV(w, rows[0], slices.Values(rows[1:]))
}
