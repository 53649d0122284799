package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) whoCommand() *cobra.Command {
	var out string
	c := e.command("who", "who ID [-o FILE]", "vault audit who K7QXM-2M9DT\nvault audit who K7QX -o who-saw.json --reason \"asked by the person\"",
		e.takes(1, 1), func(args []string) error { return e.who(args[0], out) })
	c.Flags().VarP(e.makes(&out), "output", "o", e.say("flag.output.who"))
	return c
}

// A whoDocument is what audit who says of a record.
type whoDocument struct {
	Version int        `json:"version"`
	ID      string     `json:"id"`
	Entries []logEntry `json:"entries"`
	Unnamed []logEntry `json:"unnamed"`
}

func (e *env) who(ref, path string) error {
	return e.sessionInto(path, func(s *vault.Session, out *output, reason string) error {
		w, err := s.AuditWho(ref, reason)
		if vault.KindOf(err) == vault.NotFound {
			return hinted{err, e.say("hint.who")}
		}
		if err != nil {
			return err
		}
		return e.printWho(w, s.Schema(), out)
	})
}

func (e *env) printWho(w *vault.Who, schema *record.Schema, out *output) error {
	doc := whoDocument{1, w.ID.String(), newLogEntries(w.Entries), newLogEntries(w.Unnamed)}
	if out.f != nil {
		var b bytes.Buffer
		if err := newJSON(&b).Encode(doc); err != nil {
			return fmt.Errorf("write the file of -o: %w", err)
		}
		if err := e.putFile(b.Bytes(), out); err != nil {
			return err
		}
	}
	switch {
	case e.json:
		return e.printJSON(doc)
	case out.f != nil:
		return nil
	}
	e.printFields([][2]string{{e.say("label.id"), doc.ID}})
	e.print()
	if err := e.printTable(e.logRows(doc.Entries, schema)); err != nil {
		return err
	}
	if len(doc.Unnamed) == 0 {
		return nil
	}
	e.print()
	e.printSaid("who.unnamed")
	e.print()
	return e.printTable(e.logRows(doc.Unnamed, schema))
}
