package term

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

func openDevice() (in, out *os.File, err error) {
	in, err = os.OpenFile("CONIN$", os.O_RDWR, 0)
	if err != nil {
		return nil, nil, err
	}
	out, err = os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		in.Close()
		return nil, nil, err
	}
	return in, out, nil
}

func endSignals() []os.Signal { return []os.Signal{os.Interrupt} }

// HoldSuspend does nothing: a Windows console cannot suspend a program.
func HoldSuspend() func() { return func() {} }

// hideTyping turns the echo off. The console keeps its line mode, in which
// Korean input composes.
func hideTyping(f *os.File) (restore func(), err error) {
	console := windows.Handle(f.Fd())
	var before uint32
	if err := windows.GetConsoleMode(console, &before); err != nil {
		return nil, err
	}
	hidden := before&^windows.ENABLE_ECHO_INPUT |
		windows.ENABLE_LINE_INPUT | windows.ENABLE_PROCESSED_INPUT
	if err := windows.SetConsoleMode(console, hidden); err != nil {
		return nil, err
	}
	return func() { windows.SetConsoleMode(console, before) }, nil
}

// borrow refuses: Windows programs inherit handles, and have no numbers for
// them but the standard three.
func borrow(fd int) (*os.File, error) {
	if fd != 0 {
		return nil, errors.New("only 0, standard input, can be read on Windows")
	}
	var own windows.Handle
	p := windows.CurrentProcess()
	if err := windows.DuplicateHandle(p, windows.Handle(os.Stdin.Fd()), p, &own,
		0, false, windows.DUPLICATE_SAME_ACCESS); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(own), "passphrase"), nil
}
