package main

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

type breachOptions struct {
	member, backup, from, out string
	trails                    []string
}

func (e *env) breachCommand() *cobra.Command {
	var o breachOptions
	c := e.command("breach.report", "report [--member NAME] [--backup FILE] --from DATE [--trail FILE] [-o FILE]",
		"vault breach report --member lee --from 2026-11-20 --reason \"laptop lost in the bus\" -o report.html\nvault breach report --backup casevault-1f0c3a52-20261123T080000Z.backup.age --from 7d",
		e.takes(0, 0), func([]string) error { return e.breach(o) })
	f := c.Flags()
	f.StringVar(&o.member, "member", "", e.say("flag.breach-member"))
	f.Var(e.reads(&o.backup), "backup", e.say("flag.breach-backup"))
	f.StringVar(&o.from, "from", "", e.say("flag.breach-from"))
	f.Var(e.readsEach(&o.trails), "trail", e.say("flag.trail"))
	f.VarP(e.makes(&o.out), "output", "o", e.say("flag.output.page"))
	return e.group("breach", "breach", c)
}

func (e *env) breach(o breachOptions) error {
	if err := e.pageEnding(o.out); err != nil {
		return err
	}
	from, err := e.moment(o.from, false)
	if err != nil {
		return err
	}
	b := vault.BreachOptions{Member: o.member, Backup: o.backup, From: from}
	if b.Trails, err = e.trails(o.trails); err != nil {
		return err
	}
	if err := b.Check(); err != nil {
		return err
	}
	return e.sessionInto(o.out, func(s *vault.Session, out *output, reason string) error {
		b.Reason = reason
		found, err := s.Breach(b)
		if err != nil {
			return err
		}
		return e.putPage(e.breachPage(found, s.Schema()), e.breachDocument(found), out)
	})
}

// pageEnding checks the name of a file that takes a page.
func (e *env) pageEnding(file string) error {
	if ending := strings.ToLower(filepath.Ext(file)); file != "" && ending != ".txt" && !isHTML(file) {
		return e.usage("page.ending")
	}
	return nil
}

// putPage writes a page to the file of -o, in the form of its name, and prints
// it if there is none. With --json the document is printed.
func (e *env) putPage(p page, document any, out *output) error {
	text := e.pageHTML(p)
	if !isHTML(out.path) {
		var err error
		if text, err = e.pageText(p); err != nil {
			return err
		}
	}
	if out.f != nil {
		if err := e.putFile(text, out); err != nil {
			return err
		}
	}
	switch {
	case e.json:
		return e.printJSON(document)
	case out.f == nil:
		e.Out.Write(text) // an error stays with the writer
	}
	return nil
}

type breachJSON struct {
	Version int            `json:"version"`
	Member  string         `json:"member"`
	Backup  string         `json:"backup"`
	From    string         `json:"from"`
	Opens   []string       `json:"compartments"`
	InForce []string       `json:"in_force"`
	Count   int            `json:"count"`
	Looked  bool           `json:"log_asked"`
	Records []breachRecord `json:"records"`
	Erased  []string       `json:"erased"`
}

type breachRecord struct {
	ID     string     `json:"id"`
	Name   string     `json:"legal_name"`
	Opened []logEntry `json:"opened"`
}

func (e *env) breachDocument(b *vault.Breach) breachJSON {
	doc := breachJSON{1, b.Of.Member, b.Of.Backup, b.Of.From.Format(time.RFC3339), list(b.Opens), list(b.InForce), b.Rows.Len() + len(b.Erased),
		b.Looked, []breachRecord{}, idTexts(b.Erased)}
	for r := range b.Rows.All() {
		doc.Records = append(doc.Records, breachRecord{r.ID().String(), r.LegalName(), newLogEntries(b.Opened[r.ID()])})
	}
	return doc
}

func (e *env) breachPage(b *vault.Breach, schema *record.Schema) page {
	what := [2]string{e.say("label.member"), b.Of.Member}
	if b.Made != nil {
		what = [2]string{e.say("label.backup"), record.Printable(b.Made.Path, false) + ", " + b.Made.Time.Format(time.RFC3339)}
	}
	p := page{title: e.say("breach.title"), sign: e.say("review.signature"), facts: [][2]string{what,
		{e.say("label.from"), b.Of.From.Format("2006-01-02 15:04")}, {e.say("label.made"), e.Now().Format(time.RFC3339)},
		{e.say("label.could-open"), e.names("compartment", b.Opens)}, {e.say("label.in-force"), cmp.Or(e.names("compartment", b.InForce), e.say("page.none"))},
		{e.say("label.people"), strconv.Itoa(b.Rows.Len() + len(b.Erased))},
	}}
	do := e.say("breach.do-backup")
	if b.Who != nil {
		do = e.say("breach.do-member", b.Who.Label)
	}
	p.parts = append(p.parts, part{title: e.say("breach.do"), note: do, prose: true})
	rows := [][]string{{e.say("col.id"), e.say("col.case"), e.say("col.name"), e.say("col.opened-by")}}
	for r := range b.Rows.All() {
		cells := e.rowCells(r, schema)
		rows = append(rows, append(cells[:3:3], e.openedText(b, r.ID())))
	}
	for _, id := range b.Erased {
		rows = append(rows, []string{id.String(), "", e.say("breach.erased"), e.openedText(b, id)})
	}
	p.parts = append(p.parts, part{title: e.say("breach.people"), note: e.say("breach.people.note"), cells: rows})
	note := e.say("breach.log.not")
	switch {
	case b.Who == nil:
		note = e.say("breach.log.backup")
	case b.Looked:
		note = e.say("breach.log.asked")
	}
	p.parts = append(p.parts, part{title: e.say("breach.log"), note: note, prose: true})
	return p
}

// openedText says what the log shows of one record.
func (e *env) openedText(b *vault.Breach, id record.ID) string {
	entries := b.Opened[id]
	switch {
	case len(entries) > 0:
		reveals := 0
		for _, x := range entries {
			if x.Action == "reveal" {
				reveals++
			}
		}
		last := newLogEntry(entries[len(entries)-1])
		return e.say("breach.opened", len(entries), reveals, e.name("action", last.Action), last.Time)
	case b.Who == nil || !b.Looked:
		return e.say("breach.unknown")
	}
	return e.say("no")
}
