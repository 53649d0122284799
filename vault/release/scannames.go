package release

import "strings"

// name is one known name. surname is empty for a nickname, and for what is
// written in Latin letters, which stand in words.
type name struct {
	surname, given []syllable
	words          []string // folded Latin words, in the order known
	han            []rune   // a name in Hanja
	latin          *latinName
}

// namesOf reads a known value: one name, or several with signs between them,
// as in 김철수(개명 전 김영철).
func namesOf(s string) []name {
	var out []name
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("()[]/;,（）", r) }) {
		f, err := fold(part)
		if err != nil {
			continue
		}
		var n name
		n.words = strings.FieldsFunc(string(f.r), func(r rune) bool { return !isLatin(r) && r != '\'' && r != '-' })
		var hangul []rune
		other := false
		for _, r := range f.r {
			switch {
			case isHangul(r):
				hangul = append(hangul, r)
			case isHan(r):
				n.han = append(n.han, r)
			case isLatin(r), separates(r):
			default:
				other = true
			}
		}
		switch {
		case other, len(hangul) > 0 && len(n.words) > 0:
			out = append(out, name{}.literal(f.r)...)
		case empty(string(hangul)), roleWord(string(hangul)): // 박영옥(어머니), 미상
		case len(hangul) > 0:
			out = append(out, n.readings(hangul)...)
		case len(n.han) > 1, len(strings.Join(n.words, "")) > 2:
			n.latin = n.forms()
			out = append(out, n)
		}
	}
	return out
}

// empty reports words that stand in a field because nothing is known.
func empty(word string) bool {
	return inList("미상 불명 모름 없음 무명 사망 확인중 비공개 익명 무직 기타 해당없음 unknown none", word)
}

// literal is a name that is neither Hangul nor Latin alone: its Hangul parts.
func (name) literal(rs []rune) []name {
	var out []name
	for part := range strings.FieldsFuncSeq(string(rs), func(r rune) bool { return !isHangul(r) }) {
		if h := []rune(part); len(h) >= 2 && len(h) <= 4 && !roleWord(part) {
			out = append(out, name{}.readings(h)...)
		}
	}
	return out
}

// readings divides a Hangul name into surname and given name, in both ways
// where two are possible: 황보라 is 황보 라 or 황 보라.
func (n name) readings(h []rune) []name {
	k := surnameLen(h)
	out := []name{n.read(h, k)}
	if k == 2 && len(h) == 3 && strings.ContainsRune(surnames, h[0]) {
		out = append(out, n.read(h, 1))
	}
	return out
}

func (n name) read(h []rune, k int) name {
	for i, r := range h {
		if i < k {
			n.surname = append(n.surname, syllableOf(r, atSurname))
		} else {
			place := atInner
			if i == k {
				place = atGiven
			}
			n.given = append(n.given, syllableOf(r, place))
		}
	}
	n.latin = n.forms()
	return n
}

// surnameLen returns how many syllables are the surname, 0 if none is.
func surnameLen(h []rune) int {
	switch {
	case len(h) >= 3 && strings.Contains(doubleSurnames, string(h[:2])):
		return 2
	case len(h) >= 2 && len(h) <= 5 && strings.ContainsRune(surnames, h[0]):
		return 1
	}
	return 0
}

const (
	doubleSurnames = "남궁 선우 황보 제갈 사공 서문 독고 동방 망절 어금 강전"
	surnames       = "김리이박최정강조윤장림임한오서신권황안송류유전홍고문량양손배백허남심로노하곽성차주우구라나민진지엄채원천방공현변염렴여려석선설마길연위표명기반왕금옥육륙맹제탁국어경봉사편은용룡인추도소모부가복태목피두감음빈동온호범좌팽승간견당화창예단계시"
)

// begins returns the characters at which the name can begin in Hangul.
func (n *name) begins() []rune {
	var out []rune
	for _, part := range [][]syllable{n.surname, n.given} {
		if len(part) > 0 {
			out = append(out, part[0].alts()...)
		}
	}
	return out
}

// hanja returns a surname in its usual Hanja, "" if there is no single way.
func hanja(surname []syllable) string {
	const pairs = " 김金 이李 리李 박朴 최崔 정鄭 강姜 조趙 윤尹 장張 임林 림林 한韓 오吳 서徐 신申 권權 황黃 안安 송宋 류柳 유柳 전全 홍洪 고高 문文 양梁 량梁 손孫 배裵 백白 허許 남南 심沈 로盧 노盧 하河 곽郭 성成 차車 주朱 우禹 구具 라羅 나羅 민閔 진陳 지池 엄嚴 원元 천千 방方 공孔 현玄 변卞 채蔡 추秋 마馬 길吉 표表 명明 기奇 왕王 금琴 옥玉 육陸 맹孟 탁卓 국鞠 어魚 경慶 봉奉 석石 선宣 설薛 연延 위魏 여呂 려呂 인印 편片 용龍 룡龍 제諸 모牟 소蘇 도都 부夫 복卜 태太 목睦 피皮 감甘 빈賓 동董 온溫 호扈 범范 좌左 팽彭 승承 염廉 렴廉 함咸 남궁南宮 황보皇甫 선우鮮于 제갈諸葛 사공司空 서문西門 독고獨孤 동방東方 "
	key := " "
	for _, s := range surname {
		key += string(s.base)
	}
	_, rest, _ := strings.Cut(pairs, key)
	han, _, _ := strings.Cut(rest, " ")
	if r := []rune(han); len(surname) == 0 || len(r) != len(surname) {
		return ""
	}
	return han
}
