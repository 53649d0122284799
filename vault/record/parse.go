package record

import (
	"encoding/json"
	"slices"
	"strings"
)

// Parse reads one table cell or the answer to a prompt for a field. The list
// of problems says what was normalised or looks wrong; the value is then
// still good. The error, a [Problem], is a refusal. A list is a JSON array of
// objects or strings; a plain list may also be texts separated by ";".
func (s *Schema) Parse(name, raw string) (Value, []Problem, error) {
	f, n, err := s.field(name)
	if err == nil {
		err = f.bound(raw, n)
	}
	if err != nil {
		return Value{}, nil, err
	}
	if f.Type != "list" {
		t, err := f.scalar().parse(raw, n)
		return textValue(t), n.list, err
	}
	v, err := f.parseList(raw, n)
	return v, n.list, err
}

// ParseJSON reads one value of a JSON object. Numbers are read as their text,
// null is empty; a string for a list is read as Parse does.
func (s *Schema) ParseJSON(name string, raw json.RawMessage) (Value, []Problem, error) {
	f, n, err := s.field(name)
	if err == nil {
		err = f.bound(string(raw), n)
	}
	if err != nil {
		return Value{}, nil, err
	}
	r := reader{s: string(raw), lenient: true}
	v, err := r.document()
	switch {
	case err != nil:
		return Value{}, nil, n.refuseJSON(err)
	case !v.IsList():
		return s.Parse(name, v.Text())
	case f.Type != "list":
		return Value{}, nil, n.refuse("value-kind", "one text, not a list")
	}
	v, err = f.items(v.items(), n)
	return v, n.list, err
}

// ParseItem reads one item for a list field, for instance a new note.
func (s *Schema) ParseItem(name string, it Item) (Item, []Problem, error) {
	f, n, err := s.field(name)
	if err != nil {
		return nil, nil, err
	}
	if f.Type != "list" {
		return nil, nil, n.refuse("value-kind", "one text, not an item")
	}
	v, err := f.items([]Item{it}, n)
	if err != nil || v.Empty() {
		return nil, n.list, err
	}
	return v.items()[0], n.list, nil
}

func (s *Schema) field(name string) (*Field, *notes, error) {
	i, ok := s.index[name]
	if !ok {
		n := notes{at: Problem{Field: keyName(name)}}
		return nil, nil, n.refuse("unknown-field")
	}
	return &s.fields[i], &notes{at: Problem{Field: name}}, nil
}

// bound refuses, before anything is allocated for it, what no normalisation
// could bring under the limit: escapes take six bytes for one, and a list
// has its braces and keys.
func (f *Field) bound(raw string, n *notes) error {
	if len(raw) > 8*f.Limit+1024 {
		return n.refuse("too-long", f.Limit)
	}
	return nil
}

// parseList reads the cell of a list field.
func (f *Field) parseList(raw string, n *notes) (Value, error) {
	raw = strings.TrimFunc(raw, func(r rune) bool { return r == ' ' || r == 0xFEFF || isBreak(r) || isOddSpace(r) })
	switch {
	case raw == "":
		return Value{}, nil
	case raw[0] == '[':
		r := reader{s: raw, lenient: true}
		v, err := r.document()
		if err != nil {
			return Value{}, n.refuseJSON(err)
		}
		return f.items(v.items(), n)
	case len(f.Columns) > 0:
		return Value{}, n.refuse("list-not-json")
	}
	var list []Item
	for _, part := range strings.FieldsFunc(raw, func(r rune) bool { return r == ';' || r == '；' || isBreak(r) }) {
		list = append(list, Item{"": strings.Trim(part, " ")}) // "; " is one separator
	}
	return f.items(list, n)
}

// refuseJSON turns what the reader found into a refusal of the field.
func (n *notes) refuseJSON(err error) error {
	if p, ok := err.(Problem); ok {
		p.Field = n.at.Field
		return p
	}
	return n.refuse("json-shape")
}

// items brings the items of a list into normal form and leaves out what is
// empty.
func (f *Field) items(in []Item, n *notes) (Value, error) {
	var list []Item
	for i, it := range in {
		n.at.Item = i + 1
		out, err := f.item(it, n)
		if err != nil {
			return Value{}, err
		}
		if len(out) > 0 {
			list = append(list, out)
		}
	}
	n.at.Item, n.at.Column = 0, ""
	v := listValue(list)
	if v.size() > f.Limit {
		return Value{}, n.refuse("too-long", f.Limit)
	}
	return v, nil
}

func (f *Field) item(in Item, n *notes) (Item, error) {
	out := make(Item, len(in))
	if len(f.Columns) == 0 {
		raw, ok := in[""]
		if !ok && len(in) > 0 {
			return nil, n.refuse("list-item", "a text")
		}
		n.at.Column = ""
		t, err := f.scalar().parse(raw, n)
		if t != "" {
			out[""] = t
		}
		return out, err
	}
	for key := range in {
		if key == "" {
			return nil, n.refuse("list-item", "an object")
		}
		// This also keeps the vault's own "_" keys from being forged.
		if !slices.ContainsFunc(f.Columns, func(c Column) bool { return c.Name == key }) {
			return nil, n.refuse("list-key", keyName(key))
		}
	}
	for i := range f.Columns { // in order, so that warnings are too
		c := &f.Columns[i]
		raw, ok := in[c.Name]
		if !ok || raw == "" {
			continue
		}
		n.at.Column = c.Name
		t, err := c.scalar().parse(raw, n)
		if err != nil {
			return nil, err
		}
		if t != "" {
			out[c.Name] = t
		}
	}
	n.at.Column = ""
	return out, nil
}
