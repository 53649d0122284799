package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

type initOptions struct {
	name, schema, newPassFile string
	workFactor                int
}

func (e *env) initCommand() *cobra.Command {
	var o initOptions
	c := e.command("init", "init --name NAME [--schema FILE] [--work-factor N]",
		"vault init --name kim\nvault --vault /mnt/stick/vault init --name kim --new-passphrase-file pass.txt",
		e.besideVault(e.takes(0, 0)), func([]string) error { return e.init(o) })
	f := c.Flags()
	f.StringVar(&o.name, "name", "", e.say("flag.name"))
	f.Var(e.reads(&o.schema), "schema", e.say("flag.schema"))
	e.newPassphraseFlags(c, &o.newPassFile, &o.workFactor)
	return c
}

func (e *env) init(o initOptions) error {
	if o.name == "" {
		return e.usage("init.no-name")
	}
	if err := e.checkWorkFactor(o.workFactor); err != nil {
		return err
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	if err := e.fit(&cfg); err != nil {
		return err
	}
	options := vault.InitOptions{Label: o.name, WorkFactor: o.workFactor}
	if o.newPassFile == "" && (e.passphraseFile() != "" || e.passFD >= 0) {
		if options.Passphrase, _, err = e.passphrase(); err == nil {
			e.warnWeak(options.Passphrase, o.name)
		}
	} else {
		options.Passphrase, err = e.newPassphrase(o.newPassFile, o.name)
	}
	if err != nil {
		return err
	}
	if o.schema != "" {
		if options.Schema, err = e.input(o.schema); err != nil {
			return err
		}
	}
	made, err := vault.Init(cfg, options)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Version  int    `json:"version"`
			Vault    string `json:"vault"`
			Member   string `json:"member"`
			Identity string `json:"identity"`
		}{1, made.Vault.String(), made.Member, made.Identity})
	}
	e.printFields([][2]string{
		{e.say("label.vault"), made.Vault.String()}, {e.say("label.member"), made.Member}, {e.say("label.identity"), made.Identity}})
	e.tell("init.done")
	return nil
}
