package release

import (
	"errors"
	"strings"
	"time"

	"casevault/vault/record"
)

// By is a thing to count people by.
type By struct {
	Name  string // as it was asked for
	Field record.Field
	Part  string // what of it: "" all, year, decade, region (the province)
}

// NewBy finds what a name means: a choice of the schema, or a text of one line
// that it shows without a mask, by its name (sex, programme); the year or the
// decade of a date (birth_date: birth_year, birth_decade); the province of a
// text (origin_province; address: address_province). Typed texts may leave since
// only such leave as k people have in common; but who is in charge of a case is
// nobody else's business.
func NewBy(name string, s *record.Schema) (By, error) {
	base, part := name, ""
	if i := strings.LastIndexByte(name, '_'); i >= 0 {
		base, part = name[:i], name[i+1:]
	}
	switch part {
	case "year", "decade":
		for _, end := range []string{"", "_date", "_on"} {
			if f, ok := s.Field(base + end); ok && f.Type == "date" {
				return By{name, f, part}, nil
			}
		}
	case "province":
		for _, field := range []string{name, base} {
			if f, ok := s.Field(field); ok && f.Type == "text" && f.Format == "" && !f.Multiline {
				return By{name, f, "region"}, nil
			}
		}
	}
	f, ok := s.Field(name)
	typed := f.Type == "text" && f.Format == "" && f.Plain && !f.Multiline && name != "caseworker"
	if !ok || !typed && f.Type != "choice" {
		return By{}, errors.New("people can be counted by such as sex, status, programme, birth_decade, arrival_year, origin_province, one or two of them")
	}
	return By{name, f, ""}, nil
}

// Value is what a record is counted under, "" if it has no value.
func (b By) Value(r *record.Record) string {
	s := record.Printable(r.Get(b.Field.Name).Text(), false)
	switch {
	case s == "" || b.Part == "":
		return s
	case b.Part == "region":
		return region(s)
	}
	return Transform{Op: b.Part}.date(s, time.Time{})
}
