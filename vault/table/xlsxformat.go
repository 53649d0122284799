package table

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A numberFormat is what matters of how a cell shows a number: as a date, or as
// digits with zeros before and marks between them, which is how offices keep
// numbers that begin with a zero.
type numberFormat struct {
	date   bool
	most   float64 // the second section shows what is larger
	digits [2]string
}

// In digits these stand for a digit: always one, and one if the number has it.
const (
	always   = '\x00'
	optional = '\x01'
)

// readStyles reads which style shows numbers how. A cell names its style by the
// index of an xf element in cellXfs.
func (b *book) readStyles(name string) error {
	p, err := b.open(name, maxSmallPart)
	if err != nil {
		return err
	}
	formats, inCells := map[int]numberFormat{}, false
	for {
		t, err := p.next()
		if err == io.EOF {
			return p.close()
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			inCells = inCells && t.Name.Local != "cellXfs"
		case xml.StartElement:
			e := element{t.Name.Local, t.Attr}
			id, err := e.number("numFmtId", 0)
			switch {
			case e.name == "cellXfs":
				inCells = true
			case e.name != "numFmt" && !(e.name == "xf" && inCells):
			case err != nil:
				return err
			case e.name == "numFmt":
				formats[id] = readCode(e.attr("formatCode"))
			default:
				f, own := formats[id]
				f.date = f.date || !own && isDateFormat(id)
				b.formats = append(b.formats, f)
			}
		}
	}
}

// isDateFormat knows the formats that have a number and no code (ECMA-376 part 1,
// 18.8.30; 27 to 36 and 50 to 58 are dates in East Asian editions).
func isDateFormat(id int) bool {
	return 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 || 50 <= id && id <= 58
}

// readCode reads a format's code (18.8.31), such as yyyy"년" m"월" or 000\-0000.
func readCode(code string) numberFormat {
	f := numberFormat{most: math.Inf(1)}
	for n, text := range sections(code) {
		digits, date := f.section(text)
		if n == 0 {
			f.date = date
		}
		if n < len(f.digits) {
			f.digits[n] = digits
		}
	}
	return f
}

// sections cuts a code at the semicolons that are no text.
func sections(code string) []string {
	from, quoted := 0, false
	var all []string
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && !quoted:
			i++
		case c == ';' && !quoted:
			all = append(all, code[from:i])
			from = i + 1
		}
	}
	return append(all, code[from:])
}

// section reads one section: its digits, "" if it shows anything but digits and
// marks or has no zero in front, and whether it shows a date.
func (f *numberFormat) section(text string) (digits string, date bool) {
	var out []rune
	other := false
	marks := []rune(text)
	for i := 0; i < len(marks); i++ {
		rest := string(marks[i+1:])
		switch c := marks[i]; {
		case c == '"':
			literal, _, _ := strings.Cut(rest, `"`)
			out = append(out, []rune(literal)...)
			i += utf8.RuneCountInString(literal) + 1
		case c == '[':
			inside, _, _ := strings.Cut(rest, "]")
			i += utf8.RuneCountInString(inside) + 1
			if limit, ok := strings.CutPrefix(inside, "<="); ok {
				f.most, _ = strconv.ParseFloat(limit, 64)
			} else if strings.Trim(strings.ToLower(inside), "hms") == "" {
				return "", false // hours that go on beyond a day
			}
		case c == '\\' && rest != "":
			i++
			out = append(out, marks[i])
		case c == '_' || c == '*': // a blank as wide as the next mark, or filled with it
			i++
		case c == '0':
			out = append(out, always)
		case c == '#' || c == '?':
			out = append(out, optional)
		case strings.ContainsRune("-() ", c):
			out = append(out, c)
		default:
			date = date || strings.ContainsRune("yYmMdDhHsS", c)
			other = true
		}
	}
	digits = string(out)
	first := strings.IndexAny(digits, string([]rune{always, optional}))
	if other || first < 0 || digits[first] != always || strings.Count(digits, string(always))+strings.Count(digits, string(optional)) < 2 {
		return "", date && !strings.ContainsAny(digits, "\x00\x01")
	}
	return digits, false
}

// number writes the number of a cell as text: what the cell shows if that is a
// date or digits, else all digits that Excel keeps, never an exponent.
func (b *book) number(text string, style int) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return text
	}
	var f numberFormat
	if style < len(b.formats) {
		f = b.formats[style]
	}
	if f.date {
		if day := b.day(v); day != "" {
			return day
		}
	}
	whole := strings.Trim(text, "0123456789") == ""
	if !whole {
		// Excel keeps 15 digits; the file may say 0.10000000000000001.
		v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
		text = strconv.FormatFloat(v, 'f', -1, 64)
		whole = strings.Trim(text, "0123456789") == ""
	}
	digits := f.digits[0]
	if v > f.most {
		digits = f.digits[1]
	}
	if whole && digits != "" {
		return fill(digits, text)
	}
	return text
}

// fill puts the digits of a number where a format has them; those for which it
// has no room stand before.
func fill(digits, number string) string {
	room := strings.Count(digits, string(always)) + strings.Count(digits, string(optional))
	var b strings.Builder
	at := len(number) - room // of the digit that comes next; before the number if negative
	for _, c := range digits {
		switch {
		case c != always && c != optional:
			b.WriteRune(c)
			continue
		case at < 0 && c == always:
			b.WriteByte('0')
		case at >= 0 && at == len(number)-room:
			b.WriteString(number[:at+1])
		case at >= 0:
			b.WriteByte(number[at])
		}
		at++
	}
	return b.String()
}

// day writes a serial number as a date, with the time if it has one, or as a
// time alone; "" for what is no date in Excel. Day 60 is the 29th of February
// 1900 there, which the calendar does not have.
func (b *book) day(serial float64) string {
	days := math.Floor(serial)
	seconds := int(math.Round((serial - days) * 86400))
	if seconds == 86400 {
		days, seconds = days+1, 0
	}
	clock := time.Date(0, 1, 1, 0, 0, seconds, 0, time.UTC).Format(time.TimeOnly)
	n := int(days) + b.since
	switch {
	case serial < 0 || serial > 2958465:
		return ""
	case days == 0:
		return clock
	case n == 60:
		return "1900-02-29"
	case n < 60:
		n++
	}
	text := time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	if seconds > 0 {
		text += " " + clock
	}
	return text
}
