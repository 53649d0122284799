package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Shred overwrites the files and removes them, and goes on after an error: what
// can be destroyed shall be. It takes no lock and asks nobody. A file with
// several names loses its bytes under all of them; of a link only the link goes.
func Shred(files []string) error {
	var all error
	folders := make(map[string]bool)
	for _, name := range files {
		all = errors.Join(all, shred(name))
	}
	for _, name := range files {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
		folders[filepath.Dir(name)] = true
	}
	for dir := range folders {
		all = errors.Join(all, syncDir(dir))
	}
	return all
}

func shred(name string) error {
	fi, err := os.Lstat(name)
	if err != nil || !fi.Mode().IsRegular() {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(blank(f, fi.Size()), f.Close())
}

// Holder returns an *InUseError if a process has the vault in dir open, and does not
// close it within wait, which is as in [Options].
func Holder(dir string, wait time.Duration) error {
	if wait == 0 {
		wait = defaultWait
	}
	lock, err := lockFolder(dir, wait)
	if err != nil {
		return err
	}
	lock.release()
	return nil
}
