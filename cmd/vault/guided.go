package main

import (
	"errors"
	"io"
	"strings"

	"casevault/vault"
	"casevault/vault/record"
)

// tryImport shows what an import would do, with the first people masked, and
// asks whether to do it. An error says that it was not wanted.
func (e *env) tryImport(s *vault.Session, src io.ReadSeeker, o vault.ImportOptions, rejects *rejects) error {
	o.DryRun = true
	r, err := e.importOnce(s, src, o)
	if err != nil {
		return err
	}
	if err := errors.Join(e.printImport(r, s.Schema(), false), e.flush()); err != nil || r.Accepted == 0 {
		return err
	}
	yes, err := e.confirm(e.say("import.confirm", r.Accepted))
	if err == nil && !yes {
		err = errors.Join(rejects.write(r.Rejected), errors.New(e.say("import.aborted")))
	}
	return err
}

// settle asks, of those of whom the list says something else, which shall hold.
// Lists within a record, such as its notes, are not replaced by what an office's
// list says in one cell.
func (e *env) settle(s *vault.Session, clashes []vault.Clash, reason string) error {
	if len(clashes) == 0 {
		return nil
	}
	e.tell("clash.some", len(clashes))
	answer := ""
	for _, c := range clashes {
		if answer != "3" && answer != "4" {
			if err := e.showClash(s, c); err != nil {
				return err
			}
			var err error
			if answer, err = e.choose(e.say("clash.ask"), "1", "2", "3", "4"); err != nil {
				return err
			}
		}
		if answer != "2" && answer != "4" {
			continue
		}
		_, err := s.TakeOver(c, reason)
		switch {
		case err == nil:
			e.tell("clash.taken", c.Row, c.ID)
		case vault.KindOf(err) == vault.Failed: // one date before another, for instance
			e.tell("clash.failed", c.Row, err)
		default:
			return err
		}
	}
	return nil
}

// showClash shows both sides masked, which stands in the log as any look at a
// record does.
func (e *env) showClash(s *vault.Session, c vault.Clash) error {
	have, err := s.Show(c.ID.String(), nil, "")
	if err != nil {
		return err
	}
	cells := [][]string{{e.say("col.field"), e.say("col.in-vault"), e.say("col.in-list")}}
	for _, name := range c.Fields {
		f, _ := s.Schema().Field(name)
		cells = append(cells, []string{e.label(f), shownIn(have, name), shownIn(c.Listed, name)})
	}
	e.print()
	e.printSaid("clash.row", c.Row, c.ID)
	return e.printTable(cells)
}

func shownIn(v record.View, name string) string {
	for _, f := range v.Fields() {
		if f.Name == name {
			return record.Printable(f.Value.Text(), false)
		}
	}
	return ""
}

// choose asks until the answer is one of those offered, numbers from 1; Enter is
// the first.
func (e *env) choose(question string, offered ...string) (string, error) {
	for {
		if err := e.flush(); err != nil {
			return "", err
		}
		answer, err := e.ask(question)
		if err != nil {
			return "", err
		}
		if answer = strings.TrimSpace(answer); answer == "" {
			return offered[0], nil
		}
		for _, o := range offered {
			if o == answer {
				return o, nil
			}
		}
		e.tell("ask.numbers", len(offered))
	}
}
