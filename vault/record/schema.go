package record

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
)

// Compartment is a part of a record that is sealed under its own key.
type Compartment string

// Compartments returns all compartments that hold fields, in the order in
// which people read a record.
func Compartments() []Compartment {
	return []Compartment{"work", "identity", "kin", "health", "notes"}
}

const (
	schemaVersion = 1
	maxSchema     = 1 << 20
	maxFields     = 256
	// defaultLimit bounds a value that the schema does not bound, in bytes of UTF-8.
	defaultLimit = 64 << 10
	// catalogueLimit bounds the fields that list and find read, so that a page
	// of the catalogue holds hundreds of people.
	catalogueLimit = 200
)

// Field is one field of the schema, with its keys in the schema's JSON.
// Fields are shared: do not change the slices and maps in them.
type Field struct {
	Name        string            `json:"name"`                 // a-z, 0-9, _; at most 40
	Compartment Compartment       `json:"compartment"`          // whose key seals it
	Type        string            `json:"type"`                 // text, date, list, number, choice
	Format      string            `json:"format,omitempty"`     // of a text: name, latin, phone, email, resident, code
	Label       map[string]string `json:"label"`                // by language: ko, en
	Synonyms    []string          `json:"synonyms,omitempty"`   // further column headers, any language
	Mask        string            `json:"mask,omitempty"`       // see Mask; empty hides all
	Plain       bool              `json:"plain,omitempty"`      // shown without a mask to all who hold it
	Quasi       bool              `json:"quasi,omitempty"`      // identifies in combination
	Multiline   bool              `json:"multiline,omitempty"`  // keeps newlines
	Limit       int               `json:"limit,omitempty"`      // bytes of UTF-8, of a list: all of it; 0 is defaultLimit
	Default     string            `json:"default,omitempty"`    // of a new record
	NotBefore   string            `json:"not_before,omitempty"` // a date field that this date may not precede
	Choices     []Choice          `json:"choices,omitempty"`
	Columns     []Column          `json:"columns,omitempty"` // of a list of objects; none: a list of plain texts
}

// Choice is one permitted value of a choice field.
type Choice struct {
	Value    string            `json:"value"`
	Label    map[string]string `json:"label,omitempty"`
	Synonyms []string          `json:"synonyms,omitempty"`
}

// Column is one key of the items of a list.
type Column struct {
	Name      string            `json:"name"`
	Type      string            `json:"type,omitempty"` // text (also if empty), date, number
	Format    string            `json:"format,omitempty"`
	Label     map[string]string `json:"label,omitempty"`
	Mask      string            `json:"mask,omitempty"`
	Multiline bool              `json:"multiline,omitempty"`
	Limit     int               `json:"limit,omitempty"`
	NotBefore string            `json:"not_before,omitempty"` // a date column of the same item
}

// Schema says which fields a record has. It does not change.
type Schema struct {
	fields  []Field
	index   map[string]int    // by name
	headers map[string]string // folded header -> name
	holds   map[Compartment][]int

	templates []Template
}

//go:embed schema.json
var defaultJSON string // a string, so that nobody can change it

// DefaultJSON returns the schema a vault gets if its founder brings none.
func DefaultJSON() []byte { return []byte(defaultJSON) }

// ParseSchema reads a schema. It refuses keys it does not know, names or
// headers that stand twice, and everything that contradicts itself, because
// a misspelt "mask" must not become an unmasked field.
func ParseSchema(b []byte) (*Schema, error) {
	if len(b) > maxSchema {
		return nil, fmt.Errorf("read schema: longer than %d bytes", maxSchema)
	}
	var doc struct {
		Version   int        `json:"version"`
		Fields    []Field    `json:"fields"`
		Templates []Template `json:"templates"`
	}
	if err := DecodeStrict(b, &doc); err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	if doc.Version != schemaVersion {
		return nil, fmt.Errorf("read schema: version %d, this program reads %d", doc.Version, schemaVersion)
	}
	if len(doc.Fields) == 0 || len(doc.Fields) > maxFields {
		return nil, fmt.Errorf("read schema: %d fields, want 1 to %d", len(doc.Fields), maxFields)
	}
	s := &Schema{index: map[string]int{}, headers: map[string]string{}, holds: map[Compartment][]int{}}
	for _, f := range doc.Fields {
		if err := s.add(f); err != nil {
			return nil, fmt.Errorf("read schema: field %q: %w", f.Name, err)
		}
	}
	for _, f := range s.fields {
		if err := s.checkOrder(f); err != nil {
			return nil, fmt.Errorf("read schema: field %q: %w", f.Name, err)
		}
	}
	if err := s.addTemplates(doc.Templates); err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	return s, nil
}

// add checks a field by itself and against those before it, and fills in what
// it leaves open.
func (s *Schema) add(f Field) error {
	if err := f.check(); err != nil {
		return err
	}
	if _, twice := s.index[f.Name]; twice {
		return errors.New("stands twice")
	}
	heads := append([]string{f.Name}, f.Synonyms...)
	for _, l := range f.Label {
		heads = append(heads, l)
	}
	for _, h := range heads {
		k := foldHeader(h)
		if k == "" {
			return fmt.Errorf("header %q has no letters", h)
		}
		if other, ok := s.headers[k]; ok && other != f.Name {
			return fmt.Errorf("header %q also belongs to %q", h, other)
		}
		s.headers[k] = f.Name
	}
	if f.Limit == 0 {
		f.Limit = defaultLimit
	}
	f.Columns = slices.Clone(f.Columns)
	for i := range f.Columns {
		if c := &f.Columns[i]; c.Type == "" {
			c.Type = "text"
		}
		if c := &f.Columns[i]; c.Limit == 0 {
			c.Limit = f.Limit
		}
	}
	s.index[f.Name] = len(s.fields)
	s.holds[f.Compartment] = append(s.holds[f.Compartment], len(s.fields))
	s.fields = append(s.fields, f)
	return nil
}

// Fields returns the fields in order. Do not change them.
func (s *Schema) Fields() []Field { return s.fields }

// Field returns the field of a name.
func (s *Schema) Field(name string) (Field, bool) {
	i, ok := s.index[name]
	if !ok {
		return Field{}, false
	}
	return s.fields[i], true
}

// Match returns the field that a column header means: a name, label or synonym,
// whatever its case, spaces, punctuation, width and composition.
func (s *Schema) Match(header string) (field string, ok bool) {
	field, ok = s.headers[foldHeader(header)]
	return field, ok
}
