package release

import (
	"fmt"
	"slices"
	"strings"
)

// The group-size gate. Names are not all that tells who somebody is: sex, year
// of birth, home province and job together may fit one person alone. The gate
// counts, for everybody who is about to leave, the people of the whole store
// who look the same in all that leaves (their group), and lets nobody leave
// whose group is smaller than k. This is k-anonymity (L. Sweeney, "k-anonymity:
// a model for protecting privacy", 2002).
//
//   - What is compared is what leaves, after the profile's transforms. A missing
//     value is a value of its own: it does not fit everybody.
//   - If a group is too small, one column after the other is given a coarser
//     form, as far as its line of the profile allows: each time the column that
//     has the most different values left in the store, of several the first
//     (the order of Sweeney's Datafly, 1997). A form holds for all rows, since
//     one coarser row would say that its person is rare.
//   - If all forms are used up, nothing leaves.
//   - Whoever left earlier to the same recipient stands there with more than
//     leaves now. Of these people all forms that they left in are compared
//     besides, as the store has the values today.
//
// What it does not do: where all of a group have the same illness, the release
// tells that of each of them (no l-diversity); it does not know what recipients
// know besides, among it who is in the release at all; and one person with two
// records counts as two.

// A Ladder is the forms in which one column of a release may leave, the finest
// first; at least one. A form is an index into the values given to [Gate.Add].
type Ladder []int

// A Gate counts groups. Add everybody of the store, then call [Gate.Decide].
type Gate struct {
	k       int
	columns []string // form -> column, for messages
	ladders []Ladder
	numbers []map[string]uint32 // form -> value -> number
	people  [][]uint32          // form -> person -> number of the value
	leaving []leavers
}

// leavers are those about to leave who left before in the same forms.
type leavers struct {
	earlier []int // sorted
	people  []int
}

// NewGate makes a gate for groups of at least k people. Everybody's values are
// given in as many forms as there are columns: each is the one, by its name,
// that the form is of.
func NewGate(k int, columns []string, ladders []Ladder) *Gate {
	forms := len(columns)
	g := &Gate{k: k, columns: columns, ladders: ladders, numbers: make([]map[string]uint32, forms), people: make([][]uint32, forms)}
	for i := range g.numbers {
		g.numbers[i] = make(map[string]uint32)
	}
	return g
}

// Add counts a person of the store, with their value in each form; "" is none.
func (g *Gate) Add(values []string) {
	for i, v := range values {
		n, ok := g.numbers[i][v]
		if !ok {
			n = uint32(len(g.numbers[i]))
			g.numbers[i][strings.Clone(v)] = n // v may be a piece of a whole record
		}
		g.people[i] = append(g.people[i], n)
	}
}

// AddLeaving counts a person who is about to leave, instead of Add. Earlier are
// the forms in which they left before, to the same recipient.
func (g *Gate) AddLeaving(values []string, earlier []int) {
	earlier = slices.Compact(slices.Sorted(slices.Values(earlier)))
	i := slices.IndexFunc(g.leaving, func(l leavers) bool { return slices.Equal(l.earlier, earlier) })
	if i < 0 {
		i, g.leaving = len(g.leaving), append(g.leaving, leavers{earlier: earlier})
	}
	g.leaving[i].people = append(g.leaving[i].people, g.size())
	g.Add(values)
}

// size is how many people were added.
func (g *Gate) size() int {
	if len(g.people) == 0 {
		return 0
	}
	return len(g.people[0])
}

// A Decision says in which form each column may leave.
type Decision struct {
	Steps    []int // of each ladder, an index into its forms: 0 where the profile's own form will do
	Smallest int   // people in the smallest group of those who leave; 0 if nobody does, or nothing is compared
}

// A SmallGroupError says that the gate is shut. It names nobody.
type SmallGroupError struct {
	Columns  []string // that tell people apart, even in their coarsest form
	Smallest int      // people in the smallest group
	K        int
	People   int  // how many of those about to leave are in a group below K
	Earlier  bool // without the earlier releases they could leave
}

func (e *SmallGroupError) Error() string {
	by := strings.Join(e.Columns, ", ")
	if e.Earlier {
		by += " (with what the recipient was given earlier)"
	}
	return fmt.Sprintf("people who would leave and stand out by %s: %d; people in the smallest group of the vault: %d; at least %d must look the same",
		by, e.People, e.Smallest, e.K)
}

// Decide finds forms in which everybody's group is large enough, or returns a
// [SmallGroupError].
func (g *Gate) Decide() (*Decision, error) {
	d := &Decision{Steps: make([]int, len(g.ladders))}
	for {
		smallest, people := g.judge(d.Steps, true)
		d.Smallest = smallest
		if people == 0 {
			return d, nil
		}
		next := g.coarsest(d.Steps)
		if next < 0 {
			_, alone := g.judge(d.Steps, false)
			return nil, &SmallGroupError{g.telling(d.Steps), smallest, g.k, people, alone == 0}
		}
		d.Steps[next]++
	}
}

// coarsest returns the ladder to go up by one: see the top of this file.
func (g *Gate) coarsest(steps []int) int {
	next, most := -1, 0
	for i, l := range g.ladders {
		if n := len(g.numbers[l[steps[i]]]); steps[i]+1 < len(l) && n > most {
			next, most = i, n
		}
	}
	return next
}

// telling names the columns that do not look the same for everybody, of all
// that is compared; if all do, the store has too few people.
func (g *Gate) telling(steps []int) []string {
	compared := g.now(steps)
	for _, l := range g.leaving {
		compared = append(compared, l.earlier...)
	}
	var names, all []string
	for _, f := range compared {
		all = append(all, g.columns[f])
		if len(g.numbers[f]) > 1 {
			names = append(names, g.columns[f])
		}
	}
	if names == nil {
		names = all
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// now are the forms in which the columns leave.
func (g *Gate) now(steps []int) []int {
	var forms []int
	for i, l := range g.ladders {
		forms = append(forms, l[steps[i]])
	}
	return forms
}

// judge returns the size of the smallest group of those who leave, and how many
// of them are in a group below k.
func (g *Gate) judge(steps []int, withEarlier bool) (smallest, small int) {
	for _, l := range g.leaving {
		forms := g.now(steps)
		if withEarlier {
			forms = append(forms, l.earlier...)
		}
		if len(forms) == 0 {
			continue
		}
		group, sizes := g.groups(forms)
		for _, p := range l.people {
			n := sizes[group[p]]
			if n < g.k {
				small++
			}
			if smallest == 0 || n < smallest {
				smallest = n
			}
		}
	}
	return smallest, small
}

// groups puts everybody into the group of those with the same values in the
// forms: one form after the other divides the groups so far.
func (g *Gate) groups(forms []int) (group []uint32, sizes []int) {
	group = make([]uint32, g.size())
	for _, f := range forms {
		known := make(map[[2]uint32]uint32)
		for p, value := range g.people[f] {
			key := [2]uint32{group[p], value}
			n, ok := known[key]
			if !ok {
				n = uint32(len(known))
				known[key] = n
			}
			group[p] = n
		}
	}
	sizes = make([]int, len(group))
	for _, n := range group {
		sizes[n]++
	}
	return group, sizes
}
