package main

import (
	"strconv"
	"strings"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
)

// shown is how many lines of each kind a person is shown after an import;
// --json and --errors have them all.
const shown = 20

type importedRow struct {
	Row    int    `json:"row"`
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

type duplicateRow struct {
	Row     int      `json:"row"`
	Of      string   `json:"of"`
	Differs []string `json:"differs"`
}

// printImport prints what came of an import. Of one that was tried before, and
// shown then, it prints the count alone.
func (e *env) printImport(r *vault.ImportResult, schema *record.Schema, tried bool) error {
	if e.json {
		return e.printJSON(importDocument(r))
	}
	key := "import.done"
	if r.DryRun {
		key = "import.dry-run"
	}
	encoding := r.Encoding
	if r.Delimiter != 0 {
		encoding += ", " + strconv.QuoteRune(r.Delimiter)
	}
	e.printSaid(key, r.Accepted, r.Rows, len(r.Rejected), len(r.Duplicates), encoding)
	if tried {
		return nil
	}
	e.printNotes("import.row-rejected", r.Rejected, schema)
	e.printNotes("import.row-warning", r.Warnings, schema)
	for i, d := range r.Duplicates {
		if i == shown {
			e.printSaid("import.more", len(r.Duplicates)-i)
			break
		}
		differs := e.say("import.same")
		if len(d.Differs) > 0 {
			differs = e.say("import.differs", strings.Join(e.labels(d.Differs, schema), ", "))
		}
		e.printSaid("import.row-duplicate", d.Row, d.Of, differs)
	}
	for _, v := range r.Preview {
		pairs := e.viewPairs(v, schema)
		for i := range pairs { // whole notes would push the question off the screen
			pairs[i][1] = term.Truncate(strings.ReplaceAll(pairs[i][1], "\n", " / "), 60)
		}
		e.print()
		e.printFields(pairs)
	}
	return nil
}

func (e *env) printNotes(key string, notes []vault.RowNote, schema *record.Schema) {
	for i, n := range notes {
		if i == shown {
			e.printSaid("import.more", len(notes)-i)
			return
		}
		text := record.Printable(n.Reason, false)
		if n.Field != "" {
			text = e.labels([]string{n.Field}, schema)[0] + ": " + text
		}
		if n.Row == 0 { // of the header, or the whole file
			e.printSaid("warning", text)
			continue
		}
		e.printSaid(key, n.Row, text)
	}
}

func importDocument(r *vault.ImportResult) any {
	rows := func(notes []vault.RowNote) []importedRow {
		out := make([]importedRow, 0, len(notes))
		for _, n := range notes {
			out = append(out, importedRow{n.Row, n.Field, n.Reason})
		}
		return out
	}
	duplicates := make([]duplicateRow, 0, len(r.Duplicates))
	for _, d := range r.Duplicates {
		duplicates = append(duplicates, duplicateRow{d.Row, d.Of, list(d.Differs)})
	}
	return struct {
		Version    int            `json:"version"`
		Accepted   int            `json:"accepted"`
		Rejected   []importedRow  `json:"rejected"`
		Warnings   []importedRow  `json:"warnings"`
		Duplicates []duplicateRow `json:"duplicates"`
		DryRun     bool           `json:"dry_run,omitempty"`
	}{1, r.Accepted, rows(r.Rejected), rows(r.Warnings), duplicates, r.DryRun}
}
