package release_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"casevault/vault/release"
)

// The forms of the test's people: birth date, year, decade, nothing; sex; job, nothing.
const (
	formDate = iota
	formYear
	formDecade
	formNoBirth
	formSex
	formJob
	formNoJob
)

func person(born, sex, job string) []string {
	year, decade := "", ""
	if born != "" {
		year, decade = born[:4], born[:3]+"0s"
	}
	return []string{born, year, decade, "", sex, job, ""}
}

func many(n int, p []string) (out [][]string) {
	for range n {
		out = append(out, p)
	}
	return out
}

var (
	columns = []string{"birth_date", "birth_date", "birth_date", "birth_date", "sex", "occupation", "occupation"}
	ladders = []release.Ladder{{formDate, formYear, formDecade}, {formSex}, {formJob, formNoJob}}
)

func TestGateDecides(t *testing.T) {
	base := many(10, person("1985-03-07", "F", "nurse"))
	tests := []struct {
		name     string
		store    [][]string
		leaves   []string
		earlier  []int
		ladders  []release.Ladder
		steps    []int // nil: shut
		smallest int
		columns  []string
		fault    bool // of the earlier release
	}{
		{name: "a group of exactly k", store: base, leaves: person("1985-03-07", "F", "nurse"), steps: []int{0, 0, 0}, smallest: 11},
		{name: "too few people in the store", store: base[1:], leaves: person("1985-03-07", "F", "nurse"), smallest: 10, columns: []string{"birth_date", "occupation", "sex"}},
		{name: "a birthday of one's own: by year", store: base, leaves: person("1985-12-01", "F", "nurse"), steps: []int{1, 0, 0}, smallest: 11},
		{name: "a year of one's own: by decade", store: base, leaves: person("1981-12-01", "F", "nurse"), steps: []int{2, 0, 0}, smallest: 11},
		{name: "a job of one's own: none", store: base, leaves: person("1985-03-07", "F", "diver"), steps: []int{0, 0, 1}, smallest: 11},
		{
			name: "first what has most values", store: append(many(10, person("1985-03-07", "F", "cook")), base...),
			leaves: person("1985-12-01", "F", "diver"), steps: []int{1, 0, 1}, smallest: 21,
		},
		{name: "a sex that only one has", store: base, leaves: person("1985-03-07", "X", "nurse"), smallest: 1, columns: []string{"sex"}},
		{name: "a missing value fits nobody", store: base, leaves: person("", "F", "nurse"), smallest: 1, columns: []string{"birth_date"}},
		{name: "missing in all", store: many(10, person("", "F", "nurse")), leaves: person("", "F", "nurse"), steps: []int{0, 0, 0}, smallest: 11},
		{name: "no column that tells anything", ladders: []release.Ladder{}, store: base, leaves: person("", "", ""), steps: []int{}, smallest: 0},
		{
			name: "earlier the job, now the birth date", ladders: ladders[:1], earlier: []int{formJob}, fault: true,
			store: base, leaves: person("1985-03-07", "F", "diver"), smallest: 1, columns: []string{"occupation"},
		},
		{
			name: "earlier the same", earlier: []int{formDate, formSex, formJob},
			store: base, leaves: person("1985-03-07", "F", "nurse"), steps: []int{0, 0, 0}, smallest: 11,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			use := ladders
			if tt.ladders != nil {
				use = tt.ladders
			}
			g := release.NewGate(11, columns, use)
			for _, p := range tt.store {
				g.Add(p)
			}
			g.AddLeaving(tt.leaves, tt.earlier)
			d, err := g.Decide()
			var small *release.SmallGroupError
			switch {
			case tt.steps != nil && (err != nil || !slices.Equal(d.Steps, tt.steps) || d.Smallest != tt.smallest):
				t.Errorf("decided %+v, %v", d, err)
			case tt.steps == nil && (!errors.As(err, &small) || small.Smallest != tt.smallest || small.People != 1 ||
				small.Earlier != tt.fault || !slices.Equal(small.Columns, tt.columns)):
				t.Errorf("decided %+v, %+v", d, err)
			}
		})
	}
}

// TestGateLeavesNobodyAlone: whatever the people are, those who may leave have
// k that look the same, counted one by one; and if they may not, no step was
// left to take.
func TestGateLeavesNobodyAlone(t *testing.T) {
	open := 0
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 6))
		k := 2 + rnd.IntN(4)
		g := release.NewGate(k, columns, ladders)
		var people [][]string
		var leaving []int
		earlier := make(map[int][]int)
		for i := range 5 + rnd.IntN(120) {
			born := fmt.Sprintf("%d-0%d-01", 1980+rnd.IntN(12), 1+rnd.IntN(3))
			if rnd.IntN(8) == 0 {
				born = ""
			}
			people = append(people, person(born, []string{"F", "M"}[rnd.IntN(2)], []string{"", "nurse", "cook", "miner"}[rnd.IntN(4)]))
			switch rnd.IntN(6) {
			case 0:
				earlier[i] = []int{formDecade}
				fallthrough
			case 1:
				leaving = append(leaving, i)
				g.AddLeaving(people[i], earlier[i])
			default:
				g.Add(people[i])
			}
		}
		d, err := g.Decide()
		steps := []int{2, 0, 1}
		if err == nil {
			open++
			steps = d.Steps
		}
		small, smallest := 0, 0
		for _, p := range leaving {
			n := 0
			for _, q := range people {
				same := true
				for i, l := range ladders {
					same = same && q[l[steps[i]]] == people[p][l[steps[i]]]
				}
				for _, f := range earlier[p] {
					same = same && q[f] == people[p][f]
				}
				if same {
					n++
				}
			}
			if n < k {
				small++
			}
			if smallest == 0 || n < smallest {
				smallest = n
			}
		}
		var e *release.SmallGroupError
		if err == nil && (small > 0 || d.Smallest != smallest) {
			t.Errorf("seed %d: %d people stand out, smallest group %d of %d", seed, small, smallest, d.Smallest)
		}
		if err != nil && (!errors.As(err, &e) || e.People != small || e.Smallest != smallest || small == 0) {
			t.Errorf("seed %d: refused with %v, counted %d and %d", seed, err, small, smallest)
		}
	}
	if open < 20 || open > 280 {
		t.Errorf("%d of 300 could leave: the test does not look at both", open)
	}
}

// BenchmarkGate counts 100,000 people of whom 1,000 leave, and goes up every
// ladder.
func BenchmarkGate(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	var people [][]string
	for range 100_000 {
		born := fmt.Sprintf("%d-%02d-%02d", 1940+rnd.IntN(70), 1+rnd.IntN(12), 1+rnd.IntN(28))
		people = append(people, person(born, []string{"F", "M"}[rnd.IntN(2)], fmt.Sprint("job ", rnd.IntN(300))))
	}
	for b.Loop() {
		g := release.NewGate(11, columns, ladders)
		for i, p := range people {
			if i%100 == 0 {
				g.AddLeaving(p, nil)
			} else {
				g.Add(p)
			}
		}
		if _, err := g.Decide(); err != nil {
			b.Fatal(err)
		}
	}
}
