package record

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// fill parses values into a new record and fails on a refusal.
func fill(t testing.TB, s *Schema, values map[string]string) *Record {
	t.Helper()
	r := s.New()
	for name, raw := range values {
		v, _, err := s.Parse(name, raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Set(name, v); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func sample(t testing.TB, s *Schema) *Record {
	return fill(t, s, map[string]string{
		"case_id": "CR-0000018", "status": "open", "tags": `["긴급","a\"b\\c"]`,
		"legal_name": "홍길동", "romanized_name": "Hong Gildong", "birth_date": "1985-03-07", "sex": "M",
		"resident_number": "850307-1234567", "phone": "010-9876-5678", "email": "hong@example.com",
		"address": "경기도 수원시 예시로 1", "origin_province": "함경북도", "origin_city": "회령시",
		"family_in_north": `[{"relation":"누나","name":"홍예명","city":"삼지연시"}]`,
		"health_notes":    "첫째 줄\n둘째 줄",
		"case_notes":      `[{"date":"2026-01-02","author":"담당자07","text":"만남"}]`,
	})
}

func TestEncode(t *testing.T) {
	r := sample(t, defaultSchema(t))
	for c, want := range map[Compartment]string{
		"work":   `{"case_id":"CR-0000018","status":"open","tags":["긴급","a\"b\\c"]}`,
		"kin":    `{"family_in_north":[{"relation":"누나","name":"홍예명","city":"삼지연시"}]}`,
		"health": `{"health_notes":"첫째 줄\n둘째 줄"}`,
		"notes":  `{"case_notes":[{"date":"2026-01-02","author":"담당자07","text":"만남"}]}`,
	} {
		got := string(r.Encode(c))
		if got != want || !json.Valid([]byte(got)) {
			t.Errorf("%s: %s", c, got)
		}
	}
	if got := string(r.schema.New().Encode("work")); got != "{}" {
		t.Errorf("nothing is %s", got)
	}
	if got := string(appendString(nil, "\x01<&\u2028")); got != "\"\\u0001<&\u2028\"" {
		t.Errorf("string %s", got)
	}
}

func TestDecode(t *testing.T) {
	s := defaultSchema(t)
	r, again := sample(t, s), s.New()
	for _, c := range Compartments() {
		if err := again.Decode(c, r.Encode(c)); err != nil {
			t.Fatal(err)
		}
		if got, want := string(again.Encode(c)), string(r.Encode(c)); got != want {
			t.Errorf("%s: %s, want %s", c, got, want)
		}
		if again.Has(c) != r.Has(c) || !r.Has(c) {
			t.Errorf("%s: has %v", c, again.Has(c))
		}
	}
	if a, b := fmt.Sprint(again.Names()), fmt.Sprint(r.Names()); a != b {
		t.Errorf("names %s, want %s", a, b)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, in := range []string{
		``, `{`, `[]`, `{}x`, `{"case_id":"a"`, `{"case_id":"a",}`, `{"case_id":1}`, `{"case_id":null}`, `{"case_id":["a"]}`,
		`{"tags":"a"}`, `{"tags":[{"a":"b"}]}`, `{"case_id":"a","case_id":"b"}`, `{"case_id":{"a":"b"}}`, `{"tags":["a",]}`,
		`{"legal_name":"홍길동"}`, // belongs to identity
		`{"consent":["a"]}`, `{"consent":[{"scope":"a","scope":"b"}]}`, `{"consent":[{"scope":["a"]}]}`,
		"{\"case_id\":\"\xff\"}", "{\"case_id\":\"a\nb\"}", `{"case_id":"\ud800"}`, `{"case_id":"\x"}`, `{"case_id":"\u12"}`,
		"{}\x00", "\x00{}",
	} {
		if err := defaultSchema(t).New().Decode("work", []byte(in)); err == nil {
			t.Errorf("%s: accepted", in)
		}
	}
	if err := defaultSchema(t).New().Decode("audit", []byte("{}")); err == nil {
		t.Error("audit is no compartment of a record")
	}
}

// A field that the schema lost survives being saved, and is not shown.
func TestUnknownFieldsSurvive(t *testing.T) {
	s := defaultSchema(t)
	r := s.New()
	in := `{"case_id":"1","consent":[{"scope":"a","_sig":"s","old":"o"}],"a_lost":[{"z":"1","b":"2"},"x"],"lost":"비밀"}`
	if err := r.Decode("work", []byte(in)); err != nil {
		t.Fatal(err)
	}
	c := r.Clone()
	v, _, _ := s.Parse("case_id", "2")
	if err := c.Set("case_id", v); err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(strings.Replace(in, `{"z":"1","b":"2"}`, `{"b":"2","z":"1"}`, 1), `"1","consent"`, `"2","consent"`, 1)
	if got := string(c.Encode("work")); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := string(r.Encode("work")); strings.Contains(got, `"2","consent"`) {
		t.Error("changing a clone changed the record")
	}
	out, err := json.Marshal(r.View(Meta{}, func(Compartment) bool { return true }, func(string) bool { return true }))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"lost", "비밀", "_sig", "old"} {
		if strings.Contains(string(out), secret) {
			t.Errorf("%s is shown", secret)
		}
	}
}

func TestSet(t *testing.T) {
	s := defaultSchema(t)
	r := s.New()
	text, _, _ := s.Parse("alias", "x")
	tags, _, _ := s.Parse("tags", "x")
	long, _, _ := s.Parse("health_notes", strings.Repeat("가", 100))
	for name, v := range map[string]Value{"nothing": text, "legal_name": tags, "tags": text, "services": tags, "case_id": long} {
		if err := r.Set(name, v); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	// The vault adds keys of its own to what was parsed.
	it, _, err := s.ParseItem("case_notes", Item{"text": "첫 만남"})
	if err != nil {
		t.Fatal(err)
	}
	it["_sig"] = "AAAA"
	old := r.Get("case_notes")
	if err := r.Set("case_notes", old.Append(it)); err != nil {
		t.Fatal(err)
	}
	if got := string(r.Encode("notes")); got != `{"case_notes":[{"text":"첫 만남","_sig":"AAAA"}]}` {
		t.Errorf("notes %s", got)
	}
	if !old.Empty() {
		t.Error("Append changed its receiver")
	}
	if err := r.Set("case_notes", Value{}); err != nil || r.Has("notes") {
		t.Errorf("not emptied: %v", err)
	}
}

func TestSetDefaults(t *testing.T) {
	s := defaultSchema(t)
	r := s.New()
	r.SetDefaults()
	if got := fmt.Sprint(r.Names()) + r.Get("status").Text(); got != "[status]open" {
		t.Error(got)
	}
	r = fill(t, s, map[string]string{"status": "closed"})
	if r.SetDefaults(); r.Get("status").Text() != "closed" {
		t.Error("a default replaced a value")
	}
}

func TestValidate(t *testing.T) {
	s := defaultSchema(t)
	for _, c := range []struct{ birth, arrival, services, want string }{
		{"1985-03-07", "2010-01-01", `[{"start":"2020-01-02","end":"2020-01-02"}]`, ""},
		{"", "2010-01-01", `[{"end":"2020-01-02"}]`, ""},
		{"2010-01-02", "2010-01-01", "", "arrival_date: earlier than birth_date"},
		{"", "", `[{"type":"x"},{"start":"2020-01-02","end":"2020-01-01"}]`, "services item 2 end: earlier than start"},
	} {
		err := fill(t, s, map[string]string{"birth_date": c.birth, "arrival_date": c.arrival, "services": c.services}).Validate()
		if got := fmt.Sprint(err); err == nil && c.want != "" || err != nil && got != c.want {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// However a program prints a record by accident, nothing comes out.
func TestNothingPrints(t *testing.T) {
	r := sample(t, defaultSchema(t))
	type wrapped struct {
		R *Record
		V Value
		I []Item
		r *Record
		v Value
		l Value
	}
	name, kin := r.Get("legal_name"), r.Get("family_in_north")
	w := wrapped{r, name, kin.Items(), r, name, kin}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "r", r, "w", w, "v", w.V)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "r", r, "v", w.V)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&log, verb, r)
		fmt.Fprintf(&log, verb, *r)
		fmt.Fprintf(&log, verb, w)
		fmt.Fprintf(&log, verb, &w)
	}
	b, err := json.Marshal([]any{r, *r, w.V})
	if err != nil {
		t.Fatal(err)
	}
	out := log.String() + string(b)
	for _, secret := range []string{"홍", "길동", "누나", "CR-", fmt.Sprintf("%x", "홍")} {
		if strings.Contains(out, secret) {
			t.Errorf("%q came out", secret)
		}
	}
}

func FuzzDecode(f *testing.F) {
	s := defaultSchema(f)
	for _, c := range Compartments() {
		f.Add(sample(f, s).Encode(c))
	}
	f.Add([]byte(`{"x":[{"a":"\ud83d\ude00"},"b",{}],"y":"\u0000"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, c := range Compartments() {
			r := s.New()
			if r.Decode(c, b) != nil {
				continue
			}
			if !json.Valid(b) {
				t.Fatalf("%q is no JSON", b)
			}
			out, again := r.Encode(c), s.New()
			if err := again.Decode(c, out); err != nil || !json.Valid(out) {
				t.Fatalf("%q became %q: %v", b, out, err)
			}
			if got := again.Encode(c); string(got) != string(out) {
				t.Fatalf("%q became %q", out, got)
			}
		}
	})
}

// The reader agrees with encoding/json on every text.
func FuzzReader(f *testing.F) {
	f.Add(`"a\u00e9\ud83d\ude00\n\/"`)
	f.Add(`"\ud800"`)
	f.Fuzz(func(t *testing.T, in string) {
		r := reader{s: in}
		v, err := r.document()
		if err != nil || v.IsList() || strings.HasPrefix(strings.TrimSpace(in), "[") {
			return
		}
		var want string
		if err := json.Unmarshal([]byte(in), &want); err != nil || want != v.Text() {
			t.Fatalf("%q is %q, encoding/json says %q, %v", in, v.Text(), want, err)
		}
	})
}
