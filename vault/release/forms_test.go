package release

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"casevault/vault/record"
)

func profileOfTest(t *testing.T, s *record.Schema, name string) *Profile {
	t.Helper()
	p, err := Parse(Shipped()[name], s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestForms: a line has one form for each step, in order; what a gate decides
// is what then leaves.
func TestForms(t *testing.T) {
	s := schema(t)
	p := profileOfTest(t, s, "media")
	forms := p.Forms()
	on := Occasion{Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	r := person(t, s, map[string]string{"birth_date": "1985-03-07", "sex": "F", "arrival_date": "2011-05-06"})
	got := forms.Values(r, on)
	if want := []string{"40-49", "40-59", "", "F", "", "2010-2019", ""}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	g := forms.Gate()
	for range p.K - 1 {
		g.Add(got)
	}
	other := slices.Clone(got)
	other[0], other[5] = "50-59", "2000-2009"
	g.Add(other)
	g.AddLeaving(got, nil)
	for range p.K { // who stand in the way of a group of all
		g.Add([]string{"20-29", "20-39", "", "M", "", "", ""})
	}
	d, err := g.Decide()
	if err != nil {
		t.Fatal(err)
	}
	q, coarser := forms.Coarsened(d)
	row, err := q.Apply(r, on, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d.Smallest < p.K || len(coarser) != 0 || row.cells[0].join() != "40-49" {
		t.Errorf("%+v %v %q", d, coarser, row.cells[0].join())
	}
	d.Steps = []int{1, 1, 0}
	q, coarser = forms.Coarsened(d)
	if row, err = q.Apply(r, on, nil); err != nil || !slices.Equal(coarser, []string{"birth_date", "sex"}) {
		t.Fatal(coarser, err)
	}
	if cells := row.cells; len(cells) != 2 || cells[0].join() != "40-59" || cells[1].join() != "2010-2019" {
		t.Errorf("%d cells", len(cells))
	}
	if !slices.Equal(forms.Compartments(), []record.Compartment{"identity"}) {
		t.Error(forms.Compartments())
	}
}

// TestLeft: what a ledger keeps of a profile tells people apart as the profile
// did; of what the schema changed since, the value itself is taken to be known.
func TestLeft(t *testing.T) {
	s := schema(t)
	p := profileOfTest(t, s, "media")
	b, err := json.Marshal(p.Lines())
	if err != nil {
		t.Fatal(err)
	}
	var lines []Line
	if err := json.Unmarshal(b, &lines); err != nil {
		t.Fatal(err)
	}
	lines = append(lines, Line{Field: "occupation", Transform: Transform{Op: "keep"}}, // a format, then
		Line{Field: "no_longer", Transform: Transform{Op: "keep"}},
		Line{Field: "legal_status", Transform: Transform{Op: "table", Table: map[string]string{"난민 신청": "applied"}}})
	forms := p.Forms(Left(lines, s), Left(nil, s))
	on := Occasion{Day: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	r := person(t, s, map[string]string{"birth_date": "1985-03-07", "occupation": "baker", "legal_status": "난민신청"})
	values := forms.Values(r, on)
	var left []string
	for _, i := range forms.Earlier([]int{0, 1}) {
		left = append(left, values[i])
	}
	if want := []string{"40-49", "", "", "baker", "applied"}; !slices.Equal(left, want) {
		t.Errorf("%q, want %q", left, want)
	}
}

// TestWrite: each format has what left, by its label, and JSON keeps lists.
func TestWrite(t *testing.T) {
	s := schema(t)
	p := profileOfTest(t, s, "court")
	r := person(t, s, map[string]string{"legal_name": "=1+1", "family_in_north": `[{"relation":"mother","name":"비밀"}]`, "phone": "010-1234-5678"})
	row := applied(t, p, r, Occasion{}, plain{})
	for _, format := range Formats() {
		var out, again bytes.Buffer
		for _, w := range []*bytes.Buffer{&out, &again} {
			if err := p.Write(w, format, "en", slices.Values([]Row{row, row})); err != nil {
				t.Fatal(format, err)
			}
		}
		if !bytes.Equal(out.Bytes(), again.Bytes()) || out.Len() == 0 {
			t.Errorf("%s: not twice the same", format)
		}
		if text := out.String(); format != "xlsx" && (!strings.Contains(text, "1+1") || strings.Contains(text, "비밀") || strings.Contains(text, "1234")) {
			t.Errorf("%s: %s", format, text)
		}
	}
	if err := p.Write(&bytes.Buffer{}, "doc", "en", nil); err == nil {
		t.Error("doc is a format")
	}
	var out bytes.Buffer
	if err := p.Write(&out, "json", "en", slices.Values([]Row{row})); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Version int
		Records []struct {
			LegalName string              `json:"legal_name"`
			Family    []map[string]string `json:"family_in_north"`
		}
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil || len(doc.Records) != 1 || doc.Records[0].LegalName != "=1+1" || len(doc.Records[0].Family) != 1 || doc.Records[0].Family[0]["relation"] != "mother" {
		t.Errorf("%+v %v", doc, err)
	}
}

// plain is a scanner that finds nothing.
type plain struct{}

func (plain) Scan(text string) (string, []Hit, error) { return text, nil, nil }
