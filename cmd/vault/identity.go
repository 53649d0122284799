package main

import (
	"github.com/spf13/cobra"

	"casevault/crypto"
	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) identityCommand() *cobra.Command {
	return e.group("identity", "identity", e.identityNewCommand(), e.identityShowCommand(), e.identityPinCommand())
}

type identityOptions struct {
	name, out, public, newPassFile string
	workFactor                     int
}

func (e *env) identityNewCommand() *cobra.Command {
	var o identityOptions
	c := e.command("identity.new", "new --name NAME -o FILE [--public FILE] [--new-passphrase-file F]",
		"vault identity new --name lee -o /media/stick/lee.age", e.takes(0, 0), func([]string) error { return e.identityNew(o) })
	f := c.Flags()
	f.StringVar(&o.name, "name", "", e.say("flag.name"))
	f.VarP(e.makes(&o.out), "output", "o", e.say("flag.output"))
	f.Var(e.makes(&o.public), "public", e.say("flag.public.out"))
	e.newPassphraseFlags(c, &o.newPassFile, &o.workFactor)
	return c
}

func (e *env) identityNew(o identityOptions) error {
	if o.name == "" {
		return e.usage("init.no-name")
	}
	if o.out == "" {
		return e.usage("identity.no-file")
	}
	if o.public == "" {
		o.public = o.out + ".public"
	}
	if err := e.checkWorkFactor(o.workFactor); err != nil {
		return err
	}
	pass, err := e.newPassphrase(o.newPassFile, o.name)
	if err != nil {
		return err
	}
	p, err := vault.NewIdentity(vault.Config{}, vault.IdentityOptions{
		Label: o.name, File: o.out, PublicFile: o.public, WorkFactor: o.workFactor, Passphrase: pass})
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Version     int                `json:"version"`
			Member      string             `json:"member"`
			Identity    string             `json:"identity"`
			Public      string             `json:"public"`
			Fingerprint crypto.Fingerprint `json:"fingerprint"`
		}{1, p.Label, o.out, o.public, p.Fingerprint()})
	}
	e.printFields([][2]string{{e.say("label.member"), p.Label}, {e.say("label.identity"), o.out},
		{e.say("label.public"), o.public}, {e.say("label.fingerprint"), p.Fingerprint().Lines()}})
	e.tell("identity.made")
	return nil
}

// printMade says whose identity was made for them, and where it lies.
func (e *env) printMade(member, file string) error {
	if e.json {
		return e.printJSON(struct {
			Version  int    `json:"version"`
			Member   string `json:"member"`
			Identity string `json:"identity"`
		}{1, member, file})
	}
	e.printFields([][2]string{{e.say("label.member"), member}, {e.say("label.identity"), file}})
	return nil
}

func (e *env) identityShowCommand() *cobra.Command {
	return e.command("identity.show", "show [FILE]", "vault identity show\nvault identity show /media/stick/lee.age\nvault identity show lee.age.public",
		e.takesFile(reading, e.takes(0, 1)), func(args []string) error { return e.identityShow(args) })
}

func (e *env) identityShow(args []string) error {
	if len(args) == 1 && vault.IsPublic(args[0]) {
		p, err := vault.ReadPublic(args[0])
		if err != nil {
			return err
		}
		return e.printIdentity(&vault.IdentityInfo{Public: p})
	}
	// The vault itself stays closed: this also works beside a shell.
	l, err := e.lockWith(func(cfg vault.Config) (string, error) {
		if len(args) == 1 {
			return args[0], nil
		}
		return vault.FindIdentity(cfg, e.identityName())
	})
	if err != nil {
		return err
	}
	var info *vault.IdentityInfo
	err = l.unlock(func() (err error) {
		info, err = vault.ReadIdentity(l.cfg, l.file, l.pass)
		return err
	})
	if err != nil {
		return err
	}
	return e.printIdentity(info)
}

func (e *env) printIdentity(info *vault.IdentityInfo) error {
	p := info.Public
	label := record.Printable(p.Label, false) // anybody's file
	id, founder := "", crypto.Fingerprint("")
	if info.Pinned {
		id, founder = info.Vault.String(), info.Vault.Fingerprint()
	}
	if e.json {
		return e.printJSON(struct {
			Version     int                `json:"version"`
			Member      string             `json:"member"`
			Fingerprint crypto.Fingerprint `json:"fingerprint"`
			Pinned      bool               `json:"pinned"`
			Vault       string             `json:"vault,omitempty"`
			Founder     crypto.Fingerprint `json:"founder_fingerprint,omitempty"`
		}{1, label, p.Fingerprint(), info.Pinned, id, founder})
	}
	pairs := [][2]string{{e.say("label.member"), label}, {e.say("label.fingerprint"), p.Fingerprint().Lines()}}
	if info.Pinned {
		pairs = append(pairs, [2]string{e.say("label.vault"), id}, [2]string{e.say("label.founder"), founder.Lines()})
	} else {
		pairs = append(pairs, [2]string{e.say("label.vault"), e.say("identity.unpinned")})
	}
	e.printFields(pairs)
	return nil
}

func (e *env) identityPinCommand() *cobra.Command {
	var words string
	c := e.command("identity.pin", `pin [--words "w1 w2 w3 w4 w5 w6"]`,
		`vault identity pin --identity /media/stick/lee.age --words "bado kile fuga hiro jose kuma"`,
		e.takes(0, 0), func([]string) error { return e.identityPin(words) })
	c.Flags().StringVar(&words, "words", "", e.say("flag.words"))
	return c
}

func (e *env) identityPin(words string) error {
	if words == "" && !e.asks() {
		return e.usage("identity.no-words")
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	if words == "" {
		err = l.askWords()
	} else {
		err = l.pin(words)
	}
	if err != nil || !e.json {
		return err
	}
	return e.printJSON(struct {
		Version  int    `json:"version"`
		Identity string `json:"identity"`
		Pinned   bool   `json:"pinned"`
	}{1, l.file, true})
}
