//go:build amd64 || arm64

package confine

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Enter confines this process and all its threads, for good. It must be the
// first call of main: threads are caught by TSYNC, but what was opened or
// connected before it stays open. After an error nothing may be read or shown
// (exit 22). A second call is harmless.
func Enter() error {
	if err := checkInherited(); err != nil {
		return err
	}
	unix.Umask(0o077)
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core files: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("hide memory from other processes: %w", err)
	}
	if err := install(program()); err != nil {
		return fmt.Errorf("close the network: %w", err)
	}
	return prove()
}

// install puts the filter on every thread of the process.
func install(filter []unix.SockFilter) error {
	// NO_NEW_PRIVS is per thread and TSYNC copies it from the calling one, so
	// both calls must be made on the same thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("give up new privileges: %w", err)
	}
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	tid, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER,
		unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return fmt.Errorf("install the seccomp filter: %w", errno)
	}
	// With TSYNC a positive result is no success: it is the id of a thread that
	// runs under another filter and could not be synchronised.
	if tid != 0 {
		return fmt.Errorf("install the seccomp filter: thread %d did not take it", tid)
	}
	return nil
}

// prove asks for what must not be had. A kernel that accepted the filter and
// ignores it (an emulation, a tracer that rewrites calls) is found here.
func prove() error {
	switch err := trySocket(); err {
	case unix.EPERM:
		return nil
	case nil:
		return fmt.Errorf("prove the network closed: a socket could be opened")
	default:
		return fmt.Errorf("prove the network closed: refused, but not by the filter: %w", err)
	}
}

func trySocket() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err == nil {
		unix.Close(fd)
	}
	return err
}
