package record

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	for _, c := range []struct{ mask, in, want string }{
		{"name", "홍길동", "홍**"}, {"name", "오옥", "오**"}, {"name", "홍", "*"}, {"name", "", ""},
		{"name", "남궁민수", "남궁**"}, {"name", "남궁민", "남궁**"}, {"name", "선우", "선**"}, {"name", "홍 길동", "홍**"},
		{"name", "독고영재", "독고**"}, {"name", "김가나다라", "김**"}, {"name", "洪吉童", "洪**"},
		{"name", "Kim Chol", "K***"}, {"name", "ㅎ길동", "***"}, {"name", "\u1112\u1169\u11bc길동", "***"},
		{"name", "(홍)길동", "***"}, {"name", " ", "***"}, {"name", "010-1234", "***"},
		{"romanized", "Hong Gildong", "H***"}, {"romanized", "hong", "H***"}, {"romanized", "O Ok", "O***"},
		{"romanized", "H", "***"}, {"romanized", "홍길동", "***"}, {"romanized", "1", "***"},
		{"date", "1985-03-07", "1985-**-**"}, {"date", "1985. 3. 7.", "***"}, {"date", "1985", "***"}, {"date", "1985-02-30", "***"},
		{"phone", "010-1234-5678", "010-****-5678"}, {"phone", "01012345678", "010-****-5678"}, {"phone", "02-123-4567", "02-****-4567"},
		{"phone", "031-123-4567", "031-****-4567"}, {"phone", "+82-10-1234-5678", "***"}, {"phone", "1588-1234", "***"},
		{"phone", "언니 010-1234-5678", "***"}, {"phone", "112", "***"},
		{"resident", "850307-1234567", "850307-1******"}, {"resident", "850307-123456", "***"}, {"resident", "850307-12345678", "***"},
		{"email", "hong@gildong.kr", "***@***"}, {"email", "x", "***@***"},
		{"address", "경기도 수원시 팔달구", "경기도 ***"}, {"address", "서울 강남구", "서울 ***"}, {"address", "홍길동 댁", "***"},
		{"address", "경기도", "***"}, {"address", "경기도수원시 1", "***"},
		{"hidden", "x", "***"}, {"list", "x", "***"}, {"", "x", "***"}, {"plain", "x", "***"},
	} {
		if got := Mask(c.mask, c.in); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.mask, c.in, got, c.want)
		}
	}
}

// secret returns what the mask must not show of a well-formed value.
func secret(mask, v string) string {
	r := []rune(v)
	switch mask {
	case "name":
		return string(r[len(r)-1:])
	case "romanized", "address":
		_, rest, _ := strings.Cut(v, " ")
		return rest
	case "date":
		return v[5:]
	case "phone":
		return v[3 : len(v)-4]
	case "resident":
		return v[8:]
	}
	return v
}

// Every mask, over values whose secret part cannot stand in the mask by chance.
func TestMaskKeepsSecrets(t *testing.T) {
	pools := map[string][]string{
		"name":      {"홍길동", "오옥", "남궁민수", "선우", "제갈공명", "김 철", "洪吉童"},
		"romanized": {"Hong gildong", "O ok", "Namgung min su"},
		"date":      {"1985-03-07", "2204-12-31", "1900-10-09"},
		"phone":     {"010-1111-2222", "0101111 2222", "0311112222", "01011112222", "+82-10-1111-2222"},
		"resident":  {"850307-1234567", "000229-3987654"},
		"email":     {"a@example.com", "홍@b"},
		"address":   {"경기도 수원시 팔달구 1", "경기도  수원시", "서울 가"},
		"hidden":    {"a", "홍길동", "850307-1234567"},
	}
	for _, mask := range []string{"name", "romanized", "date", "phone", "resident", "email", "address", hidden, "", "no such mask"} {
		for kind, values := range pools {
			for _, v := range values {
				got := Mask(mask, v)
				// A mask over values of another kind must hide at least as
				// much as the value's own would, or show no more than a letter.
				if s := secret(kind, v); mask == kind && strings.Contains(got, s) {
					t.Errorf("%s %q: %q shows %q", mask, v, got, s)
				}
				if strings.Contains(got, v) {
					t.Errorf("%s %q came out whole", mask, v)
				}
			}
		}
	}
}

// However a value is formed, a mask shows a short known part of it: at most
// the first two letters, six digits and a seventh, or a province.
func FuzzMask(f *testing.F) {
	for _, v := range []string{"홍길동", "남궁민수", "Hong", "1985-03-07", "010-1234-5678", "850307-1234567", "경기도 수원시", "***", "\xff\xfe"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		if v == "" {
			return
		}
		for _, mask := range []string{"name", "romanized", "date", "phone", "resident", "email", "address", hidden, "x"} {
			got := Mask(mask, v)
			if got == v && !strings.Contains(v, "*") { // a value may look masked already
				t.Fatalf("%s %q came out whole", mask, v)
			}
			shown := strings.Trim(strings.ReplaceAll(got, "*", ""), "- @")
			switch mask {
			case "email", hidden, "x":
				if shown != "" {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "name", "romanized":
				if n := len([]rune(shown)); n > 2 || n == 2 && len([]rune(v)) < 3 {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "date":
				if shown != "" && shown != v[:4] {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "phone":
				if strings.Trim(shown, "0123456789-") != "" || len(shown) > len("010-5678")+1 {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "resident":
				if shown != "" && len(shown) != len("850307-1") {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "address":
				if shown != "" && !strings.HasPrefix(v, shown+" ") {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			}
		}
	})
}
