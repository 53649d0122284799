package release

import (
	"strings"

	"casevault/vault/record"
)

// group is a run of digits among those of one number.
type group struct{ start, end int }

// digits is a row of groups with at most two separators between them, as
// numbers are written.
type digits struct {
	f      *folded
	groups []group
	values []string
}

// numeral matches what begins with a digit or a plus sign: phones, resident
// numbers, accounts, dates, ages, parts of addresses.
func (n *Narrative) numeral(p *passage, i int) {
	f := p.f
	if r := f.rune(i - 1); isNumeral(f.r[i]) && isNumeral(r) {
		return
	}
	if isNumeral(f.r[i]) {
		p.add(hitDate, i, n.date(f, i))
		p.add(hitAge, fullAge(f, i), n.age(f, i))
	}
	if i < p.busy {
		return
	}
	d := readDigits(f, i)
	if len(d.groups) == 0 {
		return
	}
	p.busy = d.groups[len(d.groups)-1].end
	for from := 0; from < len(d.groups); {
		kind, to, end := n.classify(&d, from)
		if to == 0 {
			from++
			continue
		}
		start := d.groups[from].start
		for start > 0 && strings.ContainsRune("+(", f.r[start-1]) {
			start--
		}
		p.add(kind, start, end)
		from = to
	}
}

// readDigits reads a row of groups of digits at i.
func readDigits(f *folded, i int) digits {
	d := digits{f: f}
	if f.r[i] == '+' {
		i++
	}
	for len(d.groups) < 16 {
		start := i
		if i = f.digitsEnd(i); i == start {
			break
		}
		d.groups, d.values = append(d.groups, group{start, i}), append(d.values, strings.ReplaceAll(string(f.r[start:i]), "o", "0"))
		k := i
		for k < len(f.r) && k-i < 3 && strings.ContainsRune(" -./()·~_", f.r[k]) {
			k++
		}
		if k == i {
			break
		}
		i = k
	}
	return d
}

// digitsEnd returns the end of the digits at i. The letter o among digits is a
// zero.
func (f *folded) digitsEnd(i int) int {
	digits, end := i, i
	for ; isNumeral(f.rune(end)) || f.rune(end) == 'o' && end-i < 24; end++ {
		if isNumeral(f.r[end]) && end == digits {
			digits++
		}
	}
	if isLatin(f.rune(end)) || strings.Trim(string(f.r[i:end]), "o") == "" {
		return digits
	}
	return end
}

// classify says what number begins at group from: its kind, the group behind
// it, and where it ends; to is 0 if it is none.
func (n *Narrative) classify(d *digits, from int) (kind string, to, end int) {
	joined := ""
	var best struct {
		kind string
		to   int
	}
	for k := from; k < len(d.groups) && len(joined) < 20; k++ {
		joined += d.values[k]
		switch {
		case n.phone(d, from, k, joined):
			best.kind, best.to = hitPhone, k+1
		case resident(d, from, k, joined):
			best.kind, best.to = hitNumber, k+1
		case account(d, from, k, joined):
			best.kind, best.to = hitAccount, k+1
		}
	}
	if best.to > 0 {
		return best.kind, best.to, d.groups[best.to-1].end
	}
	if end := maskedResident(d, from); end > 0 {
		return hitNumber, from + 1, end
	}
	return "", 0, 0
}

// resident reports a resident number (see package record).
func resident(d *digits, from, to int, joined string) bool {
	return len(joined) == 13 && to-from < 3 && (len(d.values[from]) == 6 || to == from) &&
		record.HasResidentNumber(joined[:6]+"-"+joined[6:])
}

// maskedResident matches 850307-1****** and 850307-1: birth date and sex are
// what tells most.
func maskedResident(d *digits, from int) int {
	if len(d.values[from]) != 6 || !record.HasResidentNumber(d.values[from]+"-1000000") {
		return 0
	}
	f := d.f
	k := f.skip(d.groups[from].end, 2)
	if k == d.groups[from].end || !strings.ContainsRune("12345678", f.rune(k)) || f.rune(k) == 0 || isNumeral(f.rune(k+1)) {
		return 0
	}
	for k++; k < len(f.r) && strings.ContainsRune("*x●○×", f.r[k]); k++ {
	}
	if !f.wordEnds(k) || f.r[d.groups[from].end] != '-' {
		return 0
	}
	return k
}

// phoneForms returns the digits by which a number is known: with the country,
// without the first zero, without the network.
func phoneForms(s string) []string {
	f, err := fold(s)
	if err != nil {
		return nil
	}
	var out []string
	for i := 0; i < len(f.r); i++ {
		if !isNumeral(f.r[i]) {
			continue
		}
		d := readDigits(f, i)
		all := strings.Join(d.values, "")
		i = d.groups[len(d.groups)-1].end
		if len(all) < 7 {
			continue
		}
		local := all
		if strings.HasPrefix(all, "82") && len(all) > 10 {
			local = "0" + all[2:]
		}
		out = append(out, all, local)
		if local[0] == '0' {
			out = append(out, "82"+local[1:], "82"+local, "0082"+local[1:], local[1:])
		}
		if len(local) >= 10 {
			out = append(out, local[len(local)-8:])
		}
		out = append(out, local[len(local)-7:])
	}
	return out
}

// phone reports whether groups from up to to are a telephone number: a known
// one, the last four digits of one where that is said, or any that has the form.
func (n *Narrative) phone(d *digits, from, to int, joined string) bool {
	f := d.f
	first, last := d.groups[from], d.groups[to]
	for _, known := range n.phones {
		if joined == known && (len(known) > 7 || from < to || f.near(first.start, last.end, 8, "전화 번호 연락 phone tel call")) {
			return true
		}
		if from == to && len(joined) == 4 && len(known) >= 7 && (known[len(known)-4:] == joined || len(known) == 8 && known[:4] == joined) &&
			f.near(first.start, last.end, 14, "끝자리 뒷자리 뒷번호 끝번호 끝 뒤 끝이 끝나 전화 번호 연락처 휴대폰 핸드폰 last ending ends phone number") {
			return true
		}
	}
	return phoneShape(d, from, to, joined)
}

// phoneShape reports the forms of Korean numbers and of international ones.
func phoneShape(d *digits, from, to int, joined string) bool {
	w := make([]int, 0, 5)
	for k := from; k <= to && k-from < 5; k++ {
		w = append(w, len(d.values[k]))
	}
	plus := d.groups[from].start > 0 && d.f.r[d.groups[from].start-1] == '+'
	area := joined
	switch {
	case plus:
		return len(joined) >= 9 && len(joined) <= 15 && (to+1 == len(d.groups) || len(d.values[to]) == 4)
	case strings.HasPrefix(joined, "0082"):
		area = "0" + joined[4:]
	case strings.HasPrefix(joined, "82") && len(w) > 1 && w[0] == 2:
		area = "0" + strings.TrimPrefix(joined[2:], "0")
	case strings.HasPrefix(joined, "8210") && len(joined) == 12:
		area = "0" + joined[2:]
	}
	switch {
	case len(area) < 9 || len(area) > 12 || area[0] != '0' || len(area) > 11 && area[:3] != "050":
		return len(w) == 2 && w[0] == 4 && w[1] == 4 && strings.Contains(" 15 16 18 ", " "+joined[:2]+" ") ||
			len(joined) == 11 && joined[0] == '1' && joined[1] >= '3' && (len(w) == 1 || len(w) == 3 && w[0] == 3 && w[1] == 4)
	case len(w) == 1:
		return strings.HasPrefix(area, "01") && len(area) >= 10 || strings.HasPrefix(area, "02") || area[1] >= '3' && len(area) >= 10
	}
	if w[len(w)-1] == 2 && len(area) == 11 && strings.HasPrefix(area, "01") {
		return true // 010 12 34 56 78
	}
	return w[len(w)-1] == 4 && w[0] <= 4 || len(w) == 2 && w[0] <= 3 && w[1] >= 7
}

const banks = "계좌 은행 농협 국민 신한 우리 하나 기업 카카오뱅크 카뱅 토스 새마을 신협 우체국 수협 케이뱅크 제일 씨티 입금 송금 통장 account bank iban 이체 예금주"

// account reports a bank account or card: groups with hyphens, or many digits
// near a word for a bank.
func account(d *digits, from, to int, joined string) bool {
	f := d.f
	first, last := d.groups[from], d.groups[to]
	if len(joined) < 9 || len(joined) > 19 {
		return false
	}
	if to+1 < len(d.groups) && len(joined)+len(d.values[to+1]) <= 16 {
		return false // it goes on
	}
	if to > from {
		if y := d.values[from]; (strings.HasPrefix(y, "19") || strings.HasPrefix(y, "20")) && (len(y) == 4 && len(d.values[from+1]) <= 2 || len(y) == 8 && y[4] <= '1' && y[6] <= '3') {
			return false // a date, perhaps with a time or a number of that day
		}
		gap := string(f.r[d.groups[from].end : d.groups[from].end+1])
		short := 0
		for k := from; k < to; k++ {
			if len(d.values[k]) < 2 || f.r[d.groups[k].end] != '-' || d.groups[k+1].start != d.groups[k].end+1 {
				short++
			}
		}
		if short == 0 && len(joined) >= 10 {
			return true
		}
		if cards := len(joined) == 16 && len(d.values[from]) == 4 && to-from == 3; cards && gap != "." {
			return true
		}
	}
	if to == from && len(joined) >= 11 {
		return true
	}
	return len(joined) >= 9 && f.near(first.start, last.end, 14, banks)
}

// spelledPhone matches a telephone number in Hangul: 공일공에 일이삼사에 오육칠팔.
func (n *Narrative) spelledPhone(p *passage, i int) {
	f := p.f
	var b strings.Builder
	end := i
	for k := i; k < len(f.r) && b.Len() < 13; {
		d, ok := sinoDigit(f.r[k])
		if isNumeral(f.r[k]) {
			d, ok = int(f.r[k]-'0'), true
		}
		if !ok {
			break
		}
		b.WriteByte('0' + byte(d))
		k++
		end = k
		for j := 0; j < 2 && strings.ContainsRune(" -.에,다시의·", f.rune(k)) && f.rune(k) != 0; j++ {
			k++
		}
	}
	if b.Len() < 8 || b.Len() > 12 {
		return
	}
	s := b.String()
	known := strings.HasPrefix(s, "01") && len(s) >= 10
	for _, k := range n.phones {
		known = known || k == s
	}
	if known {
		p.add(hitPhone, i, end)
		p.busy = end
	}
}
