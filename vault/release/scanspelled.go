package release

import "strings"

// spelled matches what is written in Hangul numerals: 서른아홉 살, 삼십구 세,
// 천구백팔십오년 삼월 칠일, 공일공 일이삼사 오육칠팔.
func (n *Narrative) spelled(p *passage, i int) {
	f := p.f
	switch {
	case strings.ContainsRune("열스서마쉰예일여아", f.r[i]):
		if v, end := nativeNumber(f, i); n.ages.has(v) && f.free(i) {
			k := f.skipSpace(end)
			if f.rune(k) == '살' && !limit(f, k+1) {
				p.add(hitAge, i, k+1)
			} else if v > 20 && v%10 > 0 && f.closes(end) {
				p.add(hitAge, i, end)
			}
		}
	}
	if f.r[i] == '골' || f.r[i] == '앳' {
		p.spelledAt(i)
	}
	if _, ok := sinoDigit(f.r[i]); ok || strings.ContainsRune("십백천유시", f.r[i]) {
		if f.free(i) || f.rune(i-1) == '만' {
			n.spelledDate(p, i)
		}
		if i >= p.busy {
			n.spelledPhone(p, i)
		}
	}
}

// spelledDate matches a date or an age in Sino-Korean numerals.
func (n *Narrative) spelledDate(p *passage, i int) {
	f := p.f
	var w written
	for at := i; w.n < 3; at = f.skipSpace(at) {
		v, unit, end := sinoNumber(f, at)
		if unit == 'a' && w.n == 0 && n.ages.has(v) && !limit(f, end) {
			p.add(hitAge, i, end)
		}
		if unit == 0 || unit == 'a' {
			break
		}
		w.value[w.n], w.width[w.n], w.unit[w.n], w.ends[w.n] = v, 2, unit, end
		if v > 99 {
			w.width[w.n] = 4
		}
		w.n++
		at = end
	}
	for c := w.n; c > 0; c-- {
		for k := range n.days {
			if n.days[k].fits(&w, c, f, i, w.ends[c-1]) {
				p.add(hitDate, i, dateTail(f, w.ends[c-1]))
				return
			}
		}
	}
}

// sinoNumber reads 천구백팔십오년, 유월, 칠일, 삼십구 세 and what it counts:
// y, m, d, or a for years of age; 0 if nothing is counted.
func sinoNumber(f *folded, i int) (v int, unit rune, end int) {
	if f.has(i, "유월") {
		return 6, 'm', i + 2
	}
	if f.has(i, "시월") {
		return 10, 'm', i + 2
	}
	digit := 0
	for end = i; end < len(f.r) && end-i < 10; end++ {
		r := f.r[end]
		ten := strings.IndexRune("십백천", r) / 3
		if d, ok := sinoDigit(r); ok {
			_, more := sinoDigit(f.rune(end + 1))
			more = more && !(f.rune(end+1) == '이' && !isHangul(f.rune(end+2))) // 칠일이 생일
			if r == '일' && end > i && !more && !strings.ContainsRune("년월일십백천", f.rune(end+1)) && !strings.ContainsRune("세살", f.rune(f.skipSpace(end+1))) {
				return v + digit, 'd', end + 1 // the 일 of 칠일 is "day"
			}
			digit = digit*10 + d
		} else if strings.ContainsRune("십백천", r) {
			v += max(digit, 1) * []int{10, 100, 1000}[ten]
			digit = 0
		} else {
			break
		}
	}
	if end == i {
		return 0, 0, i
	}
	k := f.skipSpace(end)
	switch f.rune(k) {
	case '년':
		unit = 'y'
	case '월':
		unit = 'm'
	case '일':
		unit = 'd'
	case '세', '살':
		unit = 'a'
	}
	return v + digit, unit, k + 1
}

// nativeNumber reads 서른아홉, 스무, 열일곱.
func nativeNumber(f *folded, i int) (v, end int) {
	tens := strings.Fields("열 스물 서른 마흔 쉰 예순 일흔 여든 아흔")
	end = i
	for k, t := range tens {
		if f.has(i, t) {
			v, end = (k+1)*10, i+len([]rune(t))
		}
	}
	if f.has(i, "스무") {
		return 20, i + 2
	}
	if v == 0 {
		return 0, 0
	}
	next := f.skipSpace(end)
	for k, t := range strings.Fields("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉") {
		if f.has(next, t) {
			return v + k + 1, next + len([]rune(t))
		}
	}
	for k, t := range strings.Fields("한 두 세 네") {
		if f.has(next, t) && (f.rune(next+1) == '살' || f.rune(next+1) == ' ') {
			return v + k + 1, next + 1
		}
	}
	return v, end
}

func sinoDigit(r rune) (int, bool) {
	switch r {
	case '영', '공', '령':
		return 0, true
	case '육', '륙':
		return 6, true
	}
	if k := strings.IndexRune("일이삼사오_칠팔구", r); k >= 0 && r != '_' {
		return len([]rune("일이삼사오_칠팔구"[:k])) + 1, true
	}
	return 0, false
}
