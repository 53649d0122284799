package release

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// marked is a text with the places of all that is planted in it.
type marked struct {
	text     string
	who      int
	mentions []note
}

// markedNotes fills the lines of notes.txt, in which <class|text> stands around
// what must be found: once for each person who has the values, and for each
// spelling of a list. A line about nobody is filled once.
func markedNotes(t testing.TB, set string) []marked {
	var out []marked
	lines := setLines(t, set, "notes.txt")
	for who, p := range people(t, set) {
		tokens := p.markedTokens()
		for _, l := range lines {
			if !strings.Contains(l, "{") && who > 0 {
				continue
			}
			spelled := []string{""}
			for _, list := range []string{"rom", "grom", "krom"} {
				if strings.Contains(l, "{"+list+"}") {
					spelled = strings.Split(p.one(list+"s"), " | ")
				}
			}
			for _, s := range spelled {
				tokens["rom"], tokens["grom"], tokens["krom"] = s, s, s
				if m, ok := mark(l, tokens); ok {
					m.who = who
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// mark fills one line; it is not ok if the person lacks a value.
func mark(l string, tokens map[string]string) (m marked, ok bool) {
	var n note
	for {
		k := strings.IndexAny(l, "<>{")
		if k < 0 {
			break
		}
		m.text += l[:k]
		sign, key := l[k], ""
		l = l[k+1:]
		switch sign {
		case '<':
			n.class, l, _ = strings.Cut(l, "|")
			n.start = len(m.text)
		case '>':
			n.core, n.coreEnd, n.end = n.start, len(m.text), len(m.text)
			m.mentions = append(m.mentions, n)
		case '{':
			key, l, _ = strings.Cut(l, "}")
			v, particle := josa(key, strings.TrimRight(m.text, `"’) `))
			if !particle {
				v = tokens[key]
			}
			if v == "" && !particle {
				return m, false
			}
			m.text += v
		}
	}
	m.text += l
	for i := range m.mentions {
		m.mentions[i].text = m.text
	}
	return m, true
}

// markedTokens are the values that a line can name: those of the other sets,
// what stands in people.txt, and spellings that hide.
func (p subject) markedTokens() map[string]string {
	out := p.tokens()
	delete(out, "G")
	for k, v := range p {
		out[k] = v[0]
	}
	out["S"] = p.one("surname")
	if p.one("given") != "" {
		out["G"] = p.one("given")
	}
	letters := strings.Split(p.one("name"), "")
	for k, sign := range map[string]string{"ZWNJ": "\u200c", "LRM": "\u200e", "RLO": "\u202e", "VS": "\ufe0f", "TAG": "\U000e0061", "FILL": "\u3164", "MARK": "\u0332"} {
		out[k] = strings.Join(letters, sign)
	}
	out["COMPAT"] = typed(p.one("name"))
	out["HALF"] = strings.Map(halfWidth, out["COMPAT"])
	for i, k := range p["kin"] {
		n := []string{"", "2"}[i]
		out["KF"+n], out["KC"+n], _ = strings.Cut(k, " ")
	}
	out["K"] = out["KF"]
	for i, v := range strings.Split(p.one("route"), "-") {
		out["via"+string(rune('1'+i))] = v
	}
	birth, _ := time.Parse(time.DateOnly, p.one("birth"))
	arrival, _ := time.Parse(time.DateOnly, p.one("arrival"))
	for k, form := range map[string]string{"ay": "2006", "am": "1", "ad": "2", "amm": "01", "add": "02", "aMonth": "January"} {
		out[k] = arrival.Format(form)
	}
	out["yymmdd"] = birth.Format("060102")
	out["ord"] = out["d"] + map[string]string{"1": "st", "21": "st", "31": "st", "2": "nd", "22": "nd", "3": "rd", "23": "rd"}[out["d"]]
	if out["ord"] == out["d"] {
		out["ord"] += "th"
	}
	phone, r := strings.Split(p.one("phone"), "-"), p.one("resident")
	out["tp"], out["t82"], out["tdot2"] = phone[0]+") "+phone[1]+"-"+phone[2], "+82)"+phone[0][1:]+"-"+phone[1]+"-"+phone[2], strings.Join(phone, " . ")
	out["rdot"], out["r8"] = strings.Replace(r, "-", ".", 1), r[:8]
	out["box"], _, _ = strings.Cut(p.one("email"), "@")
	out["t0082"], out["tplusdot"], out["tpar"] = "0082-10-"+phone[1]+"-"+phone[2], "+82.10."+phone[1]+"."+phone[2], "("+phone[0]+")"+phone[1]+"-"+phone[2]
	out["tfig"], out["tkorj"], out["tO"] = strings.Join(phone, "\u2012"), strings.ReplaceAll(strings.ReplaceAll(out["tkor"], " ", ""), "에", ""), strings.ReplaceAll(p.one("phone"), "0", "O")
	out["rhy"], out["rus"], out["rsl"], out["rspace"] = strings.Replace(r, "-", "\u2010", 1), strings.Replace(r, "-", "_", 1), strings.Replace(r, "-", "/", 1), r[:6]+" "+r[7:8]+" "+r[8:]
	age, _ := strconv.Atoi(out["age"])
	out["sino"] = sino(age)
	out["dongno"], out["hono"] = strings.TrimSuffix(out["dong"], "동"), strings.TrimSuffix(out["ho"], "호")
	out["jobns"] = strings.ReplaceAll(p.one("job"), " ", "")
	return out
}

// typed returns Hangul as letters that stand for themselves: ㅎㅏㄴ.
func typed(s string) string {
	initials, vowels := []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"), []rune("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
	finals := []rune("_ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
	var out []rune
	for _, r := range s {
		i, v, f := parts(r)
		out = append(out, initials[i], vowels[v])
		if f > 0 {
			out = append(out, finals[f])
		}
	}
	return string(out)
}

// halfWidth returns the half-width form of a letter.
func halfWidth(r rune) rune {
	for h := rune(0xFFA1); h <= 0xFFDC; h++ {
		if norm.NFKC.String(string(h)) == norm.NFKC.String(string(r)) {
			return h
		}
	}
	return r
}

// markedClean returns the notes about nobody: some as they are, and frames with
// each of the words.
func markedClean(t testing.TB, set string) []string {
	var words, out []string
	for _, l := range setLines(t, set, "clean.txt") {
		switch key, v, _ := strings.Cut(l, " "); key {
		case "words":
			words = strings.Fields(v)
		case "frame":
			for _, w := range words {
				out = append(out, strings.ReplaceAll(v, "{}", w))
			}
		case "note":
			out = append(out, v)
		}
	}
	return out
}

// measureMarked scans every note about somebody as theirs, and every one about
// nobody as a note about each person.
func measureMarked(t testing.TB, set string) score {
	s := score{planted: map[string]int{}, found: map[string]int{}, missed: map[string][]string{}}
	var scanners []*Narrative
	for _, p := range people(t, set) {
		scanners = append(scanners, NewNarrative(p.known()))
	}
	scan := func(who int, text string) []Hit {
		_, hits, err := scanners[who].Scan(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		return hits
	}
	for _, m := range markedNotes(t, set) {
		hits := scan(m.who, m.text)
		for _, n := range m.mentions {
			s.planted[n.class]++
			if covered(n, hits) {
				s.found[n.class]++
			} else {
				s.missed[n.class] = append(s.missed[n.class], m.text[n.start:n.end]+"   in: "+m.text)
			}
		}
		s.judge(m.text, hits, m.mentions)
	}
	for _, text := range markedClean(t, set) {
		for who := range scanners {
			s.clean++
			s.judge(text, scan(who, text), nil)
		}
	}
	return s
}

// judge counts hits as right that touch something planted.
func (s *score) judge(text string, hits []Hit, planted []note) {
	for _, h := range hits {
		right := false
		for _, n := range planted {
			right = right || h.End > n.start && h.Start < n.end
		}
		if right {
			s.right++
		} else {
			s.wrong++
			s.wrongs = append(s.wrongs, text[h.Start:h.End]+"   in: "+text)
		}
	}
}
