package record

import (
	"fmt"
	"strings"
	"time"
)

// Years outside this range are typing errors: nobody alive was born before,
// and no case plans beyond.
const minYear, maxYear = 1880, 2200

// parseDate reads one tidy text as a day. It takes 1985-03-07, 1985.03.07,
// 1985. 3. 7., 1985/3/7, 1985년 3월 7일, 19850307, a midnight after an ISO
// date (spreadsheets add it), and Excel's day numbers of five digits. What
// could be read in two ways is refused.
func parseDate(s string, n *notes) (string, error) {
	if isISODate(s) {
		return s, nil
	}
	var parts [3]int
	var widths [3]int
	count, rest := dateParts(midnight(s), &parts, &widths)
	switch {
	case count == 0 || rest != "":
		return "", n.refuse("date-unreadable")
	case count == 1 && widths[0] != len(s): // 1985년
		return "", n.refuse("date-incomplete")
	case count == 1:
		switch widths[0] {
		case 8:
			parts = [3]int{parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100}
		case 6:
			return "", n.refuse("date-two-digit-year")
		case 5:
			// 1904 workbooks count otherwise; nothing in the cell tells, hence the warning.
			n.warn("normalised-excel-date")
			return time.Date(1899, 12, 30+parts[0], 0, 0, 0, 0, time.UTC).Format(time.DateOnly), nil
		default:
			return "", n.refuse("date-incomplete")
		}
	case widths[0] <= 2 && count == 3 && widths[2] == 4:
		return "", n.refuse("date-order")
	case widths[0] == 2 && count == 3:
		return "", n.refuse("date-two-digit-year")
	case count == 2:
		return "", n.refuse("date-incomplete")
	case widths[0] != 4 || widths[1] > 2 || widths[2] > 2:
		return "", n.refuse("date-unreadable")
	}
	y, m, d := parts[0], parts[1], parts[2]
	if y < minYear || y > maxYear {
		return "", n.refuse("date-year-range", minYear, maxYear)
	}
	if !isDay(y, m, d) {
		return "", n.refuse("date-no-such-day")
	}
	out := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	if out != s {
		n.warn("normalised-date")
	}
	return out, nil
}

// isISODate reports whether s is a date as it is kept: 1985-03-07.
func isISODate(s string) bool {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return false
	}
	n := 0
	for i := range len(s) {
		switch {
		case i == 4 || i == 7:
		case isDigit(s[i]):
			n = n*10 + int(s[i]-'0')
		default:
			return false
		}
	}
	y := n / 10000
	return minYear <= y && y <= maxYear && isDay(y, n/100%100, n%100)
}

// dateParts reads up to three numbers with the separators of a date between
// them and returns how many there were and what it could not read.
func dateParts(s string, parts, widths *[3]int) (int, string) {
	s = strings.TrimPrefix(s, "'")
	count := 0
	var used string // one date uses one kind of separator
	for count < 3 {
		w := 0
		for w < len(s) && w < 9 && '0' <= s[w] && s[w] <= '9' {
			parts[count] = parts[count]*10 + int(s[w]-'0')
			w++
		}
		if w == 0 {
			break
		}
		widths[count] = w
		s = strings.TrimLeft(s[w:], " ")
		unit := [3]string{"년", "월", "일"}[count]
		count++
		sep := ""
		switch {
		case strings.HasPrefix(s, unit):
			sep, s = "년", s[len(unit):]
		case s != "" && strings.IndexByte(".-/", s[0]) >= 0 && (count < 3 || s[0] == '.'):
			sep, s = s[:1], s[1:]
		case s == "":
			return count, ""
		default:
			return count, s
		}
		if used != "" && used != sep {
			return count, sep + s
		}
		used, s = sep, strings.TrimLeft(s, " ")
	}
	return count, s
}

// midnight cuts off the time that spreadsheets and databases add to a date. A
// time that is not midnight stays, and makes the date unreadable: it may be
// the day before or after in another time zone.
func midnight(s string) string {
	if len(s) <= 10 || s[4] != '-' || s[10] != ' ' && s[10] != 'T' {
		return s
	}
	switch s[11:] {
	case "00:00", "00:00:00", "00:00:00Z", "00:00:00.000", "00:00:00.000Z", "0:00", "0:00:00":
		return s[:10]
	}
	return s
}

// isDay reports whether the Gregorian calendar has the day.
func isDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 {
		return false
	}
	if d <= 28 {
		return true
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Day() == d
}
