package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) keyExportCommand() *cobra.Command {
	var o vault.KeyExport
	var newPassFile string
	c := e.command("key.export", "export --compartment C -o FILE --reason TEXT [--new-passphrase-file F]",
		"vault key export --compartment work -o /media/stick/work.key --reason \"handed to the archive\"",
		e.takes(0, 0), func([]string) error { return e.keyExport(o, newPassFile) })
	f := c.Flags()
	f.StringVar(&o.Compartment, "compartment", "", e.say("flag.compartment.one"))
	e.completes(c, "compartment", e.codes("compartment"))
	f.VarP(e.makes(&o.File), "output", "o", e.say("flag.output"))
	e.newPassphraseFlags(c, &newPassFile, &o.WorkFactor)
	return c
}

func (e *env) keyExport(o vault.KeyExport, newPassFile string) error {
	if o.Compartment == "" || o.File == "" {
		return e.usage("key-export.what")
	}
	var err error
	if o.Compartment, err = e.codedOne("--compartment", "compartment", o.Compartment); err != nil {
		return err
	}
	if err := e.checkWorkFactor(o.WorkFactor); err != nil {
		return err
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	if l.reason == "" {
		return e.usage("key-export.no-reason")
	}
	if o.Passphrase, err = e.newPassphrase(newPassFile, o.Compartment); err != nil {
		return err
	}
	o.Reason = l.reason
	return l.session(func(s *vault.Session) error {
		if err := s.ExportKey(o); err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version     int    `json:"version"`
				Compartment string `json:"compartment"`
				File        string `json:"file"`
			}{1, o.Compartment, o.File})
		}
		e.tell("key-export.done", o.File, e.typed("compartment", o.Compartment))
		return nil
	})
}
