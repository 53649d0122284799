package audit

import (
	"fmt"
	"testing"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/tlog"
)

// A grown tree is every root of a growing log and the hashes stored for it, as
// the vault stores them.
type grown struct {
	leaves [][]byte
	stored []tlog.Hash
	roots  []tlog.Hash // by size
}

func (g *grown) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		out = append(out, g.stored[i])
	}
	return out, nil
}

func grow(n int) *grown {
	var e Edge
	g := &grown{roots: []tlog.Hash{e.Root()}}
	for i := range n {
		leaf := fmt.Appendf(nil, "leaf %d", i)
		g.leaves = append(g.leaves, leaf)
		g.stored = append(g.stored, e.Append(tlog.RecordHash(leaf))...)
		g.roots = append(g.roots, e.Root())
	}
	return g
}

// TestSecondOpinion holds our tree against another implementation of RFC 6962
// (transparency-dev/merkle, of Certificate Transparency): roots, and proofs
// made from our stored hashes, of every size.
func TestSecondOpinion(t *testing.T) {
	const sizes = 130
	g := grow(sizes)
	h := rfc6962.DefaultHasher
	tree := (&compact.RangeFactory{Hash: h.HashChildren}).NewEmptyRange(0)
	if string(h.EmptyRoot()) != string(g.roots[0][:]) {
		t.Error("the empty root")
	}
	for i, leaf := range g.leaves {
		if err := tree.Append(h.HashLeaf(leaf), nil); err != nil {
			t.Fatal(err)
		}
		root, err := tree.GetRootHash(nil)
		if ours := g.roots[i+1]; err != nil || string(root) != string(ours[:]) {
			t.Fatalf("size %d: root %v, theirs %x (%v)", i+1, ours, root, err)
		}
	}
	for size := 1; size <= sizes; size++ {
		edge, err := ReadEdge(int64(size), g)
		if err != nil || edge.Root() != g.roots[size] {
			t.Fatalf("size %d read back: %v", size, err)
		}
		for m := range size {
			inclusion(t, g, m, size)
			if m > 0 {
				consistency(t, g, m, size)
			}
		}
	}
}

func inclusion(t *testing.T, g *grown, seq, size int) {
	t.Helper()
	p, err := tlog.ProveRecord(int64(size), int64(seq), g)
	if err != nil {
		t.Fatal(err)
	}
	h := rfc6962.DefaultHasher
	root, other := g.roots[size], g.roots[seq]
	if err := proof.VerifyInclusion(h, uint64(seq), uint64(size), h.HashLeaf(g.leaves[seq]), plain(p), root[:]); err != nil {
		t.Errorf("entry %d of %d: %v", seq, size, err)
	}
	if proof.VerifyInclusion(h, uint64(seq), uint64(size), h.HashLeaf(g.leaves[seq]), plain(p), other[:]) == nil {
		t.Errorf("entry %d of %d is proved under the root of the entries before it", seq, size)
	}
}

func consistency(t *testing.T, g *grown, old, size int) {
	t.Helper()
	p, err := tlog.ProveTree(int64(size), int64(old), g)
	if err != nil {
		t.Fatal(err)
	}
	h := rfc6962.DefaultHasher
	then, now, other := g.roots[old], g.roots[size], g.roots[old-1]
	if err := proof.VerifyConsistency(h, uint64(old), uint64(size), plain(p), then[:], now[:]); err != nil {
		t.Errorf("%d entries grown to %d: %v", old, size, err)
	}
	if proof.VerifyConsistency(h, uint64(old), uint64(size), plain(p), other[:], now[:]) == nil {
		t.Errorf("another root of %d entries is proved to have grown to %d", old, size)
	}
}

func plain(hashes []tlog.Hash) [][]byte {
	var out [][]byte
	for _, h := range hashes {
		out = append(out, h[:])
	}
	return out
}
