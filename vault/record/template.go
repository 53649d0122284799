package record

import (
	"errors"
	"fmt"
	"slices"
)

const maxTemplates = 32

// Template names the fields that one occasion asks for, such as the first
// interview, in the order in which it asks.
type Template struct {
	Name   string            `json:"name"`  // as of a field
	Label  map[string]string `json:"label"` // by language: ko, en
	Fields []string          `json:"fields"`
}

// Templates returns those of the schema. Do not change them.
func (s *Schema) Templates() []Template { return s.templates }

// Template returns the fields of a template.
func (s *Schema) Template(name string) (fields []Field, ok bool) {
	i := slices.IndexFunc(s.templates, func(t Template) bool { return t.Name == name })
	if i < 0 {
		return nil, false
	}
	for _, name := range s.templates[i].Fields {
		f, _ := s.Field(name)
		fields = append(fields, f)
	}
	return fields, true
}

func (s *Schema) addTemplates(all []Template) error {
	if len(all) > maxTemplates {
		return fmt.Errorf("%d templates, at most %d", len(all), maxTemplates)
	}
	for _, t := range all {
		if _, twice := s.Template(t.Name); twice {
			return fmt.Errorf("template %q: stands twice", t.Name)
		}
		if err := s.checkTemplate(t); err != nil {
			return fmt.Errorf("template %q: %w", t.Name, err)
		}
		s.templates = append(s.templates, t)
	}
	return nil
}

func (s *Schema) checkTemplate(t Template) error {
	if !isName(t.Name) {
		return errors.New("a name has 1 to 40 of a-z, 0-9 and _, and begins with a letter")
	}
	if err := checkLabel(t.Label); err != nil {
		return err
	}
	if t.Label["ko"] == "" || t.Label["en"] == "" {
		return errors.New("label needs ko and en")
	}
	if len(t.Fields) == 0 {
		return errors.New("it names no field")
	}
	for i, name := range t.Fields {
		if _, ok := s.Field(name); !ok {
			return fmt.Errorf("it names %q, no field", name)
		}
		if slices.Contains(t.Fields[:i], name) {
			return fmt.Errorf("it names %q twice", name)
		}
	}
	return nil
}
