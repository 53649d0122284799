package release

import "strings"

// endings are the last labels of domain names that people write without http.
const endings = "com net org kr edu gov info biz io me app dev cn jp us uk eu de ru tv xyz site page link shop online asia kp"

// maxAddress bounds an address, so that a text made of nothing else (a.a.a.…) is
// not read to its end from each of its words. Domain names have at most 253.
const maxAddress = 256

// email matches an address around the sign at i, which may be @ or what people
// write for it, from i to end of the sign.
func (p *passage) email(i int) { p.emailAround(i, i+1) }

func (p *passage) emailAround(i, end int) {
	f := p.f
	start := i
	if f.rune(start-1) == ' ' && isMailbox(f.rune(start-2)) {
		start--
	}
	for start > 0 && i-start < maxAddress {
		if isMailbox(f.r[start-1]) {
			start--
		} else if f.r[start-1] == ' ' && f.has(start-5, " dot ") && isMailbox(f.rune(start-6)) {
			start -= 5
		} else {
			break
		}
	}
	for start < i && strings.ContainsRune(".-+_", f.r[start]) {
		start++
	}
	k := end
	if f.rune(k) == ' ' {
		k++
	}
	last, dots := f.domain(k)
	if start < i && f.rune(start) != ' ' && last > k && dots > 0 {
		p.add(hitEmail, start, last)
	}
}

func isMailbox(r rune) bool {
	return isLatin(r) || isNumeral(r) || r != 0 && strings.ContainsRune("._%+-", r)
}

// domain reads labels with dots between them, or the words that people write
// for dots, and returns how many there were.
func (f *folded) domain(i int) (end, dots int) {
	end = i
	for end-i < maxAddress {
		k := end
		for isLatin(f.rune(k)) || isNumeral(f.rune(k)) || f.rune(k) == '-' && k > end {
			k++
		}
		if k == end {
			return end, dots - 1
		}
		end = k
		next := f.dot(k)
		if next == 0 || !isLatin(f.rune(next)) && !isNumeral(f.rune(next)) {
			return end, dots
		}
		dots++
		end = next
	}
	return end, dots
}

// dot returns where a dot in a domain name ends.
func (f *folded) dot(i int) int {
	if !strings.ContainsRune(". ([점닷", f.rune(i)) {
		return 0
	}
	for _, s := range []string{".", " dot ", "(dot)", "[dot]", " (dot) ", " [dot] ", " 점 ", "점", "(.)", "[.]", " 닷 ", "닷", " . "} {
		if f.has(i, s) {
			return i + len([]rune(s))
		}
	}
	return 0
}

// spelledAt matches addresses in which @ is written out: kim (at) example.com.
func (p *passage) spelledAt(i int) {
	for _, s := range []string{"(at)", "[at]", "<at>", "at ", "골뱅이", "(골뱅이)", "앳 "} {
		if p.f.has(i, s) && (s != "at " || p.f.rune(i-1) == ' ' && p.f.domainAt(i+3)) {
			p.emailAround(i, i+len([]rune(strings.TrimSpace(s))))
		}
	}
}

// domainAt reports whether a domain name with a known ending stands at i.
func (f *folded) domainAt(i int) bool {
	end, dots := f.domain(i)
	return dots > 0 && inList(endings, f.lastLabel(end))
}

func (f *folded) lastLabel(end int) string {
	k := end
	for k > 0 && isLatin(f.r[k-1]) {
		k--
	}
	return string(f.r[k:end])
}

// handle matches @name.
func (p *passage) handle(i int) {
	f := p.f
	if isMailbox(f.rune(i - 1)) {
		return
	}
	end := i + 1
	for isLatin(f.rune(end)) || isNumeral(f.rune(end)) || f.rune(end) == '_' || f.rune(end) == '.' && isLatin(f.rune(end+1)) {
		end++
	}
	if end-i > 3 {
		p.add(hitWeb, i, end)
	}
}

// web matches addresses on the web and the names that people have there.
func (p *passage) web(i int) {
	f := p.f
	if i < p.link {
		return
	}
	for _, s := range []string{"http://", "https://", "www.", "ftp://", "hxxp://", "hxxps://"} {
		if f.has(i, s) {
			p.link = f.path(i + len(s))
			p.add(hitWeb, i, p.link)
			return
		}
	}
	end, dots := f.domain(i)
	if dots > 0 && f.rune(end) != '@' && f.rune(i-1) != '@' && f.rune(i-1) != '.' {
		if last := f.lastLabel(end); (inList(endings, last) || len(last) > 1 && f.rune(end) == '/' && isMailbox(f.rune(end+1))) && !strings.Contains(string(f.r[i:end]), " ") && !(last == "me" && f.rune(end) != '/') {
			p.link = f.path(end)
			p.add(hitWeb, i, p.link)
		}
	}
	p.account(i)
}

// path returns the end of an address on the web.
func (f *folded) path(i int) int {
	for i < len(f.r) && f.r[i] > ' ' && f.r[i] < 0x7F && !strings.ContainsRune(`<>"')]`, f.r[i]) {
		i++
	}
	for i > 0 && strings.ContainsRune(".,;:!?", f.r[i-1]) {
		i--
	}
	return i
}

// account matches the name that somebody has with a messenger, where the text
// says that it is one: 카톡 아이디 nari85, telegram: nari_85.
func (p *passage) account(i int) {
	f := p.f
	end := i
	odd := false
	for end-i < maxAddress && (isLatin(f.rune(end)) || isNumeral(f.rune(end)) || f.rune(end) == '_' || strings.ContainsRune(".-", f.rune(end)) && isMailbox(f.rune(end+1))) {
		odd = odd || !isLatin(f.r[end]) && f.r[end] != '-'
		end++
	}
	if end-i < 4 {
		return
	}
	k := i - 1
	for k > 0 && strings.ContainsRune(" :=은는", f.r[k]) {
		k--
	}
	if !odd && f.rune(k) != '디' && f.rune(k) != 'd' {
		return // a word like others
	}
	said := f.before(i, 9, "아이디 계정")
	for k := i - 9; k < i; k++ { // a word: "paid follow-up" has no id
		said = said || f.has(k, "id") && f.wordBegins(k) && f.wordEnds(k+2)
	}
	media := f.before(i, 14, "카톡 카카오 텔레그램 위챗 라인 인스타 페이스북 페북 kakao telegram wechat line instagram facebook skype 트위터 whatsapp 왓츠앱 signal 밴드")
	if said && (media || odd) || media && odd {
		p.add(hitWeb, i, end)
	}
}

// passport matches M12345678, M123A4567 and M 12345678.
func (p *passage) passport(i int) {
	f := p.f
	end := i
	digits, gap := 0, 0
	for ; isLatin(f.rune(end)) || isNumeral(f.rune(end)); end++ {
		if isNumeral(f.r[end]) {
			digits++
		}
		if digits == 0 && f.rune(end+1) == ' ' && isNumeral(f.rune(end+2)) && f.before(i, 10, "여권 passport") {
			gap = 1
			end++
		}
	}
	if n := end - i - gap; n == 9 && f.upper(i) && digits >= 7 && isNumeral(f.rune(end-1)) {
		p.add(hitNumber, i, end)
	}
}
