package release

import "strings"

// acronyms look like somebody's initials and are not.
const acronyms = "us un nk sk uk eu ad bc ph md pm am tv ct pc it id ip lh sh kb nh sc cj lg sk kt ks mri kbs mbc sbs ytn sns ppt pcr ktx usb atm gps cpr dna rna lpg ngo npo who icu hiv bmi ekg ecg dvd pdf hwp jpg ngo cctv kbo hci sms mms qr vip csi ceo cpa dmz gdp imf fta ioc nis pto rpg spc ktv kfc nhs sos diy etc"

// initials matches capitals for a name: K.C.S., KCS, C.S. Kim, CS Kim, Kim
// C.S., K씨. Lower case is never taken for initials.
func (l *latinName) initials(f *folded, i int) int {
	if len(l.surname) == 0 || len(l.given) == 0 {
		return 0
	}
	if letterOf(l.surname[0], f.r[i]) && !isLatin(f.rune(i+1)) && f.upper(i) {
		if end := l.letterTitled(f, i); end > 0 {
			return end
		}
	}
	letters, end, dots := capitals(f, i)
	if len(letters) == 0 {
		return l.surnameInitials(f, i)
	}
	s, g := l.surname[0], l.given
	switch n := len(letters); {
	case n == 1+len(g) && (letterOf(s, letters[0]) && each(g, letters[1:]) || each(g, letters[:n-1]) && letterOf(s, letters[n-1])):
		if dots > 0 || n > 2 && !inList(acronyms, string(letters)) {
			return end
		}
	case n == 2 && dots == 2 && !inList(acronyms, string(letters)) &&
		(letterOf(s, letters[0]) && letterOf(g[0], letters[1]) || letterOf(g[0], letters[0]) && letterOf(s, letters[1])):
		return end
	}
	if each(g, letters) || len(letters) == 1 && letterOf(g[0], letters[0]) {
		k := f.skip(end, 2)
		if last := ends(f, k, walk(f, k, 1, l.surname)); last > 0 && k > end && f.upper(k) {
			return last
		}
		if len(letters) == 2 && dots == 2 && !inList(acronyms, string(letters)) {
			return end
		}
	}
	return 0
}

// letterTitled matches a surname's letter with a Korean title: K씨, K 선생님, K모 씨.
func (l *latinName) letterTitled(f *folded, i int) int {
	k := i + 1
	if f.rune(k) == '.' {
		k++
	}
	if f.rune(k) == '모' {
		k++
	}
	if last, ok := f.title(k, false); ok {
		return last
	}
	return 0
}

// surnameInitials matches a surname before the initials: Kim C.S., Kim, C. S.
func (l *latinName) surnameInitials(f *folded, i int) int {
	if !f.upper(i) || !letterOf(l.surname[0], f.r[i]) {
		return 0
	}
	at := walk(f, i, 1, l.surname)
	end := ends(f, i, at)
	if end == 0 {
		return 0
	}
	k := f.skip(end, 2)
	letters, last, _ := capitals(f, k)
	if k > end && (each(l.given, letters) || len(letters) == 1 && letterOf(l.given[0], letters[0])) {
		return last
	}
	return 0
}

// each reports whether the letters can begin the syllables, one each.
func each(given [][]spellings, letters []rune) bool {
	if len(letters) != len(given) {
		return false
	}
	for k, r := range letters {
		if !letterOf(given[k], r) {
			return false
		}
	}
	return true
}

// capitals reads up to four capitals that stand alone, with dots, spaces or
// hyphens between them or in one word: K.C.S., K. C. S., K-C-S, KCS.
func capitals(f *folded, i int) (letters []rune, end, dots int) {
	at := i
	for at < len(f.r) && len(letters) < 4 && isLatin(f.r[at]) && f.upper(at) {
		letters = append(letters, f.r[at])
		at++
		end = at
		if f.rune(at) == '.' {
			dots++
			at++
			end = at
		}
		if next := at + 1; strings.ContainsRune(" -·", f.rune(at)) && isLatin(f.rune(next)) && !isLatin(f.rune(next+1)) && f.upper(next) {
			at = next
		}
	}
	if isLatin(f.rune(end)) || isNumeral(f.rune(end)) {
		return nil, 0, 0
	}
	return letters, end, dots
}
