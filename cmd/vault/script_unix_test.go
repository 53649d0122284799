//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// landlock reports whether the kernel can keep a process from files.
func landlock() bool {
	const createRuleset, askVersion = 444, 1
	version, _, errno := syscall.Syscall(createRuleset, 0, 0, askVersion)
	return runtime.GOOS == "linux" && errno == 0 && version >= 2
}

func withoutTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

func lockFile(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
