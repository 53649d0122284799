package record

import (
	"fmt"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestMatcher(t *testing.T) {
	for _, c := range []struct {
		term, value string
		want        bool
	}{
		{"홍길동", "홍길동", true}, {"길동", "홍길동", true}, {"홍동", "홍길동", false},
		{"ㅎㄱㄷ", "홍길동", true}, {"ㄱㄷ", "홍길동", true}, {"ㅎㄷ", "홍길동", false}, {"ㅎㄱㄷ", "황 건 달", true},
		{"ᄒᄀᄃ", "홍길동", true}, {"ㄲ", "김끝", true}, {"ㄲ", "김금", false}, {"ㄳ", "김가사", true}, {"ㄳ", "김사", true}, {"ㄳ", "남사", false},
		{"홍ㄱㄷ", "홍길동", true}, {"홍길ㄷ", "홍길동", true}, {"홍기", "홍길동", true}, {"호길", "홍길동", false}, {"호", "홍길동", true},
		{"홍긴", "홍길동", false}, {"길", "기", false}, {"ㅇㅇㅇ", "ㅇㅇㅇ", true}, {"ㅎ", "Hong", false},
		{"kim yong", "Kim Yong-chol", true}, {"YONGCHOL", "Kim Yong-chol", true}, {"ｋｉｍ", "Kim", true}, {"kim", "Ｋｉｍ", true},
		{"é", "E\u0301", true}, {"홍길동", norm.NFD.String("홍길동"), true}, {norm.NFD.String("길동"), "홍길동", true},
		{"ㅎㄱㄷ", norm.NFD.String("홍길동"), true}, {"홍\u200b길동", "홍길동", true}, {"길동", "홍-길 동", true},
		{"0000018", "CR-0000018", true}, {"cr18", "CR-0000018", false}, {"동x", "홍길동", false}, {"x", "", false},
		{"\ufffd", "a\xff", true}, {"Äb", "äB", true},
	} {
		m, err := NewMatcher(c.term)
		if err != nil {
			t.Fatalf("%q: %v", c.term, err)
		}
		if got := m.Match([]byte(c.value)); got != c.want {
			t.Errorf("%q in %q: %v", c.term, c.value, got)
		}
	}
	for _, term := range []string{"", " ", " - ", "\u200b", "\u3000·", "\xff"} {
		if _, err := NewMatcher(term); err == nil {
			t.Errorf("%q: accepted", term)
		}
	}
	if (Matcher{}).Match([]byte("x")) {
		t.Error("the zero Matcher matches")
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	m, _ := NewMatcher("ㅎㄱㄷ")
	values := [][]byte{[]byte("홍길동"), []byte("Kim Yong-chol"), []byte("남궁민수"), []byte("Ｋｉｍ é")}
	if n := testing.AllocsPerRun(100, func() {
		for _, v := range values {
			m.Match(v)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzMatcher(f *testing.F) {
	f.Add("ㅎㄱㄷ", "홍길동")
	f.Add("kim", "Kim Yong-chol")
	f.Fuzz(func(t *testing.T, term, value string) {
		m, err := NewMatcher(term)
		if err != nil {
			return
		}
		m.Match([]byte(value))
		if norm.NFC.IsNormalString(term) && !m.Match([]byte(term)) && !hasCluster(term) {
			t.Fatalf("%q is not found in itself", term)
		}
	})
}

// hasCluster reports letters like ㄳ, which stand for two syllables.
func hasCluster(s string) bool {
	for _, r := range s {
		if len(splitCluster(r)) > 1 {
			return true
		}
	}
	return false
}

func TestFoldKey(t *testing.T) {
	same := [][2]string{
		{"CR-0000018", "cr 0000018"}, {"홍길동", norm.NFD.String("홍 길동")}, {"Ｋｉｍ", "kim"}, {"2024-1-12", "2024.1.12"},
		{"O'Brien", "OBrien"}, {"a\u200bb", "ab"},
	}
	for _, p := range same {
		if a, b := FoldKey(p[0]), FoldKey(p[1]); a != b || a == "" {
			t.Errorf("%q: %q, %q: %q", p[0], a, p[1], b)
		}
	}
	for _, p := range [][2]string{{"1-12", "11-2"}, {"112", "1-12"}, {"홍길동", "홍길순"}} {
		if FoldKey(p[0]) == FoldKey(p[1]) {
			t.Errorf("%q and %q are one", p[0], p[1])
		}
	}
	if FoldKey("", "1985-03-07") != "" || FoldKey("홍길동", " - ") != "" || FoldKey("a", "bc") == FoldKey("ab", "c") {
		t.Error("parts run together, or an empty part makes a key")
	}
}

func BenchmarkMatch(b *testing.B) {
	var values [][]byte
	for i := range 300000 {
		switch i % 3 {
		case 0:
			values = append(values, fmt.Appendf(nil, "%c%c%c", 0xAC00+i%11172, 0xAC00+i*7%11172, 0xAC00+i*13%11172))
		case 1:
			values = append(values, []byte("Namgung Yong-chol"))
		default:
			values = append(values, nil)
		}
	}
	for _, term := range []string{"ㅎㄱㄷ", "홍길동", "yongmin", "ㅇ"} {
		m, _ := NewMatcher(term)
		b.Run(term, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, v := range values {
					m.Match(v)
				}
			}
		})
	}
}

// BenchmarkImport is one record of the sample's size from cells to payloads.
func BenchmarkImport(b *testing.B) {
	s := defaultSchema(b)
	cells := map[string]string{
		"case_id": "CR-0000018", "legal_name": "홍길동", "romanized_name": "Hong Gildong", "birth_date": "1985-03-07", "sex": "M",
		"origin_province": "함경북도", "origin_city": "회령시", "arrival_date": "2010-01-01", "phone": "010-9876-5678", "email": "hong@example.com",
		"address":         "경기도 수원시 팔달구 늘푸른로 224, 모의마을 115동 804호",
		"legal_status":    "보호결정 대기",
		"family_in_north": `[{"relation":"조부","name":"오설춘","city":"구성시"},{"relation":"자녀","name":"오세신","city":"김정숙군"}]`,
		"services":        `[{"type":"employment","detail":"면접 연습","start":"2010-10-10","end":"2011-03-23"}]`,
		"health_notes":    "저축 언어 능력 개선 지난달 follow-up 확인함. 무릎 교류 아버지 확인 120/80 점차",
		"case_notes":      `[{"date":"2010-02-13","author":"담당자07","text":"저축 언어 능력 개선 지난달 follow-up 확인함. 무릎 교류 아버지 확인 120/80 점차"}]`,
	}
	b.ReportAllocs()
	for b.Loop() {
		r := s.New()
		for name, raw := range cells {
			v, _, err := s.Parse(name, raw)
			if err == nil {
				err = r.Set(name, v)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
		for _, c := range Compartments() {
			r.Encode(c)
		}
	}
}
