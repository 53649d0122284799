package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) historyCommand() *cobra.Command {
	return e.command("history", "history ID", "vault history K7QXM-2M9DT",
		e.takesRecord(), func(args []string) error { return e.history(args[0]) })
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
	return e.session(func(s *vault.Session, reason string) error {
		h, err := s.History(ref, reason)
		if err != nil {
			return err
		}
		return e.printHistory(h, s.Schema())
	})
}

func (e *env) printHistory(h *vault.History, schema *record.Schema) error {
	lines := make([]revision, 0, len(h.Lines))
	for _, x := range h.Lines {
		lines = append(lines, printableRevision(x))
	}
	if e.json {
		return e.printJSON(struct {
			Version   int        `json:"version"`
			ID        string     `json:"id"`
			Revisions []revision `json:"revisions"`
		}{1, h.ID.String(), lines})
	}
	rows := [][]string{{e.say("col.revision"), e.say("col.time"), e.say("col.member"), e.say("col.action"), e.say("col.fields")}}
	for _, x := range lines {
		rows = append(rows, []string{strconv.Itoa(x.Revision), hereTime(x.Time), x.Member, e.name("action", x.Action), e.fieldNames(x.Fields, schema)})
	}
	return e.printTable(rows)
}

// printableRevision is a line without what could steer a terminal: a member with
// other software writes into it what they like.
func printableRevision(x vault.HistoryLine) revision {
	r := revision{x.Revision, record.Printable(x.Time, false), record.Printable(x.Member, false), record.Printable(x.Action, false), []string{}}
	for _, f := range x.Fields {
		r.Fields = append(r.Fields, record.Printable(f, false))
	}
	return r
}

// hereTime is [here] for a moment in RFC 3339.
func hereTime(moment string) string {
	t, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return here(t)
}

// here is a moment as the clock on the wall here shows it.
func here(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }
