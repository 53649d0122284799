package vault

import (
	"bytes"
	"errors"
	"iter"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/vault/internal/store"
)

// A storedTree reads the stored hashes of the log's tree in the order in which
// the entries complete them, beside the entries: to look up each would be half
// of the work of a verification without a key.
type storedTree struct {
	next  func() (key, hash []byte, ok bool)
	stop  func()
	err   error // of the scan
	extra int   // hashes passed that no entry completes

	key, hash []byte // where it stands
	more      bool
}

func newStoredTree(tx *store.Tx) *storedTree {
	t := new(storedTree)
	enough := errors.New("enough")
	t.next, t.stop = iter.Pull2(func(yield func(key, hash []byte) bool) {
		err := tx.Scan([]byte{prefixHash}, func(key, hash []byte) error {
			if !yield(key, hash) {
				return enough
			}
			return nil
		})
		if !errors.Is(err, enough) {
			t.err = err
		}
	})
	t.step()
	return t
}

func (t *storedTree) step() { t.key, t.hash, t.more = t.next() }

// holds reports whether the hashes that entry seq completes are stored in
// their places.
func (t *storedTree) holds(seq int64, hashes []tlog.Hash) bool {
	sound := true
	at := tlog.StoredHashIndex(0, seq)
	for i, h := range hashes {
		want := key64(prefixHash, at+int64(i))
		for t.more && bytes.Compare(t.key, want) < 0 {
			t.extra++
			t.step()
		}
		if !t.more || !bytes.Equal(t.key, want) {
			sound = false
			continue
		}
		sound = sound && bytes.Equal(t.hash, h[:])
		t.step()
	}
	return sound
}

// end passes what lies behind the last entry's hashes.
func (t *storedTree) end() error {
	for t.more {
		t.extra++
		t.step()
	}
	return t.err
}

func (t *storedTree) close() { t.stop() }
