package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/table"
)

// mapColumns asks, at a terminal, what each column is that the schema does not
// know, and whether resident numbers may be kept; what was said last of the same
// columns is offered first. Without a terminal nothing is asked: the import then
// refuses, naming them.
func (e *env) mapColumns(s *vault.Session, src io.ReadSeeker, o *vault.ImportOptions) error {
	if !e.asks() {
		return nil
	}
	schema := s.Schema()
	header, err := headerOf(src, schema, o)
	if err != nil {
		return err
	}
	columns := undecided(header, schema, o.Map)
	if len(columns) == 0 {
		return nil
	}
	said, err := e.columnsAsBefore(s.RememberedColumns(header), columns, schema)
	if err == nil && said == nil {
		if said, err = e.askColumns(columns, header, schema, o.Map); err == nil {
			err = s.RememberColumns(header, said)
		}
	}
	if err != nil {
		return err
	}
	if o.Map == nil {
		o.Map = make(map[string]*string)
	}
	maps.Copy(o.Map, said)
	return nil
}

// columnsAsBefore offers what was said last; nil if it is not to be used.
func (e *env) columnsAsBefore(said map[string]*string, columns []string, schema *record.Schema) (map[string]*string, error) {
	var lines []string
	again := make(map[string]*string)
	for _, column := range columns {
		to, remembered := said[column]
		means := e.say("columns.out")
		if to != nil {
			f, known := schema.Field(*to)
			remembered = remembered && known
			means = e.label(f)
		}
		if !remembered {
			return nil, nil
		}
		again[column] = to
		lines = append(lines, fmt.Sprintf("  %s: %s", term.Truncate(record.Printable(column, false), 40), means))
	}
	e.tell("columns.before")
	e.tellText(strings.Join(lines, "\n"))
	yes, err := e.confirm(e.say("columns.again"))
	if err != nil || !yes {
		return nil, err
	}
	return again, nil
}

func (e *env) askColumns(columns, header []string, schema *record.Schema, m map[string]*string) (map[string]*string, error) {
	free := freeFields(header, schema, m)
	e.tell("columns.choose")
	for i, f := range free {
		e.tellText(fmt.Sprintf("%4d  %s  %s", i+1, term.Pad(f.Name, 16), e.label(f)))
	}
	said := make(map[string]*string)
	for _, column := range columns {
		shown := term.Truncate(record.Printable(column, false), 40)
		question := e.say("columns.ask", shown)
		if _, resident := match(schema, column); resident {
			question = e.say("columns.ask-resident", shown)
		}
		name, err := e.askField(question, free, said)
		if err != nil {
			return nil, err
		}
		said[column] = name
	}
	return said, nil
}

// label is what a field is called in the person's language.
func (e *env) label(f record.Field) string {
	return record.Printable(cmp.Or(f.Label[e.words.Language()], f.Name), false)
}

// choiceOf is what people call the choice with this value.
func (e *env) choiceOf(field record.Field, value string) string {
	for _, c := range field.Choices {
		if c.Value == value {
			return e.choiceLabel(c)
		}
	}
	return value
}

func (e *env) choiceLabel(c record.Choice) string {
	return e.label(record.Field{Name: c.Value, Label: c.Label})
}

// labels are what fields are called.
func (e *env) labels(names []string, schema *record.Schema) (out []string) {
	for _, name := range names {
		f, _ := schema.Field(name)
		out = append(out, cmp.Or(e.label(f), record.Printable(name, false)))
	}
	return out
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

// match returns the field that a column means, "" for none, and whether that
// is for resident numbers.
func match(schema *record.Schema, column string) (field string, resident bool) {
	name, _ := schema.Match(column)
	f, _ := schema.Field(name)
	return name, f.Format == "resident"
}

// undecided are the columns of which somebody must say what they are.
func undecided(header []string, schema *record.Schema, m map[string]*string) (columns []string) {
	for _, column := range header {
		if _, named := m[column]; named {
			continue
		}
		if name, resident := match(schema, column); name == "" || resident {
			columns = append(columns, column)
		}
	}
	return columns
}

// freeFields are the fields that no column of the list is yet.
func freeFields(header []string, schema *record.Schema, m map[string]*string) (free []record.Field) {
	taken := make(map[string]bool)
	for _, column := range header {
		field, resident := match(schema, column)
		name, named := m[column]
		switch {
		case named && name != nil:
			taken[*name] = true
		case !named && !resident:
			taken[field] = true
		}
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
func (e *env) askField(question string, free []record.Field, said map[string]*string) (*string, error) {
	for {
		answer, err := e.ask(question)
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
		if usedTwice(name, said) {
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
