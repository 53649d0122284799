package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

type logOptions struct {
	since, until string
	vault.LogFilter
	lines bool
}

func (e *env) auditLogCommand() *cobra.Command {
	var o logOptions
	c := e.command("log", "log [--since D] [--until D] [--actor M] [--record ID] [--action A] [--reveals] [--outside-hours]",
		"vault audit log --since 7d --reveals\nvault audit log --record K7QX --jsonl",
		e.takes(0, 0), func([]string) error { return e.auditLog(o) })
	f := c.Flags()
	f.StringVar(&o.since, "since", "", e.say("flag.since"))
	f.StringVar(&o.until, "until", "", e.say("flag.until"))
	f.StringVar(&o.Actor, "actor", "", e.say("flag.actor"))
	f.StringVar(&o.Record, "record", "", e.say("flag.record"))
	f.StringVar(&o.Action, "action", "", e.say("flag.action"))
	e.completes(c, "action", e.codes("action"))
	f.BoolVar(&o.Reveals, "reveals", false, e.say("flag.reveals"))
	f.BoolVar(&o.OutsideHours, "outside-hours", false, e.say("flag.outside-hours"))
	f.BoolVar(&o.lines, "jsonl", false, e.say("flag.jsonl"))
	return c
}

func (e *env) auditLog(o logOptions) (err error) {
	if o.Action, err = e.codedOne("--action", "action", o.Action); err != nil {
		return err
	}
	if o.Since, err = e.moment(o.since, false); err != nil {
		return err
	}
	if o.Until, err = e.moment(o.until, true); err != nil {
		return err
	}
	return e.session(func(s *vault.Session, _ string) error {
		if err := e.checkActor(s, o.Actor); err != nil {
			return err
		}
		entries, err := s.AuditLog(o.LogFilter)
		if err != nil {
			return err
		}
		return e.printLog(entries, s.Schema(), o.lines)
	})
}

// checkActor refuses a name that no member has or had: nothing would be found,
// which must not be taken for nothing done.
func (e *env) checkActor(s *vault.Session, name string) error {
	var labels []string
	for _, m := range s.Members() {
		if labels = append(labels, m.Label); m.Label == name {
			return nil
		}
	}
	if name == "" {
		return nil
	}
	return e.usage("one-of", "--actor", strings.Join(labels, ", "))
}

// moment reads --since and --until: a day of this machine's calendar, a moment
// in RFC 3339, or "7d" ago. The day of --until is meant whole, and the filter's
// end is excluded.
func (e *env) moment(s string, whole bool) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return e.Now().AddDate(0, 0, -int(n)), nil
		}
	}
	day, err := time.ParseInLocation(time.DateOnly, s, e.Now().Location())
	if err != nil {
		return time.Time{}, e.usage("log.date")
	}
	if whole {
		day = day.AddDate(0, 0, 1)
	}
	return day, nil
}

// A logEntry is one element of the "entries" of audit log. Records and Count
// stand there where one id cannot say it.
type logEntry struct {
	Seq     int64    `json:"seq"`
	Time    string   `json:"time"`
	Member  string   `json:"member"`
	Action  string   `json:"action"`
	Outcome string   `json:"outcome"`
	Record  string   `json:"record"`
	Fields  []string `json:"fields"`
	Reason  string   `json:"reason"`
	Records []string `json:"records,omitempty"`
	Count   int      `json:"count,omitempty"`
	Notes   []string `json:"notes,omitempty"`
}

// newLogEntry makes what members wrote fit for a terminal.
func newLogEntry(x vault.LogEntry) logEntry {
	out := logEntry{Seq: x.Seq, Time: x.Time, Member: record.Printable(x.Member, false), Action: record.Printable(x.Action, false),
		Outcome: record.Printable(x.Outcome, false), Fields: []string{}, Reason: record.Printable(x.Reason, false), Count: x.Count}
	for _, f := range x.Fields {
		out.Fields = append(out.Fields, record.Printable(f, false))
	}
	for _, n := range x.Notes {
		out.Notes = append(out.Notes, record.Printable(n, false))
	}
	if out.Records = loggedIDs(x.Records); len(out.Records) == 1 {
		out.Record, out.Records = out.Records[0], nil
	}
	return out
}

// idText writes an id of the log, which has no dash, as people read it.
func idText(s string) string {
	id, err := record.ParseID(s)
	if err != nil {
		return record.Printable(s, false)
	}
	return id.String()
}

func loggedIDs(ids []string) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, idText(id))
	}
	return out
}

func newLogEntries(entries []vault.LogEntry) []logEntry {
	out := make([]logEntry, 0, len(entries))
	for _, x := range entries {
		out = append(out, newLogEntry(x))
	}
	return out
}

func (e *env) printLog(entries []vault.LogEntry, schema *record.Schema, lines bool) error {
	out := newLogEntries(entries)
	switch {
	case lines:
		for _, x := range out {
			if err := e.printJSON(x); err != nil {
				return err
			}
		}
		return nil
	case e.json:
		return e.printJSON(struct {
			Version int        `json:"version"`
			Entries []logEntry `json:"entries"`
		}{1, out})
	}
	return e.printTable(e.logRows(out, schema))
}

// logRows returns the cells of a table of entries, its head first.
func (e *env) logRows(entries []logEntry, schema *record.Schema) [][]string {
	rows := [][]string{{e.say("col.seq"), e.say("col.time"), e.say("col.member"), e.say("col.action"), e.say("col.outcome"),
		e.say("col.record"), e.say("col.fields"), e.say("col.reason")}}
	for _, x := range entries {
		what := x.Record
		switch {
		case what != "" && x.Count > 1:
			what = e.say("log.one-of", what, x.Count)
		case what != "":
		case x.Action == "unlock-failed": // the only count that is not of records
			what = e.say("log.attempts", x.Count)
		case x.Count > 0 || len(x.Records) > 0:
			what = e.say("log.records", max(x.Count, len(x.Records)))
		}
		reason := strings.Join(append([]string{e.because(x)}, e.loggedNotes(x, schema)...), "  ")
		rows = append(rows, []string{strconv.FormatInt(x.Seq, 10), x.Time, x.Member, e.name("action", x.Action), e.name("outcome", x.Outcome), what,
			e.loggedFields(x, schema), strings.TrimSpace(reason)})
	}
	return rows
}
