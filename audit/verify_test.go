package audit

import (
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// A life is a log with every kind of change in it. What is stored at its end
// is s2, c2 and d; at entry 3, s, b and c.
func life(t testing.TB) *chain {
	c, kim := newChain(t), newPerson("kim")
	l := c.next()
	l.Add = values("s")
	kim.sign(l, founding(kim))
	c.append(l)
	c.plain(func(l *Leaf) { l.Add = values("a") })
	c.plain(func(l *Leaf) { l.Add, l.Del = values("b"), values("a") })
	c.plain(func(l *Leaf) { l.Add = values("c") })
	set := SetOf(values("s2", "b2", "c2"))
	c.plain(func(l *Leaf) { l.Set = &set })
	c.plain(func(l *Leaf) { l.Add, l.Del = values("d"), values("b2") })
	c.plain(func(l *Leaf) { l.Add = values("x") })
	c.plain(func(l *Leaf) { l.Del = values("x") })
	return c
}

func TestVerifier(t *testing.T) {
	whole := life(t)
	if v := replay(whole.leaves); len(v.Findings) != 0 || v.Size() != 8 || v.Root() != whole.edge.Root() {
		t.Fatalf("an undamaged log: %v", v.Findings)
	}
	for _, tt := range []struct {
		name  string
		spoil func([][]byte) [][]byte
		seq   int64 // of the first finding; -1: only the root tells
	}{
		{"changed", func(r [][]byte) [][]byte { r[2] = append(slices.Clone(r[2]), 'x'); return r }, 3},
		{"last changed", func(r [][]byte) [][]byte { r[7] = append(slices.Clone(r[7]), 'x'); return r }, -1},
		{"removed", func(r [][]byte) [][]byte { return slices.Delete(r, 2, 3) }, 2},
		{"first removed", func(r [][]byte) [][]byte { return r[1:] }, 0},
		{"inserted", func(r [][]byte) [][]byte { return slices.Insert(r, 3, r[2]) }, 3},
		{"reordered", func(r [][]byte) [][]byte { r[2], r[3] = r[3], r[2]; return r }, 2},
		{"cut", func(r [][]byte) [][]byte { return r[:6] }, -1},
		{"appended garbage", func(r [][]byte) [][]byte { return append(r, []byte("garbage")) }, 8},
		{"replaced by garbage", func(r [][]byte) [][]byte { r[4] = nil; return r }, 4},
	} {
		v := replay(tt.spoil(slices.Clone(whole.leaves)))
		if v.Size() == whole.edge.Size() && v.Root() == whole.edge.Root() {
			t.Errorf("%s: the root is the same", tt.name)
		}
		switch {
		case tt.seq < 0 && len(v.Findings) != 0:
			t.Errorf("%s: %v", tt.name, v.Findings)
		case tt.seq >= 0 && (len(v.Findings) == 0 || v.Findings[0].Seq != tt.seq):
			t.Errorf("%s: %v, want the first at %d", tt.name, v.Findings, tt.seq)
		}
	}
}

// TestForged holds entries against the log that someone who can write the
// store, and so rebuild the chain, may append.
func TestForged(t *testing.T) {
	for name, spoil := range map[string]func(*Leaf){
		"another authority entry": func(l *Leaf) { l.Authority = 3 },
		"another prev":            func(l *Leaf) { l.Prev[0] ^= 1 },
		"another seq":             func(l *Leaf) { l.Seq = 9 },
		"a value written twice":   func(l *Leaf) { l.Add = []tlog.Hash{value("d")} },
	} {
		c := life(t)
		c.plain(spoil)
		if v := replay(c.leaves); len(v.Findings) != 1 || v.Findings[0].Seq != 8 {
			t.Errorf("%s: %v", name, v.Findings)
		}
	}
}

func TestCheckStored(t *testing.T) {
	whole := life(t)
	for _, tt := range []struct {
		name    string
		entries int
		stored  []string
		seqs    []int64
		extra   []string
	}{
		{"before a set line", 4, []string{"s", "b", "c"}, nil, nil},
		{"in another order", 4, []string{"c", "s", "b"}, nil, nil},
		{"missing", 4, []string{"s", "c"}, []int64{2}, nil},
		{"extra", 4, []string{"s", "b", "c", "z"}, []int64{-1}, []string{"z"}},
		{"an old value put back", 4, []string{"s", "b", "c", "a"}, []int64{2}, []string{"a"}},
		{"an old value in place of the new", 4, []string{"s", "a", "c"}, []int64{2, 2}, []string{"a"}},
		{"replaced", 4, []string{"s", "b", "z"}, []int64{3, -1}, []string{"z"}},
		{"nothing stored", 4, nil, []int64{0, 2, 3}, nil},

		{"at a set line", 5, []string{"s2", "b2", "c2"}, nil, nil},
		{"after a set line", 8, []string{"s2", "c2", "d"}, nil, nil},
		{"missing since", 8, []string{"s2", "c2"}, []int64{5}, nil},
		{"missing from the set", 8, []string{"s2", "d"}, []int64{-1}, nil},
		{"extra after a set line", 8, []string{"s2", "c2", "d", "z"}, []int64{-1}, nil},
		{"replaced in the set", 8, []string{"s2", "z", "d"}, []int64{-1}, nil},
		{"one of before the set line", 8, []string{"s2", "c2", "d", "b"}, []int64{-1}, nil},
		{"put back from the set", 8, []string{"s2", "b2", "c2", "d"}, []int64{5}, []string{"b2"}},
		{"put back from since", 8, []string{"s2", "c2", "d", "x"}, []int64{7}, []string{"x"}},
	} {
		v := replay(whole.leaves[:tt.entries])
		var extra []tlog.Hash
		want := values(tt.extra...)
		v.CheckStored(values(tt.stored...), func(h tlog.Hash) { extra = append(extra, h) })
		var seqs []int64
		for _, f := range v.Findings {
			seqs = append(seqs, f.Seq)
		}
		slices.Sort(seqs)
		slices.Sort(tt.seqs)
		if !slices.Equal(seqs, tt.seqs) || !slices.Equal(extra, want) {
			t.Errorf("%s: %v, want them at %v; %d values named, want %d", tt.name, v.Findings, tt.seqs, len(extra), len(want))
		}
	}
}
