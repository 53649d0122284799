package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) discloseCommand() *cobra.Command {
	var trail, out string
	c := e.command("disclose", "disclose ID --trail FILE --reason TEXT [-o FILE]",
		"vault audit who K7QXM-2M9DT -o who-saw.json\nvault disclose K7QXM-2M9DT --trail who-saw.json --reason \"asked by the person\" -o yours.html",
		e.takes(1, 1), func(args []string) error { return e.disclose(args[0], trail, out) })
	c.Flags().Var(e.reads(&trail), "trail", e.say("flag.trail"))
	c.Flags().VarP(e.makes(&out), "output", "o", e.say("flag.output.page"))
	return c
}

func (e *env) disclose(ref, trail, file string) error {
	switch {
	case e.noReason():
		return e.usage("show.no-reason")
	case trail == "":
		return e.usage("disclose.no-trail")
	}
	if err := e.pageEnding(file); err != nil {
		return err
	}
	trails, err := e.trails([]string{trail})
	if err != nil {
		return err
	}
	return e.sessionInto(file, func(s *vault.Session, out *output, reason string) error {
		id, err := s.Resolve(ref)
		if err != nil {
			return err
		}
		if id != trails[0].Record { // before anything is revealed, and logged as that
			return e.usage("disclose.other")
		}
		view, err := e.reveal(s, ref, []string{"all"}, reason)
		if err != nil {
			return err
		}
		d := disclosure{1, view, newLogEntries(trails[0].Entries)}
		return e.putPage(e.disclosurePage(d, s.Schema()), d, out)
	})
}

// A disclosure is everything that the member holds of a record, for the person it
// is about, and who saw it.
type disclosure struct {
	Version int         `json:"version"`
	Record  record.View `json:"record"`
	Entries []logEntry  `json:"entries"`
}

func (e *env) disclosurePage(d disclosure, schema *record.Schema) page {
	view := d.Record
	p := page{title: e.say("disclose.title"), sign: e.say("review.signature"), facts: [][2]string{{e.say("label.id"), view.Meta().ID.String()},
		{e.say("label.made"), e.Now().Format(time.RFC3339)}, {e.say("label.revision"), strconv.Itoa(view.Meta().Revision)}}}
	rows := [][]string{{e.say("col.what"), e.say("col.value")}}
	for _, f := range view.Fields() {
		for _, pair := range e.fieldPairs(f, schema) {
			rows = append(rows, []string{pair[0], pair[1]})
		}
	}
	p.parts = append(p.parts, part{title: e.say("disclose.record"), note: e.say("disclose.record.note"), cells: rows})
	if w := view.Withheld(); len(w) > 0 {
		p.parts = append(p.parts, part{title: e.say("disclose.withheld"), note: e.say("disclose.withheld.note", e.fieldNames(w, schema)), prose: true})
	}
	p.parts = append(p.parts, part{title: e.say("disclose.who"), note: e.say("disclose.who.note"), cells: e.logRows(d.Entries, schema)})
	return p
}
