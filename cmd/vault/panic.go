package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) panicCommand() *cobra.Command {
	return e.command("panic", "panic", "vault panic\nvault panic --yes",
		e.takes(0, 0), func([]string) error { return e.panic() })
}

// panic asks for no passphrase and looks at nothing that could stand in the way.
func (e *env) panic() error {
	if !e.yes && !e.asks() {
		return e.usage("panic.not-confirmed")
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	plan, err := vault.PlanPanic(cfg)
	if err != nil {
		return err
	}
	e.tellPanic(cfg.Dir, plan)
	if err := e.confirmPanic(); err != nil {
		return err
	}
	if e.shell != nil {
		_ = e.shell.close() // for good, and whether or not it can be
	}
	gone, err := vault.Panic(cfg)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Version   int      `json:"version"`
			Destroyed []string `json:"destroyed"`
		}{1, list(gone)})
	}
	e.tell("panic.done")
	return nil
}

// confirmPanic asks for the word. Whoever is in a hurry has the keyboard on the
// other language: what its keys give then is the word too. An empty line leaves.
func (e *env) confirmPanic() error {
	if e.yes {
		return nil
	}
	for range tries {
		answer, err := e.ask(e.say("panic.confirm", e.say("panic.word")))
		if err != nil {
			return err
		}
		switch strings.TrimSpace(answer) {
		case e.say("panic.word"), e.say("panic.word.keys"):
			return nil
		case "":
			return errors.New(e.say("panic.aborted"))
		}
	}
	return errors.New(e.say("panic.aborted"))
}

// tellPanic says before what goes, and what survives elsewhere: afterwards it
// would be too late.
func (e *env) tellPanic(dir string, plan *vault.PanicPlan) {
	var names []string
	for _, file := range plan.Files {
		if label, ok := strings.CutSuffix(filepath.Base(file), ".age"); ok {
			names = append(names, record.Printable(label, false))
		}
	}
	e.tell("panic.goes", record.Printable(dir, false), strings.Join(names, ", "))
	there := 0
	for _, b := range plan.Backups {
		if _, err := os.Stat(b.Path); err == nil {
			there++
			e.tell("panic.backup", b.Time.Local().Format(time.DateOnly), record.Printable(b.Path, false))
		}
	}
	e.tell("panic.survives", len(plan.Backups), there)
}
