package store

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A vault is founded, restored or salvaged beside its place, in a folder
// ".NAME.new-XXXXXXXX", and then renamed: who is killed at it leaves no half
// vault, but that folder. The next to build one for the same place sweeps it.
//
// Two of them may run at once. Whoever builds holds the folder's lock, until
// the moment before the rename; whoever sweeps renames first what it is going
// to remove. So of the two renames one fails, and nothing is ever removed that
// somebody has put in its place.

const newMark = ".new-"

// Beside returns a new name for the folder in which a vault for dir is built.
func Beside(dir string) string {
	return filepath.Join(filepath.Dir(dir), besidePrefix(dir)+rand.Text()[:8])
}

func besidePrefix(dir string) string { return "." + filepath.Base(dir) + newMark }

// Install puts the folder that was built, and closed, in the place of dir,
// which must be absent or empty. It goes through step as "install". With placed
// and an error it stands there, but perhaps not after a power cut.
func Install(built, dir string, step Step) (placed bool, err error) {
	err = step.run("install", func() error {
		// Windows lets nobody take away the folder that a program is in.
		if err := os.Remove(dir); sharingViolation(err) {
			return fmt.Errorf("a program, perhaps this very window, is in the folder: go out of it with cd .. and name it from there: %w", err)
		} else if err != nil && !missing(err) {
			return err
		}
		if err := rename(built, dir); err != nil {
			return err
		}
		placed = true
		return syncDir(filepath.Dir(dir))
	})
	return placed, err
}

// SweepBeside removes what killed inits left beside dir. What cannot be removed
// stays: it is in nobody's way.
func SweepBeside(dir string) {
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), besidePrefix(dir))
		path := filepath.Join(filepath.Dir(dir), e.Name())
		if !ours || len(rest) != 8 || checkFolder(path) != nil {
			continue
		}
		if os.Remove(path) == nil || !abandoned(path) { // it takes an empty folder only
			continue
		}
		if mine := Beside(dir); os.Rename(path, mine) == nil {
			_ = os.RemoveAll(mine)
		}
	}
}

// abandoned reports whether dir has a lock that nobody holds. The lock is the
// first thing in a vault's folder, so what has none is not ours.
func abandoned(dir string) bool {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	return tryLock(f) == nil
}
