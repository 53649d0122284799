package store

import (
	"bytes"
	"fmt"

	"github.com/dgraph-io/badger/v4"
)

// KV is one key and its value.
type KV struct{ Key, Value []byte }

// Batch is what one transaction changes: deletions first, then puts.
type Batch struct {
	Put    []KV
	Delete [][]byte

	// Entry says that this is a log entry alone. It may use the last of the
	// space, so that reading, which must be logged, still works on a disk that
	// is nearly full.
	Entry bool
}

const (
	// MaxBatch is the largest Batch.Size that Commit takes as a transaction of
	// Badger's, whose limits with these options are 1,258,291 bytes and 10,922
	// keys. What is larger becomes a table, and cannot delete.
	MaxBatch = 1_200_000

	// BulkSize is about how many bytes are worth a table: much more than Badger's
	// closing and opening costs, and little enough to be held in memory three times.
	BulkSize = 16 << 20

	// MaxValue is the largest value in bytes: one below Badger's threshold, so
	// that nothing ever goes to its value log.
	MaxValue = valueThreshold - 1

	maxKey = 1024

	// perKey is what each key adds to a batch's size: MaxBatch/perKey stays
	// below Badger's limit of keys in a transaction.
	perKey = 128
)

// Free space in bytes that must be there before a write. Badger maps its files
// into memory: a full disk is a SIGBUS or an endless retry, not an error.
const (
	spaceToOpen   = 1 << 20
	spaceForEntry = 8 << 20
	spaceToChange = 64 << 20
)

// Size returns the bytes that count towards MaxBatch.
func (b Batch) Size() int64 {
	var n int64
	for _, kv := range b.Put {
		n += int64(len(kv.Key)+len(kv.Value)) + perKey
	}
	for _, k := range b.Delete {
		n += int64(len(k)) + perKey
	}
	return n
}

func (b Batch) check() error {
	keys := make([][]byte, 0, len(b.Put)+len(b.Delete))
	keys = append(keys, b.Delete...)
	for _, kv := range b.Put {
		if len(kv.Value) > MaxValue {
			return fmt.Errorf("%w: a value of %d bytes, at most %d", ErrTooLarge, len(kv.Value), MaxValue)
		}
		keys = append(keys, kv.Key)
	}
	for _, k := range keys {
		if err := checkKey(k); err != nil {
			return err
		}
	}
	if n := b.Size(); n > MaxBatch && len(b.Delete) > 0 {
		return fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, n, MaxBatch)
	}
	return nil
}

func checkKey(k []byte) error {
	if len(k) == 0 || len(k) > maxKey || bytes.HasPrefix(k, []byte("!badger!")) {
		return fmt.Errorf("a key of %d bytes is empty, too long or reserved", len(k))
	}
	return nil
}

// Commit applies b as one transaction and returns when it is durable; of two
// pairs with one key the later counts. Errors:
// *NoSpaceError and ErrTooLarge before anything was written; ErrUnknownOutcome
// when the write failed, after which the store takes no more.
func (s *Store) Commit(b Batch) error {
	if err := b.check(); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	size := b.Size()
	// Close, or a full memtable, writes what was committed a second time.
	need := min(s.unflushed, 3*memTableSize) + spaceForEntry
	if !b.Entry {
		need += spaceToChange - spaceForEntry + 3*size
	}
	if err := s.needSpace(need); err != nil {
		return err
	}
	if s.counted != nil {
		if err := s.counted.count(s, b); err != nil {
			return err
		}
	}
	if size > MaxBatch {
		if err := s.addTable(latest(b.Put)); err != nil {
			return s.fail("commit", err)
		}
		return nil
	}
	s.unflushed += size
	err := s.opt.Step.run("commit", func() error {
		if err := commitDB(s.db, b); err != nil {
			return err
		}
		if mustReopen {
			return s.reopen()
		}
		if mustSync {
			return syncChanged(s.genDir(), s.before)
		}
		return nil
	})
	if err != nil {
		return s.fail("commit", err)
	}
	return nil
}

func commitDB(db *badger.DB, b Batch) error {
	return guard(func() error {
		txn := db.NewTransaction(true)
		defer txn.Discard()
		for _, k := range b.Delete {
			if err := txn.Delete(k); err != nil {
				return err
			}
		}
		for _, kv := range b.Put {
			if err := txn.Set(kv.Key, kv.Value); err != nil {
				return err
			}
		}
		return txn.Commit()
	})
}

// reopen closes Badger, syncs the generation and opens it again. s.writing is
// held.
func (s *Store) reopen() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.shutInTime(s.db); err != nil {
		return err
	}
	s.unflushed = 0
	return s.openLive()
}
