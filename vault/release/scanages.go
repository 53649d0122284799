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
	if f.rune(i-1) == '(' && (f.rune(i-2) == taken || f.rune(i-2) == ' ' && f.rune(i-3) == taken || strings.ContainsRune("씨님군양", f.rune(i-2)) && f.rune(i-2) != 0) || f.besideSex(i, end) { // 김철수(39), (여, 39)
		return end
	}
	if f.has(i-6, "he is ") && (end == len(f.r) || strings.ContainsRune(".,;)", f.rune(end)) || f.has(end, " and")) {
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
