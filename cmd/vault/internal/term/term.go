// Package term is the person in front of the program: passphrases, questions,
// and text that lines up on a terminal. It knows no vault and sees no record
// before package record has made it printable.
//
// Passphrases are asked on the terminal device itself (/dev/tty, CONIN$), so
// that standard input can carry a record at the same time, in the terminal's
// own line mode. Other lines are edited here where that can be done (Prompt):
// the line modes of Unix take a syllable of Hangul for one cell or three. End of
// input at any prompt means that the person left, and nothing may be saved on
// half an answer.
package term

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"
)

// ErrAborted says that the input ended where an answer was expected.
var ErrAborted = errors.New("the input ended before the answer did")

// ErrInterrupted says that Ctrl-C, or a signal to end, came during a prompt.
var ErrInterrupted = errors.New("interrupted at the prompt")

// ErrTerminated is the [ErrInterrupted] of a signal other than Ctrl-C: the whole
// program is to end.
var ErrTerminated = fmt.Errorf("%w by a signal to end", ErrInterrupted)

// ErrIdle says that nobody typed for as long as a [Prompt] waits.
var ErrIdle = errors.New("nobody typed for too long")

// ErrNoTerminal says that there is no terminal to ask on.
var ErrNoTerminal = errors.New("there is no terminal to ask on")

// IsTerminal reports whether f is a terminal. Questions other than the
// passphrase are asked only when this holds for standard input and error.
func IsTerminal(f *os.File) bool {
	return term.IsTerminal(int(f.Fd()))
}
