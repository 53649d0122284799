package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

type verifyOptions struct {
	against string
	keyless bool
	full    bool
}

func (e *env) verifyCommand() *cobra.Command {
	var o verifyOptions
	c := e.command("verify", "verify [--against CHECKPOINT-FILE] [--keyless | --full]",
		"vault audit verify --against checkpoint-2026-11.txt\nvault audit verify --keyless",
		e.takes(0, 0), func([]string) error { return e.verify(o) })
	c.Flags().StringVar(&o.against, "against", "", e.say("flag.against"))
	c.Flags().BoolVar(&o.keyless, "keyless", false, e.say("flag.keyless"))
	c.Flags().BoolVar(&o.full, "full", false, e.say("flag.full"))
	c.MarkFlagsMutuallyExclusive("keyless", "full")
	return c
}

func (e *env) verify(o verifyOptions) error {
	var kept []byte
	if o.against != "" {
		var err error
		if kept, err = e.input(o.against); err != nil {
			return err
		}
		if kept == nil {
			kept = []byte{} // an empty file is no checkpoint, not "none"
		}
	}
	if o.keyless {
		return e.printFound(e.reader(true, func(r *vault.Reader) error {
			report, err := r.Verify(kept)
			return e.printReport(report, err)
		}))
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	return e.printFound(l.session(func(s *vault.Session) error {
		report, err := s.Verify(o.full, kept)
		return e.printReport(report, err)
	}))
}
