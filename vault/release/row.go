package release

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"casevault/vault/record"
)

// Scanner takes out of one person's free text what identifies them or others.
// Text it cannot judge is an error, and then the field does not leave.
type Scanner interface {
	Scan(text string) (clean string, hits []Hit, err error)
}

// Hit is a place that a Scanner took out: bytes Start up to End of the text
// that it was given.
type Hit struct {
	Kind       string // name, date, phone …
	Start, End int
}

// Row is what leaves of one record. Only [Profile.Apply] makes one and only
// [Profile.Write] can look into it, so nothing is written that passed no
// transform. It has one cell for each field of [Profile.Columns].
type Row struct {
	cells    []cell
	withheld []string
	hits     map[string]int
}

// cell is what leaves of one field: a text, or a list.
type cell struct {
	field   string
	list    bool
	columns []string // of the list's items; nil for a plain list
	text    string
	items   []map[string]string // of a plain list under the key ""
}

// Format prints "row", whatever the verb: a Row is for files, not for messages.
func (r Row) Format(f fmt.State, _ rune) { io.WriteString(f, "row") }

// Withheld returns the lines (field or field.column) that did not leave
// because the scan could not run.
func (r Row) Withheld() []string { return slices.Clone(r.withheld) }

// Hits returns how many places of each kind the scan took out.
func (r Row) Hits() map[string]int { return maps.Clone(r.hits) }

// join returns all of the cell as one text: items of a list joined by "; ",
// their columns by ", ".
func (c cell) join() string {
	if !c.list {
		return c.text
	}
	var items []string
	for _, it := range c.items {
		parts := []string{}
		for _, name := range append([]string{""}, c.columns...) {
			if it[name] != "" {
				parts = append(parts, it[name])
			}
		}
		items = append(items, strings.Join(parts, ", "))
	}
	return strings.Join(items, "; ")
}

// Columns returns the fields that leave, each once, in the order of the lines.
func (p *Profile) Columns() []record.Field {
	var out []record.Field
	for i, l := range p.Fields {
		if l.Op != "drop" && (len(out) == 0 || out[len(out)-1].Name != l.Field) {
			out = append(out, p.bound[i].field)
		}
	}
	return out
}

// Apply brings a record through the profile. All compartments of
// [Profile.Compartments] must be open in it. Without a scanner, or when it
// fails, the lines with scan stay empty and are named by [Row.Withheld].
func (p *Profile) Apply(r *record.Record, on Occasion, scan Scanner) (Row, error) {
	row := Row{hits: map[string]int{}}
	for i, l := range p.Fields {
		if l.Op == "drop" {
			continue
		}
		out, err := p.run(i, r.Get(l.Field), on, scan)
		if err != nil {
			return Row{}, fmt.Errorf("release %s: %w", l.name(), err)
		}
		if out.withheld {
			row.withheld = append(row.withheld, l.name())
		}
		for _, hits := range out.hits {
			for _, h := range hits {
				row.hits[h.Kind]++
			}
		}
		row.put(l, p.bound[i], out.texts)
	}
	for i := range row.cells {
		c := &row.cells[i] // how many items there were is for those to tell that leave
		c.items = slices.DeleteFunc(c.items, func(it map[string]string) bool { return len(it) == 0 })
	}
	return row, nil
}

// put adds what leaves by one line: a cell, or a column of the cell before it.
func (r *Row) put(l Line, t target, texts []string) {
	if t.field.Type != "list" {
		r.cells = append(r.cells, cell{field: l.Field, text: texts[0]})
		return
	}
	if n := len(r.cells); n == 0 || r.cells[n-1].field != l.Field {
		r.cells = append(r.cells, cell{field: l.Field, list: true, items: make([]map[string]string, len(texts))})
	}
	c := &r.cells[len(r.cells)-1]
	if l.Column != "" {
		c.columns = append(c.columns, l.Column)
	}
	for i, s := range texts {
		if c.items[i] == nil {
			c.items[i] = map[string]string{}
		}
		if s != "" {
			c.items[i][l.Column] = s
		}
	}
}

// outcome is what one line made of a value: a text for each item, one if the
// field is no list.
type outcome struct {
	texts    []string
	hits     [][]Hit
	withheld bool
}

// run applies line i to a value.
func (p *Profile) run(i int, v record.Value, on Occasion, scan Scanner) (outcome, error) {
	l, t := p.Fields[i], p.bound[i]
	in := t.texts(v, l.Column)
	out := outcome{texts: make([]string, len(in)), hits: make([][]Hit, len(in))}
	for k, s := range in {
		if s == "" {
			continue
		}
		var err error
		if l.Op == "scan" {
			if scan == nil {
				return withheld(len(in)), nil
			}
			if s, out.hits[k], err = scan.Scan(s); err != nil {
				return withheld(len(in)), nil
			}
		} else if s, err = l.apply(t, s, on); err != nil {
			return outcome{}, err
		}
		out.texts[k] = record.Printable(s, t.multiline)
	}
	return out, nil
}

func withheld(n int) outcome {
	return outcome{texts: make([]string, n), hits: make([][]Hit, n), withheld: true}
}

// texts returns what a line reads of a value: the column of each item, or the
// one text. Never a column that the line does not name.
func (t target) texts(v record.Value, column string) []string {
	if t.field.Type != "list" {
		return []string{record.Printable(v.Text(), t.multiline)}
	}
	var out []string
	for _, it := range v.Items() {
		out = append(out, record.Printable(it[column], t.multiline))
	}
	return out
}
