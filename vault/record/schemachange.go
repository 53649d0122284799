package record

import (
	"reflect"
	"slices"
)

// A SchemaChange is one difference between a schema and the one that is to take
// its place.
type SchemaChange struct {
	Name  string // the field, or field.column
	What  string // see the constants
	field Field  // as it was
	col   string
	gone  string // the choice that is removed
}

// What may change. Added, Loosened and Changed touch no stored value. Of the
// others a stored value would no longer be read as what it is, or by whom it may
// be: they need that no record has one.
const (
	Added    = "added"    // a field, or a column of a list
	Removed  = "removed"  // a field, a column or a choice
	Moved    = "moved"    // to another compartment: its values are sealed under the old one's key
	Retyped  = "retyped"  // another type or format: its values were never checked against it
	Loosened = "loosened" // more of it is shown unasked, or the group-size gate does not count it any more
	Changed  = "changed"  // labels, synonyms, limits, a stricter mask …
)

// Breaks reports whether the change is possible only while no record has a value
// that it is about.
func (c SchemaChange) Breaks() bool { return c.What == Removed || c.What == Moved || c.What == Retyped }

// Compartment is where values are that the change is about.
func (c SchemaChange) Compartment() Compartment { return c.field.Compartment }

// Held reports whether a record, read with the old schema, has such a value.
func (c SchemaChange) Held(r *Record) bool {
	v := r.Get(c.field.Name)
	switch {
	case c.col != "":
		return slices.ContainsFunc(v.items(), func(it Item) bool { return it[c.col] != "" })
	case c.gone != "":
		return v.Text() == c.gone
	}
	return !v.Empty()
}

// Changes returns what is different in another schema, in the order of the old
// one, then of the new.
func (s *Schema) Changes(to *Schema) []SchemaChange {
	var out []SchemaChange
	for _, f := range s.fields {
		g, ok := to.Field(f.Name)
		if !ok {
			out = append(out, SchemaChange{Name: f.Name, What: Removed, field: f})
			continue
		}
		out = append(out, f.changes(g)...)
	}
	for _, g := range to.fields {
		if _, ok := s.Field(g.Name); !ok {
			out = append(out, SchemaChange{Name: g.Name, What: Added, field: g})
		}
	}
	if !reflect.DeepEqual(s.templates, to.templates) {
		out = append(out, SchemaChange{Name: "templates", What: Changed})
	}
	return out
}

// changes compares a field with what it is to be.
func (f Field) changes(g Field) []SchemaChange {
	var out []SchemaChange
	say := func(what string) { out = append(out, SchemaChange{Name: f.Name, What: what, field: f}) }
	if f.Compartment != g.Compartment {
		say(Moved)
	}
	if retyped(f.Type, f.Format, g.Type, g.Format) || (len(f.Columns) > 0) != (len(g.Columns) > 0) {
		say(Retyped)
	}
	if g.Plain && !f.Plain || f.Quasi && !g.Quasi || !g.Plain && looser(f.Mask, g.Mask) {
		say(Loosened)
	}
	for _, c := range f.Choices {
		if !slices.ContainsFunc(g.Choices, func(d Choice) bool { return d.Value == c.Value }) {
			out = append(out, SchemaChange{Name: f.Name, What: Removed, field: f, gone: c.Value})
		}
	}
	out = append(out, f.columnChanges(g)...)
	if len(out) == 0 && !reflect.DeepEqual(f, g) {
		say(Changed)
	}
	return out
}

func (f Field) columnChanges(g Field) []SchemaChange {
	var out []SchemaChange
	say := func(col, what string) {
		out = append(out, SchemaChange{Name: f.Name + "." + col, What: what, field: f, col: col})
	}
	if len(g.Columns) == 0 {
		return nil // retyped as a whole
	}
	for _, c := range f.Columns {
		i := slices.IndexFunc(g.Columns, func(d Column) bool { return d.Name == c.Name })
		if i < 0 {
			say(c.Name, Removed)
			continue
		}
		d := g.Columns[i]
		if retyped(c.Type, c.Format, d.Type, d.Format) {
			say(c.Name, Retyped)
		}
		if looser(c.Mask, d.Mask) {
			say(c.Name, Loosened)
		}
	}
	for _, d := range g.Columns {
		if len(f.Columns) > 0 && !slices.ContainsFunc(f.Columns, func(c Column) bool { return c.Name == d.Name }) {
			say(d.Name, Added)
		}
	}
	return out
}

// retyped: a text that loses its format stays the text that it is.
func retyped(oldType, oldFormat, newType, newFormat string) bool {
	return oldType != newType || newFormat != "" && oldFormat != newFormat
}

// looser: only hiding all is surely no looser than another mask.
func looser(from, to string) bool {
	if from == "" {
		from = hidden
	}
	return to != "" && to != hidden && to != from
}
