//go:build unix

package term

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

func openDevice() (in, out *os.File, err error) {
	f, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	return f, f, err
}

func endSignals() []os.Signal {
	return []os.Signal{unix.SIGINT, unix.SIGTERM, unix.SIGHUP, unix.SIGQUIT}
}

// HoldSuspend makes Ctrl-Z do nothing until the returned function is called.
func HoldSuspend() func() {
	c := make(chan os.Signal, 1) // nobody reads it
	signal.Notify(c, unix.SIGTSTP)
	return func() { signal.Stop(c) }
}

// hideTyping turns the echo off. The terminal keeps its line mode: its own
// editing, and Ctrl-C as a signal.
func hideTyping(f *os.File) (restore func(), err error) {
	return changeMode(f, func(t *unix.Termios) {
		t.Lflag &^= unix.ECHO | unix.ECHONL
		t.Lflag |= unix.ICANON | unix.ISIG
		t.Iflag |= unix.ICRNL
	})
}

// changeMode changes how the terminal takes keys, until restore is called.
func changeMode(f *os.File, change func(*unix.Termios)) (restore func(), err error) {
	fd := int(f.Fd())
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, err
	}
	mode := *before
	change(&mode)
	if err := unix.IoctlSetTermios(fd, setTermios, &mode); err != nil {
		return nil, err
	}
	return func() { unix.IoctlSetTermios(fd, setTermios, before) }, nil
}

// borrow opens a descriptor a second time. The first is somebody else's: an
// [os.File] on it would close it when collected, in the middle of their work.
func borrow(fd int) (*os.File, error) {
	own, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(own), "passphrase"), nil
}
