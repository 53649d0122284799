package term

import (
	"os"
	"strings"

	"golang.org/x/term"
)

// Wrap breaks each line of a text that is longer at blanks into lines of at most
// room cells; there blanks in a row become one, but those that it begins with
// begin every line.
func Wrap(text string, room int) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapLine(line, room))
	}
	return strings.Join(lines, "\n")
}

func wrapLine(line string, room int) string {
	if Width(line) <= room {
		return line // a table's blanks mean something
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	if len(indent) > room/2 {
		indent = ""
	}
	var out strings.Builder
	out.WriteString(indent)
	at := len(indent)
	for i, word := range strings.Fields(line) {
		w := Width(word)
		switch {
		case i > 0 && at+1+w > room:
			out.WriteString("\n" + indent)
			at = len(indent)
		case i > 0:
			out.WriteByte(' ')
			at++
		}
		out.WriteString(word)
		at += w
	}
	return out.String()
}

// Fit wraps a text for f if that is a terminal: left to itself it would break
// words. Elsewhere a script may look for the whole line.
func Fit(f *os.File, text string) string {
	if room := Room(f); room > 0 {
		return Wrap(text, room)
	}
	return text
}

// fitQuestion is Fit for a question, whose last blanks part it from the answer.
func fitQuestion(f *os.File, question string) string {
	text := strings.TrimRight(question, " ")
	return Fit(f, text) + question[len(text):]
}

// Room returns how many cells a line on f has room for, if f is a terminal that
// tells and is no toy; else 0.
func Room(f *os.File) int {
	if !IsTerminal(f) {
		return 0
	}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 20 {
		return columns - 1
	}
	return 0
}
