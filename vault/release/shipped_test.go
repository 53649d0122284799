package release

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"casevault/vault/record"
)

func schema(t testing.TB) *record.Schema {
	t.Helper()
	s, err := record.ParseSchema(record.DefaultJSON())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// person returns a record with these values.
func person(t testing.TB, s *record.Schema, values map[string]string) *record.Record {
	t.Helper()
	r := s.New()
	for name, raw := range values {
		v, _, err := s.Parse(name, raw)
		if err == nil {
			err = r.Set(name, v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// hong is invented, and has a value in every field.
func hong(t testing.TB, s *record.Schema) *record.Record {
	return person(t, s, map[string]string{
		"case_id": "CR-0000018", "status": "open", "programme": "주거 지원", "caseworker": "담당자07",
		"next_due": "2026-12-01", "closed_on": "2026-11-30", "tags": "긴급; 의료", "legal_status": "보호결정",
		"consent":    `[{"scope":"media","recipient":"어느 신문","date":"2026-01-02"}]`,
		"legal_name": "홍길동", "romanized_name": "Hong Gildong", "alias": "김별", "birth_date": "1985-03-07", "sex": "M",
		"resident_number": "850307-1234567", "phone": "010-9876-5678", "email": "hong@example.com",
		"address": "경기도 수원시 예시로 1", "origin_province": "함북", "origin_city": "회령시",
		"arrival_date": "2009-05-04", "route": "두만강을 건넘", "occupation": "광부",
		"family_in_north": `[{"relation":"누나","name":"홍예명","city":"삼지연시"},{"relation":"형","name":"홍수","city":"회령시"}]`,
		"health_notes":    "홍길동은 혈압이 높다",
		"services":        `[{"type":"주거","detail":"보증금 지원","start":"2026-01-05","end":"2026-02-05"}]`,
		"case_notes":      `[{"date":"2026-01-02","author":"담당자07","text":"누나 홍예명에게 송금"}]`,
	})
}

func day() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

func occasion() Occasion { return Occasion{Day: day(), Key: bytes.Repeat([]byte{7}, 32)} }

// exact is a scanner that takes out these words, as they stand.
type exact []string

func (e exact) Scan(text string) (string, []Hit, error) {
	var hits []Hit
	for _, w := range e {
		for range strings.Count(text, w) {
			at := strings.Index(text, w)
			hits = append(hits, Hit{"name", at, at + len(w)})
			text = strings.Replace(text, w, "[이름]", 1)
		}
	}
	return text, hits, nil
}

func load(t testing.TB, s *record.Schema, name string) *Profile {
	t.Helper()
	p, err := Parse(Shipped()[name], s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

func text(r Row) string {
	var b strings.Builder
	for _, c := range r.cells {
		fmt.Fprintf(&b, "%s=%s\n", c.field, c.join())
	}
	return b.String()
}

// TestShipped holds what leaves of one person through each profile that comes
// with the program.
func TestShipped(t *testing.T) {
	s := schema(t)
	want := map[string]string{
		"media": "birth_date=40-49\nsex=M\narrival_date=2000-2009\n",
		"partner-medical": "case_id=P-Z3ULD6COUQD3\nbirth_date=1985\nsex=M\n" +
			"health_notes=[이름]은 혈압이 높다\n",
		"court": "case_id=CR-0000018\nlegal_name=홍길동\nromanized_name=Hong Gildong\nbirth_date=1985-03-07\nsex=M\n" +
			"address=경기도 수원시 예시로 1\nlegal_status=보호결정\narrival_date=2009-05-04\nfamily_in_north=누나; 형\n",
		"statistics": "status=open\nbirth_date=40-49\nsex=M\norigin_province=함경북도\narrival_date=2009\n",
		"subject-access": "case_id=CR-0000018\nstatus=open\nprogramme=주거 지원\nnext_due=2026-12-01\nclosed_on=2026-11-30\n" +
			"tags=긴급; 의료\nlegal_status=보호결정\nconsent=media, 어느 신문, 2026-01-02\n" +
			"legal_name=홍길동\nromanized_name=Hong Gildong\nalias=김별\nbirth_date=1985-03-07\nsex=M\n" +
			"resident_number=850307-1234567\nphone=010-9876-5678\nemail=hong@example.com\n" +
			"address=경기도 수원시 예시로 1\norigin_province=함북\norigin_city=회령시\narrival_date=2009-05-04\n" +
			"route=두만강을 건넘\noccupation=광부\nfamily_in_north=누나, 홍**; 형, 홍**\n" +
			"health_notes=홍길동은 혈압이 높다\nservices=주거, 보증금 지원, 2026-01-05, 2026-02-05\n" +
			"case_notes=2026-01-02, 누나 [이름]에게 송금\n",
	}
	if len(Shipped()) != len(want) {
		t.Errorf("%d profiles are shipped, want %d", len(Shipped()), len(want))
	}
	for name := range want {
		p := load(t, s, name)
		if got := p.Encode(); p.Name != name || !bytes.Equal(got, Shipped()[name]) {
			t.Errorf("%s is not in its canonical form, which is\n%s", name, got)
		}
		hide := exact{"홍예명", "홍수"}
		if leaves(p)["legal_name"] != "keep" {
			hide = append(hide, "홍길동")
		}
		row := applied(t, p, hong(t, s), occasion(), hide)
		if got := text(row); got != want[name] {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want[name])
		}
	}
}
