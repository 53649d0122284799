package release

import (
	"fmt"
	"io"

	"casevault/vault/record"
)

// Change is what a profile does to one value, for the dry run.
type Change struct {
	Field, Column string
	Item          int    // of a list, from 1; else 0
	Transform     string // "" if no line names the field
	Before, After string // printable; Before is empty where nothing leaves by design
	Withheld      bool   // the scan could not run
	Hits          []Hit  // places in Before
}

// Format prints "change", whatever the verb.
func (c Change) Format(f fmt.State, _ rune) { io.WriteString(f, "change") }

// Preview returns what Apply would do to each value of the record: first by
// line, then the fields and columns that have a value and no line. It shows
// values in clear, but none of a field that does not leave.
func (p *Profile) Preview(r *record.Record, on Occasion, scan Scanner) ([]Change, error) {
	var out []Change
	for i, l := range p.Fields {
		t := p.bound[i]
		o, err := p.run(i, r.Get(l.Field), on, scan)
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", l.name(), err)
		}
		for k, before := range t.texts(r.Get(l.Field), l.Column) {
			c := Change{Field: l.Field, Column: l.Column, Transform: l.Op}
			switch {
			case before == "":
				continue
			case t.field.Type == "list":
				c.Item = k + 1
			}
			if l.Op != "drop" {
				c.Before, c.After, c.Hits, c.Withheld = before, o.texts[k], o.hits[k], o.withheld
			}
			out = append(out, c)
		}
	}
	return append(out, p.unnamed(r)...), nil
}

// unnamed returns the fields and columns with a value that no line names.
func (p *Profile) unnamed(r *record.Record) []Change {
	named := map[string]bool{}
	for _, l := range p.Fields {
		named[l.name()] = true
	}
	var out []Change
	for _, name := range r.Names() {
		f, _ := p.schema.Field(name)
		if len(f.Columns) == 0 {
			if !named[name] {
				out = append(out, Change{Field: name})
			}
			continue
		}
		items := r.Get(name).Items()
		for _, c := range f.Columns {
			for k, it := range items {
				if it[c.Name] != "" && !named[name+"."+c.Name] {
					out = append(out, Change{Field: name, Column: c.Name, Item: k + 1})
				}
			}
		}
	}
	return out
}
