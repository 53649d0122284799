//go:build unix

package term

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

const canEdit = true

// A watch reads a terminal, and stops reading on a signal or after a long wait.
// No goroutine is left behind that would swallow the next line.
type watch struct {
	in      *os.File
	idle    time.Duration
	signals chan os.Signal
	wake    *os.File // a byte in it: a signal came
	waker   *os.File
}

func watchPrompt(in *os.File, idle time.Duration) (*watch, error) {
	wake, waker, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	w := &watch{in: in, idle: idle, signals: make(chan os.Signal, 4), wake: wake, waker: waker}
	signal.Notify(w.signals, endSignals()...)
	go w.forward()
	return w, nil
}

// forward puts signals where select sees them: the window's size as w, Ctrl-C as
// c, others as x.
func (w *watch) forward() {
	defer w.waker.Close()
	for s := range w.signals {
		mark := "x"
		switch s {
		case unix.SIGWINCH:
			mark = "w"
		case unix.SIGINT:
			mark = "c"
		}
		if _, err := w.waker.WriteString(mark); err != nil {
			return
		}
	}
}

func (w *watch) stop() {
	signal.Stop(w.signals)
	close(w.signals)
	w.wake.Close()
}

// Read waits for the terminal. The time limit is measured twice: the wait stands
// still while a laptop sleeps, the clock on the wall does not.
func (w *watch) Read(b []byte) (int, error) {
	began := time.Now().Round(0)
	for {
		var ready unix.FdSet
		in, wake := int(w.in.Fd()), int(w.wake.Fd())
		ready.Set(in)
		ready.Set(wake)
		n, err := unix.Select(max(in, wake)+1, &ready, nil, nil, w.left(began))
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return 0, err
		case n == 0 || w.idle > 0 && time.Now().Round(0).Sub(began) >= w.idle:
			return 0, ErrIdle
		case ready.IsSet(wake):
			return 0, w.signalled()
		}
		return readTerminal(w.in, b)
	}
}

// left is what remains of the time limit; nil is for ever.
func (w *watch) left(began time.Time) *unix.Timeval {
	if w.idle == 0 {
		return nil
	}
	t := unix.NsecToTimeval(max(0, w.idle-time.Now().Round(0).Sub(began)).Nanoseconds())
	return &t
}

func (w *watch) signalled() error {
	mark := make([]byte, 1)
	_, err := w.wake.Read(mark)
	switch {
	case err == nil && mark[0] == 'w':
		return errResized
	case err == nil && mark[0] == 'c':
		return ErrInterrupted
	}
	return ErrTerminated
}

// readTerminal reads what there is. A terminal that is gone is the end of input.
func readTerminal(f *os.File, b []byte) (int, error) {
	n, err := f.Read(b)
	if errors.Is(err, unix.EIO) {
		err = io.EOF
	}
	return n, err
}

func (w *watch) line(limit int) ([]byte, error) { return readLine(w, limit) }

// edit reads single keys. Ctrl-Z is a key that means nothing: whoever suspends
// an open vault leaves it open.
func (p *Prompt) edit(w *watch, question, text string, earlier []string) (string, error) {
	signal.Notify(w.signals, unix.SIGWINCH)
	defer HoldSuspend()()
	restore, err := rawMode(p.in)
	if err != nil {
		return "", fmt.Errorf("set the terminal to single keys: %w", err)
	}
	defer restore()
	e := editor{Prompt: p, line: newLine(text), earlier: append(slices.Clone(earlier), text), nth: len(earlier)}
	return e.run(w, question)
}

// rawMode makes the terminal send keys one by one, and show none. Enter stays a
// line feed, so that what is typed ahead reads the same in both modes.
func rawMode(f *os.File) (restore func(), err error) {
	return changeMode(f, func(t *unix.Termios) {
		t.Lflag &^= unix.ICANON | unix.ECHO | unix.ECHONL | unix.ISIG | unix.IEXTEN
		t.Iflag &^= unix.IXON | unix.ISTRIP | unix.INLCR | unix.IGNCR
		t.Iflag |= unix.ICRNL
		t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 1, 0
	})
}

func flushTyped(f *os.File) {
	if t, err := unix.IoctlGetTermios(int(f.Fd()), getTermios); err == nil {
		unix.IoctlSetTermios(int(f.Fd()), setTermiosFlush, t)
	}
}

func takesEscapes(*os.File) bool { return true }
