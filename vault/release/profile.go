package release

import (
	"bytes"
	"encoding/json"
	"fmt"

	"casevault/vault/record"
)

const (
	profileVersion = 1
	maxProfile     = 256 << 10
	maxLines       = 256
	maxTable       = 1000
)

// Profile says what of a record may leave, and in which form. [Parse] makes
// one; do not change the slices and maps in it.
type Profile struct {
	Name    string            // a-z, 0-9 and -; at most 40
	Version int               // counts the edits, from 1
	Label   map[string]string // by language: ko, en
	Kind    string            // whom it is for: one of Kinds
	K       int               // the smallest group that may leave; 1: people are named, no gate
	Consent string            // the scope it needs; empty: none
	Fields  []Line

	schema *record.Schema
	bound  []target // what each line is of, by position in Fields
}

// Line lets one field, or one column of a list, leave.
type Line struct {
	Field  string `json:"field"`
	Column string `json:"column,omitempty"`
	Transform
	Generalise []Transform `json:"generalise,omitempty"` // coarser forms, in order
}

// Transform is a way for a value to leave: see the package comment.
type Transform struct {
	Op    string            `json:"transform"`
	Width int               `json:"width,omitempty"` // of age-band, in years: 2 to 50
	Table map[string]string `json:"table,omitempty"` // of table: value -> what leaves

	folded map[string]string // Table by record.FoldKey
}

// document is a Profile in its JSON form.
type document struct {
	Format  int               `json:"version"`
	Name    string            `json:"name"`
	Version int               `json:"profile_version"`
	Label   map[string]string `json:"label"`
	Kind    string            `json:"kind"`
	K       int               `json:"k"`
	Consent string            `json:"consent,omitempty"`
	Fields  []Line            `json:"fields"`
}

// Parse reads a profile and holds it against the schema. Errors name the line.
func Parse(b []byte, s *record.Schema) (*Profile, error) {
	if len(b) > maxProfile {
		return nil, fmt.Errorf("read profile: longer than %d bytes", maxProfile)
	}
	var d document
	if err := record.DecodeStrict(b, &d); err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	if d.Format != profileVersion {
		return nil, fmt.Errorf("read profile: version %d, this program reads %d", d.Format, profileVersion)
	}
	p := &Profile{d.Name, d.Version, d.Label, d.Kind, d.K, d.Consent, d.Fields, s, nil}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	for i := range p.Fields {
		l := &p.Fields[i]
		t, err := bind(*l, s)
		if err == nil {
			err = l.checkForms(t)
		}
		if err == nil {
			err = p.checkPlace(i)
		}
		if err != nil {
			return nil, fmt.Errorf("read profile: line %d (%s): %w", i+1, l.name(), err)
		}
		p.bound = append(p.bound, t)
	}
	return p, nil
}

// Encode returns the canonical form: keys in the order of the package comment,
// those of maps sorted, two blanks a level, a line feed at the end.
func (p *Profile) Encode() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	// Texts, numbers and maps of texts: nothing that encoding could refuse.
	_ = e.Encode(document{profileVersion, p.Name, p.Version, p.Label, p.Kind, p.K, p.Consent, p.Fields})
	return b.Bytes()
}

// WithVersion returns the profile as another edition of itself.
func (p *Profile) WithVersion(n int) *Profile {
	q := *p
	q.Version = n
	return &q
}

// coarser returns the profile with the next coarser form of line i, for the
// group-size gate; false if the line has none. It keeps name and version.
func (p *Profile) coarser(i int) (*Profile, bool) {
	l := p.Fields[i]
	if len(l.Generalise) == 0 {
		return p, false
	}
	q := *p
	q.Fields = append([]Line(nil), p.Fields...)
	q.Fields[i].Transform, q.Fields[i].Generalise = l.Generalise[0], l.Generalise[1:]
	return &q, true
}

// Compartments returns those that the profile's lines are of, whose keys a
// release needs, in the order of record.Compartments.
func (p *Profile) Compartments() []record.Compartment {
	var out []record.Compartment
	for _, c := range record.Compartments() {
		for i, t := range p.bound {
			if t.field.Compartment == c && p.Fields[i].Op != "drop" {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// Scans reports whether any line needs a Scanner.
func (p *Profile) Scans() bool {
	for _, l := range p.Fields {
		if l.Op == "scan" {
			return true
		}
	}
	return false
}

// name is how messages call a line.
func (l Line) name() string {
	if l.Column == "" {
		return l.Field
	}
	return l.Field + "." + l.Column
}
