package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// canReadOnly: Badger refuses ReadOnly on Windows.
const canReadOnly = false

// mustReopen: Badger's msync does nothing on Windows, so a commit is durable
// only after Badger was closed and its files were flushed.
const mustReopen = true

// mustSync is of no use where a commit reopens.
const mustSync = false

var errLocked = errors.New("locked")

// lockAt is beyond the text of the lock file: Windows would not let the waiting
// process read bytes that are locked.
const lockAt = 1 << 30

func tryLock(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{Offset: lockAt})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errLocked
	}
	return err
}

func readOnlyMedium(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

func fullDisk(err error) bool { return errors.Is(err, windows.ERROR_DISK_FULL) }

func sharingViolation(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// freeSpace returns the bytes that this user may still write on path's disk.
func freeSpace(path string) (int64, error) {
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &free, nil, nil); err != nil {
		return 0, err
	}
	return int64(min(free, 1<<62)), nil
}

// renameNow returns when the rename is on the disk. There is no folder to sync
// here, and a rename that NTFS still had in memory would be lost with the power,
// after what it replaced was overwritten.
func renameNow(from, to string) error {
	f, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	t, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	err = windows.MoveFileEx(f, t, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH)
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// syncDir does nothing: a new file's name is in NTFS's journal, which syncing
// the file writes, and renameNow waits for renames.
func syncDir(string) error { return nil }

// checkOwner does nothing: the folder inherits the profile's access list.
func checkOwner(string, os.FileInfo) error { return nil }

// privateFiles does nothing, for the same reason: there are no modes here, and
// files that Badger has open would have to be touched.
func privateFiles(string) error { return nil }

// linkCount returns how many names an open file has.
func linkCount(f *os.File, _ os.FileInfo) uint64 {
	var info windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(windows.Handle(f.Fd()), &info); err != nil {
		return 0
	}
	return uint64(info.NumberOfLinks)
}
