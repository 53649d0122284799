package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) editCommand() *cobra.Command {
	var from, template string
	c := e.command("edit", "edit ID [--template NAME | --from FILE|-]", "vault edit K7QX\nvault edit K7QX --template followup\nvault edit K7QX --from change.json\necho '{\"status\":\"closed\"}' | vault edit K7QX --from -",
		e.takesRecord(), func(args []string) error {
			if from == "" && e.asks() {
				return e.editGuided(args[0], template)
			}
			return e.edit(args[0], from)
		})
	e.templateFlag(c, &template)
	c.Flags().Var(e.reads(&from), "from", e.say("flag.from.patch"))
	c.MarkFlagsMutuallyExclusive("template", "from")
	return c
}

func (e *env) edit(ref, from string) error {
	if from == "" {
		return e.noFrom(`{"phone":"010-0000-0000","address":null}`)
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	patch, err := e.input(from)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		saved, err := s.Edit(ref, patch, l.reason)
		if err != nil {
			return err
		}
		return e.printSaved(saved)
	})
}
