package store

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// AtomicWrite replaces the file at path by b so that a crash leaves the old
// bytes or the new ones: temporary file in the same folder, write, sync,
// rename, sync the folder. perm holds whatever the umask. It goes through step
// (nil for none) under the file's name in lower case. After an error the file
// may hold either.
func AtomicWrite(path string, b []byte, perm os.FileMode, step Step) error {
	err := step.run(stepName(path), func() error { return replace(path, b, perm) })
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

func replace(path string, b []byte, perm os.FileMode) error {
	temp := path + TempMark + rand.Text()[:8]
	if err := writeSynced(temp, b, perm); err != nil {
		os.Remove(temp)
		return err
	}
	if err := rename(temp, path); err != nil {
		os.Remove(temp)
		return err
	}
	return syncDir(filepath.Dir(path))
}

// Rename puts the file at from in the place of the one at to, in the same folder,
// as [AtomicWrite] does with its own.
func Rename(from, to string, step Step) error {
	err := step.run(stepName(to), func() error {
		if err := rename(from, to); err != nil {
			return err
		}
		return syncDir(filepath.Dir(to))
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(to), err)
	}
	return nil
}

// WriteNew makes the file at path, which must not exist, by what write gives
// it: temporary file beside it, write, sync, verify (which may read it under the
// given name), rename, sync the folder. After an error the file is whole or not
// there. It goes through step as "new-file".
func WriteNew(path string, step Step, write func(io.Writer) error, verify func(temp string) error) error {
	if err := CheckName(path); err != nil {
		return err
	}
	if _, err := os.Lstat(path); !missing(err) {
		return fmt.Errorf("write %s: %w", filepath.Base(path), fs.ErrExist)
	}
	temp := path + TempMark + rand.Text()[:8]
	err := step.run("new-file", func() error {
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		b := bufio.NewWriterSize(f, 1<<20)
		if err := errors.Join(write(b), b.Flush(), f.Sync(), f.Close()); err != nil {
			return err
		}
		if err := verify(temp); err != nil {
			return err
		}
		if err := rename(temp, path); err != nil {
			return err
		}
		return syncDir(filepath.Dir(path))
	})
	if err != nil {
		os.Remove(temp)
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// CheckName refuses the path of a new file that Windows takes for something else:
// what is written to CON.age or NUL goes to the console or nowhere, and note.txt:x
// is a stream of note.txt that no folder shows and no stick carries.
func CheckName(path string) error {
	if !filepath.IsLocal(filepath.Base(path)) {
		return fmt.Errorf("%s is no name for a file", path)
	}
	return nil
}

// writeSynced writes a new file; O_EXCL refuses a link that waits for us there.
func writeSynced(path string, b []byte, perm os.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	// In pieces: Linux keeps what one write brought as one piece of its cache, and
	// maps all of it wherever a table is touched: 200 MB for showing one record.
	for piece := range slices.Chunk(b, 64<<10) {
		if _, err = f.Write(piece); err != nil {
			break
		}
	}
	if err == nil {
		err = f.Chmod(perm)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// rename replaces to by from. On Windows a virus scanner or indexer may hold
// the file for a moment, so a refusal is retried.
func rename(from, to string) error {
	for wait := 10 * time.Millisecond; ; wait *= 2 {
		err := renameNow(from, to)
		if err == nil || wait > time.Second || !sharingViolation(err) {
			return err
		}
		time.Sleep(wait)
	}
}

// fileState tells whether a file changed since it was synced last.
type fileState struct {
	size  int64
	mtime time.Time
}

// listFiles returns the state of the regular files of a folder, by name; what
// cannot be read is left out, so that it counts as changed.
func listFiles(dir string) map[string]fileState {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	list := make(map[string]fileState, len(entries))
	for _, e := range entries {
		if fi, err := e.Info(); err == nil && fi.Mode().IsRegular() {
			list[e.Name()] = fileState{fi.Size(), fi.ModTime()}
		}
	}
	return list
}

// syncChanged syncs the files of a folder that are not as before says, and the
// folder. Badger leaves files unsynced on Windows, where its msync does nothing.
func syncChanged(dir string, before map[string]fileState) error {
	for name, now := range listFiles(dir) {
		if old, ok := before[name]; ok && old == now {
			continue
		}
		if err := syncFile(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return syncDir(dir)
}

// syncFile needs a descriptor for writing: Windows flushes no other.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
