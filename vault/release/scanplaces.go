package release

import (
	"slices"
	"strings"
)

// place is a known place: a city with or without the word for city, a road, a
// house.
type place struct {
	kind  string
	stem  []syllable
	word  bool // the stem is a word too: 구성, 과일
	latin [][]spellings
}

const (
	// units end the names of places; a place is known without them too.
	units = "특별자치시 특별자치도 특별시 광역시 직할시 자치구 구역 시 군 구 읍 면 동 리 도 로 길"
	// placeWords are cities that are words too when "city" is left out.
	placeWords = "개성 해주 항구 구성 과일 동창 위원 온천 시중 연탄 수동 낙원 대관 자성 고원 신흥 강남 강동 상원 화평 금강 고산 은덕 부전 우시 연안 고풍 강서 남동 남서 북동 북서 동남 서북 서남 동북 대동 경원 이원 연사 무산 전천 장진 고성 화성 광주 공주 남해 영양 성주 상주 여주 경주 전주 청주 보은 단양 남원 보성 영광 진도 고흥 장수 무주 예산 부여 청양 연기 사상 수영 동래 진주"
	// mostlyWords are words even where the vault has them without "city".
	mostlyWords = "통화 항구 시중 수동 위원 온천"
	// roads are what a route says besides places.
	roads = "한국 대한민국 남한 남조선 북한 북조선 조선 경유 거쳐 통해 이후 입국 출발 도착 도강 이동 체류 통과 탈북 북송 육로 해로 항공 재북 국경 그리고 에서 으로 을 를 via then to from through and"
)

// placesOf reads a place or several in a row: 함경북도 청진시, 중국-라오스-태국.
func placesOf(s string) []place {
	f, err := fold(s)
	if err != nil {
		return nil
	}
	var out []place
	for word := range strings.FieldsFuncSeq(string(f.r), func(r rune) bool { return !isHangul(r) && !isLatin(r) && r != '\'' }) {
		for p := range strings.FieldsSeq("에서 으로 을 를") {
			if stem, ok := strings.CutSuffix(word, p); ok && len([]rune(stem)) > 1 {
				word = stem
				break
			}
		}
		if inList(roads, word) {
			continue
		}
		out = append(out, placeOf(word, hitPlace)...)
		out = append(out, placeOf(abroad(word), hitPlace)...)
		if short := province(word); short != "" {
			out = append(out, placeOf(short, hitPlace)...)
		}
		for _, half := range []string{"북도", "남도"} { // 함경도, and Hamgyong in Latin
			if both, ok := strings.CutSuffix(word, half); ok && len([]rune(both)) == 2 {
				out = append(out, placeOf(both+"도", hitPlace)...)
			}
		}
	}
	return out
}

// placeOf returns a place as it is known by one word.
func placeOf(word, kind string) []place {
	rs := []rune(word)
	if len(rs) < 2 || empty(word) {
		return nil
	}
	if !isHangul(rs[0]) {
		return []place{{kind: kind, stem: plainSyllables(rs)}}
	}
	stem := word
	for u := range strings.FieldsSeq(units) {
		if cut, ok := strings.CutSuffix(word, u); ok && len([]rune(cut)) >= 2 {
			if stem = cut; u == "로" || u == "길" {
				stem = word // what roads are called after is anything
			}
			break
		}
	}
	p := place{kind: kind, word: stem != word && inList(placeWords, stem) || inList(mostlyWords, stem)}
	for i, r := range []rune(stem) {
		where := atInner
		if i == 0 {
			where = atGiven
		}
		sy := syllableOf(r, where)
		p.stem = append(p.stem, sy)
		p.latin = append(p.latin, romanised(sy, false))
	}
	return []place{p}
}

// abroad returns the English name of what lies on the way, "" if it is none.
func abroad(word string) string {
	const names = " 중국 china 태국 thailand 라오스 laos 베트남 vietnam 윁남 vietnam 캄보디아 cambodia 몽골 mongolia 미얀마 myanmar 러시아 russia " +
		"연길 yanji 심양 shenyang 북경 beijing 베이징 beijing 상해 shanghai 대련 dalian 단동 dandong 청도 qingdao 곤명 kunming 장춘 changchun 도문 tumen 방콕 bangkok 하노이 hanoi "
	_, rest, ok := strings.Cut(names, " "+word+" ")
	if name, _, _ := strings.Cut(rest, " "); ok {
		return name
	}
	return ""
}

// plainSyllables are the letters of a place in Latin.
func plainSyllables(rs []rune) []syllable {
	var out []syllable
	for _, r := range rs {
		s := syllable{base: r}
		s.put(r)
		out = append(out, s)
	}
	return out
}

// province returns the short name of a province: 함북 for 함경북도, and for the
// halves the name of both.
func province(word string) string {
	for _, names := range provinces() {
		if list := strings.Fields(names); slices.Contains(list, word) && len(list) > 1 {
			if short := list[1]; short != word && !strings.HasPrefix(word, short) {
				return short
			}
		}
	}
	return ""
}

// hangul returns where the place ends that begins at i.
func (p *place) hangul(f *folded, i int) int {
	if !p.stem[0].is(f.r[i]) {
		return 0
	}
	end, _ := follow(f, i, p.stem, 0)
	switch {
	case end == 0:
		return 0
	case isLatin(f.r[i]):
		if !f.wordBegins(i) || isLatin(f.rune(end)) {
			return 0
		}
		return end
	case !f.free(i):
		return 0
	}
	best := 0
	for u := range strings.FieldsSeq(units) {
		if f.has(end, u) && best < len(u) {
			if k := end + len([]rune(u)); f.closesPlace(k) {
				best = k
			}
		}
	}
	if best > 0 {
		return f.houseNumber(best)
	}
	if p.word && !f.fromThere(i, end) || !f.closesPlace(end) {
		return 0
	}
	return f.houseNumber(end)
}

// houseNumber takes in the number behind a road or quarter: 늘푸른로 224,
// 상계동 123-4.
func (f *folded) houseNumber(end int) int {
	road := strings.ContainsRune("로길", f.rune(end-1))
	if !road && !strings.ContainsRune("동리", f.rune(end-1)) {
		return end
	}
	k := f.skipSpace(end)
	for isNumeral(f.rune(k)) || f.rune(k) == '-' && isNumeral(f.rune(k+1)) {
		k++
	}
	if number := f.word(f.skipSpace(end), k-f.skipSpace(end)); number != "" && (road || strings.Contains(number, "-") || f.has(k, "번지")) {
		return k
	}
	return end
}

// fromThere reports whether what stands around start to end is said of places.
func (f *folded) fromThere(start, end int) bool {
	for _, s := range []string{"에 살", "에 사", "에 계", "에 있", "에 남", "에 머", "에 간", "에 두고", "을 거쳐", "를 거쳐", "을 지나", "를 지나", "을 떠", "를 떠"} {
		if f.has(end, s) {
			return true
		}
	}
	after := f.skipSpace(end)
	if f.rune(after) == ')' {
		after = f.skipSpace(after + 1)
	}
	if f.before(start, 8, "고향 출신지 출생지 거주지 본적") {
		return true
	}
	return startsAny("에서 출신 사람 역 까지 으로 쪽 방면 시내 태생 사투리 인근 부근 근처 집", f.word(after, 4)) || f.has(end, "이 고향") || f.has(end, "가 고향")
}

// closesPlace reports whether a word that names a place up to end may go on as
// it does: 청진에서, 청진 출신, 청진역.
func (f *folded) closesPlace(end int) bool {
	if f.closes(end) {
		return true
	}
	rest := string(f.r[end:min(f.hangulEnd(end), end+12)])
	for w := range strings.FieldsSeq("출신 사람 역 행 내 시내 태생 지역 쪽 산 항 집 부근 근처 시장 장마당 말 사투리 경유 교화소 집결소 북도 남도 도 에 발 사람들 주민 인") {
		if tail, ok := strings.CutPrefix(rest, w); ok && chain(tail, 3) {
			return true
		}
	}
	return false
}

// latin returns where a place in Latin letters ends: Ch'ŏngjin, Cheongjin-si.
func (p *place) latinAt(f *folded, i int) int {
	if len(p.latin) < 2 || !letterOf(p.latin[0], f.r[i]) || !f.upper(i) {
		return 0
	}
	end := ends(f, i, walk(f, i, 1, p.latin))
	if end-i < 4 || strings.ContainsAny(string(f.r[i:end]), " ,\n") || inList(plainWords, string(f.r[i:end])) {
		return 0
	}
	for _, u := range []string{"-si", "-gun", "-gu", "-do", "-dong", "-guyok", "-ri", "-eup", "-up", " city", " county", " province", "-shi", "-kun", "-ku"} {
		if f.has(end, u) && f.wordEnds(end+len(u)) {
			return end + len(u)
		}
	}
	return end
}

// addAddress reads an address: each city, road and house is a place of its
// own, but not the province, in which millions live.
func (n *Narrative) addAddress(s string) {
	f, err := fold(s)
	if err != nil {
		return
	}
	n.labels = append(n.labels, literalOf(s, hitAddress)...)
	words := strings.FieldsFunc(string(f.r), func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '\n' })
	house := ""
	for k, w := range words {
		switch {
		case k == 0 && region(w) != Other:
		case strings.ContainsAny(w, "0123456789"):
			n.addHouse(w, house)
			if strings.Contains(w, "-") && len(w) > 4 {
				n.labels = append(n.labels, literalOf(w, hitAddress)...)
			}
			if isHangul([]rune(w)[0]) { // 배울1로, 주공7단지
				n.labels = append(n.labels, literalOf(w, hitAddress)...)
			}
			if strings.HasSuffix(w, "동") || strings.HasSuffix(w, "호") {
				house += w
			}
		case len([]rune(w)) >= 2 && !strings.Contains(plainAddress, " "+w+" "):
			n.places = append(n.places, placeOf(w, hitAddress)...)
		}
	}
}

const plainAddress = " 아파트 빌라 주택 지하 댁 번지 apt korea "

// addHouse adds 115동 804호 as one, and as 115-804; the number behind a road
// only with the road, which is found anyway.
func (n *Narrative) addHouse(w, before string) {
	if strings.HasSuffix(w, "호") || strings.HasSuffix(w, "동") {
		n.labels = append(n.labels, literalOf(before+w, hitAddress)...)
		if len([]rune(w)) > 3 {
			n.labels = append(n.labels, literalOf(w, hitAddress)...)
		}
	}
	if before != "" && strings.HasSuffix(w, "호") {
		n.labels = append(n.labels, literalOf(strings.NewReplacer("동", "-", "호", "").Replace(before+w), hitAddress)...)
	}
}
