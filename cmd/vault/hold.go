package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) holdCommand() *cobra.Command {
	return e.group("hold", "hold",
		e.command("hold.list", "list", "vault hold list",
			e.takes(0, 0), func([]string) error { return e.reader(false, e.printHolds) }),
		e.command("hold.add", "add ID --reason TEXT", "vault hold add K7QXM-2M9DT --reason \"a court asks\"",
			e.takes(1, 1), func(args []string) error { return e.hold(args[0], true) }),
		e.command("hold.rm", "rm ID --reason TEXT", "vault hold rm K7QXM-2M9DT --reason \"the case is over\"",
			e.takes(1, 1), func(args []string) error { return e.hold(args[0], false) }))
}

func (e *env) hold(ref string, on bool) error {
	if e.noReason() {
		return e.usage("hold.no-reason")
	}
	return e.session(func(s *vault.Session, reason string) error {
		id, err := s.SetHold(ref, on, reason)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version int    `json:"version"`
				ID      string `json:"id"`
				Held    bool   `json:"held"`
			}{1, id.String(), on})
		}
		e.print(id.String())
		return nil
	})
}

func (e *env) printHolds(r *vault.Reader) error {
	ids := idTexts(r.Holds())
	if e.json {
		return e.printJSON(struct {
			Version int      `json:"version"`
			Records []string `json:"records"`
		}{1, ids})
	}
	for _, id := range ids {
		e.print(id)
	}
	if len(ids) == 0 {
		e.tell("rows.none")
	}
	return nil
}
