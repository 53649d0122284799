package main

import (
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
)

type findOptions struct {
	field string
	rowOptions
}

func (e *env) findCommand() *cobra.Command {
	var o findOptions
	c := e.command("find", "find [TERM|-] [--field F]", "vault find ㅎㄱㄷ\nvault find\nvault find - --field phone < term.txt",
		e.takes(0, 1), func(args []string) error { return e.find(args, o) })
	f := c.Flags()
	f.StringVar(&o.field, "field", "", e.say("flag.field"))
	f.BoolVar(&o.ids, "ids", false, e.say("flag.ids"))
	f.BoolVar(&o.lines, "jsonl", false, e.say("flag.jsonl"))
	return c
}

func (e *env) find(args []string, o findOptions) error {
	if len(args) == 0 && !e.asks() {
		return hinted{e.usage("find.no-term"), e.say("hint.find")}
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	term, err := e.term(args)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		rows, err := s.Find(term, e.fieldCode(o.field, s.Schema()), l.reason)
		if err != nil {
			return err
		}
		return e.printRows(rows, s.Schema(), o.rowOptions)
	})
}

// term is what to look for. It need not stand in argv, where other users of the
// machine and the shell's history would see whom somebody looks for.
func (e *env) term(args []string) (string, error) {
	switch {
	case len(args) == 1 && args[0] != "-":
		return args[0], nil
	case e.asks():
		return e.ask(e.say("find.prompt"))
	}
	b, err := e.input("-")
	first, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimSuffix(first, "\r"), err
}
