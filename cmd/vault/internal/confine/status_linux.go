//go:build amd64 || arm64

package confine

import "golang.org/x/sys/unix"

// Status tries each thing that [Enter] and [Files] forbid and reports what the kernel
// answered: what is measured cannot be a stale claim.
func Status() []Line {
	filter := "seccomp filter on every thread"
	// No path at all: outside the filter this fails with EFAULT. (syscall.Exec
	// would be wrong here: it lowers the limit of open files on its way.)
	_, _, errExec := unix.Syscall(unix.SYS_EXECVE, 0, 0, 0)
	dumpable, errDump := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	var core unix.Rlimit
	errCore := unix.Getrlimit(unix.RLIMIT_CORE, &core)
	return []Line{
		line("network", trySocket() == unix.EPERM, filter),
		line("programs", errExec == unix.EPERM, filter),
		line("memory", errDump == nil && dumpable == 0, "not readable by other processes"),
		line("core files", errCore == nil && core.Max == 0, "limit of zero bytes"),
		filesStatus(),
	}
}

func line(what string, held bool, how string) Line {
	if !held {
		how = "not enforced in this process"
	}
	return Line{What: what, Held: held, How: how}
}
