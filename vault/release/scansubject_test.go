package release

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// subject is one block of people.txt.
type subject map[string][]string

func (p subject) one(key string) string {
	if len(p[key]) == 0 {
		return ""
	}
	return p[key][0]
}

func (p subject) known() Known {
	k := Known{
		Names: []string{p.one("name"), p.one("latin")}, Members: p["member"], Phones: p["phone"], Emails: p["email"],
		Codes: []string{p.one("resident"), p.one("case")}, Addresses: p["address"], Jobs: p["job"],
		Places: []string{p.one("province"), p.one("city"), p.one("route")},
		Dates:  []Date{{p.one("birth"), true}, {p.one("arrival"), false}}, Today: today, Since: p.one("arrival"),
	}
	k.Names = append(k.Names, p["alias"]...)
	for _, kin := range p["kin"] {
		name, city, _ := strings.Cut(kin, " ")
		k.Names, k.Places = append(k.Names, name), append(k.Places, city)
	}
	return k
}

// fill returns the form with the person's values in it, several for a list,
// none if the person has no such value.
func (p subject) fill(form string) []string {
	if key := strings.Trim(form, "{}"); len(p[key+"s"]) == 1 && form == "{"+key+"}" {
		return strings.Split(p.one(key+"s"), " | ")
	}
	tokens := p.tokens()
	var b strings.Builder
	for form != "" {
		k := strings.IndexByte(form, '{')
		if k < 0 {
			b.WriteString(form)
			break
		}
		b.WriteString(form[:k])
		key, rest, _ := strings.Cut(form[k+1:], "}")
		form = rest
		if particle, ok := josa(key, b.String()); ok {
			b.WriteString(particle)
			continue
		}
		v := tokens[key]
		if v == "" {
			return nil
		}
		b.WriteString(v)
	}
	return []string{b.String()}
}

// josa chooses the particle by the last syllable before it.
func josa(key, before string) (string, bool) {
	r := []rune(norm.NFC.String(strings.TrimRight(before, "~")))
	final := len(r) > 0 && hasFinal(r[len(r)-1])
	pick := map[string][2]string{"이가": {"이", "가"}, "은는": {"은", "는"}, "을를": {"을", "를"}, "과와": {"과", "와"}, "아야": {"아", "야"}, "이": {"이", ""}, "으": {"으", ""}}
	c, ok := pick[key]
	if final {
		return c[0], ok
	}
	return c[1], ok
}

// tokens are all values that a form can name.
func (p subject) tokens() map[string]string {
	out := map[string]string{
		"F": p.one("name"), "member": p.one("member"), "job": p.one("job"), "addr": p.one("address"), "city": p.one("city"), "prov": p.one("province"),
		"case": p.one("case"), "case_": strings.NewReplacer("-", " ").Replace(p.one("case")), "caselow": strings.ToLower(p.one("case")),
		"e": p.one("email"), "E": strings.ToUpper(p.one("email")), "r": p.one("resident"), "alias": p.one("alias"),
	}
	p.nameTokens(out)
	p.dateTokens(out)
	p.numberTokens(out)
	p.placeTokens(out)
	e := out["e"]
	out["e at"] = strings.NewReplacer("@", " at ", ".", " dot ").Replace(e)
	out["e(at)"] = strings.Replace(e, "@", "(at)", 1)
	box, domain, _ := strings.Cut(e, "@")
	out["e[at]"] = strings.Replace(e, "@", " [at] ", 1)
	out["e sp"] = strings.Replace(e, "@", " @ ", 1)
	out["efw"] = strings.Replace(e, "@", "＠", 1)
	out["casefw"], out["caseshort"] = fullWidth(out["case"]), strings.ReplaceAll(out["case"], "-", "")
	out["e kor"] = box + " 골뱅이 " + strings.ReplaceAll(domain, ".", "점")
	return out
}

func (p subject) nameTokens(out map[string]string) {
	f := []rune(p.one("name"))
	k := 1
	if strings.HasPrefix(string(f), "남궁") || strings.HasPrefix(string(f), "선우") {
		k = 2
	}
	out["S"], out["G"] = string(f[:k]), string(f[k:])
	if len(f) == 3 && k == 1 {
		for i, r := range f {
			n := strconv.Itoa(i + 1)
			initial, _, _ := parts(r)
			out[n], out["c"+n] = string(r), string([]rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[initial])
		}
	}
	for _, pair := range []string{"이리", "류유", "노로", "림임", "양량", "려여", "라나", "염렴"} {
		r := []rune(pair)
		switch f[0] {
		case r[0]:
			out["V"] = string(r[1]) + string(f[1:])
		case r[1]:
			out["V"] = string(r[0]) + string(f[1:])
		}
	}
	if kin, _, ok := strings.Cut(p.one("kin"), " "); ok {
		out["K"] = kin
		out["KG"] = strings.TrimPrefix(kin, string([]rune(kin)[:1]))
		if len([]rune(out["KG"])) < 2 || isCommon(out["KG"]) || strings.HasPrefix(kin, "남궁") {
			out["KG"] = ""
		}
	}
	out["NFD"] = norm.NFD.String(string(f))
	out["ZW"] = string(f[:1]) + "\u200b" + string(f[1:2]) + "\u2060" + string(f[2:])
	out["ZWJ"] = string(f[:2]) + "\u200d\ufeff" + string(f[2:])
	out["SHY"] = string(f[:1]) + "\u00ad" + string(f[1:])
}

func (p subject) dateTokens(out map[string]string) {
	d, _ := time.Parse(time.DateOnly, p.one("birth"))
	y, m := strconv.Itoa(d.Year()), d.Month().String()
	for k, v := range map[string]string{
		"y": y, "yy": y[2:], "m": d.Format("1"), "mm": d.Format("01"), "d": d.Format("2"), "dd": d.Format("02"),
		"Month": m, "Mon": m[:3], "MONTH": strings.ToUpper(m), "FW": fullWidth(d.Format("2006.01.02")),
		"사년": sino(d.Year()) + "년", "사월": sinoMonth(int(d.Month())), "사일": sino(d.Day()) + "일",
	} {
		out[k] = v
	}
	now, _ := time.Parse(time.DateOnly, today)
	age := now.Year() - d.Year()
	if now.YearDay() < d.YearDay() {
		age--
	}
	out["age"] = strconv.Itoa(age)
	tens := strings.Fields("_ 열 스물 서른 마흔 쉰 예순 일흔")
	ones := []string{"", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"}
	out["고유"] = tens[age/10] + ones[age%10]
	out["Age"] = strings.Fields("_ _ Twenty Thirty Forty Fifty Sixty")[age/10] + strings.Split(" -one -two -three -four -five -six -seven -eight -nine", " ")[age%10]
	if age == 20 {
		out["고유"] = "스무"
	}
}

func sino(n int) string {
	var b strings.Builder
	digits := []string{"", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"}
	for _, u := range []struct {
		n    int
		unit string
	}{{1000, "천"}, {100, "백"}, {10, "십"}, {1, ""}} {
		d := n / u.n % 10
		if d > 1 || d == 1 && u.n == 1 {
			b.WriteString(digits[d])
		}
		if d > 0 {
			b.WriteString(u.unit)
		}
	}
	return b.String()
}

func sinoMonth(m int) string {
	switch m {
	case 6:
		return "유월"
	case 10:
		return "시월"
	}
	return sino(m) + "월"
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7F {
			return r + 0xFEE0
		}
		return r
	}, s)
}

func (p subject) numberTokens(out map[string]string) {
	t := p.one("phone")
	n := strings.ReplaceAll(t, "-", "")
	w := []string{n[:3], n[3 : len(n)-4], n[len(n)-4:]}
	if strings.HasPrefix(n, "02") {
		w = []string{n[:2], n[2 : len(n)-4], n[len(n)-4:]}
	}
	t = strings.Join(w, "-")
	hangul := strings.NewReplacer("0", "공", "1", "일", "2", "이", "3", "삼", "4", "사", "5", "오", "6", "육", "7", "칠", "8", "팔", "9", "구", "-", "에 ")
	for k, v := range map[string]string{
		"t": t, "t.": strings.Join(w, "."), "t ": strings.Join(w, " "), "tn": n, "t+": "+82-" + t[1:], "t+n": "+82" + n[1:], "tfw": fullWidth(t),
		"t82()": "+82 (0)" + strings.ReplaceAll(t[1:], "-", " "), "t4": w[2], "ttail": w[1] + "-" + w[2],
	} {
		out[k] = v
	}
	out["t+ "], out["t0"], out["t/"] = "+82 "+strings.Join(w, " ")[1:], strings.Join(w, "-")[1:], strings.Join(w, "/")
	out["tdash"], out["tzw"] = strings.Join(w, "–"), strings.Join(w, "-\u200b")
	if strings.HasPrefix(n, "01") {
		out["to"] = "o" + t[1:2] + "o" + t[3:]
		out["tkor"] = hangul.Replace(t)
	}
	r := p.one("resident")
	out["r6"], out["r7"], out["rdash"] = r[:6], r[7:], strings.Replace(r, "-", "—", 1)
	out["rn"], out["r "], out["rfw"], out["rmask"] = strings.ReplaceAll(r, "-", ""), strings.ReplaceAll(r, "-", " - "), fullWidth(r), r[:8]+"******"
}

func (p subject) placeTokens(out map[string]string) {
	stem := func(s string) string {
		for _, u := range []string{"시", "군", "구역"} {
			if cut, ok := strings.CutSuffix(s, u); ok && len([]rune(cut)) > 1 {
				return cut
			}
		}
		return ""
	}
	out["stem"] = stem(out["city"])
	if _, city, ok := strings.Cut(p.one("kin"), " "); ok {
		out["kcity"], out["kstem"] = city, stem(city)
	}
	if short := province(out["prov"]); short != "" {
		out["pshort"] = short
	}
	for _, w := range strings.FieldsFunc(p.one("address"), func(r rune) bool { return r == ' ' || r == ',' }) {
		switch r := []rune(w); {
		case strings.HasSuffix(w, "구"), strings.HasSuffix(w, "군"):
			out["gu"] = w
		case strings.HasSuffix(w, "로"), strings.HasSuffix(w, "길"):
			out["road"] = w
		case unicode.IsDigit(r[0]) && strings.HasSuffix(w, "동"):
			out["dong"] = w
		case unicode.IsDigit(r[0]) && strings.HasSuffix(w, "호"):
			out["ho"] = w
		case unicode.IsDigit(r[0]):
			out["no"] = w
		case out["road"] != "":
			out["estate"] = w
		}
	}
	if via := strings.FieldsFunc(p.one("route"), func(r rune) bool { return strings.ContainsRune("-, ", r) }); len(via) > 0 {
		out["via"] = via[len(via)-1]
	}
}
