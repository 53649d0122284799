package audit

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// sample is a log of ten entries: founding, an enrolment at 4, a set at 6.
func sample(t testing.TB) *chain {
	kim, lee := newPerson("kim"), newPerson("lee")
	g := newChain(t)
	g.authority(kim, founding(kim))
	g.plain(func(l *Leaf) { l.Add = values("a", "b") })
	g.plain(nil)
	g.plain(func(l *Leaf) { l.Add, l.Del = values("c"), values("a") })
	g.authority(kim, enrol(lee.enrolment(RoleCaseworker), "log", "work"))
	g.plain(nil)
	g.plain(func(l *Leaf) { set := SetOf(values("x", "y")); l.Set = &set })
	g.plain(func(l *Leaf) { l.Add = values("d") })
	g.plain(func(l *Leaf) { l.Add, l.Del = values("e"), values("x", "d") })
	g.plain(nil)
	return g
}

func TestVerifierSound(t *testing.T) {
	g := sample(t)
	v := NewVerifier(verify)
	var stored []tlog.Hash
	for i, raw := range g.leaves {
		l, hashes := v.Next(raw)
		if l == nil || l.Seq != int64(i) {
			t.Fatalf("entry %d: parsed as %+v", i, l)
		}
		stored = append(stored, hashes...)
	}
	if len(v.Findings) != 0 || v.Size() != 10 || v.Root() != g.edge.Root() {
		t.Errorf("findings %v, size %d, root %v", v.Findings, v.Size(), v.Root())
	}
	root, err := tlog.TreeHash(v.Size(), tlog.HashReaderFunc(func(index []int64) (h []tlog.Hash, err error) {
		for _, i := range index {
			h = append(h, stored[i])
		}
		return h, nil
	}))
	if err != nil || root != v.Root() {
		t.Errorf("the hashes it hands out make %v, %v; want %v", root, err, v.Root())
	}
	if len(v.delta) != 2 { // e written, x removed
		t.Errorf("%d values since the set line, want 2", len(v.delta))
	}
}

// first checks that the first finding is at seq.
func first(t *testing.T, v *Verifier, seq int64, what string) {
	t.Helper()
	if len(v.Findings) == 0 {
		t.Errorf("nothing found, want entry %d and %q", seq, what)
	} else if f := v.Findings[0]; f.Seq != seq || !strings.Contains(f.What, what) {
		t.Errorf("found %v, want entry %d and %q", f, seq, what)
	}
}

// Every kind of tampering at every place.
func TestVerifierFindsTampering(t *testing.T) {
	good := sample(t)
	last := len(good.leaves) - 1
	for i := range last {
		change := slices.Clone(good.leaves)
		change[i] = append(bytes.Clone(change[i]), '!')
		first(t, replay(change), int64(i+1), "prev is not the root")

		remove := slices.Delete(slices.Clone(good.leaves), i, i+1)
		first(t, replay(remove), int64(i), "says it is entry")

		reorder := slices.Clone(good.leaves)
		reorder[i], reorder[i+1] = reorder[i+1], reorder[i]
		first(t, replay(reorder), int64(i), "says it is entry")
	}
	// An entry that links to those before it perfectly, as anyone can make
	// one, breaks the link of those after it.
	for i := 1; i <= last; i++ {
		before := replay(good.leaves[:i])
		forged, err := (&Leaf{Seq: int64(i), Prev: before.Root(), Authority: before.Roster.Last()}).Marshal()
		if err != nil {
			t.Fatal(err)
		}
		first(t, replay(slices.Insert(slices.Clone(good.leaves), i, forged)), int64(i+1), "says it is entry")
	}
}

// A shorter log is a log: only a checkpoint tells, by size and root.
func TestVerifierTruncated(t *testing.T) {
	good := sample(t)
	for n := range len(good.leaves) {
		v := replay(good.leaves[:n])
		if len(v.Findings) != 0 || v.Size() != int64(n) || v.Root() == good.edge.Root() {
			t.Errorf("cut to %d: size %d, findings %v", n, v.Size(), v.Findings)
		}
	}
}

// Somebody who rewrites the chain without an enrolment or a revocation must
// say so in every later entry, and cannot sign the next authority entry.
func TestVerifierAuthorityLink(t *testing.T) {
	kim, lee := newPerson("kim"), newPerson("lee")
	g := newChain(t)
	g.authority(kim, founding(kim))
	g.authority(kim, enrol(lee.enrolment(RoleCaseworker), "log"))
	g.plain(func(l *Leaf) { l.Authority = 0 })
	first(t, replay(g.leaves), 2, "newest authority entry")

	moved := newChain(t)
	moved.authority(kim, founding(kim))
	moved.plain(nil) // in place of the enrolment
	l, err := ParseLeaf(g.leaves[1])
	if err != nil {
		t.Fatal(err)
	}
	l.Seq, l.Prev = 2, moved.edge.Root()
	moved.append(l)
	first(t, replay(moved.leaves), 2, "signature")
}

// What [TestCheckStored] leaves: the corners.
func TestCheckStoredCorners(t *testing.T) {
	log := sample(t).leaves
	for _, tt := range []struct {
		name    string
		entries int
		stored  []tlog.Hash
		want    []int64
		extra   []tlog.Hash
	}{
		{"nothing stored, nothing written", 1, nil, nil, nil},
		{"sound at the end", 10, values("e", "y"), nil, nil},
		{"extra in an empty vault", 1, values("z"), []int64{-1}, values("z")},
		{"stored twice", 7, values("x", "y", "y"), []int64{-1}, nil},
		{"written and removed since the set", 10, values("d", "e", "y"), []int64{8}, values("d")},
		{"old value for one of the set", 10, values("a", "e"), []int64{-1}, nil},
	} {
		v := replay(log[:tt.entries])
		var extra []tlog.Hash
		v.CheckStored(slices.Clone(tt.stored), func(h tlog.Hash) { extra = append(extra, h) })
		var got []int64
		for _, f := range v.Findings {
			got = append(got, f.Seq)
		}
		if !slices.Equal(got, tt.want) || !slices.Equal(extra, tt.extra) {
			t.Errorf("%s: findings %v, extra %v; want entries %v, extra %v", tt.name, v.Findings, extra, tt.want, tt.extra)
		}
	}
}
