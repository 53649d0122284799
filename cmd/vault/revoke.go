package main

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) memberRevokeCommand() *cobra.Command {
	var keep bool
	c := e.command("member.revoke", "revoke NAME [--no-rotate]", "vault member revoke lee --reason \"left the office\"",
		e.takes(1, 1), func(args []string) error { return e.memberRevoke(args[0], !keep) })
	c.Flags().BoolVar(&keep, "no-rotate", false, e.say("flag.no-rotate"))
	return c
}

func (e *env) memberRevoke(name string, rotate bool) error {
	return e.session(func(s *vault.Session, reason string) error {
		ctx, over := e.stops.job()
		defer over()
		r, err := s.Revoke(ctx, name, rotate, reason)
		if r == nil {
			return err
		}
		return errors.Join(e.printRevocation(r), err, e.pendingError(r.Pending))
	})
}

// pendingError says that a command left keys in force that a former member has.
func (e *env) pendingError(pending map[string][]string) error {
	if len(pending) == 0 {
		return nil
	}
	return hinted{partly{errors.New(e.say("revoke.pending", e.pendingText(pending)))}, e.say("hint.pending")}
}

// pendingText names compartments and who can rotate them.
func (e *env) pendingText(pending map[string][]string) string {
	var parts []string
	for _, c := range slices.Sorted(maps.Keys(pending)) {
		who := strings.Join(pending[c], ", ")
		if who == "" {
			who = e.say("nobody")
		}
		parts = append(parts, e.typed("compartment", c)+" ("+who+")")
	}
	return strings.Join(parts, ", ")
}

func (e *env) printRevocation(r *vault.Revocation) error {
	backups := []string{}
	for _, b := range r.Backups {
		backups = append(backups, record.Printable(b.Path, false))
	}
	if e.json {
		if r.Pending == nil {
			r.Pending = map[string][]string{}
		}
		return e.printJSON(struct {
			Version int                 `json:"version"`
			Member  string              `json:"member"`
			Rotated []string            `json:"rotated"`
			Pending map[string][]string `json:"pending"`
			Backups []string            `json:"backups"`
		}{1, r.Label, list(r.Rotated), r.Pending, backups})
	}
	e.printFields([][2]string{{e.say("label.member"), r.Label}, {e.say("label.state"), e.say("revoke.done")},
		{e.say("label.new-keys"), e.typed("compartment", r.Rotated...)}})
	e.tell("revoke.limits", r.Label)
	for _, b := range r.Backups {
		e.tell("revoke.backup", b.Time.Local().Format(time.DateOnly), record.Printable(b.Path, false))
	}
	return nil
}
