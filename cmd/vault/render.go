package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
)

// What is printed here came out of Views and Rows: masked, and without any
// character that could steer a terminal.

// rowOptions say how list and find print.
type rowOptions struct{ ids, lines bool }

func (e *env) printRows(rows *vault.Rows, schema *record.Schema, o rowOptions) error {
	switch {
	case o.lines:
		return e.writeRows("", rows, "\n", "\n")
	case e.json:
		return e.writeRows(`{"version":1,"records":[`, rows, ",", "]}\n")
	case o.ids:
		for r := range rows.All() {
			e.print(r.ID().String())
		}
		return nil
	case rows.Len() == 0:
		e.tell("rows.none")
		return nil
	}
	cells := make([][]string, 0, rows.Len()+1)
	cells = append(cells, e.rowHead())
	for r := range rows.All() {
		cells = append(cells, e.rowCells(r, schema))
	}
	return e.printTable(cells)
}

// writeRows writes the rows' JSON with what stands before, between and behind
// them, in the buffer of the output: encoding/json would check and copy each
// row once more, a fifth of the time of a long list.
func (e *env) writeRows(before string, rows *vault.Rows, between, behind string) error {
	next := before
	for r := range rows.All() {
		e.Out.WriteString(next) // an error stays with the writer and is reported by run
		e.Out.Write(r.AppendJSON(e.Out.AvailableBuffer()))
		next = between
	}
	if rows.Len() == 0 {
		e.Out.WriteString(before)
	}
	if before != "" || rows.Len() > 0 {
		e.Out.WriteString(behind)
	}
	return nil
}

func (e *env) rowHead() []string {
	return []string{e.say("col.id"), e.say("col.case"), e.say("col.name"), e.say("col.born"), e.say("col.status"), e.say("col.due")}
}

func (e *env) rowCells(r record.Row, schema *record.Schema) []string {
	withheld := r.Withheld()
	status, _ := schema.Field("status")
	cell := func(field, text string) string {
		if slices.Contains(withheld, field) {
			return e.say("withheld")
		}
		return text
	}
	year := ""
	if y, known := r.BirthYear(); known {
		year = strconv.Itoa(y)
	}
	return []string{r.ID().String(), cell("case_id", r.CaseID()), cell("legal_name", r.LegalName()),
		cell("birth_year", cell("birth_date", year)), cell("status", e.choiceOf(status, r.Status())), cell("next_due", r.NextDue())}
}

// printView prints a record: one field after the other, as the schema has them.
func (e *env) printView(v record.View, s *vault.Session) error {
	if e.json {
		return e.printJSON(v)
	}
	m := v.Meta()
	pairs := [][2]string{{e.say("label.id"), m.ID.String()}, {e.say("label.revision"), strconv.Itoa(m.Revision)},
		{e.say("label.updated"), here(m.Updated)}}
	pairs = append(pairs, e.viewPairs(v, s.Schema())...)
	var masked []string
	for _, f := range v.Fields() {
		if f.Masked {
			masked = append(masked, f.Name)
		}
	}
	if len(masked) > 0 {
		pairs = append(pairs, [2]string{e.say("label.masked"), e.typedFields(masked, s.Schema())})
	}
	if w := v.Withheld(); len(w) > 0 {
		pairs = append(pairs, [2]string{e.say("label.withheld"), e.withheld(w, s)})
	}
	e.printFields(pairs)
	return nil
}

// withheld names the fields that were not granted, one line a compartment, and
// who could grant it.
func (e *env) withheld(fields []string, s *vault.Session) string {
	var lines []string
	for _, c := range record.Compartments() {
		var names []string
		for _, name := range fields {
			if f, ok := s.Schema().Field(name); ok && f.Compartment == c {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			continue
		}
		who := e.say("withheld.nobody")
		if granters := s.Granters(string(c)); len(granters) > 0 {
			who = e.say("withheld.by", strings.Join(granters, ", "))
		}
		lines = append(lines, fmt.Sprintf("%s (%s; %s)", e.typedFields(names, s.Schema()), e.name("compartment", string(c)), who))
	}
	return strings.Join(lines, "\n")
}

func (e *env) viewPairs(v record.View, schema *record.Schema) (pairs [][2]string) {
	for _, f := range v.Fields() {
		pairs = append(pairs, e.fieldPairs(f, schema)...)
	}
	return pairs
}

// fieldPairs gives a field one line, and each item of a list its own.
func (e *env) fieldPairs(f record.ViewField, schema *record.Schema) [][2]string {
	label := f.Name
	field, ok := schema.Field(f.Name)
	if ok {
		label = e.label(field)
	}
	if !f.Value.List() {
		return [][2]string{{label, e.choiceOf(field, f.Value.Text())}}
	}
	var pairs [][2]string
	columns := f.Value.Columns()
	for i, item := range f.Value.Items() {
		parts := []string{item[""]}
		if len(columns) > 0 {
			parts = nil
		}
		for _, c := range columns {
			if item[c] != "" {
				parts = append(parts, item[c])
			}
		}
		pairs = append(pairs, [2]string{fmt.Sprintf("%s %d", label, i+1), strings.Join(parts, ", ")})
	}
	return pairs
}

// printFields prints labels and values: below each other, or for --plain one
// "label: value" a line, which a screen reader reads as it stands.
func (e *env) printFields(pairs [][2]string) {
	room := 0
	for _, p := range pairs {
		room = max(room, term.Width(p[0]))
	}
	for _, p := range pairs {
		p[1] = record.Printable(p[1], true)
		if e.plain {
			e.print(p[0] + ": " + strings.ReplaceAll(p[1], "\n", " / "))
			continue
		}
		if e.room > 0 {
			p[1] = term.Wrap(p[1], max(e.room-room-2, 16))
		}
		indent := "\n" + strings.Repeat(" ", room+2)
		e.print(term.Pad(p[0], room) + "  " + strings.ReplaceAll(p[1], "\n", indent))
	}
}

// printTable prints rows, the labels first: as a table, or as blocks for --plain
// and on a screen that is too narrow.
func (e *env) printTable(cells [][]string) error {
	if e.plain || !term.TableFits(cells, e.room) {
		e.printPlain(cells)
		return nil
	}
	return term.Table(e.Out, cells, e.room)
}

// printPlain prints a table's rows as blocks of "label: value" lines; cells
// holds the labels first.
func (e *env) printPlain(cells [][]string) {
	for i, row := range cells[1:] {
		if i > 0 {
			e.print()
		}
		for j, text := range row {
			if text == "" {
				continue
			}
			line := cells[0][j] + ": " + text
			if e.room > 0 && !e.plain {
				line = term.Wrap(line, e.room)
			}
			e.print(line)
		}
	}
}

// list makes sure that an empty list is [] in JSON, never null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// bytesText writes an amount of bytes for people.
func bytesText(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
