package release

import (
	"strings"
	"unicode"
)

// hangul returns where the name ends that begins at i, in full or the given
// name alone; 0 if neither does.
func (n *name) hangul(f *folded, i int) int {
	if len(n.surname) > 0 && n.surname[0].is(f.r[i]) {
		if end := n.full(f, i); end > 0 {
			return f.behind(end)
		}
	}
	if len(n.given) > 0 && n.given[0].is(f.r[i]) {
		if end := n.alone(f, i); end > 0 {
			return n.reversed(f, end)
		}
	}
	return 0
}

// full matches surname and given name, together or with signs between any two
// syllables, some of them as a consonant alone (김ㅊㅅ).
func (n *name) full(f *folded, i int) int {
	end, gap := follow(f, i, n.surname, 3)
	if end == 0 || len(n.given) == 0 {
		return 0
	}
	start := f.skip(end, 3)
	if f.rune(i-1) == '(' && f.rune(end) == ')' {
		start = f.skip(end+1, 1) // (김)철수
	}
	if f.rune(end) == '(' {
		start = end + 1 // 김(철수)
	}
	last, more := follow(f, start, n.given, 3)
	if last == 0 || (gap || more) && !f.closes(last) { // 조금 옥수수 is no 조금옥
		return 0
	}
	apart := start > end
	free := f.free(i) || f.afterRole(i)
	switch {
	case apart && !free:
		return 0 // the surname is the end of another word: the given name may yet count
	case !isCommon(string(letters(f.r[start:last]))) && len(n.given) > 1:
		return last
	case free && !apart && !more && len(n.given) > 1: // 정하늘관련
		return last
	case !free || !f.closes(last): // 행정지원 is no 정지원, 이진단 no 이진
		return 0
	case len(n.given) > 1 || f.person(i, last):
		return last
	case gap || apart || more:
		if demonstrative(f.r[i]) && !strings.ContainsRune("-.·", f.r[end]) && strings.ContainsRune(smallWords+nouns, f.r[start]) { // 한 길
			return 0
		}
	}
	return last
}

// smallWords are syllables that are words: with a space between them a given
// name is then more likely two words.
const smallWords = "수것등이그저한두세네안못더잘다온올갈할볼줄때곳데바채척만뿐중간내말후전명분원개회나너제본일월년상하인또참왜각새주"

// nouns are syllables that mean something behind "this" or "one".
const nouns = "길별솔산강집방문말일점달해날밤눈비꿈빛힘돈몸글책술선층반팀법약병옷차표시군구동면리도조항호건곡춤철진주은수아름"

// alone matches the given name without the surname, where a word begins and
// what follows is a particle, a title or nothing.
func (n *name) alone(f *folded, i int) int {
	end, gap := follow(f, i, n.given, 1)
	if end == 0 || !f.free(i) && !f.afterRole(i) {
		return 0
	}
	if len(n.given) == 1 {
		if f.rune(i-1) == taken { // the 은 of [날짜]은
			return 0
		}
		if f.roleBefore(i) && f.closes(end) {
			return end
		}
		return single(f, i)
	}
	surface := string(letters(f.r[i:end]))
	if gap && f.r[i+1] != '-' && f.r[i+1] != '·' && !f.animate(end) && (f.r[i+1] != ' ' || strings.ContainsAny(surface, smallWords)) {
		return 0
	}
	if !f.closes(end) {
		return 0
	}
	if isCommon(surface) && !f.person(i, end) {
		return 0
	}
	return end
}

// single matches a given name of one syllable by what only a person has behind
// it: 철이가, 철아, 철 씨.
func single(f *folded, i int) int {
	end := i + 1
	rest := string(f.r[end:min(f.hangulEnd(end), end+6)])
	if hasFinal(f.r[i]) && !inList("길이 종이 놀이 높이 깊이 넓이 먹이 벌이 풀이 구이 돈이 일이 말이", string(f.r[i])+"이") {
		for _, p := range strings.Fields("이가 이는 이를 이도 이의 이와 이랑 이네 이한테 이에게 이만 이야 이보고 이더러") {
			if rest == p {
				return end
			}
		}
		if rest == "아" && strings.ContainsRune(",!?.\n", f.rune(end+1)) && f.rune(end+1) != 0 {
			return end
		}
	}
	if _, ok := f.title(end, true); ok && (f.rune(end) != ' ' || !demonstrative(f.r[i])) && !isCommon(string(f.r[i:f.hangulEnd(i)])) {
		return end
	}
	return 0
}

// reversed takes in a surname that stands behind the given name: 철수 김.
func (n *name) reversed(f *folded, end int) int {
	i := f.skip(end, 2)
	if len(n.surname) == 0 || i == end {
		return f.behind(end)
	}
	if last, _ := follow(f, i, n.surname, 0); last > 0 && !isHangul(f.rune(last)) && !demonstrative(f.r[i]) {
		return last
	}
	return f.behind(end)
}

// titled matches the surname with a title, which goes with it (김 선생님, 김씨,
// 김모 씨), and the surname of a name that was half hidden (김○○).
func (n *name) titled(f *folded, i int) int {
	if len(n.surname) == 0 {
		return 0
	}
	end, _ := follow(f, i, n.surname, 0)
	if end == 0 || !f.free(i) && !f.afterRole(i) {
		return 0
	}
	hidden := end
	for hidden < len(f.r) && hidden-end < 3 && strings.ContainsRune("○〇◯●×*□△o0xᄋ", f.r[hidden]) {
		hidden++
	}
	if first := f.rune(end); hidden == end && len(n.given) > 1 && n.given[0].is(first) && strings.ContainsRune("○〇◯●×*□△", f.rune(end+1)) && f.rune(end+1) != 0 {
		return end + 2
	}
	if hidden == end+1 && len(n.given) == 2 && n.given[1].is(f.rune(hidden)) {
		return hidden + 1 // 김*수
	}
	if hidden > end && (strings.ContainsRune("○〇◯●×□△ᄋ", f.r[end]) || hidden-end >= 2) && f.wordEnds(hidden) {
		return hidden
	}
	if k := f.skip(end, 1); isLatin(f.rune(k)) { // 김 C.S.
		letters, last, _ := capitals(f, k)
		if each(n.latin.given, letters) {
			return last
		}
	}
	if f.rune(end) == ' ' && f.rune(end+1) == '모' {
		end++ // 김 모 씨
	}
	if f.rune(end) == '모' {
		if last, ok := f.title(end+1, !isCommon(string(f.r[i:end+1]))); ok { // 이모님
			return last
		}
		if r := f.rune(end + 1); r == '(' || r == ',' || f.has(end+1, "라는") {
			return end + 1
		}
	}
	if f.before(i, 4, "미스 미즈 미스터 닥터") && f.rune(i-1) == ' ' && f.closes(end) {
		return end
	}
	last, ok := f.title(end, false)
	if !ok || isCommon(string(letters(f.r[i:last]))) {
		return 0
	}
	if f.rune(end) == ' ' && demonstrative(f.r[i]) && !honorific(string(letters(f.r[end:last]))) {
		return 0
	}
	return last
}

// rareName matches names in Hanja and in consonants alone (ㄱㅊㅅ).
func (n *Narrative) rareName(p *passage, i int) {
	f := p.f
	for k := range n.names {
		m := &n.names[k]
		if end := m.consonants(f, i); end > 0 {
			p.add(hitName, i, end)
		}
		if len(m.han) > 1 && f.has(i, string(m.han)) {
			p.add(hitName, i, i+len(m.han))
		}
		if s := hanja(m.surname); s != "" && !isHan(f.rune(i-1)) && f.has(i, s) {
			end := i
			for end < len(f.r) && isHan(f.r[end]) {
				end++
			}
			if last, ok := f.title(end, true); end-i == len(m.surname) && ok {
				p.add(hitName, i, last)
			} else if end-i == len(m.surname)+len(m.given) {
				p.add(hitName, i, end)
			} else if end-i == len(m.surname) {
				if last, _ := follow(f, f.skip(end, 1), m.given, 1); last > 0 {
					p.add(hitName, i, last)
				}
			}
		}
	}
}

// consonants matches the first consonants of a full name of three syllables or
// more, or a consonant and the given name.
func (n *name) consonants(f *folded, i int) int {
	if len(n.surname) == 0 || !isJamo(f.r[i]) || isJamo(f.rune(i-1)) {
		return 0
	}
	at, alone := i, true
	for k, s := range append(n.surname[:len(n.surname):len(n.surname)], n.given...) {
		if next := f.skip(at, 2); k > 0 && isJamo(f.rune(next)) {
			at = next // ㄱ.ㅊ.ㅅ.
		}
		r := f.rune(at)
		switch {
		case isJamo(r) && s.initial() == r:
		case k > 0 && s.is(r):
			alone = false
		default:
			if last, ok := f.title(at, true); ok && k == 1 {
				return last // ㄱ씨
			}
			return 0
		}
		at++
	}
	if isJamo(f.rune(at)) || alone && at-i < 3 {
		return 0
	}
	return at
}

// behind takes in what stands in brackets behind a name and is the same name
// or an age: 김철수(金哲洙), 김철수(39).
func (f *folded) behind(end int) int {
	i := f.skip(end, 1)
	if f.rune(i) != '(' {
		return end
	}
	k := i + 1
	for k < len(f.r) && isHan(f.r[k]) {
		k++
	}
	if k-i >= 3 && k-i <= 5 && f.rune(k) == ')' {
		return k + 1
	}
	return end
}

// follow matches syllables from i on, with up to gaps separators between two
// of them. It returns 0, or the end and whether there were separators.
func follow(f *folded, i int, s []syllable, gaps int) (end int, gap bool) {
	for k := range s {
		if k > 0 {
			next := f.skip(i, gaps)
			gap = gap || next > i
			i = next
		}
		r := f.rune(i)
		if !s[k].is(r) && (gaps < 2 || r == 0 || s[k].initial() != r) {
			return 0, false
		}
		i++
	}
	return i, gap
}

// letters returns the runes without separators.
func letters(rs []rune) []rune {
	out := make([]rune, 0, len(rs))
	for _, r := range rs {
		if !separates(r) {
			out = append(out, r)
		}
	}
	return out
}

func isHan(r rune) bool { return r >= 0x2E80 && unicode.Is(unicode.Han, r) }

// isJamo reports a consonant that stands alone, as NFKC writes it.
func isJamo(r rune) bool { return 0x1100 <= r && r <= 0x1112 }
