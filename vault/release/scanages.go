package release

import (
	"strings"
	"time"
)

// ages are those that the person may have been said to be: in notes of any year
// from Since to Today, counted both ways (만 나이 and the year's).
type ages struct{ first, last int }

func agesOf(k Known) ages {
	today, err := time.Parse(time.DateOnly, k.Today)
	if err != nil {
		return ages{}
	}
	since, err := time.Parse(time.DateOnly, k.Since)
	if err != nil {
		since = today.AddDate(-20, 0, 0)
	}
	for _, d := range k.Dates {
		if t, err := time.Parse(time.DateOnly, d.Day); err == nil && d.Birth {
			return ages{max(1, since.Year()-t.Year()-1), today.Year() - t.Year() + 1}
		}
	}
	return ages{}
}

func (a ages) has(n int) bool { return a.last > 0 && n >= a.first && n <= a.last }

// age matches 39세, 39 살, 39-year-old, 39 yrs old, 39 y/o at a number.
func (n *Narrative) age(f *folded, i int) int {
	v, width, end := number(f, i)
	if width == 0 || width > 3 || !n.ages.has(v) || !isLatin(f.rune(end)) && !alone(f, i, end) {
		return 0
	}
	k := f.skip(end, 1)
	for _, u := range []string{"세", "살", "歲", "years old", "year old", "year-old", "years-old", "yrs old", "yr old", "yrs", "y/o", "years of age", "yr-old", "yo"} {
		if f.has(k, u) {
			if last := k + len([]rune(u)); f.wordEnds(last) && !limit(f, last) && !groupsAge(f, i) {
				return last
			}
		}
	}
	if f.rune(i-1) == '(' && (f.rune(i-2) == taken || f.rune(i-2) == ' ' && f.rune(i-3) == taken) || f.besideSex(i, end) { // 김철수(39), (여, 39)
		return end
	}
	if f.before(i, 5, "나이 aged age: 연령 올해") && !limit(f, end) && f.wordEnds(end) && !strings.ContainsRune("년월일명회건원%", f.rune(end)) {
		return end
	}
	return 0
}

// besideSex reports whether a number in brackets stands beside a word for the
// sex: (여, 39), (39/남), F/39.
func (f *folded) besideSex(i, end int) bool {
	for k := i - 1; k >= i-3; k-- {
		if strings.ContainsRune("남여녀fm", f.rune(k)) && f.rune(k) != 0 && f.rune(k-1) == '(' && f.rune(end) == ')' {
			return true
		}
	}
	if sex := f.rune(i - 2); f.rune(i-1) == '/' && (sex == taken || sex != 0 && strings.ContainsRune("남여녀fm", sex) && f.wordBegins(i-2)) && f.rune(end) != '/' {
		return true
	}
	if sex := f.rune(end + 1); f.rune(end) == '/' && sex != 0 && strings.ContainsRune("남여녀fm", sex) && f.wordEnds(end+2) && f.hangulEnd(end+2) == end+2 && f.rune(i-1) != '/' {
		return true
	}
	k := f.skip(end, 2)
	return f.rune(i-1) == '(' && k > end && strings.ContainsRune("남여녀fm", f.rune(k)) && f.rune(k) != 0
}

// fullAge takes in the 만 of 만 39세.
func fullAge(f *folded, i int) int {
	for k := i - 1; k >= i-2; k-- {
		if f.rune(k) == '만' && f.free(k) {
			return k
		}
	}
	return i
}

// limit reports whether an age bounds a group of people: 39세 이상, 39세~.
func limit(f *folded, i int) bool {
	k := f.skipSpace(i)
	for w := range strings.FieldsSeq("이상 이하 미만 초과 까지 부터 이전 이후 대 ~ - 및") {
		if f.has(k, w) {
			return true
		}
	}
	return false
}

// groupsAge reports whether the number before is the other end: 19~39세.
func groupsAge(f *folded, i int) bool {
	r := f.rune(i - 1)
	return (r == '~' || r == '-') && (isNumeral(f.rune(i-2)) || f.rune(i-2) == '세')
}

// ageWord matches "age 39", "aged 39" and ages in English words.
func (n *Narrative) ageWord(p *passage, i int) {
	f := p.f
	for _, w := range []string{"aged ", "age ", "age: ", "age of "} {
		if f.r[i] != 'a' {
			break
		}
		if v, width, end := number(f, i+len(w)); f.has(i, w) && width > 0 && width < 4 && n.ages.has(v) && f.wordEnds(end) && f.rune(end) != '-' {
			p.add(hitAge, i+len(w), end)
		}
	}
	if !strings.ContainsRune("tfsen", f.r[i]) {
		return
	}
	v, end := englishNumber(f, i)
	if !n.ages.has(v) {
		return
	}
	k := f.skip(end, 1)
	for _, u := range []string{"years old", "year old", "year-old", "years-old", "years of age"} {
		if f.has(k, u) {
			p.add(hitAge, i, k+len(u))
		}
	}
	if v > 20 && f.before(i, 6, "aged age") {
		p.add(hitAge, i, end)
	}
}

// englishNumber reads thirty-nine, forty, seventeen.
func englishNumber(f *folded, i int) (v, end int) {
	for w := range strings.FieldsSeq("twenty thirty forty fifty sixty seventy eighty ninety") {
		if v++; !f.has(i, w) {
			continue
		}
		end = i + len(w)
		v = (v + 1) * 10
		next := f.skip(end, 1)
		one := 0
		for w := range strings.FieldsSeq("one two three four five six seven eight nine") {
			if one++; f.has(next, w) && !isLatin(f.rune(next+len(w))) {
				return v + one, next + len(w)
			}
		}
		return v, end
	}
	v = 9
	for w := range strings.FieldsSeq("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		if v++; f.has(i, w) && !isLatin(f.rune(i+len(w))) {
			return v, i + len(w)
		}
	}
	return 0, 0
}

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
			} else if v > 20 && v%10 > 0 && f.closes(end, f.r[end-1]) {
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
			if r == '일' && end > i && !more && !strings.ContainsRune("년월세살일십백천", f.rune(end+1)) {
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
