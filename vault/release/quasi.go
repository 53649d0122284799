package release

import (
	"strings"

	"casevault/vault/record"
)

// quasi returns the places in Fields of the lines that could identify in
// combination, for the group-size gate: what the schema calls quasi, every
// name, number or address that leaves in any form but a pseudonym (a surname
// was one of the four things that were enough in 2006), and family make-up.
func (p *Profile) quasi() []int {
	var out []int
	for i, l := range p.Fields {
		t := p.bound[i]
		direct := t.format != "" && l.Op != "pseudonym"
		if l.Op != "drop" && (t.field.Quasi || direct || t.field.Compartment == "kin") {
			out = append(out, i)
		}
	}
	return out
}

// quasiValue returns what leaves of a record by line i, as the gate compares
// it. An empty value is a value. Where text is scanned or hashed it returns the
// value itself: whoever knows it can tell, so groups may look smaller than
// they are but never larger. Items of a list keep their order: it leaves too.
func (p *Profile) quasiValue(i int, r *record.Record, on Occasion) string {
	l, t := p.Fields[i], p.bound[i]
	var out []string
	for _, s := range t.texts(r.Get(l.Field), l.Column) {
		if s != "" && l.Op != "scan" && l.Op != "pseudonym" {
			s, _ = l.apply(t, s, on) // only a pseudonym can fail
		}
		out = append(out, s)
	}
	return strings.Join(out, "\x00")
}
