package main

import (
	"errors"

	"casevault/cmd/vault/internal/machine"
	"casevault/vault"
)

// fit looks, before a passphrase is asked for, whether the vault's folder and
// this computer are fit for it. A folder that is elsewhere or copied elsewhere
// is refused; of what is serious besides the person is told. cfg learns what
// was found and overruled.
func (e *env) fit(cfg *vault.Config) error {
	for _, l := range []machine.Line{e.system.Volume(machine.Standing(cfg.Dir)), machine.Folder(cfg.Dir)} {
		switch {
		case l.Refused() && !e.despiteFolder:
			return &vault.Error{Kind: vault.Unfit, Err: errors.New(e.say("doctor."+l.Code, l.Args...))}
		case l.Refused():
			cfg.DespiteFolder = true
		}
	}
	interfaces := e.system.Interfaces()
	cfg.Online, cfg.DespiteOnline = interfaces.State == machine.Exposed, e.despiteOnline
	if e.passphraseFile() != "" || e.passFD >= 0 {
		return nil // nobody is about to type
	}
	for _, l := range []machine.Line{interfaces, e.system.Swap()} {
		if l.State == machine.Exposed {
			e.tell("warning", e.say("doctor."+l.Code, l.Args...))
		}
	}
	return nil
}

// mayType refuses, where the vault is set so, that its passphrase is typed while
// the computer is online. (Opening it is refused by package vault.)
func (e *env) mayType(cfg vault.Config) error {
	if !cfg.Online || e.passphraseFile() != "" || e.passFD >= 0 {
		return nil
	}
	r, err := vault.OpenReader(cfg, false)
	if err != nil {
		return nil // who opens the vault will say it
	}
	return errors.Join(r.Fit(), r.Close())
}
