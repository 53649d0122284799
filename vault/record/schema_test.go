package record

import (
	"strings"
	"testing"
)

func defaultSchema(t testing.TB) *Schema {
	t.Helper()
	s, err := ParseSchema(DefaultJSON())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The fields and compartments that CLI.md promises.
func TestDefaultSchema(t *testing.T) {
	want := map[Compartment]string{
		"work":     "case_id status programme caseworker next_due closed_on tags legal_status consent",
		"identity": "legal_name romanized_name alias birth_date sex resident_number phone email address origin_province origin_city arrival_date route occupation",
		"kin":      "family_in_north",
		"health":   "health_notes",
		"notes":    "services case_notes",
	}
	got := map[Compartment][]string{}
	for _, f := range defaultSchema(t).Fields() {
		got[f.Compartment] = append(got[f.Compartment], f.Name)
		plain := f.Compartment == "work" || f.Compartment == "notes" || f.Name == "sex" || f.Name == "origin_province"
		if f.Plain != plain {
			t.Errorf("%s: plain %v, want %v", f.Name, f.Plain, plain)
		}
	}
	for c, w := range want {
		fields := map[string]bool{}
		for _, n := range got[c] {
			fields[n] = true
		}
		for _, n := range strings.Fields(w) {
			if !fields[n] {
				t.Errorf("%s lacks %s", c, n)
			}
		}
		if len(got[c]) != len(strings.Fields(w)) {
			t.Errorf("%s has %v", c, got[c])
		}
	}
}

func TestMatch(t *testing.T) {
	s := defaultSchema(t)
	heads := "사건번호=case_id 성명=legal_name 영문명=romanized_name 가명=alias 생년월일=birth_date 성별=sex 출신도=origin_province " +
		"출신시군=origin_city 입국일=arrival_date 주소=address 전화번호=phone 전자우편=email 재북가족=family_in_north 건강기록=health_notes " +
		"법적지위=legal_status 지원내역=services 상담기록=case_notes Legal_Name=legal_name ＢＩＲＴＨ－ＤＡＴＥ=birth_date E-mail:=email"
	for _, h := range strings.Fields(heads) {
		head, want, _ := strings.Cut(h, "=")
		if got, _ := s.Match(head); got != want {
			t.Errorf("%s means %q, want %q", head, got, want)
		}
	}
	if got, _ := s.Match(" 성\u1106\u1167\u11bc\u00a0(한글)\ufeff"); got != "legal_name" {
		t.Errorf("decomposed header with odd spaces means %q", got)
	}
	if got, ok := s.Match("비고"); ok {
		t.Errorf("비고 means %q", got)
	}
	if got, ok := s.Match("()"); ok {
		t.Errorf("a header without letters means %q", got)
	}
}

func TestParseSchemaRefuses(t *testing.T) {
	field := func(rest string) string {
		return `{"name":"x","compartment":"work","type":"text","label":{"ko":"엑스","en":"ex"}` + rest + `}`
	}
	doc := func(fields ...string) string {
		return `{"version":1,"fields":[` + strings.Join(fields, ",") + `]}`
	}
	if _, err := ParseSchema([]byte(doc(field("")))); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(field(`,"synonyms":["E-X"]`), `"x"`, `"y"`, 1)
	for name, in := range map[string]string{
		"empty":             ``,
		"no fields":         doc(),
		"version":           strings.Replace(doc(field("")), ":1", ":2", 1),
		"unknown key":       doc(field(`,"maks":"name"`)),
		"key twice":         doc(field(`,"mask":"name","mask":"hidden"`)),
		"key in other case": doc(field(`,"mask":"name","Mask":"hidden"`)),
		"trailing":          doc(field("")) + "{}",
		"name twice":        doc(field(""), field("")),
		"header twice":      doc(field(""), other),
		"name":              doc(strings.Replace(field(""), `"x"`, `"X"`, 1)),
		"compartment":       doc(strings.Replace(field(""), "work", "audit", 1)),
		"type":              doc(strings.Replace(field(""), `"text"`, `"blob"`, 1)),
		"no label":          doc(strings.Replace(field(""), `,"en":"ex"`, ``, 1)),
		"language":          doc(strings.Replace(field(""), `"en":"ex"`, `"en":"ex","zh":"ai"`, 1)),
		"mask":              doc(field(`,"mask":"namee"`)),
		"list mask on text": doc(field(`,"mask":"list"`)),
		"format":            doc(field(`,"format":"iban"`)),
		"limit":             doc(field(`,"limit":-1`)),
		"huge limit":        doc(field(`,"limit":9999999`)),
		"columns of text":   doc(field(`,"columns":[{"name":"a"}]`)),
		"choices of text":   doc(field(`,"choices":[{"value":"a"}]`)),
		"choice without":    doc(strings.Replace(field(""), `"text"`, `"choice"`, 1)),
		"choice twice":      doc(strings.Replace(field(`,"choices":[{"value":"a"},{"value":"b","synonyms":["A."]}]`), `"text"`, `"choice"`, 1)),
		"default no choice": doc(strings.Replace(field(`,"default":"c","choices":[{"value":"a"}]`), `"text"`, `"choice"`, 1)),
		"not_before text":   doc(field(`,"not_before":"x"`)),
		"not_before itself": doc(strings.Replace(field(`,"not_before":"x"`), `"text"`, `"date"`, 1)),
		"column twice":      doc(strings.Replace(field(`,"columns":[{"name":"a"},{"name":"a"}]`), `"text"`, `"list"`, 1)),
		"internal column":   doc(strings.Replace(field(`,"columns":[{"name":"_sig"}]`), `"text"`, `"list"`, 1)),
		"column order":      doc(strings.Replace(field(`,"columns":[{"name":"a","type":"date","not_before":"b"},{"name":"b","type":"date"}]`), `"text"`, `"list"`, 1)),
		"name out of place": doc(strings.Replace(field(`,"limit":200`), `"x"`, `"legal_name"`, 1)),
		"long case id":      doc(strings.Replace(field(``), `"x"`, `"case_id"`, 1)),
		"empty synonym":     doc(field(`,"synonyms":["-"]`)),
	} {
		if _, err := ParseSchema([]byte(in)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func FuzzParseSchema(f *testing.F) {
	f.Add(DefaultJSON())
	f.Add([]byte(`{"version":1,"fields":[{"name":"x","compartment":"work","type":"list","label":{"ko":"가","en":"a"}}]}`))
	f.Add([]byte(`{"version":1,"fields":[{`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ParseSchema(b)
		if err != nil {
			return
		}
		for _, fd := range s.Fields() {
			if got, ok := s.Match(fd.Name); !ok || got != fd.Name {
				t.Fatalf("field %q is not found by its own name", fd.Name)
			}
			if _, _, err := s.Parse(fd.Name, ""); err != nil {
				t.Fatalf("field %q refuses the empty value: %v", fd.Name, err)
			}
		}
	})
}
