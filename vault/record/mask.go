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
//	name        홍**, 남궁**     the surname, never how long the rest is
//	romanized   H***             the first letter, whichever name stands first
//	date        1985-**-**       the year, of a month or year alone too
//	phone       010-****-5678    the network and the last four digits; 1588-****
//	resident    850307-1******   birth date, century and sex
//	email       ***@***          nothing: the domain names employer or church
//	address     경기도 ***        the province, if it is one
//
// An empty value stays empty. An unknown mask, and a value that has not the
// form its mask expects, are hidden. What does not show in a value, or is only
// written otherwise (NFD, full width, zero-width characters inside), changes
// nothing.
func Mask(mask, value string) string {
	if value == "" {
		return ""
	}
	if !ordinary(value, true) {
		var err error
		if value, err = tidy(value, false, true, new(notes)); err != nil {
			return hiddenMark
		}
	}
	value = strings.Trim(value, " \n")
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
// for 남궁민수 and two for 홍길동 would tell names apart. One letter alone is
// hidden: it may be all of the name that anybody knows.
func maskName(s string) string {
	r := []rune(strings.ReplaceAll(s, " ", ""))
	switch {
	case len(r) < 2:
		return ""
	case r[0] < 0x250:
		return maskRomanized(s)
	case !isSyllable(r[0]) && !unicode.Is(unicode.Han, r[0]):
		return ""
	}
	return string(r[:surnameLength(r)]) + "**"
}

// surnameLength is 2 for the surnames of two syllables, of which the rare ones
// could also be a surname and a given name: 강전일 shows no more than 강.
func surnameLength(name []rune) int {
	if len(name) >= 3 {
		switch string(name[:2]) {
		case "남궁", "선우", "황보", "제갈", "사공", "서문", "독고", "동방",
			"南宮", "鮮于", "皇甫", "諸葛", "司空", "西門", "獨孤", "東方":
			return 2
		}
	}
	if len(name) >= 4 {
		switch string(name[:2]) {
		case "강전", "공손", "망절", "명림", "무본", "사마", "소봉", "어금", "을지", "장곡", "황목", "흑치":
			return 2
		}
	}
	return 1
}

func maskRomanized(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.Is(unicode.Latin, r) || utf8.RuneCountInString(s) < 2 {
		return ""
	}
	return string(unicode.ToUpper(r)) + "***"
}

// maskDate keeps the year of a date, however it is written, and of what people
// know of one: 1985, 1985-03, 1985년 3월.
func maskDate(s string) string {
	if day, err := parseDate(s, new(notes)); err == nil && len(s) > 5 { // five digits count days
		return day[:4] + "-**-**"
	}
	var parts, widths [3]int
	n, rest := dateParts(s, &parts, &widths)
	if n < 1 || n > 2 || rest != "" || widths[0] != 4 || parts[0] < minYear || parts[0] > maxYear ||
		n == 2 && (widths[1] > 2 || parts[1] < 1 || parts[1] > 12) {
		return ""
	}
	return s[:4] + "-**-**" // but for blanks and a quote, a number of four digits begins it
}

// maskPhone shows domestic numbers of nine to eleven digits, with or without
// the country's +82, and the four digits that all numbers of an office begin
// with (1588). Of anything else it cannot tell which digits are the network's.
func maskPhone(s string) string {
	digits := strings.NewReplacer("-", "", ".", "", " ", "", "(", "", ")", "").Replace(s)
	for _, country := range []string{"+82", "0082"} {
		if rest, ok := strings.CutPrefix(digits, country); ok {
			digits = "0" + strings.TrimPrefix(rest, "0")
			break
		}
	}
	switch {
	case strings.Trim(digits, "0123456789") != "":
		return ""
	case len(digits) == 8 && digits[0] == '1' && strings.IndexByte("568", digits[1]) >= 0:
		return digits[:4] + "-****"
	case len(digits) < 9 || len(digits) > 11 || digits[0] != '0':
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

// maskAddress keeps the province that an address begins with, behind a postal
// code or not: in a free form of address ("홍길동 댁, …") the first word may be a
// name. A province alone is all of the value.
func maskAddress(s string) string {
	word, rest, _ := strings.Cut(s, " ")
	if code := strings.Trim(word, "()[]"); len(code) == 5 && strings.Trim(code, "0123456789") == "" {
		word, rest, _ = strings.Cut(strings.TrimLeft(rest, " "), " ")
	}
	if strings.Trim(rest, " ") == "" {
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
