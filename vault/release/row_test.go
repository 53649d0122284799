package release

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casevault/vault/record"

	"golang.org/x/text/unicode/norm"
)

// hostileValues are values that are hard to keep apart: common words, one syllable,
// inside each other, decomposed, with invisible characters, marks of our own.
func hostileValues() []string {
	return []string{"사람", "이", "한", "홍길", "홍길동", "길동", "길", "정말", "A", "An", "Ann", "***", "other", "F", "1985", "P-",
		norm.NFD.String("홍길동"), "홍\u200b길동", "홍길동\u202e", "\x1b[31m홍", "=1+1", "[이름]"}
}

// stored builds a record past all checks of input, as other software could
// have written it: value gives the text of each field and column.
func stored(t testing.TB, s *record.Schema, value func(f record.Field, c *record.Column) string) *record.Record {
	t.Helper()
	r := s.New()
	for _, c := range record.Compartments() {
		var fields []string
		for _, f := range s.Fields() {
			if f.Compartment != c {
				continue
			}
			text := quoted(value(f, nil))
			if f.Type == "list" && len(f.Columns) == 0 {
				text = "[" + text + "]"
			} else if f.Type == "list" {
				var columns []string
				for i := range f.Columns {
					columns = append(columns, quoted(f.Columns[i].Name)+":"+quoted(value(f, &f.Columns[i])))
				}
				text = "[{" + strings.Join(columns, ",") + `,"_key":"` + token("key", 0) + `"}]`
			}
			fields = append(fields, quoted(f.Name)+":"+text)
		}
		if err := r.Decode(c, []byte("{"+strings.Join(fields, ",")+"}")); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\x1b", `\u001b`).Replace(s) + `"`
}

// token is a text that stands nowhere else.
func token(name string, n int) string {
	return fmt.Sprintf("Zq%s%dqZ", strings.ReplaceAll(name, "_", ""), n)
}

// lineName calls a field or column as lines do.
func lineName(f record.Field, c *record.Column) string {
	if c == nil {
		return f.Name
	}
	return f.Name + "." + c.Name
}

// leaves maps each line that lets something leave to its transform.
func leaves(p *Profile) map[string]string {
	out := map[string]string{}
	for _, l := range p.Fields {
		if l.Op != "drop" {
			out[l.name()] = l.Op
		}
	}
	return out
}

// TestNothingElseLeaves gives every field of everybody a value of its own: of
// those that do not leave, none may be found in what does.
func TestNothingElseLeaves(t *testing.T) {
	s := schema(t)
	for name := range Shipped() {
		p := load(t, s, name)
		open := leaves(p)
		build := func(n int) *record.Record {
			return stored(t, s, func(f record.Field, c *record.Column) string {
				if op := open[lineName(f, c)]; op == "keep" || op == "scan" || op == "mask" {
					return "kept"
				}
				return token(lineName(f, c), n)
			})
		}
		for n := range 20 {
			row := applied(t, p, build(n), occasion(), exact{})
			for _, c := range row.cells {
				if strings.Contains(c.join(), "Zq") {
					t.Errorf("%s: %s lets %q leave", name, c.field, c.join())
				}
			}
		}
	}
}

// TestHiddenDoNotMatter: what leaves is the same whatever the dropped fields
// hold, and whatever masked ones hold behind the same mask.
func TestHiddenDoNotMatter(t *testing.T) {
	s := schema(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return hostileValues()[rnd.IntN(len(hostileValues()))] }
	for name := range Shipped() {
		p := load(t, s, name)
		open := leaves(p)
		for range 50 {
			kept := map[string]string{}
			build := func() *record.Record {
				return stored(t, s, func(f record.Field, c *record.Column) string {
					key := lineName(f, c)
					switch open[key] {
					case "":
						return pick()
					case "mask":
						return "홍" + strings.Repeat("길", 1+rnd.IntN(3))
					case "pseudonym":
						return "same"
					}
					if kept[key] == "" {
						kept[key] = pick()
					}
					return kept[key]
				})
			}
			a, err1 := p.Apply(build(), occasion(), exact{})
			b, err2 := p.Apply(build(), occasion(), exact{})
			if err := errors.Join(err1, err2); err != nil {
				t.Fatal(err)
			}
			if text(a) != text(b) {
				t.Fatalf("%s: hidden values change what leaves:\n%s\nand\n%s", name, text(a), text(b))
			}
			for _, c := range a.cells {
				if record.Printable(c.join(), true) != c.join() {
					t.Errorf("%s: %s is not printable", name, c.field)
				}
			}
		}
	}
}

// sweeping is an exact scanner: it takes values out, longest first, until none
// is left in any composition.
type sweeping []string

func (w sweeping) Scan(text string) (string, []Hit, error) {
	text = norm.NFC.String(text)
	values := []string(exact{})
	for _, v := range w {
		values = append(values, norm.NFC.String(record.Printable(v, false)))
	}
	slices.SortFunc(values, func(a, b string) int { return len(b) - len(a) })
	for _, v := range values {
		text = strings.ReplaceAll(text, v, "#")
	}
	return text, []Hit{{Kind: "name"}}, nil
}

// TestScannedTexts: texts full of hidden values leave without them, if the
// scanner finds them.
func TestScannedTexts(t *testing.T) {
	s := schema(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	for name := range Shipped() {
		p := load(t, s, name)
		open := leaves(p)
		for range 50 {
			var hidden []string
			for range 5 {
				hidden = append(hidden, hostileValues()[rnd.IntN(len(hostileValues()))])
			}
			r := stored(t, s, func(f record.Field, c *record.Column) string {
				if open[lineName(f, c)] == "scan" {
					return "어제 " + strings.Join(hidden, "는 ") + "가 왔다"
				}
				return ""
			})
			row := applied(t, p, r, occasion(), sweeping(hidden))
			for _, c := range row.cells {
				for _, v := range hidden {
					if v = norm.NFC.String(record.Printable(v, false)); strings.Contains(norm.NFC.String(c.join()), v) {
						t.Errorf("%s: %s holds %q", name, c.field, v)
					}
				}
			}
			if p.Scans() != (row.Hits()["name"] > 0) {
				t.Errorf("%s: %v hits", name, row.Hits())
			}
		}
	}
}

// TestKnownValuesStay: through the real scanner, none of a person's values that
// the profile keeps back is in a text that leaves, whatever else they are: a
// common word, inside each other, decomposed, with invisible characters, or the
// same as another's.
func TestKnownValuesStay(t *testing.T) {
	s := schema(t)
	rnd := rand.New(rand.NewPCG(5, 6))
	of := func(values ...string) string { return values[rnd.IntN(len(values))] }
	spell := func(v string) string {
		switch rnd.IntN(4) {
		case 0:
			return norm.NFD.String(v)
		case 1:
			r := []rune(v)
			return string(r[:1]) + "\u200b" + string(r[1:])
		}
		return v
	}
	for range 100 {
		hidden := map[string]string{
			"legal_name": of("홍길동", "김하나", "남궁사랑", "이슬", "한나라"), "alias": of("홍길", "하나", "사랑이", "별이"),
			"romanized_name": of("Hong Gildong", "An Na", "LEE SUL"), "phone": of("010-9876-5678", "+82-10-1234-5678", "02-123-4567"),
			"email": of("hong@example.com", "a.b@c.kr"), "resident_number": "850307-1234567", "birth_date": of("1985-03-07", "2001-12-31"),
			"address": of("경기도 수원시 예시로 1", "서울특별시 종로구 무지개길 22 샘플아파트 101동 1202호"), "origin_city": of("회령시", "청진"),
			"occupation": of("광부", "교원"), "case_id": of("CR-0000018", "18-가-7"),
			"family_in_north.name": of("홍예명", "하나", "길동"), "family_in_north.city": of("삼지연시", "회령"),
		}
		story := "상담: "
		for _, v := range hidden {
			story += of("그는 ", "어제 ", "\n", "(") + spell(v) + of("이고 ", "의 ", ", ", ") ")
		}
		for name := range Shipped() {
			p := load(t, s, name)
			open := leaves(p)
			r := stored(t, s, func(f record.Field, c *record.Column) string {
				key := lineName(f, c)
				if f.Multiline || c != nil && c.Multiline {
					return strings.ReplaceAll(story, "\n", " ")
				}
				return hidden[key]
			})
			row := applied(t, p, r, occasion(), NewNarrative(KnownOf(s, r, p)))
			for _, c := range row.cells {
				for field, v := range hidden {
					multiline := c.field == "health_notes" || c.field == "case_notes" || c.field == "route"
					if multiline && open[field] == "" && strings.Contains(norm.NFC.String(c.join()), v) {
						t.Errorf("%s: %s holds the %s %q:\n%s\nof\n%s", name, c.field, field, v, c.join(), story)
					}
				}
			}
		}
	}
}

// failing is a scanner that cannot judge.
type failing struct{}

func (failing) Scan(string) (string, []Hit, error) { return "홍길동", nil, errors.New("cannot") }

// TestWithoutScan: without a scanner, or when it fails, the text stays.
func TestWithoutScan(t *testing.T) {
	s := schema(t)
	for name := range Shipped() {
		p := load(t, s, name)
		for _, scan := range []Scanner{nil, failing{}} {
			row := applied(t, p, hong(t, s), occasion(), scan)
			var want []string
			for _, l := range p.Fields {
				if l.Op == "scan" {
					want = append(want, l.name())
				}
			}
			if !slices.Equal(row.Withheld(), want) || len(row.Hits()) > 0 {
				t.Errorf("%s: withheld %v, want %v", name, row.Withheld(), want)
			}
			for _, c := range row.cells {
				if open := leaves(p); open[c.field] == "scan" && c.join() != "" {
					t.Errorf("%s: %s leaves unscanned", name, c.field)
				}
				if c.field == "case_notes" && c.join() != "2026-01-02" {
					t.Errorf("%s: %s", name, c.join())
				}
			}
		}
	}
}

// TestNewFieldStays adds a field of each type to each compartment, and a column
// to each list: none is found in any output, nor in the dry run's values.
func TestNewFieldStays(t *testing.T) {
	added := ""
	for _, c := range record.Compartments() {
		for _, typ := range []string{"text", "date", "number", "list"} {
			n := fmt.Sprintf("new_%s_%s", c, typ)
			added += fmt.Sprintf(`{"name":%q,"compartment":%q,"type":%q,"label":{"ko":%q,"en":%q},"plain":true,"quasi":true},`, n, c, typ, n, n)
		}
	}
	b := strings.Replace(string(record.DefaultJSON()), `"fields": [`, `"fields": [`+added, 1)
	b = strings.ReplaceAll(b, `"columns": [`, `"columns": [{"name":"new","label":{"ko":"새","en":"new"}},`)
	s, err := record.ParseSchema([]byte(b))
	if err != nil {
		t.Fatal(err)
	}
	r := stored(t, s, func(f record.Field, c *record.Column) string {
		if strings.HasPrefix(f.Name, "new_") || c != nil && c.Name == "new" {
			return token(lineName(f, c), 0)
		}
		return "가"
	})
	for name := range Shipped() {
		p := load(t, s, name)
		row := applied(t, p, r, occasion(), exact{})
		changes, err := p.Preview(r, occasion(), exact{})
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, c := range changes {
			if strings.Contains(c.Before+c.After, "Zq") {
				t.Errorf("%s: the dry run shows %s", name, c.Field)
			}
			if strings.HasPrefix(c.Field, "new_") || c.Column == "new" {
				told++
			}
		}
		if strings.Contains(text(row), "Zq") || told != 20+4 {
			t.Errorf("%s: %d new fields are named in the dry run:\n%s", name, told, text(row))
		}
	}
}

func TestPreview(t *testing.T) {
	s := schema(t)
	p, err := Parse([]byte(with(`{"field":"legal_name","transform":"mask"},{"field":"health_notes","transform":"scan"},{"field":"phone","transform":"drop"},`+
		`{"field":"family_in_north","column":"relation","transform":"scan"}`)), s)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := p.Preview(hong(t, s), occasion(), exact{"홍길동", "형"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		if c.Before != "" || c.Transform != "" || c.Field == "family_in_north" {
			got = append(got, fmt.Sprint(c.Field, " ", c.Column, c.Item, " ", c.Transform, " ", c.Before, "/", c.After, " ", len(c.Hits)))
		}
	}
	want := "legal_name 0 mask 홍길동/홍** 0\nhealth_notes 0 scan 홍길동은 혈압이 높다/[이름]은 혈압이 높다 1\nphone 0 drop / 0\n" +
		"family_in_north relation1 scan 누나/누나 0\nfamily_in_north relation2 scan 형/[이름] 1\n" +
		"family_in_north name1  / 0\nfamily_in_north name2  / 0\nfamily_in_north city1  / 0\nfamily_in_north city2  / 0"
	if strings.Join(got, "\n") != want {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if got := fmt.Sprintf("%v %+v %s", changes[0], &changes[1], changes[2]); strings.Contains(got, "홍") {
		t.Errorf("formatted: %s", got)
	}
}

func applied(t *testing.T, p *Profile, r *record.Record, on Occasion, scan Scanner) Row {
	t.Helper()
	row, err := p.Apply(r, on, scan)
	if err != nil {
		t.Fatal(err)
	}
	return row
}
