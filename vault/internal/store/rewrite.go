package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"path/filepath"
	"runtime/debug"
	"slices"
)

// Rewrite says what becomes of the data on its way into a new generation. It
// is the one mechanism behind compaction, rotation, erasure and renewed keys.
// Whatever fails before CURRENT names the new generation, an error of one of
// these functions among it, leaves the old one as it was.
type Rewrite struct {
	// Transform returns what the new generation holds under key: v, or nothing
	// if keep is false. Its arguments are valid during the call. It is called
	// from several goroutines at once. nil copies.
	Transform func(key, value []byte) (v []byte, keep bool, err error)

	// Taken is told of every pair on its way into the new generation, in the order
	// of the keys. What it is told is what that generation holds before Announce, or
	// Rewrite fails. nil does nothing.
	Taken func(key, value []byte)

	// Announce is called with a store on the new generation once everything is
	// in it. It may read it, Commit to it and WriteFile to it: this is where the
	// log entry goes that says what happened. HEAD is written after Rewrite; one
	// that is ahead of the log would accuse us of losing entries. nil adds nothing.
	Announce func(next *Store) error

	// Back is given every pair as it is read back from the new generation, after
	// this was closed, synced, checked and opened again: to open what was sealed
	// anew. nil does nothing.
	Back func(key, value []byte) error

	// Verify is called when all of the new generation was read back. nil does nothing.
	Verify func(next *Store) error

	// Progress, if set, is called after every thousand pairs and after the last.
	// Until then total counts what was replaced or deleted, too.
	Progress func(done, total int)
}

// Rewrite makes a new generation as r says and continues on it; the old one is
// overwritten and removed. Files of the generation are copied, attachments
// hard-linked. A process killed at any moment leaves the whole old generation
// or the whole new one. The functions of r may read s but not change it.
//
// Errors: those of ctx and r, *DamagedError (the full check comes first),
// *NoSpaceError, all with nothing changed; ErrOldRemains, when only the removal
// failed; ErrUnknownOutcome, after which the caller opens the vault again.
func (s *Store) Rewrite(ctx context.Context, r Rewrite) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	if s.unnamed {
		return errors.New("rewrite: this generation is being made by a rewrite")
	}
	if err := s.settle(); err != nil {
		return fmt.Errorf("rewrite %s: %w", s.gen, err)
	}
	// A table of 16 MB, its builder and the commitments live meanwhile, some 90 MB:
	// garbage is collected at half of that, not at as much again.
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	n, _ := parseGen(s.gen)
	next := &Store{dir: s.dir, opt: s.opt, gen: genName(n + 1), lock: s.lock.share(), unnamed: true}
	if err := s.build(ctx, r, next); err != nil {
		_ = next.Close()
		if next.failed {
			// Badger may still be writing there: the next start sweeps it, and
			// nothing more is written to this disk.
			s.mu.Lock()
			s.failed = true
			s.mu.Unlock()
		} else {
			_ = eraseFolder(next.genDir())
		}
		return fmt.Errorf("rewrite %s: %w", s.gen, err)
	}
	err := AtomicWrite(currentPath(s.dir), []byte(currentHead+next.gen+"\n"), 0o600, s.opt.Step)
	if err != nil {
		_ = next.Close()
		return s.fail("rewrite", err)
	}
	return s.adopt(next)
}

// build fills next from s and proves that it holds what it should: what is
// counted on the way in, and what Announce changes, is what is read back from the
// disk in the end.
func (s *Store) build(ctx context.Context, r Rewrite, next *Store) error {
	want := new(tally)
	err := s.opt.Step.run("fill", func() error { return s.fill(ctx, r, next.genDir(), want) })
	if err != nil {
		return err
	}
	if err := next.openLive(); err != nil {
		return err
	}
	if r.Announce != nil {
		next.counted = want
		err := r.Announce(next)
		next.counted = nil
		if err != nil {
			return err
		}
		if err := next.writable(); err != nil { // a failure that Announce swallowed
			return err
		}
	}
	if err := next.settle(); err != nil {
		return err
	}
	if err := next.holds(want, r.Back); err != nil {
		return err
	}
	if r.Verify != nil {
		if err := r.Verify(next); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// adopt continues on next, which CURRENT names by now, and removes the old
// generation.
func (s *Store) adopt(next *Store) error {
	old, oldDir := s.db, s.genDir()
	s.mu.Lock()
	s.db, s.gen, s.before, s.unflushed = next.db, next.gen, next.before, 0
	s.version = s.db.MaxVersion()
	s.mu.Unlock()
	next.db, next.closed = nil, true
	next.lock.release()
	_ = closeBadger(old) // it has nothing that we still want
	err := s.opt.Step.run("remove", func() error { return eraseFolder(oldDir) })
	if err != nil {
		return fmt.Errorf("%w: remove %s: %w", ErrOldRemains, filepath.Base(oldDir), err)
	}
	return nil
}

// settle closes Badger, which writes its memtables to tables, syncs the files,
// checks every byte of them while nobody else touches them, and opens Badger
// again. s.writing is held, or s is known to nobody yet.
func (s *Store) settle() error {
	s.mu.Lock()
	db := s.db
	s.db = nil
	err := s.opt.Step.run("close", func() error { return s.shutInTime(db) })
	s.unflushed = 0
	var damage error
	if err == nil {
		var found *inspection
		if found, damage = checkGeneration(s.genDir(), true); damage != nil {
			// As after Open, one can go on reading what is whole.
			found, err = checkGeneration(s.genDir(), false)
		}
		if err == nil {
			err = s.openGeneration(found)
		}
	}
	s.mu.Unlock()
	if err != nil {
		return s.fail("close and open again", err)
	}
	return damage
}

// tally is the number of pairs and the sum of a hash over each. It finds
// accidents, so a hash that is fast and differs from process to process will do.
type tally struct {
	hash maphash.Hash
	n    int
	sum  uint64
}

func (t *tally) of(key, value []byte) uint64 {
	t.hash.Reset()
	maphash.WriteComparable(&t.hash, [2]int{len(key), len(value)})
	t.hash.Write(key)
	t.hash.Write(value)
	return t.hash.Sum64()
}

func (t *tally) add(key, value []byte) {
	t.n++
	t.sum += t.of(key, value)
}

func (t *tally) remove(key, value []byte) {
	t.n--
	t.sum -= t.of(key, value)
}

// count follows what a batch changes in s.
func (t *tally) count(s *Store, b Batch) error {
	puts := latest(b.Put)
	gone := slices.Clone(b.Delete)
	for _, kv := range puts {
		gone = append(gone, kv.Key)
	}
	slices.SortFunc(gone, bytes.Compare)
	for _, key := range slices.CompactFunc(gone, bytes.Equal) {
		old, err := s.Get(key)
		switch {
		case err == nil:
			t.remove(key, old)
		case !errors.Is(err, ErrNotFound):
			return err
		}
	}
	for _, kv := range puts {
		t.add(kv.Key, kv.Value)
	}
	return nil
}

// holds reads all that the store holds, hands it to back, and compares it with
// what it should hold.
func (s *Store) holds(want *tally, back func(key, value []byte) error) error {
	got := new(tally)
	got.hash.SetSeed(want.hash.Seed())
	err := s.Scan(nil, func(key, value []byte) error {
		got.add(key, value)
		if back == nil {
			return nil
		}
		return back(key, value)
	})
	if err != nil {
		return err
	}
	if got.n != want.n || got.sum != want.sum {
		return damaged("the new generation holds %d pairs, not the %d that were written, or others", got.n, want.n)
	}
	return nil
}
