package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) retentionCommand() *cobra.Command {
	var ids bool
	due := e.command("retention.due", "due [--ids]", "vault retention due\nvault erase $(vault retention due --ids) --reason \"kept for five years\"",
		e.takes(0, 0), func([]string) error { return e.retentionDue(ids) })
	due.Flags().BoolVar(&ids, "ids", false, e.say("flag.ids"))
	return e.group("retention", "retention", due,
		e.command("retention.list", "list", "vault retention list", e.takes(0, 0), func([]string) error { return e.retentionList() }),
		e.command("retention.set", "set PROGRAMME YEARS", "vault retention set clinic 5 --reason \"the law\"\nvault retention set clinic 0",
			e.takes(2, 2), func(args []string) error { return e.retentionSet(args[0], args[1]) }))
}

func (e *env) retentionSet(programme, years string) error {
	n, err := strconv.Atoi(years)
	if err != nil {
		return e.usage("retention.years")
	}
	return e.session(func(s *vault.Session, reason string) error {
		if err := s.SetRetention(programme, n, reason); err != nil || !e.json {
			return e.tellDone(err)
		}
		return e.printJSON(struct {
			Version int `json:"version"`
			ruleJSON
		}{1, ruleJSON{programme, n}})
	})
}

func (e *env) retentionDue(ids bool) error {
	return e.session(func(s *vault.Session, reason string) error {
		due, err := s.Retention(reason)
		if err != nil {
			return err
		}
		if err := e.printRows(due.Rows, s.Schema(), rowOptions{ids: ids}); err != nil {
			return err
		}
		for _, id := range due.Held {
			e.tell("retention.held", id)
		}
		if due.Unruled > 0 {
			e.tell("retention.unruled", due.Unruled)
		}
		return nil
	})
}

type ruleJSON struct {
	Programme string `json:"programme"`
	Years     int    `json:"years"`
}

func (e *env) retentionList() error {
	return e.session(func(s *vault.Session, reason string) error {
		rules, err := s.RetentionRules(reason)
		if err != nil {
			return err
		}
		docs := []ruleJSON{}
		rows := [][]string{{e.say("col.programme"), e.say("col.years")}}
		for _, r := range rules {
			docs = append(docs, ruleJSON(r))
			name := r.Programme
			if name == "" {
				name = e.say("retention.nobody")
			}
			rows = append(rows, []string{name, strconv.Itoa(r.Years)})
		}
		switch {
		case e.json:
			return e.printJSON(struct {
				Version int        `json:"version"`
				Rules   []ruleJSON `json:"rules"`
			}{1, docs})
		}
		return e.printTable(rows)
	})
}
