// Package machine looks at the computer that a vault is opened on: what of it
// exposes what this program cannot protect. It asks the system's own files and
// calls, changes nothing, and opens no connection.
//
// The process gives up the network, but not the computer: another program can
// still send what it finds in swap, in a synchronised folder, or on a screen.
// So each [Line] says of one thing whether it is fine, exposes something, or
// cannot be known here. What counts as fine is what a thief of the switched-off
// computer, or a program that comes in over the network, gains nothing from.
//
// Linux tells most of this; of Windows and macOS only the kind of volume, free
// space and the names of folders are known without code from others.
package machine

import (
	"os"
	"path/filepath"
	"time"
)

// A State is what a Line found.
type State string

// The states.
const (
	Fine    State = "fine"
	Exposed State = "exposed"
	Unknown State = "unknown"
)

// A Line is one thing that was looked at. Code names the sentence in the
// catalogue of messages that says how it is, Args what stands in it.
type Line struct {
	What  string // "interfaces", "swap", "hibernation", "disk", "volume", "folder", "permissions", "clock", "space"
	State State
	Code  string
	Args  []any
}

// A Place is where the things of one vault are. What is not there yet counts
// as the folder above it.
type Place struct {
	Dir      string // the vault's folder
	StateDir string // of what was last seen
	Identity string // the identity file; "" if it lies in the vault or is not known
}

// A System is where the kernel tells of itself: "/" but in tests.
type System struct{ Root string }

// This is the system that the process runs on.
func This() System { return System{"/"} }

// Look looks at everything.
func (s System) Look(p Place, now time.Time) []Line {
	dir := Standing(p.Dir)
	return []Line{s.Interfaces(), s.Swap(), s.hibernation(), s.disk(dir), s.Volume(dir), Folder(p.Dir),
		permissions(p), clock(p, now), space(dir)}
}

// found makes a line.
func found(code, what string, state State, args ...any) Line {
	return Line{What: what, State: state, Code: code, Args: args}
}

// Standing returns the path itself, or the nearest folder above it that is
// there.
func Standing(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	for {
		if _, err := os.Stat(path); err == nil || filepath.Dir(path) == path {
			return path
		}
		path = filepath.Dir(path)
	}
}
