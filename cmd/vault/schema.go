package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) schemaCommand() *cobra.Command {
	show := e.command("schema.show", "show", "vault schema show > schema.json",
		e.takes(0, 0), func([]string) error { return e.schemaShow() })
	return e.group("schema", "schema", show)
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
