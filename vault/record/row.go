package record

import (
	"slices"
	"strconv"
)

// Row is one line of list and find. Only [NewRow] makes one, and it masks.
type Row struct {
	id                                 ID
	caseID, legalName, status, nextDue string
	birthYear                          int // 0 if not known
	withheld                           []string
}

// NewRow masks the name and keeps only the year of the birth date. Values that
// the reader may not see are passed empty and named in withheld, which may be
// shared by rows and must not change.
func NewRow(id ID, caseID, legalName, birthDate, status, nextDue string, withheld []string) Row {
	r := Row{
		id:        id,
		caseID:    Printable(caseID, false),
		legalName: Printable(Mask("name", legalName), false),
		status:    Printable(status, false),
		nextDue:   Printable(nextDue, false),
		withheld:  withheld,
	}
	if isISODate(birthDate) {
		r.birthYear, _ = strconv.Atoi(birthDate[:4])
	}
	return r
}

// ID returns the record's id.
func (r Row) ID() ID { return r.id }

// CaseID returns the office's number.
func (r Row) CaseID() string { return r.caseID }

// LegalName returns the masked name.
func (r Row) LegalName() string { return r.legalName }

// BirthYear returns the year of birth, or false if it is not known.
func (r Row) BirthYear() (int, bool) { return r.birthYear, r.birthYear != 0 }

// Status returns open, waiting, closed or what the office's schema has.
func (r Row) Status() string { return r.status }

// NextDue returns the day something is due, YYYY-MM-DD.
func (r Row) NextDue() string { return r.nextDue }

// Withheld returns the fields that the reader may not see.
func (r Row) Withheld() []string { return slices.Clone(r.withheld) }

// MarshalJSON writes one element of the "records" of list and find.
func (r Row) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil), nil }

// AppendJSON appends what MarshalJSON returns.
func (r Row) AppendJSON(b []byte) []byte {
	b = append(append(append(b, `{"id":"`...), r.id[:idHalf]...), '-')
	b = append(append(b, r.id[idHalf:]...), `","case_id":`...)
	b = appendString(b, r.caseID)
	b = appendString(append(b, `,"legal_name":`...), r.legalName)
	b = append(b, `,"birth_year":`...)
	if r.birthYear == 0 {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(r.birthYear), 10)
	}
	b = appendString(append(b, `,"status":`...), r.status)
	b = appendString(append(b, `,"next_due":`...), r.nextDue)
	b = appendStrings(append(b, `,"withheld":`...), r.withheld)
	return append(b, '}')
}
