package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// Commit returns the commitment to a stored value:
// SHA-256("casevault/v1/value\x00" ‖ length of key, 4 bytes ‖ key ‖ value).
// The value is ciphertext (or the schema, which is public), so the commitment
// tells nothing about a person.
func Commit(key, value []byte) tlog.Hash {
	h := sha256.New()
	var b [64]byte
	p := append(b[:0], "casevault/v1/value\x00"...)
	p = binary.BigEndian.AppendUint32(p, uint32(len(key)))
	h.Write(append(p, key...))
	h.Write(value)
	return tlog.Hash(h.Sum(nil))
}

// SetOf returns the set line over commitments, which it sorts in place.
func SetOf(commitments []tlog.Hash) Set {
	slices.SortFunc(commitments, func(a, b tlog.Hash) int { return slices.Compare(a[:], b[:]) })
	var e Edge
	for _, c := range commitments {
		e.Append(tlog.RecordHash(c[:]))
	}
	return Set{len(commitments), e.Root()}
}

// An Edge is the right edge of a growing tree: enough to append leaves and to
// know the root, in 64 hashes however large the tree. The zero Edge is empty.
type Edge struct {
	n      int64
	hashes []tlog.Hash // of the complete subtrees, largest first
}

// Size returns the number of leaves.
func (e *Edge) Size() int64 { return e.n }

// Append adds a leaf's record hash and returns the hashes that it completes,
// lowest level first: what tlog.StoredHashes would return for it.
func (e *Edge) Append(h tlog.Hash) []tlog.Hash {
	done := []tlog.Hash{h}
	for n := e.n; n&1 == 1; n >>= 1 {
		last := len(e.hashes) - 1
		h = tlog.NodeHash(e.hashes[last], h)
		e.hashes = e.hashes[:last]
		done = append(done, h)
	}
	e.hashes = append(e.hashes, h)
	e.n++
	return done
}

// Root returns the tree's root.
func (e *Edge) Root() tlog.Hash {
	if e.n == 0 {
		return tlog.Hash(sha256.Sum256(nil))
	}
	h := e.hashes[len(e.hashes)-1]
	for i := len(e.hashes) - 2; i >= 0; i-- {
		h = tlog.NodeHash(e.hashes[i], h)
	}
	return h
}

// ReadEdge rebuilds the edge of a tree of n leaves from its stored hashes.
func ReadEdge(n int64, r tlog.HashReader) (*Edge, error) {
	var index []int64
	for at, level := int64(0), 62; level >= 0; level-- {
		if n&(1<<level) != 0 {
			index = append(index, tlog.StoredHashIndex(level, at>>level))
			at += 1 << level
		}
	}
	hashes, err := r.ReadHashes(index)
	if err != nil {
		return nil, err
	}
	return &Edge{n, hashes}, nil
}

// Clone returns a copy that grows on its own.
func (e *Edge) Clone() *Edge { return &Edge{e.n, append([]tlog.Hash(nil), e.hashes...)} }
