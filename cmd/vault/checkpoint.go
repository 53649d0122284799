package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/vault"
)

type checkpointOptions struct {
	out   string
	print bool
}

func (e *env) checkpointCommand() *cobra.Command {
	var o checkpointOptions
	c := e.command("checkpoint", "checkpoint [-o FILE] [--print]",
		"vault audit checkpoint -o /mnt/stick/checkpoint-2026-11.txt\nvault audit checkpoint --print -o checkpoint-2026-11.html\nvault audit checkpoint --print | lp",
		e.takes(0, 0), func([]string) error { return e.checkpoint(o) })
	c.Flags().VarP(e.makes(&o.out), "output", "o", e.say("flag.output"))
	c.Flags().BoolVar(&o.print, "print", false, e.say("flag.print"))
	return c
}

func (e *env) checkpoint(o checkpointOptions) error {
	var note []byte
	err := e.reader(false, func(r *vault.Reader) error {
		note = r.Checkpoint()
		return nil
	})
	if err != nil {
		return err
	}
	c, err := audit.ReadCheckpoint(note)
	if err != nil {
		return fmt.Errorf("read the newest checkpoint: %w", err)
	}
	printed, err := c.Printed()
	if err != nil {
		return fmt.Errorf("print the newest checkpoint: %w", err)
	}
	paper, err := e.sheet(c, note, printed.Groups())
	if err != nil {
		return err
	}
	file, b := o.print && isHTML(o.out), note
	if file {
		b = paper.html(e.words.Language())
	}
	if o.out != "" {
		if err := writeOut(o.out, b); err != nil {
			return err
		}
		e.tell("checkpoint.written", c.Size, o.out)
	}
	switch {
	case e.json:
		return e.printJSON(checkpointJSON{1, c.Origin, c.Size, c.Root.String(), string(note), printed.Groups()})
	case o.print && !file:
		e.printSheet(paper)
	case o.out == "":
		e.Out.Write(note)
	}
	return nil
}

type checkpointJSON struct {
	Version    int    `json:"version"`
	Origin     string `json:"origin"`
	Size       int64  `json:"size"`
	Root       string `json:"root"`
	Checkpoint string `json:"checkpoint"`
	Groups     string `json:"groups"` // as printed
}

// grouped breaks what somebody compares by eye or types from paper into groups
// of four characters.
func grouped(s string) string {
	var b strings.Builder
	for i, r := range []rune(s) {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
