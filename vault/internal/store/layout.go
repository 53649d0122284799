package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const (
	currentHead = "casevault-store/v1\n"
	firstGen    = "gen-000001"

	// TempMark is in the name of every file that is about to be renamed.
	TempMark = ".tmp-"
)

func currentPath(dir string) string { return filepath.Join(dir, "store", "CURRENT") }
func headPath(dir string) string    { return filepath.Join(dir, "HEAD") }

// parseGen reads the number in "gen-000001"; ok is false for any other text.
func parseGen(name string) (n int, ok bool) {
	digits, _ := strings.CutPrefix(name, "gen-")
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0 && genName(n) == name
}

func genName(n int) string { return fmt.Sprintf("gen-%06d", n) }

// parseCurrent reads the bytes of CURRENT. Nothing but the one spelling passes:
// a name with path parts in it would make the sweep remove somebody's files.
func parseCurrent(b []byte) (gen string, err error) {
	gen, found := strings.CutPrefix(string(b), currentHead)
	gen, ended := strings.CutSuffix(gen, "\n")
	if _, ok := parseGen(gen); !found || !ended || !ok {
		return "", damaged("store/CURRENT does not name a generation")
	}
	return gen, nil
}

// readCurrent returns the live generation's name, after checking that its
// folder and those above it are real folders that only we can write.
func readCurrent(dir string) (gen string, err error) {
	b, err := ReadRegular(currentPath(dir), 64)
	switch {
	case missing(err):
		return "", damaged("store/CURRENT is missing")
	case errors.Is(err, ErrTooLong):
		return "", damaged("store/CURRENT does not name a generation")
	case err != nil:
		return "", err
	}
	if gen, err = parseCurrent(b); err != nil {
		return "", err
	}
	for _, sub := range []string{"store", filepath.Join("store", gen)} {
		err := checkFolder(filepath.Join(dir, sub))
		if missing(err) {
			return "", damaged("%s is missing", filepath.ToSlash(sub))
		}
		if err != nil {
			return "", err
		}
	}
	return gen, nil
}

// checkFolder refuses a symbolic link, which might lead anywhere by the next
// look, and a folder in which somebody else could swap files under us.
func checkFolder(path string) error {
	fi, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case fi.Mode()&os.ModeSymlink != 0:
		return fmt.Errorf("%s is a symbolic link; name the folder itself", path)
	case !fi.IsDir():
		return fmt.Errorf("%s is not a folder", path)
	}
	return checkOwner(path, fi)
}

// prepareFolder makes dir, or accepts an empty one. What a killed Create left
// behind counts as empty: it was never acknowledged, and CURRENT comes last.
func prepareFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the vault folder: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read the vault folder: %w", err)
	}
	for _, e := range entries {
		if HasVault(dir) || e.Name() != "lock" && e.Name() != "store" {
			return fmt.Errorf("%w: %s", ErrNotEmpty, dir)
		}
	}
	if fi, err := os.Lstat(dir); err != nil || !fi.IsDir() {
		return checkFolder(dir)
	}
	return os.Chmod(dir, 0o700)
}

// create makes the first generation and then CURRENT.
func (s *Store) create() error {
	if HasVault(s.dir) { // another process was faster while we waited for the lock
		return fmt.Errorf("%w: %s", ErrNotEmpty, s.dir)
	}
	store := filepath.Join(s.dir, "store")
	if err := s.needSpace(spaceToChange); err != nil {
		return err
	}
	err := s.opt.Step.run("create", func() error {
		if err := os.RemoveAll(store); err != nil {
			return err
		}
		if err := makeFolder(store); err != nil {
			return err
		}
		if err := makeGeneration(filepath.Join(store, firstGen), s.opt.Fill); err != nil {
			return err
		}
		return errors.Join(syncDir(store), syncDir(s.dir), syncDir(filepath.Dir(s.dir)))
	})
	if err != nil {
		return fmt.Errorf("make the first generation: %w", err)
	}
	return AtomicWrite(currentPath(s.dir), []byte(currentHead+firstGen+"\n"), 0o600, s.opt.Step)
}

// makeGeneration makes a generation that a later Open accepts, empty without
// fill.
func makeGeneration(path string, fill Fill) error {
	if err := makeFolder(path); err != nil {
		return err
	}
	if err := makeFolder(filepath.Join(path, "attachments")); err != nil {
		return err
	}
	if fill != nil {
		w := &tableWriter{dir: path}
		if err := fill(w.addNext); err != nil {
			return err
		}
		if err := w.finish(); err != nil {
			return err
		}
	}
	db, err := openBadger(path, false)
	if err != nil {
		return err
	}
	if err := closeBadger(db); err != nil {
		return err
	}
	if err := privateFiles(path); err != nil {
		return err
	}
	return syncChanged(path, nil)
}

// makeFolder makes a folder with mode 0700 whatever the umask.
func makeFolder(path string) error {
	if err := os.Mkdir(path, 0o700); err != nil {
		return err
	}
	return os.Chmod(path, 0o700)
}

// sweep removes the generations that CURRENT does not name and temporary files
// of writes that were cut off. Other names are left alone: they are not ours.
func (s *Store) sweep() error {
	store := filepath.Join(s.dir, "store")
	entries, err := os.ReadDir(store)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, ok := parseGen(e.Name()); ok && e.Name() != s.gen {
			if err := eraseFolder(filepath.Join(store, e.Name())); err != nil {
				return err
			}
		}
	}
	for _, dir := range []string{s.dir, store, s.genDir()} {
		if err := removeTemporary(dir); err != nil {
			return err
		}
	}
	return nil
}

func removeTemporary(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Type().IsRegular() && strings.Contains(e.Name(), TempMark) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseFolder overwrites every file of a generation once and removes it. On a
// flash disk the old blocks may survive this; DESIGN.md says what closes that.
// No folder is fine.
func eraseFolder(path string) error {
	if _, err := os.Lstat(path); missing(err) {
		return nil
	}
	err := filepath.WalkDir(path, func(name string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		return overwrite(name)
	})
	if err != nil {
		return err
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// overwrite writes zeros over a file's bytes. A file with several names is left
// alone: it is an attachment that the live generation shares.
func overwrite(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil || linkCount(f, fi) != 1 {
		return err
	}
	return blank(f, fi.Size())
}

// blank writes zeros over the first size bytes.
func blank(f *os.File, size int64) error {
	zeros := make([]byte, 64<<10)
	for left := size; left > 0; left -= int64(len(zeros)) {
		if _, err := f.Write(zeros[:min(left, int64(len(zeros)))]); err != nil {
			return err
		}
	}
	return f.Sync()
}

// ErrTooLong says that a file is longer than it may be; what may be of it comes
// with the error.
var ErrTooLong = errors.New("longer than it may be")

// ReadRegular reads a regular file of at most limit bytes. A link is refused: in
// a folder of ours it was planted, and leads to what we may read and they may not.
func ReadRegular(path string, limit int64) ([]byte, error) {
	fi, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s: %w", path, ErrTooLong)
	}
	return b, err
}
