package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) showCommand() *cobra.Command {
	var reveal []string
	var c *cobra.Command
	c = e.command("show", "show ID [--reveal FIELD,…|all --reason TEXT]",
		"vault show K7QXM-2M9DT\nvault show case:CR-0000018 --reveal phone,address --reason \"home visit\"\nvault show K7QX --plain",
		e.takesRecord(), func(args []string) error {
			if c.Flags().Changed("reveal") && len(reveal) == 0 {
				return e.usage("show.reveal-nothing")
			}
			return e.show(args[0], reveal)
		})
	c.Flags().StringSliceVar(&reveal, "reveal", nil, e.say("flag.reveal"))
	return c
}

func (e *env) show(ref string, reveal []string) error {
	if len(reveal) > 0 && e.noReason() {
		return e.usage("show.no-reason") // before the passphrase is asked
	}
	return e.session(func(s *vault.Session, reason string) error {
		view, err := e.reveal(s, ref, reveal, reason)
		if err != nil {
			return err
		}
		return e.printView(view, s)
	})
}

// reveal shows a record. Who revealed many people today, and gave a short
// reason, is asked for a longer one once.
func (e *env) reveal(s *vault.Session, ref string, fields []string, reason string) (record.View, error) {
	for i, f := range fields {
		fields[i] = e.fieldCode(f, s.Schema())
	}
	view, err := s.Show(ref, fields, reason)
	if vault.KindOf(err) != vault.ShortReason || !e.asks() {
		return view, err
	}
	e.tell("warning", err)
	if reason, err = e.ask(e.say("show.why")); err != nil {
		return view, err
	}
	return s.Show(ref, fields, reason)
}
