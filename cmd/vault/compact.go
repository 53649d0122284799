package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) compactCommand() *cobra.Command {
	return e.command("compact", "compact", "vault compact",
		e.takes(0, 0), func([]string) error { return e.compact() })
}

func (e *env) compact() error {
	return e.session(func(s *vault.Session, _ string) error {
		ctx, over := e.stops.job()
		defer over()
		c, err := s.Compact(ctx)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version int   `json:"version"`
				Before  int64 `json:"before"`
				After   int64 `json:"after"`
			}{1, c.Before, c.After})
		}
		e.printSaid("compact.done", bytesText(c.Before), bytesText(c.After))
		return nil
	})
}
