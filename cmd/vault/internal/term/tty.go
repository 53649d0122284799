package term

import (
	"fmt"
	"io"
	"os"
	"time"
)

// TTY is the terminal that the process belongs to, whatever its standard input
// and output are.
type TTY struct {
	Idle    time.Duration // as of a [Prompt]
	in, out *os.File
}

// Open opens /dev/tty, or CONIN$ and CONOUT$ on Windows. An error wraps
// [ErrNoTerminal].
func Open() (*TTY, error) {
	in, out, err := openDevice()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoTerminal, err)
	}
	if !IsTerminal(in) {
		closeBoth(in, out)
		return nil, ErrNoTerminal
	}
	return &TTY{in: in, out: out}, nil
}

// Close closes the device.
func (t *TTY) Close() error { return closeBoth(t.in, t.out) }

func closeBoth(in, out *os.File) error {
	err := in.Close()
	if out != in {
		if e := out.Close(); err == nil {
			err = e
		}
	}
	return err
}

// ReadPassphrase shows the prompt and reads one line that the terminal does not
// show. The error is [ErrAborted] at the end of input, also in the middle of a
// line, [ErrInterrupted] on Ctrl-C or a signal to end, and [ErrIdle] when Idle
// is over; the terminal shows what is typed again in every case but kill -9.
func (t *TTY) ReadPassphrase(prompt string) (string, error) {
	// In this order: a signal between hiding and watching would end the
	// program and leave the person at a shell that shows nothing.
	w, err := watchPrompt(t.in, t.Idle)
	if err != nil {
		return "", fmt.Errorf("watch the terminal: %w", err)
	}
	defer w.stop()
	// A shell that gets the terminal back on Ctrl-Z shows what is typed again,
	// and after fg the passphrase would be typed in plain sight.
	defer HoldSuspend()()
	restore, err := hideTyping(t.in)
	if err != nil {
		return "", fmt.Errorf("hide what is typed: %w", err)
	}
	defer restore()
	if _, err := io.WriteString(t.out, fitQuestion(t.out, prompt)); err != nil {
		return "", fmt.Errorf("write to the terminal: %w", err)
	}
	line, err := w.line(maxPassphrase)
	io.WriteString(t.out, "\n") // the line end that was typed did not show
	if err != nil {
		return "", endOf(err)
	}
	return string(line), nil
}
