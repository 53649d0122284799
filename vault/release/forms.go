package release

import (
	"slices"

	"casevault/vault/record"
)

// Forms are all that a [Gate] compares of a release: each line of the profile
// that could identify, in every form in which it may leave, and what left in
// earlier releases to the same recipient.
type Forms struct {
	p       *Profile
	lines   []int // of p, one for each ladder
	forms   []form
	ladders []Ladder
	earlier [][]int // forms of each earlier release
}

// A form is line i of a profile.
type form struct {
	p *Profile
	i int
}

// Forms returns those of the profile and of earlier releases, whose profiles
// are of [Left].
func (p *Profile) Forms(earlier ...*Profile) *Forms {
	f := &Forms{p: p, lines: p.quasi()}
	for _, i := range f.lines {
		var l Ladder
		for q, more := p, true; more; q, more = q.coarser(i) {
			l = append(l, f.add(q, i))
		}
		f.ladders = append(f.ladders, l)
	}
	for _, q := range earlier {
		var left []int
		for _, i := range q.quasi() {
			left = append(left, f.add(q, i))
		}
		f.earlier = append(f.earlier, left)
	}
	return f
}

func (f *Forms) add(p *Profile, i int) int {
	f.forms = append(f.forms, form{p, i})
	return len(f.forms) - 1
}

// Gate returns a gate for the forms.
func (f *Forms) Gate() *Gate {
	var columns []string
	for _, x := range f.forms {
		columns = append(columns, x.p.Fields[x.i].name())
	}
	return NewGate(f.p.K, columns, f.ladders)
}

// Earlier returns the forms in which somebody left who was in these of the
// earlier releases.
func (f *Forms) Earlier(releases []int) []int {
	var out []int
	for _, n := range releases {
		out = append(out, f.earlier[n]...)
	}
	return out
}

// Values returns what a record looks like in each form.
func (f *Forms) Values(r *record.Record, on Occasion) []string {
	out := make([]string, len(f.forms))
	for n, x := range f.forms {
		if x.p.Fields[x.i].Op != "drop" {
			out[n] = x.p.quasiValue(x.i, r, on)
		}
	}
	return out
}

// Compartments returns those that hold the values.
func (f *Forms) Compartments() []record.Compartment {
	var out []record.Compartment
	for _, x := range f.forms {
		if c := x.p.bound[x.i].field.Compartment; !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// Coarsened returns the profile in the forms that a gate decided on, and the
// lines (field or field.column) that leave in a coarser form.
func (f *Forms) Coarsened(d *Decision) (*Profile, []string) {
	p, names := f.p, []string(nil)
	for n, i := range f.lines {
		for range d.Steps[n] {
			p, _ = p.coarser(i)
		}
		if d.Steps[n] > 0 {
			names = append(names, p.Fields[i].name())
		}
	}
	return p, names
}

// Lines returns the forms in which the fields leave, without those they could
// have: what a ledger keeps of a release, and [Left] reads.
func (p *Profile) Lines() []Line {
	var out []Line
	for _, l := range p.Fields {
		if l.Generalise = nil; l.Op != "drop" {
			out = append(out, l)
		}
	}
	return out
}

// Left is a profile of what left earlier, for [Profile.Forms] alone. A field that
// the schema no longer has tells nobody apart any more; where a transform no
// longer fits the field, the value itself is taken to be known.
func Left(lines []Line, s *record.Schema) *Profile {
	p := &Profile{schema: s}
	for _, l := range lines {
		f, ok := s.Field(l.Field)
		if !ok {
			continue
		}
		t, err := bind(l, s)
		if err == nil {
			err = l.checkForms(t)
		}
		if err != nil {
			l.Transform, t = Transform{Op: "scan"}, target{field: f, typ: f.Type, multiline: true}
		}
		p.Fields, p.bound = append(p.Fields, l), append(p.bound, t)
	}
	return p
}
