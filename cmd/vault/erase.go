package main

import (
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

type eraseOptions struct {
	out    string
	rotate bool
}

func (e *env) eraseCommand() *cobra.Command {
	var o eraseOptions
	c := e.command("erase", "erase ID… --reason TEXT [--rotate] [-o FILE]",
		"vault erase K7QXM-2M9DT --reason \"asked by the person\" -o receipt.html\nvault erase verify receipt.html",
		e.takes(1, 200), func(args []string) error { return e.erase(args, o) })
	c.Flags().VarP(e.makes(&o.out), "output", "o", e.say("flag.output.receipt"))
	c.Flags().BoolVar(&o.rotate, "rotate", false, e.say("flag.erase-rotate"))
	c.AddCommand(e.command("erase.verify", "verify FILE", "vault erase verify receipt.html",
		e.takesFile(reading, e.takes(1, 1)), func(args []string) error { return e.verifyReceipt(args[0]) }))
	return c
}

func (e *env) erase(refs []string, o eraseOptions) error {
	if e.noReason() {
		return e.usage("erase.no-reason")
	}
	if !e.yes && !e.asks() {
		return e.usage("erase.not-confirmed")
	}
	if err := e.pageEnding(o.out); err != nil {
		return err
	}
	return e.sessionInto(o.out, func(s *vault.Session, out *output, reason string) error {
		plan, err := s.PlanErasure(refs, reason)
		if err != nil {
			return err
		}
		if err := e.confirmErasure(plan); err != nil {
			return err
		}
		ctx, over := e.stops.job()
		defer over()
		x, err := s.Erase(ctx, refs, reason)
		if err != nil {
			return err
		}
		var rotated []string
		if o.rotate {
			rotated, err = s.Rotate(ctx, nil, "after an erasure")
		}
		return errors.Join(e.putReceipt(s, x, rotated, out), err)
	})
}

// confirmErasure asks, unless --yes answered, for a whole word: nothing brings
// back what is erased.
func (e *env) confirmErasure(x *vault.Erasure) error {
	if e.yes {
		return nil
	}
	answer, err := e.ask(e.say("erase.confirm", len(x.Records), strings.Join(idTexts(x.Records), ", "), e.say("erase.word")))
	if err != nil {
		return err
	}
	answer = strings.TrimSpace(answer)
	if answer != e.say("erase.word") && answer != e.say("erase.word.keys") {
		return errors.New(e.say("erase.aborted"))
	}
	return nil
}

func idTexts(ids []record.ID) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, id.String())
	}
	return out
}

func (e *env) verifyReceipt(file string) error {
	b, err := e.input(file)
	if err != nil {
		return err
	}
	return e.reader(false, func(r *vault.Reader) error {
		x, err := r.CheckReceipt(b)
		if err != nil {
			return err
		}
		ids := loggedIDs(x.Records)
		if e.json {
			return e.printJSON(struct {
				Version int      `json:"version"`
				OK      bool     `json:"ok"`
				Entry   int64    `json:"entry"`
				Member  string   `json:"member"`
				Records []string `json:"records"`
			}{1, true, x.Seq, x.Member, ids})
		}
		e.printFields([][2]string{{e.say("label.state"), e.say("check.ok")}, {e.say("label.records"), strings.Join(ids, ", ")},
			{e.say("label.entry"), strconv.FormatInt(x.Seq, 10)}, {e.say("label.member"), x.Member}})
		return nil
	})
}
