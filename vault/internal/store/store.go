// Package store keeps bytes under keys on disk: Badger 4 behind a guard. It
// knows nothing of keys, records or the log; whoever calls it seals what goes
// in and doubts what comes out.
//
// # The folder
//
//	DIR/lock                 "PID HOST\n" of the process that holds the vault
//	DIR/HEAD                 opaque bytes of the layer above, at most 64 KiB
//	DIR/store/CURRENT        "casevault-store/v1\ngen-000001\n", these 30 bytes exactly
//	DIR/store/gen-000001/    the live generation: Badger's files and ours
//	         …/keyring       files of ours: lower-case letters, digits, dashes
//	         …/attachments/  sealed files, hard-linked from one generation to the next
//
// CURRENT names the one generation that counts. A generation is made whole,
// synced and read back before CURRENT names it, and CURRENT is replaced by
// rename; so a process killed at any moment leaves the old state or the new
// one. Whatever CURRENT does not name is overwritten and removed at the next
// start. Folders are 0700, files 0600.
//
// # What Badger's files mean here
//
// All values are smaller than Badger's value threshold (see MaxValue), nothing
// is compressed, encrypted or compacted by Badger. Hence *.sst, *.mem and
// MANIFEST carry the data, and *.vlog, DISCARD and KEYREGISTRY carry nothing:
// the guard may delete the latter. Badger deletes tables that a damaged
// MANIFEST forgot, drops what follows a damaged record of a .mem, and ends the
// process on a damaged table; so checkGeneration reads these files first. Their
// formats are described in manifest.go, table.go and memlog.go. What is larger
// than a transaction we write as a table ourselves: bulk.go.
//
// # What the guard cannot see
//
// Bytes are checked against checksums, not against an enemy. The loss of the
// last records of a .mem looks like a power cut, and blocks of tables are
// checksummed only under Options.Verify: the layer above must find what is
// missing or altered by its log, HEAD and seals.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/dgraph-io/badger/v4"
)

// Options say how to open a vault's folder. The zero value opens an existing
// one for reading and writing.
type Options struct {
	Create   bool          // make a new store; the folder must be absent or empty
	Fill     Fill          // with Create: what the new store holds; nil is nothing
	ReadOnly bool          // refuse changes; see Open
	Verify   bool          // check every block of every table against its checksum, not only indexes
	Wait     time.Duration // how long to wait for another process; 0 means 5 s, negative not at all

	// Before, if set, is called when a store that was not closed properly is
	// about to be repaired, with the bytes of HEAD (nil: there is none) and a
	// function that reads the newest value of a key. If it returns an error, as when
	// what HEAD knows is not there, Open does, and nothing was changed: what
	// Badger would drop as a torn write can still be salvaged.
	Before func(head []byte, get func(key []byte) ([]byte, error)) error

	// Step, if set, is called in place of every durable write with the name of
	// the write and the function that does it. A test may lose the write (return
	// an error without calling do) or let it land and report failure (call do,
	// then return an error).
	Step Step

	// Free reports the bytes free to us on the disk of a path. nil asks the
	// system; a test says that the disk is full.
	Free func(path string) (int64, error)
}

// Fill hands each pair of a new store to add, in the order of their keys, none
// twice. It is how a backup becomes a store again.
type Fill func(add func(key, value []byte) error) error

// Step does one durable write, named op.
type Step func(op string, do func() error) error

func (s Step) run(op string, do func() error) error {
	if s == nil {
		return do()
	}
	return s(op, do)
}

// Store is an open vault folder, held by this process alone. Its methods may
// be called from several goroutines, but not from within a function that was
// handed to View; one that was handed to Rewrite may read.
type Store struct {
	dir  string
	opt  Options
	lock *folderLock

	writing sync.Mutex // one writer at a time: Commit, WriteFile, Rewrite, Close

	mu        sync.RWMutex // guards what follows; readers hold it as long as they use db
	db        *badger.DB
	gen       string
	version   uint64 // of the newest transaction when gen was taken up
	recovered bool
	closed    bool
	counted   *tally // follows what Announce of a rewrite commits; else nil
	unnamed   bool   // CURRENT does not name gen: a rewrite is making it
	failed    bool   // a write failed: what is on disk is unknown, nothing more is written
	unflushed int64  // bytes committed in this session, which Close may still have to write to a table

	before map[string]fileState // the generation's files as they were synced last
}

const defaultWait = 5 * time.Second

// HasVault reports whether dir holds a vault, whole or damaged.
func HasVault(dir string) bool {
	for _, name := range []string{currentPath(dir), headPath(dir)} {
		if _, err := os.Lstat(name); err == nil {
			return true
		}
	}
	return false
}

// Open locks the vault in dir, checks its files and opens the generation that
// CURRENT names, after removing those that it does not name.
//
// With ReadOnly nothing changes on disk but the lock file; a store that was not
// closed properly cannot be opened so, because Badger can only read it by
// repairing it, and is opened as always instead (Stats.Recovered says so).
// Commit and its like are refused either way.
//
// Errors: ErrNoVault, ErrNotEmpty, *InUseError, *DamagedError, *NoSpaceError,
// ErrUnwritable, or one of the system.
func Open(dir string, o Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the vault folder: %w", err)
	}
	if o.Free == nil {
		o.Free = freeSpace
	}
	if o.Wait == 0 {
		o.Wait = defaultWait
	}
	if o.Create {
		if err := prepareFolder(dir); err != nil {
			return nil, err
		}
	} else if !HasVault(dir) {
		return nil, fmt.Errorf("%w: %s", ErrNoVault, dir)
	}
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	lock, err := lockFolder(dir, o.Wait)
	var used *InUseError
	switch {
	case err == nil || o.ReadOnly && readOnlyMedium(err):
	case o.ReadOnly || errors.As(err, &used) || missing(err): // another init may have swept the folder
		return nil, err
	default:
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	s := &Store{dir: dir, opt: o, lock: lock}
	if err := s.open(); err != nil {
		lock.release()
		return nil, err
	}
	return s, nil
}

// open does what Open does under the lock.
func (s *Store) open() error {
	if s.opt.Create {
		if err := s.create(); err != nil {
			return err
		}
	}
	gen, err := readCurrent(s.dir)
	if err != nil {
		return err
	}
	s.gen = gen
	// Check first, sweep later: if CURRENT was damaged so that it names the
	// wrong folder, the right one must still be there.
	found, err := checkGeneration(s.genDir(), s.opt.Verify)
	if err != nil {
		return err
	}
	if s.opt.ReadOnly && found.clean && canReadOnly {
		s.db, err = openBadger(s.genDir(), true)
		return err
	}
	if !found.clean {
		if err := s.asked(found.logs); err != nil {
			return err
		}
	}
	if err := s.opt.Step.run("sweep", s.sweep); err != nil {
		return fmt.Errorf("remove abandoned generations: %w", err)
	}
	s.recovered = len(found.logs) > 0
	if err := s.openGeneration(found); err != nil {
		return err
	}
	s.version = s.db.MaxVersion()
	return nil
}

// openGeneration repairs what found says and opens Badger on the generation.
func (s *Store) openGeneration(found *inspection) error {
	if err := s.needSpace(spaceToOpen + 2*found.logBytes()); err != nil {
		return err
	}
	if err := s.opt.Step.run("repair", func() error { return found.repair(s.genDir()) }); err != nil {
		return fmt.Errorf("repair %s: %w", s.gen, err)
	}
	return s.openLive()
}

// openLive opens Badger on the generation and makes its new files durable.
func (s *Store) openLive() error {
	s.before = nil
	err := s.opt.Step.run("open", func() error {
		if err := blankDiscard(s.genDir()); err != nil {
			return err
		}
		db, err := openBadger(s.genDir(), false)
		if err != nil {
			// Badger 4.9 fails once after some kills and succeeds on the files
			// that its own attempt has tidied.
			if db, err = openBadger(s.genDir(), false); err != nil {
				return err
			}
		}
		s.db = db
		return privateFiles(s.genDir())
	})
	if err == nil {
		err = syncDir(s.genDir())
	}
	if err != nil {
		if s.db != nil {
			_ = closeBadger(s.db)
			s.db = nil
		}
		return fmt.Errorf("open %s: %w", s.gen, err)
	}
	s.before = listFiles(s.genDir())
	return nil
}

// blankDiscard makes the file in which Badger counts the garbage of value logs, of
// which there is none. Badger reads it unchecked, and where it cannot make it, on
// a full disk, it ends the process.
func blankDiscard(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, "DISCARD"), os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Truncate(1<<20), f.Close())
}

// writable reports why nothing may be written, or nil. s.writing is held.
func (s *Store) writable() error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	switch {
	case s.db == nil:
		return ErrClosed
	case s.opt.ReadOnly:
		return ErrReadOnly
	case s.failed:
		return fmt.Errorf("%w by an earlier write; close the vault and open it again", ErrUnknownOutcome)
	}
	return nil
}

// Failed reports whether an earlier write left the store so that it takes no
// more: close it and open it again.
func (s *Store) Failed() bool { return s.writable() != nil }

// fail remembers that what is on disk is unknown, and says so.
func (s *Store) fail(op string, err error) error {
	s.mu.Lock()
	s.failed = true
	s.mu.Unlock()
	return fmt.Errorf("%w: %s: %w", ErrUnknownOutcome, op, err)
}

func (s *Store) genDir() string { return filepath.Join(s.dir, "store", s.gen) }

// needSpace refuses with *NoSpaceError unless need bytes are free.
func (s *Store) needSpace(need int64) error {
	free, err := s.opt.Free(s.dir)
	if err != nil {
		return fmt.Errorf("ask for the free space of %s: %w", s.dir, err)
	}
	if free < need {
		return &NoSpaceError{Path: s.dir, Need: need, Free: free}
	}
	return nil
}

// missing reports whether err says that a file is not there.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
