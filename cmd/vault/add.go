package main

import (
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) addCommand() *cobra.Command {
	var from, template string
	c := e.command("add", "add [--template NAME | --from FILE|-]", "vault add\nvault add --template intake\nvault add --from person.json",
		e.takes(0, 0), func([]string) error {
			if from == "" && e.asks() {
				return e.addGuided(template)
			}
			return e.add(from)
		})
	e.templateFlag(c, &template)
	c.Flags().Var(e.reads(&from), "from", e.say("flag.from.object"))
	c.MarkFlagsMutuallyExclusive("template", "from")
	return c
}

func (e *env) add(from string) error {
	if from == "" {
		return e.noFrom(`{"case_id":"CR-0000001","legal_name":"…","birth_date":"1985-03-07"}`)
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	object, err := e.input(from)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		saved, err := s.Add(object, l.reason)
		if err != nil {
			return err
		}
		return e.printSaved(saved)
	})
}

// noFrom says how a command wants its input: there is nobody to ask.
func (e *env) noFrom(example string) error {
	return hinted{e.usage("no-from"), e.say("hint.from", example)}
}

// printSaved prints the id, and to standard error what the person should check.
func (e *env) printSaved(saved *vault.Saved) error {
	for _, w := range saved.Warnings {
		e.tell("warning", e.problem(w))
	}
	if len(saved.Same) > 0 {
		e.tell("saved.same", strings.Join(idTexts(saved.Same), ", "))
	}
	for _, r := range saved.Recall {
		e.tell("saved.recall", r.Number, day(r.Time), e.whom(&r))
	}
	if e.json {
		return e.printJSON(struct {
			Version  int    `json:"version"`
			ID       string `json:"id"`
			Revision int    `json:"revision"`
			Recall   []int  `json:"recall,omitempty"`
		}{1, saved.ID.String(), saved.Revision, releaseNumbers(saved.Recall)})
	}
	if e.asks() { // to a person an id alone does not say that anything happened
		e.tell("saved.done")
	}
	e.print(saved.ID.String())
	return nil
}
