package release

import (
	"slices"
	"strings"

	"casevault/vault/record"
)

// Known is what a [Narrative] looks for, as the record has it.
type Known struct {
	Names     []string // of the person and of kin: Hangul, Latin or Hanja
	Members   []string // labels of the vault's members, caseworkers, authors of notes
	Dates     []Date
	Phones    []string
	Emails    []string
	Codes     []string // resident numbers, case numbers, other ids
	Addresses []string
	Places    []string // provinces, cities, what a route leads through
	Jobs      []string
	Texts     []string // other values that do not leave
	Today     string   // YYYY-MM-DD: the day of release, the last on which an age may have been noted
	Since     string   // YYYY-MM-DD: the first; empty is 20 years before Today
}

// Date is a known day, YYYY-MM-DD. Of a birth the year alone and ages count
// too, of others the year only beside a word that says what happened.
type Date struct {
	Day   string
	Birth bool
}

// KnownOf collects what a record holds of the person and their kin. Names,
// numbers and dates count even if the profile lets their field leave: in a
// story they tell who speaks. Other values do not count if it does. The caller
// adds the members and the day, and must have opened the compartments identity
// and kin: what is not known cannot be found.
func KnownOf(s *record.Schema, r *record.Record, p *Profile) Known {
	var k Known
	for _, f := range s.Fields() {
		v := r.Get(f.Name)
		switch {
		case v.Empty(), f.Type == "choice", f.Type == "number":
		case f.Type == "list":
			k.list(f, v, p)
		case f.Type == "date":
			if f.Compartment == "identity" || f.Quasi {
				k.Dates = append(k.Dates, Date{v.Text(), f.Name == "birth_date"})
			}
		case f.Name == "caseworker":
			k.Members = append(k.Members, v.Text())
		case f.Format != "":
			k.format(f.Format, v.Text())
		case (f.Compartment == "identity" || f.Quasi) && !p.discloses(f.Name, ""):
			k.text(f, v.Text())
		}
	}
	if d := r.Get("arrival_date").Text(); d != "" {
		k.Since = d
	}
	return k
}

// format adds a value whose form the schema knows.
func (k *Known) format(format, s string) {
	switch format {
	case "name", "latin":
		k.Names = append(k.Names, s)
	case "phone":
		k.Phones = append(k.Phones, s)
	case "email":
		k.Emails = append(k.Emails, s)
	default: // resident, code
		k.Codes = append(k.Codes, s)
	}
}

// text adds a value in which anything may stand.
func (k *Known) text(f record.Field, s string) {
	switch {
	case f.Mask == "address":
		k.Addresses = append(k.Addresses, s)
	case strings.HasPrefix(f.Name, "origin_"), f.Multiline:
		k.Places = append(k.Places, s) // a route is places in a row
	case f.Name == "occupation":
		k.Jobs = append(k.Jobs, s)
	default:
		k.Texts = append(k.Texts, s)
	}
}

// list adds the columns that have a form, and of kin where they are. Who wrote
// a note is a member.
func (k *Known) list(f record.Field, v record.Value, p *Profile) {
	for _, it := range v.Items() {
		for _, c := range f.Columns {
			s := it[c.Name]
			switch {
			case s == "":
			case c.Format != "":
				k.format(c.Format, s)
			case c.Name == "author":
				if !slices.Contains(k.Members, s) {
					k.Members = append(k.Members, s)
				}
			case f.Compartment == "kin" && c.Type == "date":
				k.Dates = append(k.Dates, Date{Day: s})
			case f.Compartment == "kin" && c.Name == "city" && !p.discloses(f.Name, c.Name):
				k.Places = append(k.Places, s)
			}
		}
	}
}

// discloses reports whether the value of a field or column itself leaves.
func (p *Profile) discloses(field, column string) bool {
	return slices.ContainsFunc(p.Fields, func(l Line) bool {
		return l.Field == field && l.Column == column && (l.Op == "keep" || l.Op == "scan")
	})
}
