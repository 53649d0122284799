package record

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

func only(list ...Compartment) func(Compartment) bool {
	return func(c Compartment) bool {
		for _, x := range list {
			if x == c {
				return true
			}
		}
		return false
	}
}

func TestViewJSON(t *testing.T) {
	r := sample(t, defaultSchema(t))
	id, _ := ParseID("K7QXM-2M9DT")
	at := time.Date(2026, 11, 23, 18, 0, 0, 0, time.FixedZone("KST", 9*3600))
	v := r.View(Meta{id, 3, at, at.Add(time.Second)}, only("work", "identity", "kin", "notes"), func(f string) bool { return f == "phone" })
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"version":1,"id":"K7QXM-2M9DT","revision":3,"created":"2026-11-23T09:00:00Z","updated":"2026-11-23T09:00:01Z","fields":{` +
		`"case_id":"CR-0000018","status":"open","tags":["긴급","a\"b\\c"],"legal_name":"홍**","romanized_name":"H***","birth_date":"1985-**-**",` +
		`"sex":"M","resident_number":"850307-1******","phone":"010-9876-5678","email":"***@***","address":"경기도 ***","origin_province":"함경북도",` +
		`"origin_city":"***","family_in_north":[{"relation":"***","name":"홍**","city":"***"}],` +
		`"case_notes":[{"date":"2026-01-02","author":"담당자07","text":"만남"}]},` +
		`"masked":["legal_name","romanized_name","birth_date","resident_number","email","address","origin_city","family_in_north"],` +
		`"withheld":["health_notes"]}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	if m := v.Meta(); m.ID != id || m.Revision != 3 || fmt.Sprint(v.Withheld()) != "[health_notes]" {
		t.Errorf("meta %v, withheld %v", m, v.Withheld())
	}
	b, _ = json.Marshal(r.View(Meta{ID: id}, nil, nil))
	if s := string(b); !strings.Contains(s, `"fields":{},"masked":[],"withheld":["case_id"`) {
		t.Errorf("a reader without keys gets %s", s)
	}
	b, _ = json.Marshal(r.View(Meta{ID: id}, only(Compartments()...), func(string) bool { return true }))
	if s := string(b); !strings.HasSuffix(s, `"masked":[],"withheld":[]}`) {
		t.Errorf("a reader who reveals all gets %s", s)
	}
}

// Withheld fields do not tell whether they have a value.
func TestWithheldTellsNothing(t *testing.T) {
	s := defaultSchema(t)
	a := s.New().View(Meta{}, only("work"), nil)
	b := fill(t, s, map[string]string{"legal_name": "홍길동", "health_notes": "x"}).View(Meta{}, only("work"), nil)
	if x, y := fmt.Sprint(a), fmt.Sprint(b); x != y {
		t.Errorf("%s and %s differ", x, y)
	}
}

func TestDisplay(t *testing.T) {
	r := sample(t, defaultSchema(t))
	got := map[string]Display{}
	for _, f := range r.View(Meta{}, only(Compartments()...), nil).Fields() {
		got[f.Name] = f.Value
	}
	kin := got["family_in_north"]
	if !kin.List() || kin.Text() != "***, 홍**, ***" || kin.Items()[0]["name"] != "홍**" || fmt.Sprint(kin.Columns()) != "[relation name city]" {
		t.Errorf("kin %q %v %v", kin.Text(), kin.Items(), kin.Columns())
	}
	tags := got["tags"]
	if tags.Text() != `긴급; a"b\c` || tags.Items()[1][""] != `a"b\c` || tags.Columns() != nil {
		t.Errorf("tags %q %v", tags.Text(), tags.Items())
	}
	if got["health_notes"].Text() != "***" || got["health_notes"].List() {
		t.Errorf("health %q", got["health_notes"].Text())
	}
}

// A section written by other software may hold anything; a view still cannot
// steer the terminal.
func TestViewIsPrintable(t *testing.T) {
	r := defaultSchema(t).New()
	if err := r.Decode("work", []byte(`{"programme":"a\u001b[31m\u202eb\nc","tags":["x\u0007"],"consent":[{"scope":"\u009by\nz"}]}`)); err != nil {
		t.Fatal(err)
	}
	b, err := r.View(Meta{}, only("work"), nil).MarshalJSON()
	if err != nil || !strings.Contains(string(b), `"fields":{"programme":"a[31mb c","tags":["x"],"consent":[{"scope":"y z"}]}`) {
		t.Errorf("%s %v", b, err)
	}
	row := NewRow(ID{}, "a\x1b", "홍길동\x1b", "1985-03-07", "o\u202e", "n\x00", nil)
	if row.CaseID() != "a" || row.Status() != "o" || row.NextDue() != "n" || row.LegalName() != "홍**" {
		t.Errorf("row %+v", row)
	}
}

func TestPrintable(t *testing.T) {
	for _, c := range []struct {
		in   string
		keep bool
		want string
	}{
		{"홍길동 abc", false, "홍길동 abc"},
		{"a\nb\r\nc\rd\u2028e", true, "a\nb\nc\nd\ne"},
		{"a\nb\tc\u2029d\u0085e", false, "a b c d e"},
		{"\x1b[2J\x07\x7f\u009b1m", false, "[2J1m"},
		{"a\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u200b\u200d\ufeff\u00adb", false, "ab"},
		{"\U000E0041\U000E0100\ufe0f\ufffe\U0001FFFF\u115f\u3164x", false, "\u3164x"},
		{"\ue000", false, "\ue000"},
		{"a\xffb", false, "a\ufffdb"},
		{"é日😀", false, "é日😀"},
	} {
		if got := Printable(c.in, c.keep); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRow(t *testing.T) {
	id, _ := ParseID("K7QXM-2M9DT")
	b, err := json.Marshal([]Row{
		NewRow(id, "CR-1", "홍길동", "1985-03-07", "open", "2026-12-01", nil),
		NewRow(id, "", "", "", "", "", []string{"legal_name"}),
		NewRow(id, "", "", "1985. 3. 7.", "", "", nil),
	})
	want := `[{"id":"K7QXM-2M9DT","case_id":"CR-1","legal_name":"홍**","birth_year":1985,"status":"open","next_due":"2026-12-01","withheld":[]},` +
		`{"id":"K7QXM-2M9DT","case_id":"","legal_name":"","birth_year":null,"status":"","next_due":"","withheld":["legal_name"]},` +
		`{"id":"K7QXM-2M9DT","case_id":"","legal_name":"","birth_year":null,"status":"","next_due":"","withheld":[]}]`
	if err != nil || string(b) != want {
		t.Errorf("%s %v", b, err)
	}
	row := NewRow(id, "", "", "1985-03-07", "", "", []string{"phone"})
	if year, ok := row.BirthYear(); year != 1985 || !ok || row.ID() != id || row.Withheld()[0] != "phone" {
		t.Errorf("row %+v", row)
	}
}
