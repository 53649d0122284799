package main

import (
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) noteCommand() *cobra.Command {
	var from string
	c := e.command("note", "note ID [--from FILE|-]", "vault note K7QX\nvault note K7QX --from note.txt",
		e.takes(1, 1), func(args []string) error { return e.note(args[0], from) })
	c.Flags().Var(e.reads(&from), "from", e.say("flag.from.note"))
	return c
}

func (e *env) note(ref, from string) error {
	if from == "" && !e.asks() {
		return hinted{e.usage("no-from"), e.say("hint.from.note")}
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	text, err := e.noteText(from)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		saved, err := s.Note(ref, text, l.reason)
		if err != nil {
			return err
		}
		return e.printSaved(saved)
	})
}

// noteText reads lines up to one that holds a dot alone. The end of input, as
// at every prompt, means that the person left: half a note is not saved.
func (e *env) noteText(from string) (string, error) {
	if from != "" {
		b, err := e.input(from)
		return strings.TrimRight(string(b), "\r\n"), err
	}
	e.tell("note.prompt")
	var lines []string
	for {
		line, err := e.ask(">")
		if err != nil {
			return "", err
		}
		if line == "." {
			return strings.Join(lines, "\n"), nil
		}
		lines = append(lines, line)
	}
}
