package release

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"casevault/vault/record"
)

// with returns a profile of these lines.
func with(lines string) string {
	return `{"version":1,"name":"x","profile_version":1,"label":{"ko":"ㄱ","en":"a"},"kind":"court","k":1,"fields":[` + lines + `]}`
}

func TestParse(t *testing.T) {
	s := schema(t)
	good := with(`{"field":"sex","transform":"keep"}`)
	band := func(w string) string { return `{"transform":"age-band","width":` + w + `}` }
	born := func(gen string) string {
		return with(`{"field":"birth_date","transform":"age-band","width":10,"generalise":[` + gen + `]}`)
	}
	for _, tt := range []struct{ text, says string }{
		{good, ""},
		{with(`{"field":"tags","transform":"scan"}`), ""},
		{with(`{"field":"tags","transform":"mask"}`), ""},
		{with(`{"field":"address","transform":"region"},{"field":"services","column":"type","transform":"table","table":{"a":"b"}}`), ""},
		{born(band("20") + `,` + band("40") + `,{"transform":"drop"}`), ""},
		{with(`{"field":"birth_date","transform":"keep","generalise":[{"transform":"year"},{"transform":"decade"}]}`), ""},

		{``, "ends too early"},
		{good[:40], "ends too early"},
		{"{\n\"version\":1,\n\"k\":1,,", "line 3 of the JSON"},
		{"{\n\"k\":\"1\"}", "line 2 of the JSON"},
		{`[]`, "cannot unmarshal"},
		{good + `{}`, "after the end"},
		{strings.Replace(good, `"version":1`, `"version":2`, 1), "version 2"},
		{strings.Replace(good, `"kind"`, `"kinds"`, 1), "unknown field"},
		{strings.Replace(good, `"k":1`, `"k":1,"K":1`, 1), "stands twice"},
		{strings.Replace(good, `"k":1`, `"k":0`, 1), "k is 0"},
		{strings.Replace(strings.Replace(good, `"k":1`, `"k":10`, 1), "court", "media", 1), "k is 10; for kind media it is 11"},
		{strings.Replace(good, `"court"`, `"friend"`, 1), "none of"},
		{strings.Replace(good, `"x"`, `"X"`, 1), "a name has"},
		{strings.Replace(good, `"profile_version":1`, `"profile_version":0`, 1), "counts from 1"},
		{strings.Replace(good, `"en":"a"`, `"en":""`, 1), "label needs"},
		{strings.Replace(good, `"en":"a"`, `"en":"a\u001b[2J"`, 1), "printable"},
		{strings.Replace(good, `"k":1`, `"k":1,"consent":"a b"`, 1), "consent is a scope"},
		{with(``), "0 fields"},
		{with(strings.Repeat(`{"field":"sex","transform":"drop"},`, 256) + `{"field":"sex","transform":"drop"}`), "257 fields"},
		{with(`{"field":"sex","transform":"keep"},{"field":"sexx","transform":"keep"}`), "line 2 (sexx): the schema has no such field"},
		{with(`{"field":"sex","transform":"keep"},{"field":"sex","transform":"drop"}`), "line 2 (sex): stands twice, first in line 1"},
		{with(`{"field":"sex","transform":"keeep"}`), `line 1 (sex): unknown transform "keeep"`},
		{with(`{"field":"sex"}`), `unknown transform ""`},
		{with(`{"field":"sex","transform":"year"}`), "year does not fit type choice"},
		{with(`{"field":"sex","transform":"scan"}`), "scan does not fit"},
		{with(`{"field":"sex","transform":"pseudonym"}`), "pseudonym does not fit"},
		{with(`{"field":"sex","transform":"keep","width":2}`), "no width"},
		{with(`{"field":"sex","transform":"keep","table":{}}`), "no table"},
		{with(`{"field":"sex","column":"x","transform":"keep"}`), "is no list"},
		{with(`{"field":"health_notes","transform":"keep"}`), "keep does not fit free text"},
		{with(`{"field":"occupation","transform":"keep"}`), "keep does not fit free text"},
		{with(`{"field":"tags","transform":"keep"}`), "keep does not fit free text"},
		{with(`{"field":"case_notes","column":"text","transform":"keep"}`), "keep does not fit free text"},
		{with(`{"field":"case_notes","transform":"scan"}`), "each of its columns"},
		{with(`{"field":"case_notes","column":"_sig","transform":"scan"}`), "no such column"},
		{with(`{"field":"tags","column":"a","transform":"scan"}`), "has no columns"},
		{with(`{"field":"route","transform":"region"}`), "region does not fit"},
		{with(`{"field":"route","transform":"table","table":{"a":"b"}}`), "table does not fit"},
		{with(`{"field":"legal_name","transform":"scan"}`), "scan does not fit type text with format name"},
		{with(`{"field":"phone","transform":"initial"}`), "initial does not fit"},
		{with(`{"field":"occupation","transform":"table"}`), "0 entries"},
		{with(`{"field":"occupation","transform":"table","table":{"a":"b","A ":"c"}}`), "twice"},
		{with(`{"field":"occupation","transform":"table","table":{"-":"c"}}`), "no letters"},
		{with(`{"field":"occupation","transform":"table","table":{"a":""}}`), "printable"},
		{with(`{"field":"birth_date","transform":"age-band"}`), "width of 2 to 50"},
		{with(`{"field":"birth_date","transform":"age-band","width":1}`), "width of 2 to 50"},
		{born(band("25")), "generalise 1: a band of 25 years does not hold whole bands of 10"},
		{born(band("5")), "generalise 1"},
		{born(`{"transform":"drop"},{"transform":"drop"}`), "generalise 2: drop is not coarser than drop"},
		{born(`{"transform":"drop"},` + band("20")), "generalise 2"},
		{born(`{"transform":"year"}`), "year is not coarser than age-band"},
		{born(`{"transform":"keep"}`), "keep is not coarser"},
		{with(`{"field":"services","column":"type","transform":"drop"},{"field":"sex","transform":"keep"},{"field":"services","column":"end","transform":"keep"}`), "stand together"},
		{with(strings.Repeat(" ", maxProfile)), "longer than"},
	} {
		p, err := Parse([]byte(tt.text), s)
		switch {
		case tt.says == "" && err != nil:
			t.Errorf("%s: %v", tt.text, err)
		case tt.says == "":
			if again, err := Parse(p.Encode(), s); err != nil || !bytes.Equal(again.Encode(), p.Encode()) {
				t.Errorf("%s becomes another: %v", tt.text, err)
			}
		case err == nil || !strings.Contains(err.Error(), tt.says):
			t.Errorf("%.300s: %v, want %q", tt.text, err, tt.says)
		}
	}
}

func TestCoarser(t *testing.T) {
	s := schema(t)
	p := load(t, s, "media")
	before := string(p.Encode())
	var seen []string
	for q, more := p, true; more; q, more = q.coarser(0) {
		row, err := q.Apply(hong(t, s), occasion(), nil)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, fmt.Sprint(row.cells[0].join(), len(q.quasi())))
	}
	if got := strings.Join(seen, " "); got != "40-493 40-593 M2" || string(p.Encode()) != before {
		t.Errorf("forms of the first line: %s", got)
	}
}

func TestQuasi(t *testing.T) {
	s := schema(t)
	names := func(p *Profile) string {
		var out []string
		for _, i := range p.quasi() {
			out = append(out, p.Fields[i].name())
		}
		return strings.Join(out, " ")
	}
	if got := names(load(t, s, "partner-medical")); got != "birth_date sex" {
		t.Errorf("partner-medical: %s", got)
	}
	// What is no quasi-identifier in the schema still tells who it is.
	p, err := Parse([]byte(with(`{"field":"legal_name","transform":"initial"},{"field":"case_id","transform":"keep"},{"field":"status","transform":"keep"},`+
		`{"field":"occupation","transform":"scan"},{"field":"route","transform":"drop"},{"field":"family_in_north","column":"relation","transform":"scan"}`)), s)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(p); got != "legal_name case_id occupation family_in_north.relation" {
		t.Errorf("quasi-identifiers: %s", got)
	}
	r := hong(t, s)
	var values []string
	for _, i := range p.quasi() {
		values = append(values, p.quasiValue(i, r, occasion()))
	}
	if got := strings.Join(values, "|"); got != "ㅎ|CR-0000018|광부|누나\x00형" {
		t.Errorf("values %q", got)
	}
	if got := p.quasiValue(0, s.New(), occasion()); got != "" {
		t.Errorf("no name is %q", got)
	}
}

func FuzzParseProfile(f *testing.F) {
	for _, b := range Shipped() {
		f.Add(b)
	}
	f.Add([]byte(with(`{"field":"occupation","transform":"table","table":{"a":"<&>"},"generalise":[{"transform":"drop"}]}`)))
	f.Add([]byte(with(`{"field":"birth_date","transform":"age-band","width":10}`)))
	s := schema(f)
	full := hong(f, s)
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Parse(b, s)
		if err != nil {
			return
		}
		again, err := Parse(p.Encode(), s)
		if err != nil || !bytes.Equal(again.Encode(), p.Encode()) {
			t.Fatalf("encodes as what it is not: %v", err)
		}
		row := applied(t, p, full, occasion(), nil)
		if len(row.cells) != len(p.Columns()) {
			t.Fatalf("%d cells in %d columns", len(row.cells), len(p.Columns()))
		}
		for _, c := range row.cells {
			if record.Printable(c.join(), true) != c.join() {
				t.Fatalf("not printable: %q", c.join())
			}
		}
	})
}
