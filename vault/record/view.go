package record

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Meta is what the vault knows of a record besides its fields.
type Meta struct {
	ID       ID
	Revision int // 1 for a new record
	Created  time.Time
	Updated  time.Time
}

// View is a record as one reader may see it. Only [Record.View] makes one, so
// code that prints Views cannot print what should be masked.
type View struct {
	meta     Meta
	fields   []ViewField
	withheld []string
}

// ViewField is one non-empty field of a View.
type ViewField struct {
	Name   string
	Value  Display
	Masked bool
}

// Display is a value ready to be printed: masked if need be, and without any
// character that could steer a terminal.
type Display struct {
	value   Value
	columns []Column
}

// View masks the record. Fields of a compartment that is not held are
// withheld, whether or not they have a value: that too would tell something.
// Fields that the schema calls plain, or that reveal names, are shown as they
// are. A nil func is one that says no.
func (r *Record) View(m Meta, held func(Compartment) bool, reveal func(field string) bool) View {
	v := View{meta: m}
	for i := range r.schema.fields {
		f := &r.schema.fields[i]
		switch {
		case held == nil || !held(f.Compartment):
			v.withheld = append(v.withheld, f.Name)
		case r.values[i].Empty():
		default:
			masked := !f.Plain && (reveal == nil || !reveal(f.Name))
			v.fields = append(v.fields, ViewField{f.Name, f.display(r.values[i], masked), masked})
		}
	}
	return v
}

// display copies what may be seen of a value: known columns only, so neither
// the vault's "_" keys nor columns of an older schema.
func (f *Field) display(v Value, masked bool) Display {
	show := func(mask, s string, multiline bool) string {
		if masked {
			s = Mask(mask, s)
		}
		return Printable(s, multiline)
	}
	d := Display{columns: f.Columns}
	if !v.IsList() {
		d.value = textValue(show(f.Mask, v.Text(), f.Multiline))
		return d
	}
	var list []Item
	for _, it := range v.items() {
		out := Item{}
		if len(f.Columns) == 0 {
			out[""] = show(hidden, it[""], f.Multiline)
		}
		for _, c := range f.Columns {
			mask := c.Mask
			if f.Mask != "list" {
				mask = hidden
			}
			if s := it[c.Name]; s != "" {
				out[c.Name] = show(mask, s, c.Multiline)
			}
		}
		list = append(list, out)
	}
	d.value = listValue(list)
	return d
}

// Meta returns the record's id, revision and times.
func (v View) Meta() Meta { return v.meta }

// Fields returns the non-empty fields that are held, in the schema's order.
func (v View) Fields() []ViewField { return slices.Clone(v.fields) }

// Withheld returns the fields of compartments that are not held.
func (v View) Withheld() []string { return slices.Clone(v.withheld) }

// List reports whether the value is a list.
func (d Display) List() bool { return d.value.IsList() }

// Text returns the value on one line or, if the field is multiline, several.
// Items of a list are joined by "; ", their columns by ", ".
func (d Display) Text() string {
	if !d.List() {
		return d.value.Text()
	}
	var items []string
	for _, it := range d.value.items() {
		parts := []string{}
		if t, plain := it[""]; plain {
			parts = append(parts, t)
		}
		for _, c := range d.columns {
			if t := it[c.Name]; t != "" {
				parts = append(parts, t)
			}
		}
		items = append(items, strings.Join(parts, ", "))
	}
	return strings.Join(items, "; ")
}

// Items returns the items of a list; those of a plain list under the key "".
func (d Display) Items() []map[string]string {
	out := []map[string]string{}
	for _, it := range d.value.Items() {
		out = append(out, it)
	}
	return out
}

// Columns returns the keys of the items in order; none for a plain list.
func (d Display) Columns() []string {
	var out []string
	for _, c := range d.columns {
		out = append(out, c.Name)
	}
	return out
}

// MarshalJSON writes the document of the command show: version, id, revision,
// created and updated (RFC 3339, UTC), fields, masked, withheld. All values
// are strings or lists, numbers too: masked, they could be nothing else.
func (v View) MarshalJSON() ([]byte, error) {
	b := appendString([]byte(`{"version":1,"id":`), v.meta.ID.String())
	b = strconv.AppendInt(append(b, `,"revision":`...), int64(v.meta.Revision), 10)
	b = appendTime(append(b, `,"created":`...), v.meta.Created)
	b = appendTime(append(b, `,"updated":`...), v.meta.Updated)
	b = append(b, `,"fields":{`...)
	masked := []string{}
	for _, f := range v.fields {
		b = appendKey(b, f.Name)
		b = appendValue(b, f.Value.value, f.Value.columns)
		if f.Masked {
			masked = append(masked, f.Name)
		}
	}
	b = appendStrings(append(b, `},"masked":`...), masked)
	b = appendStrings(append(b, `,"withheld":`...), v.withheld)
	return append(b, '}'), nil
}

func appendTime(b []byte, t time.Time) []byte {
	return append(t.UTC().AppendFormat(append(b, '"'), time.RFC3339), '"')
}

func appendStrings(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, s)
	}
	return append(b, ']')
}
