package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

type listOptions struct {
	status, due, out string
	paper            bool
	rowOptions
}

func (e *env) listCommand() *cobra.Command {
	var o listOptions
	c := e.command("list", "list [--status S] [--due 7d] [--ids] [--print] [-o FILE]", "vault list --status open\nvault list --due 7d\nvault list --due 0d --print -o today.html",
		e.takes(0, 0), func([]string) error { return e.list(o) })
	f := c.Flags()
	f.StringVar(&o.status, "status", "", e.say("flag.status"))
	e.completes(c, "status", e.offeredStatus)
	f.StringVar(&o.due, "due", "", e.say("flag.due"))
	f.BoolVar(&o.ids, "ids", false, e.say("flag.ids"))
	f.BoolVar(&o.lines, "jsonl", false, e.say("flag.jsonl"))
	f.BoolVar(&o.paper, "print", false, e.say("flag.print-list"))
	f.VarP(e.makes(&o.out), "output", "o", e.say("flag.output.list"))
	return c
}

func (e *env) list(o listOptions) error {
	by, err := e.dueBy(o.due)
	if err != nil {
		return err
	}
	if o.paper && (e.json || o.lines || o.ids) || !o.paper && o.out != "" {
		return e.usage("list.print")
	}
	if err := e.pageEnding(o.out); err != nil {
		return err
	}
	return e.sessionInto(o.out, func(s *vault.Session, out *output, reason string) error {
		if err := e.checkStatus(s.Schema(), o.status); err != nil {
			return err
		}
		rows, err := s.List(vault.Filter{Status: o.status, DueBy: by}, reason)
		if err != nil {
			return err
		}
		if o.paper {
			return e.putPage(e.daySheet(rows, s.Schema(), o.status, by), nil, out) // never with --json
		}
		return e.printRows(rows, s.Schema(), o.rowOptions)
	})
}

// offeredStatus are those of the schema that every vault begins with: completing
// reads no vault, and another status only has to be typed.
func (e *env) offeredStatus() (out []string) {
	schema, err := record.ParseSchema(record.DefaultJSON())
	if err != nil {
		return nil
	}
	field, _ := schema.Field("status")
	for _, c := range field.Choices {
		out = append(out, offer(e.choiceLabel(c), c.Value))
	}
	return out
}

// checkStatus refuses a status that the schema does not have: no list is a
// better answer than an empty one.
func (e *env) checkStatus(schema *record.Schema, status string) error {
	field, _ := schema.Field("status")
	if _, _, err := schema.Parse("status", status); err == nil || len(field.Choices) == 0 {
		return nil
	}
	var all []string
	for _, c := range field.Choices {
		all = append(all, withCode(e.choiceLabel(c), c.Value))
	}
	return e.usage("one-of", "--status", strings.Join(all, ", "))
}

// daySheet is a list for the desk: masked as on the screen, with room to write.
func (e *env) daySheet(rows *vault.Rows, schema *record.Schema, status, by string) page {
	p := page{title: e.say("sheet.title"), facts: [][2]string{{e.say("label.printed"), e.Now().Format(time.DateOnly)}}}
	if status != "" {
		field, _ := schema.Field("status")
		p.facts = append(p.facts, [2]string{e.say("col.status"), record.Printable(e.choiceOf(field, status), false)})
	}
	if by != "" {
		p.facts = append(p.facts, [2]string{e.say("label.due-by"), by})
	}
	cells := [][]string{append(e.rowHead(), e.say("col.remark"))}
	for r := range rows.All() {
		cells = append(cells, append(e.rowCells(r, schema), ""))
	}
	p.parts = []part{{title: e.say("label.records") + ": " + strconv.Itoa(rows.Len()), note: e.say("sheet.note"), cells: cells}}
	return p
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
