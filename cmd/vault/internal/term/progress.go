package term

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// Progress is one line on a terminal that says how far a long job is, such as
// "reading 420/997, 0:12 left". It is for one goroutine. Nothing else may be
// written to the terminal between its first line and Close.
type Progress struct {
	out   io.Writer // nil: no terminal, nothing is shown
	now   func() time.Time
	left  func(string) string // says what time is left
	room  int                 // cells of a line
	shown int                 // cells that stand there now
	last  time.Time
	done  int       // at the last step
	from  time.Time // when the job began, as far as was seen
	first int       // done then
}

// NewProgress shows progress on f, or nothing at all if f is not a terminal: a
// log file needs no hundred lines that overwrite each other. Left says that
// so much time is left, of minutes and seconds as one text.
func NewProgress(f *os.File, now func() time.Time, left func(string) string) *Progress {
	if !IsTerminal(f) {
		return &Progress{}
	}
	room := 79
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 1 {
		room = min(room, columns-1) // a full line would wrap, and could not be overwritten
	}
	return &Progress{out: f, now: now, left: left, room: room}
}

// Step says that done of total steps of a job are done; a total of 0 is
// unknown. It may be called at every step: the line changes at most ten times
// a second. Errors of the terminal are ignored, the job goes on.
func (p *Progress) Step(job string, done, total int) {
	if p.out == nil {
		return
	}
	now := p.now()
	if p.from.IsZero() || done < p.done { // another job
		p.from, p.first = now, done
	}
	p.done = done
	if p.shown > 0 && now.Sub(p.last) < time.Second/10 && !now.Before(p.last) {
		return
	}
	p.last = now
	line := fmt.Sprintf("%s %d", job, done)
	if total > 0 {
		line = fmt.Sprintf("%s/%d", line, total) + p.remaining(now.Sub(p.from), total)
	}
	line = Truncate(line, p.room)
	fmt.Fprint(p.out, "\r", Pad(line, p.shown))
	p.shown = max(p.shown, Width(line))
}

// remaining guesses the time that is left from what the job took so far; in its
// first second it says nothing.
func (p *Progress) remaining(so time.Duration, total int) string {
	if so < time.Second || p.done <= p.first || p.done >= total {
		return ""
	}
	s := int(so.Seconds()*float64(total-p.done)/float64(p.done-p.first)) + 1
	return p.left(fmt.Sprintf("%d:%02d", s/60, s%60))
}

// Close clears the line. Call it before any other output, also after an error.
func (p *Progress) Close() {
	if p.out != nil && p.shown > 0 {
		fmt.Fprint(p.out, "\r", Pad("", p.shown), "\r")
		p.shown = 0
	}
}
