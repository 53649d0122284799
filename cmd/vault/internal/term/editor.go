//go:build unix

package term

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// An editor is one question that is being answered in one row of the terminal.
// A line longer than the row is scrolled in it, and written out whole when it
// is done, so that the screen keeps what was said.
type editor struct {
	*Prompt
	*line
	head    string // before the line in its row
	first   int    // the unit that stands first in the row
	earlier []string
	nth     int // of earlier: what stands in the line
}

// errResized comes from a read during which the terminal changed its size.
var errResized = errors.New("the terminal was resized")

// room is what a row must leave to the answer, in cells.
const room = 20

const (
	clearRow  = "\r\x1b[J"    // and what a resize has pushed below
	pastesOn  = "\x1b[?2004h" // the terminal marks what is pasted
	pastesOff = "\x1b[?2004l"
	toColumn  = "\x1b[%dG" // the first is 1
)

// run asks, and edits until there is an answer.
func (e *editor) run(in io.Reader, question string) (string, error) {
	e.head = question + " "
	if width := columns(e.out); strings.Contains(question, "\n") || Width(question) > width-room {
		fmt.Fprintln(e.out, Wrap(question, width-1))
		e.head = "> "
	}
	fmt.Fprint(e.out, pastesOn)
	err := e.edit(in)
	if _, failed := fmt.Fprint(e.out, clearRow, e.head, e.line.String(), pastesOff, "\n"); failed != nil && err == nil {
		err = fmt.Errorf("write to the terminal: %w", failed)
	}
	return e.line.String(), endOf(err)
}

// edit returns when the line is done; nil says by Enter.
func (e *editor) edit(in io.Reader) error {
	buf := make([]byte, 4096)
	for {
		for {
			k, n := decode(e.rest, e.pasting)
			if n == 0 {
				break
			}
			e.rest = e.rest[n:]
			if done, err := e.press(k); done {
				return err
			}
		}
		e.draw()
		n, err := in.Read(buf)
		e.rest = append(e.rest, buf[:n]...)
		if n == 0 && err != nil && err != errResized {
			return err
		}
	}
}

// press does what a key says; done: the question is answered, or left.
func (e *editor) press(k key) (done bool, err error) {
	switch k.what {
	case enter:
		return true, nil
	case interrupt:
		e.pasting = false
		return true, ErrInterrupted
	case endOfInput:
		if len(e.units) == 0 {
			return true, ErrAborted
		}
	case pasteBegins, pasteEnds:
		e.pasting = k.what == pasteBegins
	case up:
		e.recall(e.nth - 1)
	case down:
		e.recall(e.nth + 1)
	}
	if len(e.units) > maxAnswer {
		e.rest = nil // more of a file that was pasted by mistake
		return true, fmt.Errorf("the line is longer than %d characters", maxAnswer)
	}
	e.do(k)
	return false, nil
}

// recall puts another of the earlier lines in the place of this one, which is
// kept as it stands as long as the question is open.
func (e *editor) recall(n int) {
	if n < 0 || n >= len(e.earlier) {
		return
	}
	e.earlier[e.nth], e.nth = e.line.String(), n
	e.line = newLine(e.earlier[n])
}

// draw shows the row as it is. The last column stays empty: a terminal that has
// filled it is already half in the next row.
func (e *editor) draw() {
	width := columns(e.out) - 1
	head := Truncate(e.head, max(0, width-room/2))
	var shown string
	var cursor int
	e.first, shown, cursor = e.window(e.first, max(2, width-Width(head)))
	fmt.Fprintf(e.out, clearRow+"%s%s"+toColumn, head, shown, Width(head)+cursor+1)
}

// columns are the cells of a row.
func columns(f *os.File) int {
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return n
	}
	return 80
}
