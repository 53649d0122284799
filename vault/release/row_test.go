package release

import (
	"errors"
	"fmt"
	"math/rand/v2"
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
