package release

import (
	"slices"
	"strings"
)

// Kinds of hits, in the order of importance: of two that overlap, the longer
// gives its name, then the earlier here.
const (
	hitName    = "name"
	hitPhone   = "phone"
	hitNumber  = "number"
	hitDate    = "date"
	hitAge     = "age"
	hitEmail   = "email"
	hitAccount = "account"
	hitAddress = "address"
	hitPlace   = "place"
	hitWeb     = "web"
	hitJob     = "job"
	hitText    = "text"
)

// markOf returns what stands in the text in place of a hit of that kind. The
// office writes Korean, so the marks are Korean whoever reads.
func markOf(kind string) string {
	switch kind {
	case hitName:
		return "[이름]"
	case hitPhone:
		return "[전화]"
	case hitNumber:
		return "[번호]"
	case hitDate:
		return "[날짜]"
	case hitAge:
		return "[나이]"
	case hitEmail:
		return "[전자우편]"
	case hitAccount:
		return "[계좌]"
	case hitAddress:
		return "[주소]"
	case hitPlace:
		return "[지명]"
	case hitWeb:
		return "[웹]"
	case hitJob:
		return "[직업]"
	}
	return "[정보]"
}

// markAt returns the length of the mark that s begins with, 0 if none.
func markAt(s string) int {
	end := strings.IndexByte(s[:min(len(s), 24)], ']') + 1
	for _, k := range []string{hitName, hitPhone, hitNumber, hitDate, hitAge, hitEmail, hitAccount, hitAddress, hitPlace, hitWeb, hitJob, hitText} {
		if s[:end] == markOf(k) {
			return end
		}
	}
	return 0
}

// Narrative is the [Scanner] of one person: it knows what the vault knows of
// them, their kin and the members, and the patterns of numbers and addresses
// that are nobody's business whoever they belong to. It is safe for use by
// several goroutines.
type Narrative struct {
	names  []name
	labels []literal // members' labels, codes, jobs, …
	places []place
	days   []knownDay
	ages   ages
	phones []string // digits
	first  [256]bool
}

// maxPasses bounds the work on a text made to need one for each hit, such as
// 김철수(39(39(39(…; people's texts need two or three.
const maxPasses = 32

// span is a hit in folded text.
type span struct {
	kind       string
	start, end int
}

// NewNarrative prepares a scanner.
func NewNarrative(k Known) *Narrative {
	n := &Narrative{ages: agesOf(k)}
	for _, s := range k.Names {
		n.names = append(n.names, namesOf(s)...)
	}
	for _, s := range k.Members {
		n.labels = append(n.labels, literalOf(s, hitName)...)
		n.names = append(n.names, namesOf(s)...)
	}
	for _, l := range []struct {
		values []string
		kind   string
	}{{k.Codes, hitNumber}, {k.Emails, hitEmail}, {k.Jobs, hitJob}, {k.Texts, hitText}} {
		for _, s := range l.values {
			n.labels = append(n.labels, literalOf(s, l.kind)...)
			for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",;/", r) }) {
				if (l.kind == hitJob || l.kind == hitText) && part != s {
					n.labels = append(n.labels, literalOf(part, l.kind)...)
				}
			}
		}
	}
	for _, s := range k.Emails {
		n.labels = append(n.labels, mailboxOf(s)...)
	}
	for _, s := range k.Places {
		n.places = append(n.places, placesOf(s)...)
	}
	for _, s := range k.Addresses {
		n.addAddress(s)
	}
	for _, d := range k.Dates {
		n.days = append(n.days, dayOf(d)...)
	}
	for _, s := range k.Phones {
		n.phones = append(n.phones, phoneForms(s)...)
	}
	n.index()
	return n
}

// Scan returns the text with a mark in place of all that identifies, and the
// hits as bytes of the text it was given. A text that cannot be read for
// certain is an error.
func (n *Narrative) Scan(text string) (string, []Hit, error) {
	f, err := fold(text)
	if err != nil {
		return "", nil, err
	}
	var hits []Hit
	for passes := 0; ; passes++ {
		// What was taken out changes what its neighbours stand beside.
		found := joined(n.pass(f))
		if len(found) == 0 {
			break
		}
		if passes == maxPasses {
			return "", nil, errEndless
		}
		for _, s := range found {
			hits = append(hits, Hit{s.kind, int(f.at[s.start]), int(f.end[s.end-1])})
		}
		f = f.without(found)
	}
	slices.SortFunc(hits, func(a, b Hit) int { return a.Start - b.Start })
	return replaced(text, hits), hits, nil
}

func replaced(text string, hits []Hit) string {
	if len(hits) == 0 {
		return text
	}
	var b strings.Builder
	i := 0
	for _, h := range hits {
		b.WriteString(text[i:h.Start])
		b.WriteString(markOf(h.Kind))
		i = h.End
	}
	b.WriteString(text[i:])
	return b.String()
}

// pass runs every matcher over the text once.
func (n *Narrative) pass(f *folded) []span {
	p := passage{f: f}
	for i, r := range f.r {
		if n.first[bucket(r)] {
			n.known(&p, i)
		}
		switch {
		case isNumeral(r) || r == '+':
			n.numeral(&p, i)
		case isHangul(r):
			n.spelled(&p, i)
		case isLatin(r):
			if f.wordBegins(i) {
				n.latinWord(&p, i)
			}
		case r == '@':
			p.email(i)
			p.handle(i)
		case isHan(r), isJamo(r):
			n.rareName(&p, i)
		case r == '(' || r == '[' || r == '<':
			p.spelledAt(i)
		}
	}
	return p.found
}

// passage collects what is found in one pass.
type passage struct {
	f     *folded
	found []span
	busy  int // numbers are read up to here
	link  int // and addresses on the web
}

// add notes a hit, if there is one: matchers return an end of 0 for none.
func (p *passage) add(kind string, start, end int) {
	if end > start {
		p.found = append(p.found, span{kind, start, end})
	}
}

// known looks for what begins with a character that a known value begins with.
func (n *Narrative) known(p *passage, i int) {
	for k := range n.names {
		m := &n.names[k]
		p.add(hitName, i, m.hangul(p.f, i))
		p.add(hitName, i, m.titled(p.f, i))
	}
	for k := range n.labels {
		end := n.labels[k].match(p.f, i)
		if n.labels[k].kind == hitAddress && end > 0 {
			end = p.f.houseNumber(end)
		}
		p.add(n.labels[k].kind, i, end)
	}
	for k := range n.places {
		p.add(n.places[k].kind, i, n.places[k].hangul(p.f, i))
	}
}

// latinWord looks for what a word in Latin letters begins.
func (n *Narrative) latinWord(p *passage, i int) {
	for k := range n.names {
		p.add(hitName, i, n.names[k].latin.at(p.f, i))
	}
	for k := range n.places {
		p.add(n.places[k].kind, i, n.places[k].latinAt(p.f, i))
	}
	if p.f.r[i] == 'o' && isNumeral(p.f.rune(i+1)) {
		n.numeral(p, i)
	}
	n.monthWord(p, i)
	n.ageWord(p, i)
	p.web(i)
	p.passport(i)
	p.spelledAt(i)
}

// index notes which characters known values begin with.
func (n *Narrative) index() {
	note := func(r rune) { n.first[bucket(r)] = true }
	for _, m := range n.names {
		for _, s := range m.begins() {
			note(s)
		}
	}
	for _, l := range n.labels {
		note(l.runes[0])
	}
	for _, p := range n.places {
		for _, r := range p.stem[0].alts() {
			note(r)
		}
	}
}

func bucket(r rune) byte { return byte(r) ^ byte(r>>8) }

// joined joins hits that overlap. The longest names the whole.
func joined(found []span) []span {
	slices.SortStableFunc(found, func(a, b span) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	var out []span
	longest := 0
	for _, s := range found {
		if len(out) == 0 || s.start >= out[len(out)-1].end {
			out = append(out, s)
			longest = s.end - s.start
			continue
		}
		last := &out[len(out)-1]
		if s.end-s.start > longest {
			last.kind, longest = s.kind, s.end-s.start
		}
		last.end = max(last.end, s.end)
	}
	return out
}
