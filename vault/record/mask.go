package record

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden is the mask that hides all, and what it shows: the same for every
// value, so that it tells neither length nor content.
const (
	hidden     = "hidden"
	hiddenMark = "***"
)

// Mask returns value as the named mask shows it:
//
//	hidden      ***              nothing; the same mark for every value
//	name        홍**             the surname, never how long the rest is
//	romanized   H***             the first letter
//	date        1985-**-**       the year
//	phone       010-****-5678    the network and the last four digits
//	resident    850307-1******   birth date, century and sex
//	email       ***@***          nothing: the domain names employer or church
//	address     경기도 ***        the province, if it is one
//
// An empty value stays empty. An unknown mask, and a value that has not the
// form its mask expects, are hidden.
func Mask(mask, value string) string {
	if value == "" {
		return ""
	}
	out := ""
	switch mask {
	case "name":
		out = maskName(value)
	case "romanized":
		out = maskRomanized(value)
	case "date":
		out = maskDate(value)
	case "phone":
		out = maskPhone(value)
	case "resident":
		out = maskResident(value)
	case "email":
		out = "***@***"
	case "address":
		out = maskAddress(value)
	}
	if out == "" {
		return hiddenMark
	}
	return out
}

// isMask reports whether Mask knows the name.
func isMask(name string) bool {
	switch name {
	case hidden, "name", "romanized", "date", "phone", "resident", "email", "address":
		return true
	}
	return false
}

// maskName keeps a Korean surname. Two asterisks always follow, since three
// for 남궁민수 and two for 홍길동 would tell names apart.
func maskName(s string) string {
	r := []rune(strings.ReplaceAll(s, " ", ""))
	if len(r) == 1 {
		return "*"
	}
	if len(r) > 1 && r[0] < 0x250 {
		return maskRomanized(s)
	}
	if len(r) == 0 || !isSyllable(r[0]) && !unicode.Is(unicode.Han, r[0]) {
		return ""
	}
	surname := r[:1]
	if len(r) >= 3 {
		switch string(r[:2]) {
		case "남궁", "선우", "황보", "제갈", "사공", "서문", "독고", "동방":
			surname = r[:2]
		}
	}
	return string(surname) + "**"
}

func maskRomanized(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.Is(unicode.Latin, r) || utf8.RuneCountInString(s) < 2 {
		return ""
	}
	return string(unicode.ToUpper(r)) + "***"
}

func maskDate(s string) string {
	if !isISODate(s) {
		return ""
	}
	return s[:4] + "-**-**"
}

// maskPhone shows domestic numbers of nine to eleven digits. Of anything else
// it cannot tell which digits are the network's.
func maskPhone(s string) string {
	digits := strings.ReplaceAll(s, "-", "")
	if strings.Trim(digits, "0123456789") != "" || len(digits) < 9 || len(digits) > 11 || digits[0] != '0' {
		return ""
	}
	network := digits[:3]
	if strings.HasPrefix(digits, "02") {
		network = "02"
	}
	return network + "-****-" + digits[len(digits)-4:]
}

func maskResident(s string) string {
	out, rest, ok := residentAt(s)
	if !ok || rest != "" {
		return ""
	}
	return out[:8] + "******"
}

// maskAddress keeps the first word if it is a province: in a free form of
// address ("홍길동 댁, …") it may be a name.
func maskAddress(s string) string {
	word, _, more := strings.Cut(s, " ")
	if !more {
		return ""
	}
	switch word {
	case "서울특별시", "부산광역시", "대구광역시", "인천광역시", "광주광역시", "대전광역시", "울산광역시",
		"세종특별자치시", "경기도", "강원도", "강원특별자치도", "충청북도", "충청남도", "전라북도",
		"전북특별자치도", "전라남도", "경상북도", "경상남도", "제주도", "제주특별자치도",
		"서울", "서울시", "부산", "부산시", "대구", "대구시", "인천", "인천시", "광주", "광주시",
		"대전", "대전시", "울산", "울산시", "세종", "세종시", "경기", "강원", "충북", "충남",
		"전북", "전남", "경북", "경남", "제주",
		"평양직할시", "라선특별시", "남포특별시", "개성특별시", "평안남도", "평안북도", "함경남도",
		"함경북도", "량강도", "자강도", "황해남도", "황해북도":
		return word + " ***"
	}
	return ""
}
