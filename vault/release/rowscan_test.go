package release

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casevault/vault/record"

	"golang.org/x/text/unicode/norm"
)

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
