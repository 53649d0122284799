package store

import (
	"errors"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
)

const (
	memTableSize   = 8 << 20
	valueThreshold = 1 << 20
	maxLevels      = 7 // Badger's default; checkManifest relies on it

	// blockSize is eight times Badger's: of values of a kilobyte or two a block of
	// 4 KB holds three, and the index of each table is read at every start.
	blockSize = 32 << 10
)

// badgerOptions are the options measured in DESIGN.md section 3. They belong
// together: a smaller memtable lowers the batch limit below the value threshold.
// Checksums of blocks are not Badger's task: its mode OnBlockRead answers "not
// found" for a damaged block, and OnTableRead panics in a goroutine, where
// nobody can recover; checkGeneration reads them instead.
func badgerOptions(dir string, readOnly bool) badger.Options {
	return badger.DefaultOptions(dir).
		WithReadOnly(readOnly).
		WithSyncWrites(true).
		WithCompression(options.None).
		WithBlockCacheSize(0).
		WithIndexCacheSize(0).
		WithMemTableSize(memTableSize).
		WithNumMemtables(2).
		WithValueLogFileSize(1 << 20).
		WithValueThreshold(valueThreshold).
		WithBaseTableSize(1 << 20).
		WithBlockSize(blockSize).
		WithNumCompactors(0).
		WithCompactL0OnClose(false).
		WithNumLevelZeroTablesStall(1 << 30).
		WithChecksumVerificationMode(options.NoVerification).
		WithNumVersionsToKeep(1).
		WithMetricsEnabled(false).
		WithBypassLockGuard(true). // our own lock comes first and covers the whole folder
		WithLogger(silent{})
}

// silent drops Badger's log: its messages contain keys and values.
type silent struct{}

func (silent) Errorf(string, ...any)   {}
func (silent) Warningf(string, ...any) {}
func (silent) Infof(string, ...any)    {}
func (silent) Debugf(string, ...any)   {}

func openBadger(dir string, readOnly bool) (db *badger.DB, err error) {
	err = guard(func() error {
		db, err = badger.Open(badgerOptions(dir, readOnly))
		return err
	})
	return db, err
}

func closeBadger(db *badger.DB) error { return guard(db.Close) }

// guard calls into Badger. A panic, or a fault on a file that shrank beneath its
// memory map, becomes a *DamagedError; the text of an error, which may contain
// keys and values, is dropped.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil {
			err = damaged("badger could not make sense of a table")
		}
	}()
	return plain(fn())
}

// plain keeps of one of Badger's errors what cannot contain data.
func plain(err error) error {
	var no syscall.Errno
	switch {
	case err == nil:
		return nil
	case errors.Is(err, badger.ErrKeyNotFound):
		return ErrNotFound
	case errors.Is(err, badger.ErrTxnTooBig):
		return ErrTooLarge
	case errors.As(err, &no):
		return no
	}
	// Badger flattens the errors of the system into text.
	for _, no := range []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EROFS, syscall.EACCES, syscall.EMFILE, syscall.ENOMEM, syscall.EFBIG} {
		if strings.Contains(err.Error(), no.Error()) {
			return no
		}
	}
	return damaged("badger refused it")
}
