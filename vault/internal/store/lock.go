package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// folderLock is the lock on DIR/lock. The system gives it up when the process
// dies, however it dies; the file stays and its text means nothing then. It is
// given up when every holder has released it: a rewrite that failed may leave
// Badger closing a generation, which the next process must not sweep meanwhile.
type folderLock struct {
	f       *os.File
	holders atomic.Int32
}

// lockFolder takes the lock, trying for as long as wait. Its error is an
// *InUseError with what the holder wrote into the file.
func lockFolder(dir string, wait time.Duration) (*folderLock, error) {
	path := filepath.Join(dir, "lock")
	if fi, err := os.Lstat(path); err == nil && !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock: %w", err)
	}
	deadline := time.Now().Add(wait)
	for {
		err = tryLock(f)
		if err == nil {
			break
		}
		if !errors.Is(err, errLocked) {
			f.Close()
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if !time.Now().Before(deadline) {
			defer f.Close()
			return nil, readHolder(f)
		}
		time.Sleep(20 * time.Millisecond)
	}
	host, _ := os.Hostname() // for the waiting user's eyes only
	if err = f.Truncate(0); err == nil {
		_, err = f.WriteAt(fmt.Appendf(nil, "%d %s\n", os.Getpid(), host), 0)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("write the lock: %w", err)
	}
	l := &folderLock{f: f}
	return l.share(), nil
}

// share adds a holder. A read-only medium has no lock, and nil is fine.
func (l *folderLock) share() *folderLock {
	if l != nil {
		l.holders.Add(1)
	}
	return l
}

// release is called once by each holder.
func (l *folderLock) release() {
	if l != nil && l.holders.Add(-1) == 0 {
		_ = l.f.Close()
	}
}

// readHolder makes an error of the lock file's text. Everything in it is the
// word of whoever could write there; control characters are not passed on.
func readHolder(f *os.File) error {
	b, _ := io.ReadAll(io.NewSectionReader(f, 0, 300))
	e := new(InUseError)
	if n, _ := fmt.Sscanf(string(b), "%d %s\n", &e.PID, &e.Host); n < 1 || e.PID < 1 {
		return new(InUseError)
	}
	e.Host = strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r
		}
		return -1
	}, e.Host)
	return e
}
