package release

import (
	"strings"
	"time"
)

// knownDay is a known date.
type knownDay struct {
	y, m, d int
	birth   bool
	serial  int // what a spreadsheet keeps for it
}

func dayOf(d Date) []knownDay {
	t, err := time.Parse(time.DateOnly, d.Day)
	if err != nil {
		return nil
	}
	serial := int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	return []knownDay{{t.Year(), int(t.Month()), t.Day(), d.Birth, serial}}
}

// number reads digits at i.
func number(f *folded, i int) (value, width, end int) {
	for end = i; end < len(f.r) && isNumeral(f.r[end]) && width < 9; end++ {
		value = value*10 + int(f.r[end]-'0')
		width++
	}
	return value, width, end
}

// written is a date as it stands in a text: up to three numbers and the unit
// behind each, 0 if none.
type written struct {
	value, width [3]int
	unit         [3]rune
	ends         [3]int // behind the number and its unit
	n            int
}

// read reads up to three numbers with the separators of a date between them.
func (w *written) read(f *folded, i int) {
	for w.n < 3 {
		v, width, end := number(f, i)
		if width == 0 || width > 8 {
			return
		}
		w.value[w.n], w.width[w.n] = v, width
		unit := f.skipSpace(end)
		if r := f.rune(unit); strings.ContainsRune("년월일年月日", r) && r != 0 {
			w.unit[w.n] = map[rune]rune{'년': 'y', '年': 'y', '월': 'm', '月': 'm', '일': 'd', '日': 'd'}[r]
			end = unit + 1
			if r == '년' && f.rune(end) == '도' {
				end++
			}
		}
		w.ends[w.n] = end
		w.n++
		i = end
		for k := 0; k < 3 && strings.ContainsRune(" .-/,·_", f.rune(i)) && f.rune(i) != 0; k++ {
			i++
		}
		if i == end && w.unit[w.n-1] == 0 {
			return
		}
	}
}

// date matches a date of digits at i.
func (n *Narrative) date(f *folded, i int) int {
	if len(n.days) == 0 {
		return 0
	}
	var w written
	w.read(f, i)
	for c := w.n; c > 0; c-- {
		end := w.ends[c-1]
		if isNumeral(f.rune(end)) {
			continue
		}
		for k := range n.days {
			if n.days[k].fits(&w, c, f, i, end) {
				return dateTail(f, end)
			}
		}
	}
	return n.dayFirst(f, i, &w)
}

// fits reports whether the first c numbers say this day, or enough of it.
func (d *knownDay) fits(w *written, c int, f *folded, i, end int) bool {
	v, width, unit := w.value, w.width, w.unit
	year := func(k int) bool {
		return width[k] == 4 && v[k] == d.y || width[k] == 2 && v[k] == d.y%100
	}
	if unit[0] == 'm' { // 3월 7일
		return c >= 2 && v[0] == d.m && v[1] == d.d && (unit[1] == 'd' || unit[1] == 0 && width[1] <= 2)
	}
	switch c {
	case 3:
		if width[1] > 2 {
			return false
		}
		return year(0) && v[1] == d.m && v[2] == d.d && width[2] <= 2 ||
			unit[0] == 0 && year(2) && width[0] <= 2 && (v[0] == d.d && v[1] == d.m || v[0] == d.m && v[1] == d.d)
	case 2:
		if width[0] == 4 && v[0] == d.y && width[1] <= 2 && v[1] == d.m {
			return true
		}
		if width[0] == 2 && unit[0] == 'y' && v[0] == d.y%100 && v[1] == d.m {
			return true
		}
		if width[1] == 4 && width[0] <= 2 && v[0] == d.m && v[1] == d.y && unit[0] == 0 {
			return true
		}
		return unit[0] == 0 && width[0] <= 2 && width[1] <= 2 && v[0] == d.m && v[1] == d.d &&
			(d.birth && birthday(f, i, end) || !d.birth && happened(f, i, end))
	}
	return d.one(v[0], width[0], unit[0], f, i, end)
}

// one judges a single number: a year, or all of a date in one word.
func (d *knownDay) one(v, width int, unit rune, f *folded, i, end int) bool {
	if unit == 0 && !alone(f, i, end) {
		return false
	}
	next := f.skipSpace(end)
	born := f.rune(next) == '생' || f.has(next, "에 태어") || f.has(next, "출생")
	switch {
	case width == 8 && unit == 0:
		return v == d.y*10000+d.m*100+d.d
	case width == 6 && unit == 0:
		return d.birth && v == d.y%100*10000+d.m*100+d.d
	case width == 4 && unit == 0 && d.birth && v == d.m*100+d.d && birthday(f, i, end): // 생일 0307
		return true
	case width == 5 && unit == 0:
		return v == d.serial
	case width == 4 && v == d.y && d.birth:
		return unit == 'y' || born || birthday(f, i, end) || !strings.ContainsRune("원명개호번건회점쪽,%동층m", f.rune(next)) || next >= len(f.r)
	case width == 4 && v == d.y:
		return happened(f, i, end)
	case width == 2 && v == d.y%100:
		return d.birth && (born || unit == 'y' && v >= 40 || f.rune(i-1) == '\'') || unit == 'y' && happened(f, i, end)
	case v == d.y-1911 && unit == 'y' && f.before(i, 4, "주체"):
		return true
	}
	return false
}

// alone reports whether the digits from i to end are no part of a longer number.
func alone(f *folded, i, end int) bool {
	l, r := f.rune(i-1), f.rune(end)
	if (l == '.' || l == '-' || l == ',' || l == '/') && isNumeral(f.rune(i-2)) {
		return false
	}
	return !isNumeral(l) && !isLatin(l) && !isLatin(r) && !(strings.ContainsRune(".-,/:", r) && r != 0 && isNumeral(f.rune(end+1)))
}

// birthday reports a word near that says that the day is a birthday.
func birthday(f *folded, i, end int) bool {
	return f.near(i, end, 12, "생일 생년 생신 출생 태어 birth born b.d dob")
}

// happened reports a word near that says what a year was the year of.
func happened(f *folded, i, end int) bool {
	return f.near(i, end, 12, "입국 탈북 도착 넘어 도강 하나원 한국에 남한에") || f.near(i, end, 24, "arriv came defect escap left")
}

// near reports whether one of the words stands within n runes of i to end.
func (f *folded) near(i, end, n int, words string) bool {
	around := string(f.r[max(0, i-n):min(len(f.r), end+n)])
	for w := range strings.FieldsSeq(words) {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

// before reports whether one of the words stands within n runes before i.
func (f *folded) before(i, n int, words string) bool { return f.near(i, i-n, n, words) }

func (f *folded) skipSpace(i int) int {
	for k := 0; k < 2 && f.rune(i) == ' '; k++ {
		i++
	}
	return i
}

// dateTail takes in the 생 of 1985년생.
func dateTail(f *folded, end int) int {
	if k := f.skipSpace(end); f.rune(k) == '생' && f.rune(k+1) != '일' && f.rune(k+1) != '활' {
		return k + 1
	}
	return end
}

// dayFirst matches 7 March 1985, 7th of March, 7-Mar-85.
func (n *Narrative) dayFirst(f *folded, i int, w *written) int {
	if w.n == 0 || w.width[0] > 2 {
		return 0
	}
	_, _, k := number(f, i)
	for _, s := range []string{"st", "nd", "rd", "th"} {
		if f.has(k, s) {
			k += 2
			break
		}
	}
	k = f.skip(k, 2)
	if f.has(k, "of ") {
		k += 3
	}
	m, end := month(f, k)
	if m == 0 {
		return 0
	}
	y, width, last := number(f, f.skip(f.skipQuote(end), 2))
	for _, d := range n.days {
		if d.m != m || d.d != w.value[0] {
			continue
		}
		if width == 4 && y == d.y || width == 2 && y == d.y%100 {
			return last
		}
		if width != 4 {
			return end
		}
	}
	return 0
}

// monthWord matches March 7, 1985, March 1985 and Mar 7th at a word.
func (n *Narrative) monthWord(p *passage, i int) {
	f := p.f
	m, end := month(f, i)
	if m == 0 {
		return
	}
	v, width, at := number(f, f.skip(end, 2))
	if width == 0 {
		return
	}
	for _, s := range []string{"st", "nd", "rd", "th"} {
		if width <= 2 && f.has(at, s) {
			at += 2
			break
		}
	}
	y, yw, last := number(f, f.skip(f.skipQuote(at), 3))
	for _, d := range n.days {
		switch {
		case d.m != m:
		case width == 4 && v == d.y:
			p.add(hitDate, i, at)
		case width <= 2 && v == d.d && (yw == 4 && y == d.y || yw == 2 && y == d.y%100):
			p.add(hitDate, i, last)
		case width <= 2 && v == d.d && yw != 4:
			p.add(hitDate, i, at)
		}
	}
}

// skipQuote skips what may stand before a year of two digits: , '85.
func (f *folded) skipQuote(i int) int {
	for k := 0; k < 3 && strings.ContainsRune(" ,'.-/", f.rune(i)) && f.rune(i) != 0; k++ {
		i++
	}
	return i
}

// month reads the name of a month, whole or its first three letters.
func month(f *folded, i int) (m, end int) {
	for name := range strings.FieldsSeq("january february march april may june july august september october november december") {
		m++
		if f.rune(i) != rune(name[0]) {
			continue
		}
		for _, s := range []string{name, name[:min(len(name), 4)], name[:3]} {
			if f.has(i, s) && !isLatin(f.rune(i+len(s))) {
				end = i + len(s)
				if f.rune(end) == '.' {
					end++
				}
				return m, end
			}
		}
	}
	return 0, 0
}
