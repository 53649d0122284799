package store

import (
	"fmt"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// Close may have three memtables of 8 MB to write to a slow stick. After
// this it is taken to hang, as Badger does on a full disk.
const closeLimit = 60 * time.Second

// Close flushes what is not yet in tables, syncs every file that changed, and
// gives up the lock. Data that Commit acknowledged is safe whatever Close says.
// After a failed write it returns at once: Badger may retry for ever on a full
// disk, so the lock is given up whenever Badger is done, or when the process ends.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	if s.db == nil { // a write failed between closing Badger and opening it again
		s.lock.release()
		return nil
	}
	db := s.db
	s.db = nil
	defer s.lock.release()
	if s.failed {
		s.shutting(db) // nothing is promised any more
		return nil
	}
	if err := s.opt.Step.run("close", func() error { return s.shutInTime(db) }); err != nil {
		return fmt.Errorf("close %s: %w", s.gen, err)
	}
	return nil
}

// shutInTime is shut with a limit: Badger, on a disk that refuses every sync,
// tries for ever to flush a memtable. The lock is kept for as long as it does.
func (s *Store) shutInTime(db *badger.DB) error {
	select {
	case err := <-s.shutting(db):
		return err
	case <-time.After(closeLimit):
		return fmt.Errorf("not done after %s; the vault stays locked until this process ends", closeLimit)
	}
}

func (s *Store) shutting(db *badger.DB) <-chan error {
	hold, done := s.lock.share(), make(chan error, 1)
	go func() {
		err := s.shut(db)
		hold.release()
		done <- err
	}()
	return done
}

// shut closes Badger and syncs the generation.
func (s *Store) shut(db *badger.DB) error {
	readOnly := db.Opts().ReadOnly
	if err := closeBadger(db); err != nil || readOnly {
		return err
	}
	if err := privateFiles(s.genDir()); err != nil {
		return err
	}
	return syncChanged(s.genDir(), s.before)
}
