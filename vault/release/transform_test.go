package release

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

func TestTransforms(t *testing.T) {
	s := schema(t)
	on := occasion() // 23 November 2026
	jobs := map[string]string{"광부": "광공업", "Miner": "광공업"}
	for _, tt := range []struct{ field, op, in, want string }{
		{"birth_date", "keep", "1985-03-07", "1985-03-07"},
		{"birth_date", "mask", "1985-03-07", "1985-**-**"},
		{"origin_city", "mask", "회령시", "***"},
		{"sex", "mask", "F", "***"},

		{"legal_name", "initial", "홍길동", "ㅎ"},
		{"legal_name", "initial", norm.NFD.String("깐"), "ㄲ"},
		{"legal_name", "initial", "이", "ㅇ"},
		{"legal_name", "initial", "hong", "H"},
		{"legal_name", "initial", "A", Other},
		{"legal_name", "initial", "ㅎ", Other},
		{"legal_name", "initial", "洪吉童", Other},
		{"legal_name", "initial", "7", Other},
		{"romanized_name", "initial", "Élan", "É"},
		{"romanized_name", "initial", "-x", Other},

		{"birth_date", "year", "1985-03-07", "1985"},
		{"birth_date", "year", "85", Other},
		{"birth_date", "decade", "1985-03-07", "1980-1989"},
		{"birth_date", "decade", "1990-01-01", "1990-1999"},
		{"birth_date", "age-band", "1986-11-23", "40-49"}, // turns 40 today
		{"birth_date", "age-band", "1986-11-24", "30-39"}, // tomorrow
		{"birth_date", "age-band", "1986-12-01", "30-39"},
		{"birth_date", "age-band", "2026-11-23", "0-9"},
		{"birth_date", "age-band", "2026-11-24", Other}, // not born yet
		{"birth_date", "age-band", "1904-02-29", "120-129"},
		{"birth_date", "age-band", "1985-13-07", Other},
		{"birth_date", "age-band", "홍길동", Other},

		{"address", "region", "경기도 수원시 예시로 1", "경기도"},
		{"address", "region", "서울시", "서울특별시"},
		{"address", "region", "서울 종로구", "서울특별시"},
		{"address", "region", norm.NFD.String("함북 회령시"), "함경북도"},
		{"address", "region", "  평양 ", "평양직할시"},
		{"address", "region", "강원도 원산시", "강원도"},
		{"address", "region", "회령시 함경북도", Other},
		{"address", "region", "경기도수원시", Other},
		{"address", "region", "홍길동 댁", Other},
		{"address", "region", "Seoul", Other},

		{"occupation", "table", "광부", "광공업"},
		{"occupation", "table", " mi ner", "광공업"},
		{"occupation", "table", norm.NFD.String("광부"), "광공업"},
		{"occupation", "table", "광부였음", Other},
		{"occupation", "table", "光夫", Other},
		{"occupation", "table", "-", Other},
		{"occupation", "drop", "광부", ""},
		{"occupation", "", "광부", ""},
		{"occupation", "KEEP", "광부", ""},
	} {
		x := Transform{Op: tt.op}
		switch tt.op {
		case "age-band":
			x.Width = 10
		case "table":
			x.Table = jobs
		}
		to, err := bind(Line{Field: tt.field}, s)
		if err == nil && tt.op != "" && tt.op != "KEEP" {
			err = x.fits(to)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got, err := x.apply(to, tt.in, on); err != nil || got != tt.want {
			t.Errorf("%s of %q: %q, %v, want %q", tt.op, tt.in, got, err, tt.want)
		}
	}
}

// A leap day's birthday is the first of March where there is no such day.
func TestAgeOnLeapDay(t *testing.T) {
	x := Transform{Op: "age-band", Width: 2}
	for day, want := range map[string]string{"2026-02-28": "24-25", "2026-03-01": "26-27", "2028-02-28": "26-27", "2028-02-29": "28-29"} {
		on, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := x.date("2000-02-29", on); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

func TestPseudonym(t *testing.T) {
	key, other := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	seen := map[string]bool{}
	for _, x := range []struct {
		field, value string
		key          []byte
	}{
		{"case_id", "CR-1", key}, {"case_id", "CR-1", other}, {"case_id", "CR-2", key},
		{"alias", "CR-1", key}, {"case_i", "d\x00CR-1", key},
	} {
		a, err := pseudonym(x.field, x.value, x.key)
		b, _ := pseudonym(x.field, x.value, x.key)
		if err != nil || a != b || seen[a] || len(a) != 14 || !strings.HasPrefix(a, "P-") {
			t.Errorf("%q, %q: %v", a, b, err)
		}
		seen[a] = true
	}
	for _, short := range [][]byte{nil, key[:31]} {
		if _, err := pseudonym("case_id", "CR-1", short); !errors.Is(err, errNoKey) {
			t.Errorf("a key of %d bytes: %v", len(short), err)
		}
	}
	p := load(t, schema(t), "partner-medical")
	if _, err := p.Apply(hong(t, schema(t)), Occasion{Day: day()}, nil); !errors.Is(err, errNoKey) {
		t.Errorf("released without a key: %v", err)
	}
}
