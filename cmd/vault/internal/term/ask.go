package term

import (
	"fmt"
	"io"
	"strings"
)

// maxAnswer limits an answer to [Ask], in bytes.
const maxAnswer = 64 << 10

// Ask writes the question and a blank, and returns the line that is typed,
// as it came but for its end. The errors are those of [TTY.ReadPassphrase].
// The caller has made sure with [IsTerminal] that somebody is there.
func Ask(in io.Reader, out io.Writer, question string) (string, error) {
	signals, stop := watchEnd()
	defer stop()
	if _, err := fmt.Fprint(out, question, " "); err != nil {
		return "", fmt.Errorf("write to the terminal: %w", err)
	}
	line, err := readOr(signals, in, maxAnswer)
	if err != nil {
		fmt.Fprintln(out) // so that the message does not stand beside the question
		return "", err
	}
	return string(line), nil
}

// Confirm asks until the answer is yes or no. Enter alone means no, and so does
// every error. Korean answers count, and so do y and n typed with the Korean
// keyboard on (ㅛ, ㅜ).
func Confirm(in io.Reader, out io.Writer, question string) (bool, error) {
	for {
		answer, err := Ask(in, out, question+" [y/N]")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(strings.TrimSpace(answer)) {
		case "y", "yes", "예", "네", "ㅛ":
			return true, nil
		case "", "n", "no", "아니오", "아니요", "ㅜ":
			return false, nil
		}
	}
}
