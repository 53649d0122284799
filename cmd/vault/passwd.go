package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

// passwdOptions are those of commands that seal an identity anew.
type passwdOptions struct {
	newPassFile string
	workFactor  int // 0: what the file has
}

func (e *env) passwdFlags(c *cobra.Command, o *passwdOptions) {
	e.newPassphraseFlags(c, &o.newPassFile, &o.workFactor)
	c.Flags().Lookup("work-factor").DefValue = "0"
	o.workFactor = 0
}

func (e *env) checkPasswd(o passwdOptions) error {
	if o.workFactor == 0 {
		return nil
	}
	return e.checkWorkFactor(o.workFactor)
}

func (e *env) keyPasswdCommand() *cobra.Command {
	var o passwdOptions
	c := e.command("key.passwd", "passwd [--new-passphrase-file F] [--work-factor N]", "vault key passwd\nvault key passwd --identity /media/stick/lee.age",
		e.takes(0, 0), func([]string) error { return e.keyPasswd(o) })
	e.passwdFlags(c, &o)
	return c
}

func (e *env) keyPasswd(o passwdOptions) error {
	if err := e.checkPasswd(o); err != nil {
		return err
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	// The old one is proved before the new one is asked: who mistyped it is not
	// led to think of a new one for nothing.
	member, err := l.member()
	if err != nil {
		return err
	}
	pass, err := e.newPassphrase(o.newPassFile, member)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		if err := s.Passwd(pass, o.workFactor); err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version  int    `json:"version"`
				Member   string `json:"member"`
				Identity string `json:"identity"`
			}{1, member, l.file})
		}
		e.tell("passwd.done", l.file)
		return nil
	})
}

// member opens the identity alone, and returns whose it is.
func (l *lock) member() (label string, err error) {
	err = l.unlock(func() error {
		info, err := vault.ReadIdentity(l.cfg, l.file, l.pass)
		if err == nil {
			label = info.Public.Label
		}
		return err
	})
	return label, err
}
