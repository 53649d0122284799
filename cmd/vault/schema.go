package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) schemaCommand() *cobra.Command {
	show := e.command("schema.show", "show", "vault schema show > schema.json",
		e.takes(0, 0), func([]string) error { return e.schemaShow() })
	check := e.command("schema.check", "check FILE", "vault schema check schema.json",
		e.takesFile(reading, e.takes(1, 1)), func(args []string) error { return e.schemaCheck(args[0]) })
	var from string
	edit := e.command("schema.edit", "edit --from FILE|- --reason TEXT",
		"vault schema edit --from schema.json --reason \"a field for the school\"",
		e.takes(0, 0), func([]string) error { return e.schemaEdit(from) })
	edit.Flags().Var(e.reads(&from), "from", e.say("flag.from.schema"))
	return e.group("schema", "schema", show, check, edit)
}

// schemaShow prints the schema as stored; it is JSON, with its own version,
// whatever the flags say.
func (e *env) schemaShow() error {
	return e.reader(false, func(r *vault.Reader) error {
		b, err := r.SchemaJSON()
		if err != nil {
			return err
		}
		e.Out.Write(append(bytes.TrimRight(b, "\n"), '\n')) // an error stays with the writer
		return nil
	})
}

func (e *env) schemaCheck(file string) error {
	b, err := e.input(file)
	if err != nil {
		return err
	}
	if _, err := record.ParseSchema(b); err != nil {
		return err
	}
	e.tell("schema.sound")
	err = e.reader(false, func(r *vault.Reader) error {
		changes, err := r.CompareSchema(b)
		if err != nil {
			return err
		}
		var breaking []string
		for _, c := range changes {
			if c.Breaks() {
				breaking = append(breaking, c.Name)
			}
		}
		if breaking != nil {
			e.tell("schema.breaking", e.typedFields(breaking, r.Schema()))
		}
		return e.printSchemaChanges(changes, r.Schema())
	})
	if vault.KindOf(err) == vault.NoVault {
		return nil // it is for one that is to be made
	}
	return err
}

func (e *env) schemaEdit(from string) error {
	switch {
	case from == "":
		return e.usage("schema.no-file")
	case e.noReason():
		return e.usage("schema.no-reason")
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	b, err := e.input(from)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		changes, err := s.EditSchema(b, l.reason)
		if err != nil {
			return err
		}
		return e.printSchemaChanges(changes, s.Schema())
	})
}

type schemaChangeJSON struct {
	Field  string `json:"field"`
	Change string `json:"change"`
}

// printSchemaChanges says what differs from the schema in force.
func (e *env) printSchemaChanges(changes []record.SchemaChange, schema *record.Schema) error {
	docs := []schemaChangeJSON{}
	rows := [][]string{{e.say("col.field"), e.say("col.what")}}
	what := map[string]string{record.Added: e.say("schema.added"), record.Removed: e.say("schema.removed"), record.Moved: e.say("schema.moved"),
		record.Retyped: e.say("schema.retyped"), record.Loosened: e.say("schema.loosened"), record.Changed: e.say("schema.changed")}
	for _, c := range changes {
		docs = append(docs, schemaChangeJSON{c.Name, c.What})
		rows = append(rows, []string{e.typedFields([]string{c.Name}, schema), what[c.What]})
	}
	switch {
	case e.json:
		return e.printJSON(struct {
			Version int                `json:"version"`
			Changes []schemaChangeJSON `json:"changes"`
		}{1, docs})
	case len(changes) == 0:
		e.tell("schema.same")
		return nil
	}
	return e.printTable(rows)
}
