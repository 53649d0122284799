package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

func TestCommit(t *testing.T) {
	want := sha256.Sum256([]byte("casevault/v1/value\x00\x00\x00\x00\x02abcd"))
	if got := Commit([]byte("ab"), []byte("cd")); got != want {
		t.Errorf("Commit = %s, want %s", hex.EncodeToString(got[:]), hex.EncodeToString(want[:]))
	}
	// A byte moved from value to key is another value.
	if Commit([]byte("ab"), []byte("cd")) == Commit([]byte("abc"), []byte("d")) {
		t.Error("the border between key and value is not committed")
	}
}

// The edge must be the tree that the rest of the world calls RFC 6962, at each
// size, whether it grew there or was read back.
func TestEdgeAgainstTlog(t *testing.T) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(index []int64) ([]tlog.Hash, error) {
		var h []tlog.Hash
		for _, i := range index {
			h = append(h, stored[i])
		}
		return h, nil
	})
	var e Edge
	for n := int64(0); n <= 300; n++ {
		want, err := tlog.TreeHash(n, reader)
		if err != nil {
			t.Fatal(err)
		}
		read, err := ReadEdge(n, reader)
		if err != nil {
			t.Fatal(err)
		}
		if e.Root() != want || read.Root() != want || e.Size() != n || read.Size() != n {
			t.Fatalf("size %d: root %v, read back %v (size %d), want %v", n, e.Root(), read.Root(), read.Size(), want)
		}
		record := fmt.Appendf(nil, "record %d", n)
		hashes, err := tlog.StoredHashes(n, record, reader)
		if err != nil {
			t.Fatal(err)
		}
		h := tlog.RecordHash(record)
		if got := read.Append(h); !slices.Equal(got, hashes) {
			t.Fatalf("size %d read back: completes %v, want %v", n, got, hashes)
		}
		clone := e.Clone()
		if got := e.Append(h); !slices.Equal(got, hashes) {
			t.Fatalf("size %d: completes %v, want %v", n, got, hashes)
		}
		// What a clone appends must not reach the edge that it was made of.
		clone.Append(tlog.RecordHash([]byte("another")))
		stored = append(stored, hashes...)
	}
}

func TestReadEdgeError(t *testing.T) {
	lost := errors.New("lost")
	_, err := ReadEdge(5, tlog.HashReaderFunc(func([]int64) ([]tlog.Hash, error) { return nil, lost }))
	if !errors.Is(err, lost) {
		t.Errorf("error %v", err)
	}
}

func TestSetOf(t *testing.T) {
	a, b := SetOf(values("a", "b", "c")), SetOf(values("c", "a", "b"))
	if a != b || a.Count != 3 {
		t.Errorf("the set depends on the order of its values: %v, %v", a, b)
	}
	if a == SetOf(values("a", "b", "d")) || a == SetOf(values("a", "b")) || a == SetOf(values("a", "b", "c", "c")) {
		t.Error("two different sets look the same")
	}
	if empty := SetOf(nil); empty.Count != 0 || empty.Root != tlog.Hash(sha256.Sum256(nil)) {
		t.Errorf("empty set: %v", empty)
	}
}
