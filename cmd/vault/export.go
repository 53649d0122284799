package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) exportCommand() *cobra.Command {
	var out string
	c := e.command("export", "export -o DIR", "vault audit export -o /mnt/stick/log-2026-11",
		e.takes(0, 0), func([]string) error { return e.export(out) })
	c.Flags().VarP(e.makes(&out), "output", "o", e.say("flag.output.export"))
	return c
}

func (e *env) export(dir string) error {
	if dir == "" {
		return e.usage("export.no-output")
	}
	return e.reader(false, func(r *vault.Reader) error {
		id := r.VaultID().String()
		size, err := r.Export(dir, e.say("export.readme", id, e.Now().Format("2006-01-02")))
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version int    `json:"version"`
				Vault   string `json:"vault"`
				Entries int64  `json:"entries"`
				Folder  string `json:"folder"`
			}{1, id, size, dir})
		}
		e.tell("export.done", size, dir)
		return nil
	})
}
