package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
)

func (e *env) historyCommand() *cobra.Command {
	return e.command("history", "history ID", "vault history K7QXM-2M9DT",
		e.takes(1, 1), func(args []string) error { return e.history(args[0]) })
}

// A revision is one line of a record's history: who changed which fields when.
type revision struct {
	Revision int      `json:"revision"`
	Time     string   `json:"time"`
	Member   string   `json:"member"`
	Action   string   `json:"action"`
	Fields   []string `json:"fields"`
}

func (e *env) history(ref string) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		h, err := s.History(ref, l.reason)
		if err != nil {
			return err
		}
		return e.printHistory(h)
	})
}

func (e *env) printHistory(h *vault.History) error {
	if e.json {
		lines := make([]revision, 0, len(h.Lines))
		for _, x := range h.Lines {
			lines = append(lines, revision{x.Revision, x.Time, x.Member, x.Action, list(x.Fields)})
		}
		return e.printJSON(struct {
			Version   int        `json:"version"`
			ID        string     `json:"id"`
			Revisions []revision `json:"revisions"`
		}{1, h.ID.String(), lines})
	}
	rows := [][]string{{e.say("col.revision"), e.say("col.time"), e.say("col.member"), e.say("col.action"), e.say("col.fields")}}
	for _, x := range h.Lines {
		rows = append(rows, []string{strconv.Itoa(x.Revision), x.Time, x.Member, x.Action, strings.Join(x.Fields, ", ")})
	}
	if e.plain {
		e.printPlain(rows)
		return nil
	}
	return term.Table(e.Out, rows)
}
