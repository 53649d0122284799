package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
)

type listOptions struct {
	status, due string
	rowOptions
}

func (e *env) listCommand() *cobra.Command {
	var o listOptions
	c := e.command("list", "list [--status S] [--due 7d] [--ids]", "vault list --status open\nvault list --due 7d\nvault list --ids",
		e.takes(0, 0), func([]string) error { return e.list(o) })
	f := c.Flags()
	f.StringVar(&o.status, "status", "", e.say("flag.status"))
	f.StringVar(&o.due, "due", "", e.say("flag.due"))
	f.BoolVar(&o.ids, "ids", false, e.say("flag.ids"))
	f.BoolVar(&o.lines, "jsonl", false, e.say("flag.jsonl"))
	return c
}

func (e *env) list(o listOptions) error {
	by, err := e.dueBy(o.due)
	if err != nil {
		return err
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		rows, err := s.List(vault.Filter{Status: o.status, DueBy: by}, l.reason)
		if err != nil {
			return err
		}
		return e.printRows(rows, o.rowOptions)
	})
}

// dueBy reads --due: a day, or how many days ("7d") or weeks ("2w") from today
// on this machine's calendar.
func (e *env) dueBy(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day.Format(time.DateOnly), nil
	}
	days := map[byte]int{'d': 1, 'w': 7}[s[len(s)-1]]
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
	if err != nil || days == 0 {
		return "", e.usage("list.due")
	}
	return e.Now().AddDate(0, 0, int(n)*days).Format(time.DateOnly), nil
}
