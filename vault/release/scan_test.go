package release

import (
	"slices"
	"strings"
	"testing"
)

func kim() Known {
	return Known{
		Names: []string{"김철수", "Kim Chol Su", "박영옥", "은별"}, Members: []string{"담당자07", "lee"}, Phones: []string{"010-1234-5678"},
		Emails: []string{"chulsoo85@example.com"}, Codes: []string{"850307-1234567", "CR-0000018"}, Jobs: []string{"탄광 노동자"},
		Addresses: []string{"경기도 수원시 팔달구 늘푸른로 224, 모의마을 115동 804호"}, Places: []string{"함경북도", "청진시", "중국-라오스-태국", "구성시"},
		Dates: []Date{{"1985-03-07", true}, {"2009-12-10", false}}, Today: "2026-11-23", Since: "2009-12-10",
	}
}

func TestScan(t *testing.T) {
	n := NewNarrative(kim())
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"김철수가 왔다.", "[이름]가 왔다."},
		{"김철수(39)씨는 박영옥의 아들", "[이름]([나이])씨는 [이름]의 아들"},
		{"김철수(金哲洙)와 김 철 수", "[이름]와 [이름]"},
		{"金씨, 金철수, 金哲洙", "[이름], [이름], [이름]"},
		{"김씨와 박 선생님, 김모 씨, 김○○ 씨", "[이름]와 [이름], [이름], [이름] 씨"},
		{"철수야, 은별이가 불러", "[이름]야, [이름]이가 불러"},
		{"Mr. Kim met Chulsoo's sister Ms. Pak", "[이름] met [이름]'s sister [이름]"},
		{"К. С. Kim", "[이름]"},
		{"1985년 3월 7일생, 만 41세, 85.3.7", "[날짜], [나이], [날짜]"},
		{"2009년에 입국. 그 뒤의 일은 적지 않음. 2009년 예산", "[날짜]에 입국. 그 뒤의 일은 적지 않음. 2009년 예산"},
		{"주체74년 3월생", "주체[날짜] 3월생"},
		{"31113", "[날짜]"},
		{"전화는 010.1234.5678 끝자리 5678", "전화는 [전화] 끝자리 [전화]"},
		{"850307-1234567과 850307-1******", "[번호]과 [번호]"},
		{"카드 1234-5678-9012-3456, 국민 123456-01-123456", "카드 [계좌], 국민 [계좌]"},
		{"늘푸른로 224 115-804", "[주소] [주소]"},
		{"청진역에서, 함북 출신, 구성 시간, 구성 출신", "[지명]역에서, [지명] 출신, 구성 시간, [지명] 출신"},
		{"라오스를 거쳐 탄광노동자로", "[지명]를 거쳐 [직업]로"},
		{"여권 M12345678", "여권 [번호]"},
		{"https://example.com/a?b=c). 그리고 chulsoo85 골뱅이 example 점 com", "[웹]). 그리고 [전자우편]"},
		{"담당자07이 lee에게", "[이름]이 [이름]에게"},
		{"[이름]이 [날짜]에", "[이름]이 [날짜]에"},
		{"이름과 날짜", "이름과 날짜"},
		{"은 별, 김 모 씨, 김철수 (41), F/41", "[이름], [이름], [이름] ([나이]), F/[나이]"},
		{"철수 씨(41), 구성을 거쳐", "[이름] 씨([나이]), [지명]을 거쳐"},
		{"via Thailand", "via [지명]"},
		{"ㄱㅣㅁㅊㅓㄹㅅㅜ, ﾡￜﾱﾺￆﾩﾵￓ가, ㄱ.ㅊ.ㅅ. 김(철수)", "[이름], [이름]가, [이름]. [이름])"},
		{"보호자김철수본인서명, 미스 김이라고", "보호자[이름]본인서명, 미스 [이름]이라고"},
		{"별이 둘, 김 철 수산물", "별이 둘, 김 철 수산물"},
		{"뒷자리는 1234567 임, 출생연도 1985, 남", "뒷자리는 [번호] 임, 출생연도 [날짜], 남"},
		{"삼월 칠일이 생일. arrived in Seoul in 2009 by plane", "[날짜]이 생일. arrived in Seoul in [날짜] by plane"},
		{"0307호. 문의는 접수처로 할 것. 생일 0307, 1985_03_07", "0307호. 문의는 접수처로 할 것. 생일 [날짜], [날짜]"},
		{"she is 41. He is 41 minutes late. 삼십일 세의 나이", "she is [나이]. He is 41 minutes late. [나이]의 나이"},
		{"O1O-1234-567O, 010-1234-5678, 끝 네 자리 5678", "[전화], [전화], 끝 네 자리 [전화]"},
		{"여권 M 12345678, 영수증 20261123-0045, 1,234,567원", "여권 [번호], 영수증 20261123-0045, 1,234,567원"},
		{"He said part-time.2 is a typo, paid follow-up_1, login id: nari_85", "He said part-time.2 is a typo, paid follow-up_1, login id: [웹]"},
		{"김*수 님, 김○수가, 김0수, 김*영 님", "[이름] 님, [이름]가, [이름], 김*영 님"},
		{"고향: 구성, (구성) 출신, 구성 인근", "고향: [지명], ([지명]) 출신, [지명] 인근"},
		{"youtu.be/AbCdEf12345 and/or etc./x", "[웹] and/or etc./x"},
		{"혈압 120/80, 3월 5일 14:30, 2,350원", "혈압 120/80, 3월 5일 14:30, 2,350원"},
	} {
		got, hits, err := n.Scan(c.in)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.in, got, err, c.want)
		}
		if strings.Count(got, "[")-strings.Count(c.in, "[") != len(hits) {
			t.Errorf("%q: %d hits, %q", c.in, len(hits), got)
		}
	}
}

// A whole name is found although it is a word.
func TestScanWholeName(t *testing.T) {
	n := NewNarrative(Known{Names: []string{"이슬", "황보은혜", "정하늘"}, Places: []string{"도문-한국", "개성시"}, Addresses: []string{"천안시 주공7단지 702동"}, Today: today})
	for _, c := range []struct{ in, want string }{
		{"이슬의 서류, 이슬은 왔다", "[이름]의 서류, [이름]은 왔다"},
		{"정하늘관련, 이슬건, 정하늘가족", "[이름]관련, [이름]건, [이름]가족"},
		{"이슬비, 이슬람, 하늘이 맑다", "이슬비, 이슬람, 하늘이 맑다"},
		{"皇甫恩惠, Hwang Bo Eunhye", "[이름], [이름]"},
		{"은혜가 센터를 방문함. 은혜가 크다고 말함. 은혜는 다음 주에 상담을 요청", "[이름]가 센터를 방문함. 은혜가 크다고 말함. [이름]는 다음 주에 상담을 요청"},
		{"은혜는 울면서 갔다, 은혜를 갚다", "[이름]는 울면서 갔다, 은혜를 갚다"},
		{"이모님과 이모 씨", "이모님과 [이름]"},
		{"한국에 왔다. 개성이 강하다, 개성 쪽", "한국에 왔다. 개성이 강하다, [지명] 쪽"},
		{"주공7단지 702동", "[주소] [주소]"},
	} {
		if got, _, err := n.Scan(c.in); err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

// What cannot be read may hide a name.
func TestScanRefuses(t *testing.T) {
	n := NewNarrative(kim())
	for _, s := range []string{"김\xff철수", "김\uFFFD수", "김\x00철수", "김\x1b[0m철수", "\x85", "김철수" + strings.Repeat("(39", 100)} {
		if clean, hits, err := n.Scan(s); err == nil || clean != "" || hits != nil || strings.Contains(err.Error(), "수") {
			t.Errorf("%q: %q, %v", s, clean, err)
		}
	}
}

// A text made of nothing but what an address or number may hold, as long as a
// field may be, is read once and not from each of its words to its end, which
// took minutes.
func TestScanLongAddress(t *testing.T) {
	n := NewNarrative(kim())
	for _, s := range []string{"a.", "http://", "1o"} {
		text := strings.Repeat(s, 64<<10/len(s))
		if clean, _, err := n.Scan(text + " 김철수"); err != nil || !strings.HasSuffix(clean, " [이름]") {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestKnownOf(t *testing.T) {
	s := schema(t)
	k := KnownOf(s, hong(t, s), &Profile{Fields: []Line{{Field: "address", Transform: Transform{Op: "scan"}}, {Field: "legal_name", Transform: Transform{Op: "keep"}}}})
	for _, c := range []struct {
		got  []string
		want string
	}{
		{k.Names, "홍길동 Hong Gildong 김별 홍예명 홍수"}, {k.Members, "담당자07"}, {k.Phones, "010-9876-5678"}, {k.Emails, "hong@example.com"},
		{k.Codes, "CR-0000018 850307-1234567"}, {k.Addresses, ""}, {k.Places, "함북 회령시 두만강을 건넘 삼지연시 회령시"}, {k.Jobs, "광부"}, {k.Texts, "보호결정"},
	} {
		if got := strings.Join(c.got, " "); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if !slices.Equal(k.Dates, []Date{{"1985-03-07", true}, {"2009-05-04", false}}) || k.Since != "2009-05-04" {
		t.Errorf("dates %v, since %s", k.Dates, k.Since)
	}
}

// FuzzScan: no text stops the scan, its output has nothing more to find, and
// no known value of the exact kind is left in it.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"김철수가 왔다", "1985년 3월 7일", "010-1234-5678", "Kim Chulsoo", "ㄱㅊㅅ", "a@b.com", "철수철수야 [이름]", "김\u200b철\u0301수", "공일공 일이삼사", "늘푸른로 224", "k.c.s. 金씨", "((39세)", "+82 (0)10 1234 5678", "at at.com dot com", "가나다\u1161\u11a8"} {
		f.Add(s)
	}
	n := NewNarrative(kim())
	f.Fuzz(func(t *testing.T, s string) {
		clean, hits, err := n.Scan(s)
		if err != nil {
			return
		}
		last := 0
		for _, h := range hits {
			if h.Start < last || h.End <= h.Start || h.End > len(s) {
				t.Fatalf("%q: hits %v", s, hits)
			}
			last = h.End
		}
		again, more, err := n.Scan(clean)
		if err != nil || len(more) > 0 || again != clean {
			t.Fatalf("%q became %q and then %q", s, clean, again)
		}
		folded, err := fold(clean)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range []string{"김철수", "박영옥", "01012345678", "chulsoo85@example.com"} {
			if strings.Contains(string(folded.r), v) {
				t.Fatalf("%q became %q, which has a known value", s, clean)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	clean := strings.Repeat("오늘 오후에 센터를 방문하여 주거 지원 신청 서류를 함께 읽음. 다음 주 화요일 14:30에 다시 보기로 함. ", 20)
	named := strings.Repeat("김철수가 1985년 3월 7일생이라고 말함. 연락처는 010-1234-5678. 다음 주에 다시 보기로 하고 돌아감. ", 20)
	english := strings.Repeat("The client came in on Monday and asked about the loan and the school near the park. ", 20)
	n := NewNarrative(kim())
	for name, text := range map[string]string{"clean": clean, "hits": named, "english": english} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := n.Scan(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("prepare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			NewNarrative(kim())
		}
	})
}
