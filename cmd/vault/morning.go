package main

import (
	"time"

	"casevault/vault"
	"casevault/vault/record"
)

// A todayDocument is what there is to do on a day.
type todayDocument struct {
	Date    string       `json:"date"`
	Due     []record.Row `json:"due"`     // on that day or before, and not closed
	Waiting []record.Row `json:"waiting"` // of the others
}

// morning prints what is to be done today, and below it what status prints. Unlike
// that it opens the vault.
func (e *env) morning() error {
	return e.session(func(s *vault.Session, reason string) error {
		st, err := s.Status()
		if err != nil {
			return err
		}
		today := &todayDocument{e.Now().Format(time.DateOnly), []record.Row{}, []record.Row{}}
		rows, err := s.List(vault.Filter{Today: today.Date}, reason)
		if err != nil {
			return err
		}
		for r := range rows.All() {
			if r.NextDue() != "" && r.NextDue() <= today.Date && r.Status() != "closed" {
				today.Due = append(today.Due, r)
			} else {
				today.Waiting = append(today.Waiting, r)
			}
		}
		if !e.json {
			if err := e.printToday(today, s.Schema()); err != nil {
				return err
			}
		}
		if err := e.printStatus(st, today); err != nil {
			return err
		}
		e.tellStatus(st)
		return nil
	})
}

func (e *env) printToday(t *todayDocument, schema *record.Schema) error {
	for _, x := range []struct {
		title string
		rows  []record.Row
	}{{e.say("today.due", t.Date, len(t.Due)), t.Due}, {e.say("today.waiting", len(t.Waiting)), t.Waiting}} {
		e.print(x.title)
		cells := [][]string{e.rowHead()}
		for _, r := range x.rows {
			cells = append(cells, e.rowCells(r, schema))
		}
		if len(x.rows) > 0 {
			if err := e.printTable(cells); err != nil {
				return err
			}
		}
		e.print()
	}
	return nil
}
