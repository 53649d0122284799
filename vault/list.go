package vault

import (
	"slices"
	"strings"

	"casevault/audit"
	"casevault/vault/record"
)

// A Filter says which records list returns.
type Filter struct {
	Status string // "" for all
	DueBy  string // YYYY-MM-DD: next_due on that day or before; "" for all
	Today  string // YYYY-MM-DD: what is not closed and due by then, or waiting; "" for all
}

// has reports whether a record with these columns is to be returned.
func (f Filter) has(status, due string) bool {
	today := f.Today == "" || status == "waiting" || status != "closed" && due != "" && due <= f.Today
	return today && (f.Status == "" || status == f.Status) && (f.DueBy == "" || due != "" && due <= f.DueBy)
}

// List returns the records, masked, by next_due (none last) and id.
func (s *Session) List(f Filter, reason string) (*Rows, error) {
	if err := s.permit(audit.RoleCaseworker, "list"); err != nil {
		return nil, err
	}
	if f != (Filter{}) {
		if err := s.need(record.ID{}, []string{"status", "next_due"}, "work"); err != nil {
			return nil, err
		}
	}
	if status, _, err := s.schema.Parse("status", f.Status); err == nil {
		f.Status = status.Text() // what people call it does as well
	}
	lines, err := s.catalogueLines(func(e entryLine) bool {
		if f == (Filter{}) {
			return true
		}
		_, status, nextDue := e.workColumns()
		return f.has(status, nextDue)
	})
	if err != nil {
		return nil, err
	}
	return s.rows("list", lines, nil, reason)
}

// Find returns the records, masked, in whose names the term occurs, or in the
// named field. The term is not logged.
func (s *Session) Find(term, field, reason string) (*Rows, error) {
	if err := s.permit(audit.RoleCaseworker, "find"); err != nil {
		return nil, err
	}
	m, err := record.NewMatcher(term)
	if err != nil {
		return nil, &Error{Usage, err}
	}
	if field == "" {
		if err := s.need(record.ID{}, []string{"legal_name"}, "identity"); err != nil {
			return nil, err
		}
		lines, err := s.catalogueLines(func(e entryLine) bool {
			name, roman, alias, _ := e.identityColumns()
			return m.Match([]byte(name)) || m.Match([]byte(roman)) || m.Match([]byte(alias))
		})
		if err != nil {
			return nil, err
		}
		return s.rows("find", lines, []string{"legal_name", "romanized_name", "alias"}, reason)
	}
	f, ok := s.schema.Field(field)
	if !ok {
		return nil, fail(Usage, "the schema has no field %q", field)
	}
	if err := s.need(record.ID{}, []string{field}, f.Compartment, "work"); err != nil {
		return nil, err
	}
	lines, err := s.catalogueLines(func(entryLine) bool { return true })
	if err != nil {
		return nil, err
	}
	var found []entryLine
	for _, e := range lines {
		st, err := s.load(e.id(), f.Compartment)
		if err != nil {
			return nil, err
		}
		if matches(m, st.rec.Get(field)) {
			found = append(found, e)
		}
	}
	return s.rows("find", found, []string{field}, reason)
}

// catalogueLines returns the lines of the catalogue that keep accepts.
func (s *Session) catalogueLines(keep func(entryLine) bool) ([]entryLine, error) {
	var lines []entryLine
	err := s.readCatalogue(func(e entryLine) error {
		if keep(e) {
			if len(lines) == cap(lines) {
				lines = slices.Grow(lines, len(lines)+1) // append would copy a long list twenty times
			}
			lines = append(lines, e)
		}
		return nil
	}, "work", "identity")
	return lines, err
}

func matches(m record.Matcher, v record.Value) bool {
	for _, it := range v.Items() {
		for k, text := range it {
			if !strings.HasPrefix(k, "_") && m.Match([]byte(text)) {
				return true
			}
		}
	}
	return m.Match([]byte(v.Text()))
}
