//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// canReadOnly says that Badger can open without writing here.
const canReadOnly = true

// mustReopen says that a commit is durable only after Badger was closed.
const mustReopen = false

// mustSync says that Badger's msync is not enough for a commit: on macOS it
// hands the pages to the drive, which may keep them in memory of its own.
// File.Sync empties that (F_FULLFSYNC).
const mustSync = runtime.GOOS == "darwin"

var errLocked = errors.New("locked")

func tryLock(f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return errLocked
		}
		return err
	}
}

// renameNow is os.Rename: here what makes it last is that the folder is synced.
func renameNow(from, to string) error { return os.Rename(from, to) }

func readOnlyMedium(err error) bool { return errors.Is(err, unix.EROFS) }

func fullDisk(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

func sharingViolation(error) bool { return false }

// freeSpace returns the bytes that this user may still write on path's disk.
func freeSpace(path string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * int64(st.Bsize), nil
}

func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// checkOwner refuses a folder in which another user could replace files.
func checkOwner(path string, fi os.FileInfo) error {
	if fi.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("others can write to %s; make it private (chmod 700)", path)
	}
	st, ok := fi.Sys().(*syscall.Stat_t)
	me := os.Geteuid()
	if ok && me != 0 && st.Uid != 0 && int(st.Uid) != me {
		return fmt.Errorf("%s belongs to another user", path)
	}
	return nil
}

// linkCount returns how many names an open file has.
func linkCount(_ *os.File, fi os.FileInfo) uint64 {
	if st, ok := fi.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Nlink)
	}
	return 0
}

// privateFiles gives the files of a generation mode 0600; Badger makes them
// with 0666 less the umask.
func privateFiles(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		fi, err := e.Info()
		if missing(err) { // a .mem that Badger has just flushed
			continue
		}
		if err != nil {
			return err
		}
		if fi.Mode().IsRegular() && fi.Mode().Perm()&0o077 != 0 {
			if err := os.Chmod(filepath.Join(dir, e.Name()), 0o600); err != nil && !missing(err) {
				return err
			}
		}
	}
	return nil
}
