//go:build unix && !linux

package confine

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Enter sets umask 077 and forbids core files. The network stays open to the
// process: see the package comment.
func Enter() error {
	unix.Umask(0o077)
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core files: %w", err)
	}
	return nil
}

// Status reports what is enforced here, asking the system where it can be asked.
func Status() []Line {
	var core unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_CORE, &core)
	return []Line{
		{What: "network", Static: true, How: staticOnly},
		{What: "programs", Static: true, How: staticOnly},
		{What: "memory", How: "not enforced in this process"},
		{What: "core files", Held: err == nil && core.Max == 0, How: "limit of zero bytes"},
		{What: "files", How: filesOpen},
	}
}
