package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestMask(t *testing.T) {
	for _, c := range []struct{ mask, in, want string }{
		{"name", "홍길동", "홍**"}, {"name", "오옥", "오**"}, {"name", "홍", "***"}, {"name", "", ""},
		{"name", "남궁민수", "남궁**"}, {"name", "남궁민", "남궁**"}, {"name", "선우", "선**"}, {"name", "홍 길동", "홍**"},
		{"name", "황보관", "황보**"}, {"name", "제갈공명", "제갈**"}, {"name", "을지문덕", "을지**"}, {"name", "강전일", "강**"}, {"name", "諸葛孔明", "諸葛**"},
		{"name", "독고영재", "독고**"}, {"name", "김가나다라", "김**"}, {"name", "洪吉童", "洪**"},
		{"name", "Kim Chol", "K***"}, {"name", "Ｋｉｍ Ｃｈｏｌ", "K***"}, {"name", "Ким Чол", "***"}, {"name", "ㅎ길동", "***"}, {"name", "\u1112\u1169\u11bc길동", "홍**"}, {"name", "홍\u200b길동", "홍**"}, {"name", "홍\u200b", "***"}, {"name", "\u200b", "***"},
		{"name", "(홍)길동", "***"}, {"name", " ", "***"}, {"name", "010-1234", "***"},
		{"romanized", "Hong Gildong", "H***"}, {"romanized", "hong", "H***"}, {"romanized", "O Ok", "O***"}, {"romanized", "HONG Gildong", "H***"}, {"romanized", "Gildong Hong", "G***"},
		{"romanized", "H", "***"}, {"romanized", "홍길동", "***"}, {"romanized", "1", "***"},
		{"date", "1985-03-07", "1985-**-**"}, {"date", "1985. 3. 7.", "1985-**-**"}, {"date", "1985", "1985-**-**"}, {"date", "1985-03", "1985-**-**"},
		{"date", "1985년 3월", "1985-**-**"}, {"date", "１９８５．３．７", "1985-**-**"}, {"date", "19850307", "1985-**-**"}, {"date", "1985-13", "***"},
		{"date", "31113", "***"}, {"date", "850307", "***"}, {"date", "7.3.1985", "***"}, {"date", "1985 born", "***"}, {"date", "3300", "***"},
		{"date", "1985-02-30", "***"},
		{"phone", "010-1234-5678", "010-****-5678"}, {"phone", "01012345678", "010-****-5678"}, {"phone", "02-123-4567", "02-****-4567"},
		{"phone", "031-123-4567", "031-****-4567"}, {"phone", "+82-10-1234-5678", "010-****-5678"}, {"phone", "+82 2 123 4567", "02-****-4567"},
		{"phone", "+82 (0)10 1234 5678", "010-****-5678"}, {"phone", "０１０－１２３４－５６７８", "010-****-5678"}, {"phone", "1588-1234", "1588-****"}, {"phone", "15881234", "1588-****"},
		{"phone", "+86 138 1234 5678", "***"}, {"phone", "12345678", "***"},
		{"phone", "언니 010-1234-5678", "***"}, {"phone", "112", "***"},
		{"resident", "850307-1234567", "850307-1******"}, {"resident", "850307-123456", "***"}, {"resident", "850307-12345678", "***"}, {"resident", "８５０３０７－１２３４５６７", "850307-1******"}, {"resident", "850307-1\u200b234567", "850307-1******"},
		{"email", "hong@gildong.kr", "***@***"}, {"email", "x", "***@***"},
		{"address", "경기도 수원시 팔달구", "경기도 ***"}, {"address", "서울 강남구", "서울 ***"}, {"address", "홍길동 댁", "***"},
		{"address", "경기도", "***"}, {"address", "(12345) 경기도 수원시", "경기도 ***"}, {"address", "12345 경기도", "***"}, {"address", "경기도수원시 1", "***"},
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
			v := strings.Trim(tidied(v), " \n")
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
				if shown != "" && !strings.Contains(v, shown) {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "phone":
				if strings.Trim(shown, "0123456789-") != "" || len(shown) > len("010-5678")+1 || shown != "" && len(strings.Trim(v, "0123456789")) == len(v) {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "resident":
				if shown != "" && len(shown) != len("850307-1") {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			case "address":
				if shown != "" && !strings.Contains(v, shown+" ") {
					t.Fatalf("%s %q shows %q", mask, v, shown)
				}
			}
		}
	})
}

// tidied is a value as masks read it.
func tidied(v string) string {
	out, err := tidy(v, false, true, new(notes))
	if err != nil {
		return v
	}
	return out
}

// TestMaskTellsNothingElse: two values that agree in what their mask may show
// look the same, whatever else they hold and however they are written.
func TestMaskTellsNothingElse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 6))
	letters := []rune("가힣길동ㄱaZ 0９-.()'\u200b\u1112\u1169\u0301\u202e@궁Ａ'")
	some := func(least int) string {
		out := make([]rune, least+rnd.IntN(8))
		for i := range out {
			out[i] = letters[rnd.IntN(len(letters))]
		}
		return string(out)
	}
	digits := func(n int) string {
		out := ""
		for range n {
			out += string(rune('0' + rnd.IntN(10)))
		}
		return out
	}
	for range 2000 {
		for _, c := range []struct{ mask, value, want string }{
			{"name", "홍X" + some(0), "홍**"},
			{"name", "남궁X" + some(0), "남궁**"},
			{"name", "Hx" + some(0), "H***"},
			{"romanized", "hx" + some(0), "H***"},
			{"romanized", "Hx" + some(0), "H***"},
			{"date", fmt.Sprintf("1985-%02d-%02d", 1+rnd.IntN(12), 1+rnd.IntN(28)), "1985-**-**"},
			{"date", fmt.Sprintf("1985. %d. %d.", 1+rnd.IntN(12), 1+rnd.IntN(28)), "1985-**-**"},
			{"phone", "010-" + digits(3+rnd.IntN(2)) + "-5678", "010-****-5678"},
			{"phone", "+82 10 " + digits(4) + " 5678", "010-****-5678"},
			{"phone", "1588-" + digits(4), "1588-****"},
			{"resident", "850307-1" + digits(6), "850307-1******"},
			{"email", "x" + some(0), "***@***"},
			{"address", "경기도 x" + some(0), "경기도 ***"},
			{"hidden", "x" + some(0), "***"},
		} {
			for _, v := range []string{c.value, norm.NFD.String(c.value), wide(c.value)} {
				if got := Mask(c.mask, v); got != c.want {
					t.Fatalf("%s %q: %q, want %q", c.mask, v, got, c.want)
				}
			}
		}
	}
}

// wide writes ASCII in full width.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r + 0xFEE0
		}
		return r
	}, s)
}
