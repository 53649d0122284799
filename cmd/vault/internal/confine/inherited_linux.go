//go:build amd64 || arm64

package confine

import (
	"fmt"
	"os"
	"strconv"
	"unsafe"

	"golang.org/x/sys/unix"
)

// checkInherited refuses a network socket among the standard descriptors and
// closes those above. It must run before the filter, which forbids to ask a
// socket what it is.
func checkInherited() error {
	for fd, name := range []string{"standard input", "standard output", "standard error"} {
		if kind := foreignSocket(fd); kind != "" {
			return fmt.Errorf("%s (descriptor %d) is %s; give it a file, a pipe or a terminal", name, fd, kind)
		}
	}
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return fmt.Errorf("list the inherited descriptors: %w", err)
	}
	for _, entry := range list {
		fd, err := strconv.Atoi(entry.Name())
		if err == nil && fd > 2 && foreignSocket(fd) != "" {
			unix.Close(fd)
		}
	}
	return nil
}

// foreignSocket says what kind of socket a descriptor is, or "" if it is none
// or an end of an unnamed AF_UNIX pair. A client of a named Unix socket (an
// agent, a display, a container daemon) is unnamed itself, but its peer is not.
func foreignSocket(fd int) string {
	var st unix.Stat_t
	if unix.Fstat(fd, &st) != nil || st.Mode&unix.S_IFMT != unix.S_IFSOCK {
		return ""
	}
	family, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DOMAIN)
	if err != nil {
		return "a socket of unknown family"
	}
	if family != unix.AF_UNIX {
		return fmt.Sprintf("a network socket (%s)", familyName(family))
	}
	if !unnamed(unix.SYS_GETSOCKNAME, fd) || !unnamed(unix.SYS_GETPEERNAME, fd) {
		return "a Unix socket that leads to another service"
	}
	return ""
}

// unnamed asks for the name of one side and is true if there is none: then the
// kernel gives back the family alone, two bytes. (unix.Getsockname drops the
// length, and with it the difference to an abstract name of zero bytes.)
func unnamed(call uintptr, fd int) bool {
	var name unix.RawSockaddrAny
	size := uint32(unix.SizeofSockaddrAny)
	_, _, errno := unix.Syscall(call, uintptr(fd),
		uintptr(unsafe.Pointer(&name)), uintptr(unsafe.Pointer(&size)))
	return errno == 0 && size == 2
}

func familyName(family int) string {
	switch family {
	case unix.AF_INET:
		return "AF_INET"
	case unix.AF_INET6:
		return "AF_INET6"
	case unix.AF_VSOCK:
		return "AF_VSOCK"
	}
	return "family " + strconv.Itoa(family)
}
