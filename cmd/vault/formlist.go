package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"casevault/vault/record"
)

// list asks for items until an empty one. The number of an item changes it.
func (f *form) list(question string, field record.Field) error {
	switch {
	case f.edit && !f.anew[field.Name]:
		f.tell("ask.list-more")
	case len(field.Columns) > 0:
		f.tell("ask.list-items")
	default:
		f.tell("ask.list")
	}
	for {
		items := f.rec.Get(field.Name).Items()
		item, n, err := f.item(question, field, items)
		switch {
		case errors.Is(err, errDrop) && len(items) > 0:
			items = slices.Delete(items, min(n, len(items)-1), min(n, len(items)-1)+1)
			err = f.set(field.Name, record.Value{}.Append(items...))
			f.said[field.Name] = f.edit && (len(items) > 0 || f.anew[field.Name])
		case errors.Is(err, errDrop):
			f.anew[field.Name] = f.edit
			err = f.set(field.Name, record.Value{})
			f.tell("ask.is", f.say("ask.emptied"))
		case err == nil && len(item) == 0:
			return nil
		case err == nil:
			items = slices.Replace(items, n, min(n+1, len(items)), item)
			err = f.set(field.Name, record.Value{}.Append(items...))
		}
		var p record.Problem
		switch {
		case errors.As(err, &p):
			f.wrong(err)
		case errors.Is(err, errAgain):
		case err != nil:
			return err
		}
	}
}

var (
	errDrop  = errors.New("take the item away")
	errAgain = errors.New("the item from its beginning")
)

// A chosenItem error is the number of an item that is to be changed.
type chosenItem int

func (chosenItem) Error() string { return "another item" }

// item asks for the columns of one item, n, of a list; Enter at the first of a new
// item ends the list.
func (f *form) item(question string, field record.Field, items []record.Item) (item record.Item, n int, err error) {
	n, item = len(items), record.Item{}
	err = f.columns(fmt.Sprintf("%s %d", question, n+1), field, item, n)
	var chosen chosenItem
	if errors.As(err, &chosen) {
		n = int(chosen) - 1
		item = items[n] // a copy
		err = f.columns(fmt.Sprintf("%s %d", question, n+1), field, item, 0)
	}
	return item, n, err
}

func (f *form) columns(question string, field record.Field, item record.Item, others int) error {
	if len(field.Columns) == 0 {
		return f.column(question+":", field, "", item, 0)
	}
	for i, c := range field.Columns {
		label := f.label(record.Field{Name: c.Name, Label: c.Label})
		if was := item[c.Name]; was != "" {
			f.tell("ask.is", label+": "+record.Printable(was, false))
		}
		if c.Type == "date" {
			label += f.say("ask.date")
		}
		err := f.column(question+", "+label+":", field, c.Name, item, others)
		others = 0
		switch {
		case i > 0 && errors.Is(err, errDrop):
			delete(item, c.Name)
		case i > 0 && errors.Is(err, errBack):
			return errAgain
		case err != nil:
			return err
		case len(item) == 0:
			return nil
		}
	}
	return nil
}

// column asks for one column of an item until there is a value, or none. At the
// first of a new item the number of one of the others is an answer, too.
func (f *form) column(question string, field record.Field, name string, item record.Item, others int) error {
	for {
		answer, err := f.ask(question)
		if err != nil {
			return err
		}
		switch answer = strings.TrimSpace(answer); answer {
		case goBack:
			return errBack
		case nothing:
			return errDrop
		case "":
			return nil
		}
		if n := number(answer, others); n > 0 {
			return chosenItem(n)
		}
		parsed, problems, err := f.schema.ParseItem(field.Name, record.Item{name: answer})
		if err != nil {
			f.wrong(err)
			continue
		}
		text, err := f.noticed(problems, parsed[name], field.Name)
		switch {
		case errors.Is(err, errCorrect):
			continue
		case err != nil:
			return err
		}
		if text != "" {
			item[name] = text
		}
		if text != answer {
			f.tell("ask.is", record.Printable(text, false))
		}
		return nil
	}
}
