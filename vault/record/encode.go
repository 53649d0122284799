package record

import (
	"fmt"
	"slices"
)

// Encode returns the section payload of one compartment: the package comment
// gives the format. Equal records encode to equal bytes.
func (r *Record) Encode(c Compartment) []byte {
	size := 2
	for _, i := range r.schema.holds[c] {
		size += r.values[i].size() + len(r.schema.fields[i].Name) + 8
	}
	b := append(make([]byte, 0, size+size/16), '{')
	for _, i := range r.schema.holds[c] {
		f := &r.schema.fields[i]
		if v := r.values[i]; !v.Empty() {
			b = appendKey(b, f.Name)
			b = appendValue(b, v, f.Columns)
		}
	}
	for _, x := range r.extra[c] {
		b = appendKey(b, x.name)
		b = appendValue(b, x.value, nil)
	}
	return append(b, '}')
}

// Decode reads a section payload of one compartment into the record. A field
// that the schema puts elsewhere is refused: a member who holds only "work"
// could otherwise plant a name or a note in a section of their own. A field
// the schema does not know is kept for Encode and shown to nobody. Decode each
// compartment once; after an error the record is not to be used.
func (r *Record) Decode(c Compartment, b []byte) error {
	if !slices.Contains(Compartments(), c) {
		return fmt.Errorf("decode section: no compartment %q", c)
	}
	seen := map[string]bool{}
	rd := reader{s: string(b)}
	err := rd.members(func(name string) error {
		if seen[name] {
			return fmt.Errorf("%s stands twice", keyName(name))
		}
		seen[name] = true
		v, err := rd.value()
		if err != nil {
			return err
		}
		return r.decoded(c, name, v)
	})
	if err == nil && rd.peek() != 0 {
		err = errJSON
	}
	if err != nil {
		return fmt.Errorf("decode %s section: %w", c, err)
	}
	return nil
}

// decoded takes in one value that Decode read.
func (r *Record) decoded(c Compartment, name string, v Value) error {
	if v.Empty() {
		return nil
	}
	i, known := r.schema.index[name]
	if !known {
		r.addExtra(c, named{name, v})
		return nil
	}
	f := &r.schema.fields[i]
	if f.Compartment != c {
		return fmt.Errorf("%s belongs to compartment %q", name, f.Compartment)
	}
	if err := f.fits(v, &notes{at: Problem{Field: name}}); err != nil {
		return err
	}
	r.values[i] = v
	return nil
}

// AppendJSON appends the value as Encode would for a field without columns.
func (v Value) AppendJSON(b []byte) []byte { return appendValue(b, v, nil) }

func appendKey(b []byte, key string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(appendString(b, key), ':')
}

func appendValue(b []byte, v Value, columns []Column) []byte {
	if !v.IsList() {
		return appendString(b, v.Text())
	}
	b = append(b, '[')
	for i, it := range v.items() {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendItem(b, it, columns)
	}
	return append(b, ']')
}

// appendItem writes the columns in their order, then all other keys sorted.
func appendItem(b []byte, it Item, columns []Column) []byte {
	if t, plain := it[""]; plain {
		return appendString(b, t)
	}
	b = append(b, '{')
	known := 0
	for i := range columns {
		if t, ok := it[columns[i].Name]; ok {
			b = appendString(appendKey(b, columns[i].Name), t)
			known++
		}
	}
	if known < len(it) {
		var rest []string
		for key := range it {
			if !slices.ContainsFunc(columns, func(c Column) bool { return c.Name == key }) {
				rest = append(rest, key)
			}
		}
		slices.Sort(rest)
		for _, key := range rest {
			b = appendString(appendKey(b, key), it[key])
		}
	}
	return append(b, '}')
}

// appendString writes a JSON string, escaping no more than JSON asks for.
func appendString(b []byte, s string) []byte {
	const hexDigits = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch {
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, '\\', c)
		}
	}
	return append(append(b, s[start:]...), '"')
}
