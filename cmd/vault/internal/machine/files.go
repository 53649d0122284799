package machine

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// earliest is before this program existed: a clock that says so is wrong.
func earliest() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }

// latest is when a clock must be wrong in the other direction.
func latest() time.Time { return time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC) }

// enough is the free space that a small vault's daily work never uses up.
const enough = 512 << 20

// permissions looks whether other users of the computer can read or change the
// vault's files, the identity, or what was last seen.
func permissions(p Place) Line {
	if runtime.GOOS == "windows" {
		return found("permissions-unknown", "permissions", Unknown)
	}
	open, first := 0, ""
	look := func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // not there, or not ours to read: then nobody else's either
		}
		if fi, err := e.Info(); err == nil && fi.Mode()&fs.ModeSymlink == 0 && fi.Mode().Perm()&0o077 != 0 {
			if open++; first == "" {
				first = path
			}
		}
		return nil
	}
	for _, path := range []string{p.Dir, p.StateDir, p.Identity} {
		if path != "" {
			_ = filepath.WalkDir(path, look)
		}
	}
	if open > 0 {
		return found("permissions-open", "permissions", Exposed, open, first)
	}
	return found("permissions-fine", "permissions", Fine)
}

// clock looks whether the time can be right: after this program was made, and
// after the newest entry of the log, which is as old as HEAD.
func clock(p Place, now time.Time) Line {
	if now.Before(earliest()) || now.After(latest()) {
		return found("clock-wrong", "clock", Exposed, now.Format(time.RFC3339))
	}
	const slack = 2 * time.Minute // between this clock and that of a disk elsewhere
	if fi, err := os.Stat(filepath.Join(p.Dir, "HEAD")); err == nil && now.Add(slack).Before(fi.ModTime()) {
		return found("clock-behind", "clock", Exposed, now.Format(time.RFC3339), fi.ModTime().Format(time.RFC3339))
	}
	return found("clock-fine", "clock", Fine, now.Format(time.RFC3339))
}

// space looks whether the disk has room.
func space(dir string) Line {
	free, err := freeSpace(dir)
	switch {
	case err != nil:
		return found("space-unknown", "space", Unknown)
	case free < enough:
		return found("space-short", "space", Exposed, free>>20)
	}
	return found("space-fine", "space", Fine, free>>20)
}
