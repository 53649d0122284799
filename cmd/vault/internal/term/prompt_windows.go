package term

import (
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/windows"
)

// canEdit: the console edits lines itself, and only so Korean composes.
const canEdit = false

// A watch reads lines of a console, and stops on Ctrl-C or after a long wait.
type watch struct {
	in      *os.File
	limit   <-chan time.Time
	signals chan os.Signal
}

func watchPrompt(in *os.File, idle time.Duration) (*watch, error) {
	w := &watch{in: in, signals: make(chan os.Signal, 1)}
	signal.Notify(w.signals, endSignals()...)
	if idle > 0 {
		w.limit = time.After(idle)
	}
	return w, nil
}

func (w *watch) stop() { signal.Stop(w.signals) }

// line waits for the console. On Ctrl-C the read ends by itself; after a long
// wait it is called off, and what was half typed is lost. If the console does
// not let go of it, the person has left for good: the next line would be
// swallowed.
func (w *watch) line(limit int) ([]byte, error) {
	type result struct {
		line []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := readLine(w.in, limit)
		done <- result{line, err}
	}()
	why := ErrInterrupted
	select {
	case r := <-done:
		select {
		case <-w.signals:
			return nil, ErrInterrupted
		default:
			return r.line, r.err
		}
	case <-w.signals:
	case <-w.limit:
		why = ErrIdle
		_ = windows.CancelIoEx(windows.Handle(w.in.Fd()), nil) // whether it served is seen below
	}
	select {
	case <-done:
		return nil, why
	case <-time.After(time.Second):
	}
	if why == ErrIdle {
		return nil, ErrAborted
	}
	return nil, why
}

// edit is not reached: a prompt is plain here.
func (p *Prompt) edit(w *watch, question, _ string, _ []string) (string, error) {
	return p.askPlain(w, question)
}

func flushTyped(f *os.File) {
	windows.FlushConsoleInputBuffer(windows.Handle(f.Fd()))
}

// takesEscapes makes the console understand escape sequences, as Windows 10 and
// later can.
func takesEscapes(f *os.File) bool {
	console := windows.Handle(f.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
