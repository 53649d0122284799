package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// birthDays is how many days of birth there are, from 1940-01-01.
const birthDays = 25_000

// person is one case. The order of its fields is the order of the columns.
type person struct {
	CaseID    string    `json:"case_id"`
	Name      string    `json:"legal_name"`
	Romanized string    `json:"romanized_name"`
	Alias     string    `json:"alias"`
	Birth     string    `json:"birth_date"`
	Sex       string    `json:"sex"`
	Province  string    `json:"origin_province"`
	City      string    `json:"origin_city"`
	Arrival   string    `json:"arrival_date"`
	Address   string    `json:"address"`
	Phone     string    `json:"phone"`
	Email     string    `json:"email"`
	Kin       []kin     `json:"family_in_north"`
	Health    string    `json:"health_notes"`
	Status    string    `json:"legal_status"`
	Services  []service `json:"services"`
	Notes     []note    `json:"case_notes"`
}

type kin struct {
	Relation string `json:"relation"`
	Name     string `json:"name"`
	City     string `json:"city"`
}

type service struct {
	Type   string `json:"type"`
	Detail string `json:"detail"`
	Start  string `json:"start"`
	End    string `json:"end,omitempty"`
}

type note struct {
	Date   string `json:"date"`
	Author string `json:"author"`
	Text   string `json:"text"`
}

type generator struct {
	seed  uint64
	pcg   *rand.PCG
	rand  *rand.Rand
	words *words
	fixed map[int]string // names by position
}

func newGenerator(seed uint64) *generator {
	pcg := rand.NewPCG(seed, 0)
	return &generator{seed: seed, pcg: pcg, rand: rand.New(pcg), words: newWords()}
}

// person makes the person at position i, which depends on nothing but i and the seed.
func (g *generator) person(i int) *person {
	g.pcg.Seed(g.seed, uint64(i))
	w := g.words
	p := &person{CaseID: fmt.Sprintf("CR-%07d", i+1), Sex: "F"}
	// A day returns after birthDays people, and then with the same sex and
	// another last syllable: nobody has name and birth date of somebody else.
	day := int((uint64(i)*7919 + g.seed%birthDays) % birthDays)
	given := w.givenF
	if day/7%10 < 3 {
		p.Sex, given = "M", w.givenM
	}
	last := given[(i/birthDays+day*31)%len(given)]
	surname := g.pick(w.surnames)
	if p.Name = g.fixed[i]; p.Name == "" {
		p.Name = surname + g.pick(given) + last
	}
	p.Romanized = romanise(p.Name)
	if g.chance(45) {
		p.Alias = g.name()
	}
	birth := time.Date(1940, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
	p.Birth = birth.Format(time.DateOnly)
	p.Province, p.City = g.place()
	arrival := time.Date(max(2000, birth.Year()+1), 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.rand.IntN(5000))
	p.Arrival = arrival.Format(time.DateOnly)
	p.Address = fmt.Sprintf("%s %s %d, %s %d동 %d호", g.pick(w.districts), g.pick(w.roads), 1+g.rand.IntN(320),
		g.pick(w.estates), 101+g.rand.IntN(24), 100*(1+g.rand.IntN(18))+1+g.rand.IntN(8))
	p.Phone = fmt.Sprintf("010-0000-%04d", g.rand.IntN(10_000))
	if g.chance(60) {
		p.Email = fmt.Sprintf("person%07d@example.com", i+1)
	}
	p.Status = g.pick(w.statuses)
	p.Kin = g.kin(surname)
	if g.chance(80) {
		p.Health = g.text(w.conditions, 1+g.rand.IntN(10))
	}
	p.Services = g.services(arrival)
	p.Notes = g.notes(p.Name, arrival)
	return p
}

func (g *generator) kin(surname string) []kin {
	out := []kin{}
	for range g.rand.IntN(5) {
		name := g.name()
		if g.chance(60) { // and then the family's
			name = surname + string([]rune(name)[1:])
		}
		_, city := g.place()
		out = append(out, kin{g.pick(g.words.relations), name, city})
	}
	return out
}

func (g *generator) services(from time.Time) []service {
	out := []service{}
	for range g.rand.IntN(5) {
		kind, detail, _ := strings.Cut(g.pick(g.words.services), " ")
		from = from.AddDate(0, 0, 20+g.rand.IntN(200))
		s := service{Type: kind, Detail: detail, Start: from.Format(time.DateOnly)}
		if g.chance(70) {
			s.End = from.AddDate(0, 0, 7+g.rand.IntN(240)).Format(time.DateOnly)
		}
		out = append(out, s)
	}
	return out
}

// notes are written in the months after arrival. Some name the person, as
// notes do.
func (g *generator) notes(name string, from time.Time) []note {
	out := []note{}
	for range 1 + g.rand.IntN(6) {
		from = from.AddDate(0, 0, 5+g.rand.IntN(120))
		text := g.text(g.words.topics, 1+g.rand.IntN(8))
		if g.chance(20) {
			text = name + " 님 방문. " + text
		}
		out = append(out, note{from.Format(time.DateOnly), fmt.Sprintf("상담원%02d", 1+g.rand.IntN(30)), text})
	}
	return out
}

func (g *generator) text(topics []string, sentences int) string {
	var b strings.Builder
	for i := range sentences {
		if i > 0 {
			b.WriteByte(' ')
		}
		for _, part := range []string{g.pick(g.words.times), " ", g.pick(topics), " ", g.pick(g.words.acts), "."} {
			b.WriteString(part)
		}
	}
	return b.String()
}

// name makes a name for somebody who is not on the list.
func (g *generator) name() string {
	given := g.words.givenF
	if g.chance(50) {
		given = g.words.givenM
	}
	return g.pick(g.words.surnames) + g.pick(given) + g.pick(given)
}

func (g *generator) place() (province, city string) {
	cities := strings.Fields(g.pick(g.words.provinces))
	return cities[0], g.pick(cities[1:])
}

func (g *generator) pick(from []string) string { return from[g.rand.IntN(len(from))] }

func (g *generator) chance(percent int) bool { return g.rand.IntN(100) < percent }
