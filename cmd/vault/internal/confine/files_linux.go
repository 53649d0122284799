//go:build amd64 || arm64

package confine

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/landlock-lsm/go-landlock/landlock"
	ll "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

// leastABI is the first version of Landlock that lets a file be linked into
// another folder, as a rewrite of the store does with attachments. An older one
// forbids it to whoever uses Landlock at all.
const leastABI = 2

// What each kind of path allows. Nothing may be executed, and no device, pipe,
// socket or symbolic link made.
const (
	readFile   = ll.AccessFSReadFile
	readFolder = readFile | ll.AccessFSReadDir
	writeFile  = readFile | ll.AccessFSWriteFile | ll.AccessFSTruncate
	writeAll   = readFolder | writeFile | ll.AccessFSMakeReg | ll.AccessFSMakeDir |
		ll.AccessFSRemoveFile | ll.AccessFSRemoveDir | ll.AccessFSRefer
)

// ownPaths are what every command may read besides: what the kernel tells of
// this machine ([casevault/cmd/vault/internal/machine] asks it), and where the
// store's tables are mapped, so that it can give memory back.
func ownPaths() []Path {
	return []Path{{Name: "/proc/swaps"}, {Name: "/proc/self/maps"}, {Name: "/proc/self/mountinfo"}, {Name: "/sys/class/net"}, {Name: "/sys/devices"}, {Name: "/sys/power"}}
}

// Files gives up all files but those named, for good, on all threads, through
// Landlock. What does not exist is left out, so a folder that is to be made must
// be there already, or the folder above it be named. Files that are open stay
// open, and whether a file exists, its size and its dates can be asked of any.
//
// It does not touch the network: the filter of [Enter] does that, and Landlock
// alone would leave out too much (UDP, Unix sockets, before Linux 7.1).
//
// A kernel without Landlock is no error; [Status] says so.
func Files(paths []Path) error {
	if abi() < leastABI {
		return nil
	}
	// The runtime reads the time zone when it is first asked for; now it can.
	_ = time.Now().String()
	var rules []landlock.Rule
	for _, p := range append(ownPaths(), paths...) {
		fi, err := os.Stat(p.Name)
		if err != nil || nameless(p.Name) {
			continue // what is not there, whoever needs it will say
		}
		rules = append(rules, landlock.PathAccess(rights(p, fi.IsDir()), p.Name).IgnoreIfMissing())
	}
	// The terminal is asked to hide what is typed, which is an ioctl.
	const terminal = writeFile | ll.AccessFSIoctlDev
	rules = append(rules, landlock.PathAccess(terminal, "/dev/tty").IgnoreIfMissing())
	if err := landlock.V5.BestEffort().RestrictPaths(rules...); err != nil {
		return fmt.Errorf("give up other files: %w", err)
	}
	return nil
}

// nameless reports whether a path such as /dev/stdin or <(command) leads to a
// pipe, which has no place in a folder: it needs no rule, and none is taken.
func nameless(path string) bool {
	var st unix.Statfs_t
	return unix.Statfs(path, &st) == nil && (st.Type == unix.PIPEFS_MAGIC || st.Type == unix.SOCKFS_MAGIC)
}

func rights(p Path, folder bool) landlock.AccessFSSet {
	switch {
	case p.Write && folder:
		return writeAll
	case p.Write:
		return writeFile
	case folder:
		return readFolder
	}
	return readFile
}

// abi returns the version of Landlock that the kernel has, 0 for none.
func abi() int {
	v, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return 0
	}
	return int(v)
}

// filesStatus tries to list the root folder, which every user may read and no
// command is allowed.
func filesStatus() Line {
	f, err := os.Open("/")
	if err == nil {
		f.Close()
	}
	l := line("files", errors.Is(err, unix.EACCES), fmt.Sprintf("Landlock, version %d: only those of the vault and those named", abi()))
	if !l.Held && abi() < leastABI {
		l.How = "this kernel has no Landlock, or none that serves (" + release() + ")"
	}
	return l
}

func release() string {
	var name unix.Utsname
	if unix.Uname(&name) != nil {
		return "unknown"
	}
	return "Linux " + strings.TrimRight(string(name.Release[:]), "\x00")
}
