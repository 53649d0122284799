package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/table"
)

// mapColumns asks, at a terminal, what each column is that the schema does not
// know. Without one nothing is asked: the import then refuses, naming them.
func (e *env) mapColumns(src io.ReadSeeker, schema *record.Schema, o *vault.ImportOptions) error {
	if !e.asks() {
		return nil
	}
	header, err := headerOf(src, schema, o)
	if err != nil {
		return err
	}
	columns := unmapped(header, schema, o.Map)
	if len(columns) == 0 {
		return nil
	}
	if o.Map == nil {
		o.Map = make(map[string]*string)
	}
	free := freeFields(header, schema, o.Map)
	e.tell("columns.choose")
	for i, f := range free {
		label := record.Printable(f.Label[e.words.Language()], false)
		e.tellText(fmt.Sprintf("%4d  %s  %s", i+1, term.Pad(f.Name, 16), label))
	}
	for _, column := range columns {
		name, err := e.askField(column, free, o.Map)
		if err != nil {
			return err
		}
		o.Map[column] = name
	}
	return nil
}

// headerOf reads the names of the columns and leaves src at its start.
func headerOf(src io.ReadSeeker, schema *record.Schema, o *vault.ImportOptions) ([]string, error) {
	f, err := table.Open(src, o.Table(schema))
	if err != nil {
		return nil, err
	}
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	return f.Header(), nil
}

func unmapped(header []string, schema *record.Schema, m map[string]*string) (columns []string) {
	for _, column := range header {
		if _, named := m[column]; named {
			continue
		}
		if _, known := schema.Match(column); !known {
			columns = append(columns, column)
		}
	}
	return columns
}

// freeFields are the fields that no column of the list is yet.
func freeFields(header []string, schema *record.Schema, m map[string]*string) (free []record.Field) {
	taken := make(map[string]bool)
	for _, column := range header {
		field, _ := schema.Match(column)
		if name, named := m[column]; named {
			field = ""
			if name != nil {
				field = *name
			}
		}
		taken[field] = true
	}
	for _, f := range schema.Fields() {
		if !taken[f.Name] {
			free = append(free, f)
		}
	}
	return free
}

// askField asks until the answer is a free field's number, or Enter, which
// leaves the column out (nil).
func (e *env) askField(column string, free []record.Field, m map[string]*string) (*string, error) {
	for {
		answer, err := e.ask(e.say("columns.ask", term.Truncate(record.Printable(column, false), 40)))
		if err != nil {
			return nil, err
		}
		answer = strings.TrimSpace(answer)
		if answer == "" {
			return nil, nil
		}
		n, err := strconv.Atoi(answer)
		if err != nil || n < 1 || n > len(free) {
			e.tell("columns.number", len(free))
			continue
		}
		name := free[n-1].Name
		if usedTwice(name, m) {
			e.tell("columns.taken")
			continue
		}
		return &name, nil
	}
}

func usedTwice(name string, m map[string]*string) bool {
	for _, have := range m {
		if have != nil && *have == name {
			return true
		}
	}
	return false
}
