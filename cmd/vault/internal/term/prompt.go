package term

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"
	"golang.org/x/text/unicode/norm"
)

// maxAnswer limits an answer, in characters; in line mode in bytes.
const maxAnswer = 64 << 10

// A Prompt asks for lines on a terminal: with an editor of its own on Linux and
// macOS, in the line mode of the console on Windows, and in that of the
// terminal where nothing but plain text may be written. It is for one goroutine.
//
// Lines that were pasted behind the first answer the next questions.
type Prompt struct {
	// Idle is how long to wait for a key; 0 is for ever. On Windows it is how
	// long to wait for the whole line.
	Idle time.Duration

	in, out *os.File
	plain   bool   // no editor
	bare    bool   // no escape sequences
	rest    []byte // what the terminal sent and no question has taken
	pasting bool   // the end of a paste is still to come
}

// NewPrompt asks on out and reads from in, both of which are terminals. A plain
// one writes no escape sequences.
func NewPrompt(in, out *os.File, plain bool) *Prompt {
	bare := plain || os.Getenv("TERM") == "dumb"
	return &Prompt{in: in, out: out, bare: bare, plain: bare || !canEdit}
}

// Ask writes the question and a blank, and returns the line that is typed, in
// NFC and without its end. The error is [ErrAborted] at the end of input,
// [ErrInterrupted] on Ctrl-C or a signal to end, [ErrIdle] when Idle is over;
// what was typed until then is returned with it. The terminal is as it was in
// every case but kill -9.
func (p *Prompt) Ask(question string) (string, error) { return p.Edit(question, "", nil) }

// Edit is Ask with a text that is there to be changed, and with earlier lines,
// the oldest first, that the arrows up and down bring back. A plain prompt can
// offer neither; see [Prompt.Plain].
func (p *Prompt) Edit(question, text string, earlier []string) (string, error) {
	w, err := watchPrompt(p.in, p.Idle)
	if err != nil {
		return "", fmt.Errorf("watch the terminal: %w", err)
	}
	defer w.stop()
	if p.plain {
		return p.askPlain(w, question)
	}
	return p.edit(w, question, text, earlier)
}

// Plain reports whether lines are typed without an editor.
func (p *Prompt) Plain() bool { return p.plain }

func (p *Prompt) askPlain(w *watch, question string) (string, error) {
	if _, err := fmt.Fprint(p.out, fitQuestion(p.out, question+" ")); err != nil {
		return "", fmt.Errorf("write to the terminal: %w", err)
	}
	text, err := w.line(maxAnswer)
	if err != nil {
		fmt.Fprintln(p.out) // so that the message does not stand beside the question
	}
	return norm.NFC.String(string(text)), endOf(err)
}

// endOf gives the end of input its meaning, and a signal or a long wait that
// readLine met its bare error.
func endOf(err error) error {
	for _, known := range []error{ErrTerminated, ErrInterrupted, ErrIdle} {
		if errors.Is(err, known) {
			return known
		}
	}
	if errors.Is(err, io.EOF) {
		return ErrAborted
	}
	return err
}

// Confirm asks until the answer is yes or no. Enter alone means no, and so does
// every error. Korean answers count, and so do y and n typed with the Korean
// keyboard on (ㅛ, ㅜ).
func (p *Prompt) Confirm(question string) (bool, error) {
	for {
		answer, err := p.Ask(question + " [y/N]")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(strings.TrimSpace(answer)) {
		case "", "n", "no", "아니오", "아니요", "ㅜ":
			return false, nil
		}
		if Yes(answer) {
			return true, nil
		}
	}
}

// Yes reports whether an answer says yes.
func Yes(answer string) bool {
	return slices.Contains([]string{"y", "yes", "예", "네", "ㅛ"}, strings.ToLower(strings.TrimSpace(answer)))
}

// Forget drops what was typed or pasted ahead.
func (p *Prompt) Forget() {
	p.rest, p.pasting = nil, false
	flushTyped(p.in)
}

// Clear empties the screen and what can be scrolled back to. A bare terminal is
// only scrolled by its own height.
func (p *Prompt) Clear() {
	if p.bare || !takesEscapes(p.out) {
		_, rows, err := term.GetSize(int(p.out.Fd()))
		if err != nil {
			rows = 24
		}
		fmt.Fprint(p.out, strings.Repeat("\n", rows))
		return
	}
	fmt.Fprint(p.out, "\x1b[H\x1b[2J\x1b[3J")
}
