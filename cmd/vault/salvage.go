package main

import (
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

type salvageOptions struct {
	to         string
	dryRun     bool
	workFactor int
}

func (e *env) salvageCommand() *cobra.Command {
	var o salvageOptions
	c := e.command("salvage", "salvage --to DIR [--dry-run]", "vault salvage --dry-run\nvault salvage --to casevault-new",
		e.takes(0, 0), func([]string) error { return e.salvage(o) })
	f := c.Flags()
	f.Var(e.makesBeside(&o.to), "to", e.say("flag.to"))
	f.BoolVar(&o.dryRun, "dry-run", false, e.say("flag.salvage-dry-run"))
	e.workFactorFlag(c, &o.workFactor)
	return c
}

func (e *env) salvage(o salvageOptions) error {
	if o.to == "" && !o.dryRun {
		return e.usage("restore.to")
	}
	if err := e.checkWorkFactor(o.workFactor); err != nil {
		return err
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	s := vault.SalvageOptions{To: o.to, Trial: o.dryRun, WorkFactor: o.workFactor}
	if s.Identity, err = e.salvaging(cfg); err != nil {
		return err
	}
	if s.Reason, err = e.why(); err != nil {
		return err
	}
	fresh := cfg // what is rescued may lie anywhere
	if o.to != "" {
		fresh.Dir = o.to
	}
	if err := e.fit(&fresh); err != nil {
		return err
	}
	cfg.DespiteFolder = fresh.DespiteFolder
	if err := vault.InUseBy(cfg); err != nil {
		return err
	}
	if s.Passphrase, _, err = e.passphrase(); err != nil {
		return err
	}
	ctx, over := e.stops.job()
	defer over()
	out, err := vault.Salvage(ctx, cfg, s)
	if vault.KindOf(err) == vault.NotPermitted {
		return hinted{err, e.say("hint.as-admin")}
	}
	if err != nil {
		return err
	}
	if err := e.printSalvaged(out, o); err != nil {
		return err
	}
	if !out.Complete() {
		return partly{errors.New(e.say("salvage.partly", len(out.Part), len(out.Lost), out.EntriesLost))}
	}
	return nil
}

// salvaging finds the identity also where so much is damaged that no vault is
// seen any more.
func (e *env) salvaging(cfg vault.Config) (string, error) {
	name := e.identityName()
	if _, err := os.Stat(name); name != "" && err == nil {
		return name, nil
	}
	return vault.FindIdentity(cfg, name)
}

type salvagedPart struct {
	ID      string   `json:"id"`
	Missing []string `json:"missing"`
}

func (e *env) printSalvaged(out *vault.SalvageResult, o salvageOptions) error {
	if e.json {
		parts := []salvagedPart{}
		for _, p := range out.Part {
			parts = append(parts, salvagedPart{p.ID.String(), p.Missing})
		}
		made := ""
		if !o.dryRun {
			made = out.Vault.String()
		}
		return e.printJSON(struct {
			Version     int            `json:"version"`
			From        string         `json:"from"`
			Vault       string         `json:"vault,omitempty"`
			Identity    string         `json:"identity,omitempty"`
			Trial       bool           `json:"trial"`
			Whole       int            `json:"whole"`
			Part        []salvagedPart `json:"part"`
			Lost        []string       `json:"lost"`
			Erased      []string       `json:"erased"`
			Entries     int64          `json:"entries"`
			EntriesLost int64          `json:"entries_lost"`
			Damage      []string       `json:"damage"`
			Members     []string       `json:"members"`
		}{1, out.From.String(), made, out.Identity, o.dryRun, out.Whole, parts, idTexts(out.Lost), idTexts(out.Erased), out.Entries, out.EntriesLost, list(out.Damage), list(out.Members)})
	}
	e.printFields([][2]string{{e.say("label.salvaged-from"), out.From.String()},
		{e.say("label.whole"), strconv.Itoa(out.Whole)}, {e.say("label.in-part"), strconv.Itoa(len(out.Part))},
		{e.say("label.lost"), strconv.Itoa(len(out.Lost))}, {e.say("label.entries"), strconv.FormatInt(out.Entries, 10)}})
	if err := e.printMissing(out); err != nil {
		return err
	}
	if len(out.Erased) > 0 {
		e.tell("salvage.erased", strings.Join(idTexts(out.Erased), ", "))
	}
	if o.dryRun {
		return nil
	}
	e.tell("salvage.done", out.Vault, o.to, out.Identity)
	if len(out.Members) > 0 {
		e.tell("salvage.members", strings.Join(out.Members, ", "))
	}
	return nil
}

// printMissing lists what is damaged, record by record.
func (e *env) printMissing(out *vault.SalvageResult) error {
	rows := [][]string{{e.say("col.record"), e.say("col.what")}}
	for _, d := range out.Damage {
		rows = append(rows, []string{"-", record.Printable(e.words.Error(d), false)}) // names of files are in it
	}
	for _, p := range out.Part {
		var missing []string
		for _, m := range p.Missing {
			missing = append(missing, e.missing(m))
		}
		rows = append(rows, []string{p.ID.String(), strings.Join(missing, "; ")})
	}
	for _, id := range out.Lost {
		rows = append(rows, []string{id.String(), e.say("salvage.lost")})
	}
	if len(rows) == 1 {
		return nil
	}
	return e.printTable(rows)
}

// missing says what is missing of a record: the compartment, its page unless
// it is the first, and why.
func (e *env) missing(what string) string {
	place, why, _ := strings.Cut(what, ": ")
	compartment, page, later := strings.Cut(place, ", page ")
	place = e.name("compartment", compartment)
	if later {
		place += e.say("salvage.page", page)
	}
	return place + ": " + e.words.Error(why)
}
