package record

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Record is what the vault knows about one person, as far as its compartments
// were opened. It has no String and no MarshalJSON, and formatting one prints
// "record": the only way to show it is a [View], which masks.
type Record struct {
	schema *Schema
	values []Value // by position in the schema
	extra  map[Compartment][]named
}

// named is a value whose field the schema does not know: it was edited since
// the section was written. It is kept, so that saving does not destroy it.
type named struct {
	name  string
	value Value
}

// New returns an empty record.
func (s *Schema) New() *Record {
	return &Record{schema: s, values: make([]Value, len(s.fields))}
}

// Format prints "record", whatever the verb, of a Record and of a pointer to one.
func (r Record) Format(f fmt.State, _ rune) { io.WriteString(f, "record") }

// SetDefaults gives the empty fields that have a default theirs. It is for new
// records: in one whose sections are not all open, a field may only seem empty.
func (r *Record) SetDefaults() {
	for i, f := range r.schema.fields {
		if f.Default != "" && r.values[i].Empty() {
			r.values[i] = textValue(f.Default)
		}
	}
}

// Set replaces the value of a field; the zero Value empties it. It checks
// shape and limits. The content was checked by whatever parsed it.
func (r *Record) Set(name string, v Value) error {
	f, n, err := r.schema.field(name)
	if err != nil {
		return err
	}
	if err := f.fits(v, n); err != nil {
		return err
	}
	limit := f.Limit
	if !v.IsList() && len(v.Text()) > limit || v.IsList() && v.size() > limit {
		return n.refuse("too-long", limit)
	}
	r.values[r.schema.index[name]] = v
	return nil
}

// Extend appends what further pages of a list hold. Like Decode it takes what
// is stored as it is: a limit refuses input, it must not hide what came before.
func (r *Record) Extend(name string, items []Item) error {
	f, n, err := r.schema.field(name)
	if err != nil {
		return err
	}
	i := r.schema.index[name]
	v := r.values[i].Append(items...)
	if err := f.fits(v, n); err != nil {
		return err
	}
	r.values[i] = v
	return nil
}

// fits reports whether a value has the shape that the schema gives the field.
func (f *Field) fits(v Value, n *notes) error {
	switch {
	case v.Empty():
		return nil
	case f.Type != "list":
		if v.IsList() {
			return n.refuse("value-kind", "one text, not a list")
		}
		return nil
	case !v.IsList():
		return n.refuse("value-kind", "a list")
	}
	for i, it := range v.items() {
		n.at.Item = i + 1
		_, plain := it[""]
		switch {
		case len(f.Columns) == 0 && (!plain || len(it) > 1):
			return n.refuse("list-item", "a text")
		case len(f.Columns) > 0 && plain:
			return n.refuse("list-item", "an object")
		}
	}
	n.at.Item = 0
	return nil
}

// Get returns the value of a field; empty if there is none, or no such field.
func (r *Record) Get(name string) Value {
	if i, ok := r.schema.index[name]; ok {
		return r.values[i]
	}
	return Value{}
}

// Names returns the fields that have a value, in the order of the schema.
func (r *Record) Names() []string {
	var out []string
	for i, f := range r.schema.fields {
		if !r.values[i].Empty() {
			out = append(out, f.Name)
		}
	}
	return out
}

// Has reports whether any field of the compartment has a value.
func (r *Record) Has(c Compartment) bool {
	if len(r.extra[c]) > 0 {
		return true
	}
	return slices.ContainsFunc(r.schema.holds[c], func(i int) bool { return !r.values[i].Empty() })
}

// Clone returns a copy that can be changed without changing r.
func (r *Record) Clone() *Record {
	c := &Record{schema: r.schema, values: slices.Clone(r.values)}
	for k, v := range r.extra {
		c.addExtra(k, v...)
	}
	return c
}

func (r *Record) addExtra(c Compartment, v ...named) {
	if r.extra == nil {
		r.extra = map[Compartment][]named{}
	}
	r.extra[c] = append(r.extra[c], v...)
	slices.SortFunc(r.extra[c], func(a, b named) int { return cmp.Compare(a.name, b.name) })
}

// Validate checks what holds across fields: dates that may not precede others,
// in the record and within each item. A field that is empty, or not open,
// contradicts nothing.
func (r *Record) Validate() error {
	for i, f := range r.schema.fields {
		n := notes{at: Problem{Field: f.Name}}
		if f.NotBefore != "" && isBefore(r.values[i].Text(), r.Get(f.NotBefore).Text()) {
			return n.refuse("before", f.NotBefore)
		}
		for _, c := range f.Columns {
			if c.NotBefore == "" {
				continue
			}
			n.at.Column = c.Name
			for k, it := range r.values[i].items() {
				if n.at.Item = k + 1; isBefore(it[c.Name], it[c.NotBefore]) {
					return n.refuse("before", c.NotBefore)
				}
			}
		}
	}
	return nil
}

// isBefore compares two dates of the form YYYY-MM-DD.
func isBefore(a, b string) bool { return a != "" && b != "" && strings.Compare(a, b) < 0 }
