package store

import (
	"errors"
	"fmt"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNoVault  = errors.New("no vault")                      // the folder holds none
	ErrNotEmpty = errors.New("folder is not empty")           // Create would mix with other files
	ErrNotFound = errors.New("no such key")                   // Get, Last
	ErrTooLarge = errors.New("too large for one transaction") // beyond MaxBatch or MaxValue; nothing was written
	ErrReadOnly = errors.New("the vault was opened for reading only")
	ErrClosed   = errors.New("the vault is closed")

	// ErrUnknownOutcome says that a write failed half-way: it may be on disk or
	// not, now or after the next start. The store takes no further writes; the
	// caller closes it, opens it again and reads what is there.
	ErrUnknownOutcome = errors.New("outcome unknown")

	// ErrUnwritable says that the folder could not be locked for writing: a
	// medium or folder that is read-only to us.
	ErrUnwritable = errors.New("nothing can be written there")

	// ErrOldRemains says that Rewrite succeeded but the old generation could not
	// be removed yet. The next Open tries again; until then the old bytes exist.
	ErrOldRemains = errors.New("the old generation is still on disk")
)

// Unwritable reports whether err says that the system takes no write here, for
// the whole medium or for us, or that there is no space for one.
func Unwritable(err error) bool {
	var space *NoSpaceError
	return errors.As(err, &space) || errors.Is(err, ErrUnwritable) || readOnlyMedium(err) || fullDisk(err)
}

// InUseError says that another process holds the vault. PID is 0 and Host empty
// when its lock file does not tell.
type InUseError struct {
	PID  int
	Host string
}

func (e *InUseError) Error() string {
	if e.PID == 0 {
		return "vault is in use by another process"
	}
	return fmt.Sprintf("vault is in use by process %d on %s", e.PID, e.Host)
}

// DamagedError says which file is damaged and how, never what is in it.
type DamagedError struct{ What string }

func (e *DamagedError) Error() string { return "damaged store: " + e.What }

func damaged(format string, args ...any) error {
	return &DamagedError{What: fmt.Sprintf(format, args...)}
}

// NoSpaceError says that a write was refused before it began. Need and Free are
// bytes on the disk of Path.
type NoSpaceError struct {
	Path       string
	Need, Free int64
}

func (e *NoSpaceError) Error() string {
	const mb = 1 << 20
	return fmt.Sprintf("too little space on the disk of %s: %d MB free, %d MB needed", e.Path, e.Free/mb, (e.Need+mb-1)/mb)
}
