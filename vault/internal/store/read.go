package store

import (
	"bytes"

	"github.com/dgraph-io/badger/v4"
)

// Tx reads one consistent snapshot. It is valid until the function that was
// handed it returns, and for one goroutine.
type Tx struct {
	txn *badger.Txn
	gen string // the generation's folder
}

// releaseEvery is how much a scan reads before it gives the pages back, in
// bytes of values.
const releaseEvery = 16 << 20

// View calls fn with a snapshot of the store as it is now. Within fn nothing
// may be committed through the Store.
func (s *Store) View(fn func(*Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.db == nil {
		return ErrClosed
	}
	return viewDB(s.db, fn)
}

func viewDB(db *badger.DB, fn func(*Tx) error) error {
	txn := db.NewTransaction(false)
	// Discard panics when a panic has left an iterator open.
	defer guard(func() error { txn.Discard(); return nil })
	return fn(&Tx{txn, db.Opts().Dir})
}

// Get returns a copy of the value under key, or ErrNotFound.
func (s *Store) Get(key []byte) (value []byte, err error) {
	err = s.View(func(tx *Tx) error {
		value, err = tx.Get(key)
		return err
	})
	return value, err
}

// Scan calls fn for every key that begins with prefix, in the order of their
// bytes, from one snapshot. The slices are valid during the call. An error of
// fn ends the scan and is returned as it is.
func (s *Store) Scan(prefix []byte, fn func(key, value []byte) error) error {
	return s.View(func(tx *Tx) error { return tx.Scan(prefix, fn) })
}

// ScanKeys is Scan without the values.
func (s *Store) ScanKeys(prefix []byte, fn func(key []byte) error) error {
	return s.View(func(tx *Tx) error { return tx.ScanKeys(prefix, fn) })
}

// Last returns the largest key that begins with prefix, or ErrNotFound.
func (s *Store) Last(prefix []byte) (key []byte, err error) {
	err = s.View(func(tx *Tx) error {
		key, err = tx.Last(prefix)
		return err
	})
	return key, err
}

// Get returns a copy of the value under key, or ErrNotFound.
func (tx *Tx) Get(key []byte) (value []byte, err error) {
	if len(key) == 0 {
		return nil, ErrNotFound
	}
	err = guard(func() error {
		item, err := tx.txn.Get(key)
		if err != nil {
			return err
		}
		value, err = item.ValueCopy(nil)
		return err
	})
	return value, err
}

// Scan is Store.Scan on this snapshot.
func (tx *Tx) Scan(prefix []byte, fn func(key, value []byte) error) error {
	return tx.scan(prefix, func(c *cursor) error { return fn(c.key, c.value) }, true)
}

// ScanKeys is Store.ScanKeys on this snapshot.
func (tx *Tx) ScanKeys(prefix []byte, fn func(key []byte) error) error {
	return tx.scan(prefix, func(c *cursor) error { return fn(c.key) }, false)
}

func (tx *Tx) scan(prefix []byte, fn func(*cursor) error, values bool) error {
	c := &cursor{values: values}
	defer c.close()
	// No prefetching: it reads in goroutines, where a panic ends the process.
	err := c.open(tx.txn, badger.IteratorOptions{Prefix: prefix}, prefix)
	read, long := int64(0), false
	for ; err == nil && c.valid; err = c.next() {
		if err := fn(c); err != nil {
			return err
		}
		if read += c.size; read >= releaseEvery {
			release(tx.gen)
			read, long = 0, true
		}
	}
	if long { // and what came last, so that the next scan does not begin with it
		release(tx.gen)
	}
	return err
}

// Last is Store.Last on this snapshot.
func (tx *Tx) Last(prefix []byte) ([]byte, error) {
	c := new(cursor)
	defer c.close()
	bound := successor(prefix)
	err := c.open(tx.txn, badger.IteratorOptions{Reverse: true}, bound)
	if err == nil && c.valid && bytes.Equal(c.key, bound) {
		err = c.next()
	}
	if err != nil {
		return nil, err
	}
	if !c.valid || !bytes.HasPrefix(c.key, prefix) {
		return nil, ErrNotFound
	}
	return bytes.Clone(c.key), nil
}

// successor returns the smallest key above all that begin with prefix; nil if
// there is none, which Badger's reverse iterator takes for the end.
func successor(prefix []byte) []byte {
	s := bytes.Clone(prefix)
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < 0xff {
			s[i]++
			return s[:i+1]
		}
	}
	return nil
}

// cursor is a Badger iterator whose every move is guarded, so that the caller's
// own panics are not taken for damage.
type cursor struct {
	it         *badger.Iterator
	values     bool
	valid      bool
	key, value []byte
	size       int64 // of the value in bytes
}

func (c *cursor) open(txn *badger.Txn, o badger.IteratorOptions, at []byte) error {
	return guard(func() error {
		c.it = txn.NewIterator(o)
		c.it.Seek(at)
		return c.load()
	})
}

func (c *cursor) next() error {
	return guard(func() error {
		c.it.Next()
		return c.load()
	})
}

func (c *cursor) load() error {
	if c.valid = c.it.Valid(); !c.valid {
		return nil
	}
	item := c.it.Item()
	c.key, c.size = item.Key(), item.ValueSize()
	if !c.values {
		return nil
	}
	return item.Value(func(v []byte) error {
		c.value = v
		return nil
	})
}

func (c *cursor) close() {
	if c.it != nil {
		_ = guard(func() error { c.it.Close(); return nil })
	}
}
