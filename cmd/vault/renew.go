package main

import (
	"slices"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault"
)

func (e *env) keyRenewCommand() *cobra.Command {
	var o passwdOptions
	c := e.command("key.renew", "renew [--new-passphrase-file F] [--work-factor N]", "vault key renew --reason \"the stick was lost\"\nvault key renew --identity lee --passphrase-file handed.txt --new-passphrase-file mine.txt",
		e.takes(0, 0), func([]string) error { return e.keyRenew(o) })
	e.passwdFlags(c, &o)
	return c
}

func (e *env) keyRenew(o passwdOptions) error {
	if err := e.checkPasswd(o); err != nil {
		return err
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	p, err := l.renew(o)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Version     int                `json:"version"`
			Member      string             `json:"member"`
			Identity    string             `json:"identity"`
			Fingerprint crypto.Fingerprint `json:"fingerprint"`
		}{1, p.Label, l.file, p.Fingerprint()})
	}
	e.printFields([][2]string{{e.say("label.member"), p.Label}, {e.say("label.identity"), l.file}, {e.say("label.fingerprint"), p.Fingerprint().Lines()}})
	e.tell("renew.done")
	return e.reader(false, func(r *vault.Reader) error {
		admin := func(m *audit.Member) bool { return m.Label == p.Label && m.Has(audit.RoleAdmin) }
		if slices.ContainsFunc(r.Members(), admin) {
			e.tell("renew.backups")
		}
		return nil
	})
}

// renew takes new keys under a new passphrase, which the lock has from then on.
func (l *lock) renew(o passwdOptions) (*crypto.Public, error) {
	member, err := l.member() // the old passphrase is proved before a new one is asked
	if err != nil {
		return nil, err
	}
	pass, err := l.e.newPassphrase(o.newPassFile, member)
	if err != nil {
		return nil, err
	}
	ctx, over := l.e.stops.job()
	defer over()
	p, err := vault.Renew(ctx, l.cfg, l.file, l.pass, vault.Renewal{Passphrase: pass, WorkFactor: o.workFactor, Reason: l.reason})
	if err == nil {
		l.pass, l.typed = pass, false
	}
	return p, err
}
