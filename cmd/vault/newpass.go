package main

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
	"casevault/crypto"
	"casevault/vault"
)

// newPassphraseFlags are those of commands that make an identity.
func (e *env) newPassphraseFlags(c *cobra.Command, file *string, workFactor *int) {
	c.Flags().Var(e.reads(file), "new-passphrase-file", e.say("flag.new-passphrase-file"))
	e.workFactorFlag(c, workFactor)
}

func (e *env) workFactorFlag(c *cobra.Command, n *int) {
	c.Flags().IntVar(n, "work-factor", crypto.DefaultWorkFactor, e.say("flag.work-factor", crypto.MinWorkFactor, crypto.MaxWorkFactor))
}

func (e *env) checkWorkFactor(n int) error {
	if n < crypto.MinWorkFactor || n > crypto.MaxWorkFactor {
		return e.usage("init.work-factor", crypto.MinWorkFactor, crypto.MaxWorkFactor)
	}
	return nil
}

// newPassphrase is for a passphrase that does not exist yet: typed twice, since
// nobody can bring a mistyped one back. Owner is the member whose it will be; a
// passphrase with their name in it, or the folder's, is among the first guesses.
func (e *env) newPassphrase(file, owner string) (crypto.Passphrase, error) {
	if file != "" {
		p, err := e.readPassphrase(file)
		if err == nil {
			e.warnWeak(p, owner)
		}
		return p, err
	}
	// As often as it takes: who is sent back to the shell types the passphrase
	// there, for all to see.
	offer := e.say("passphrase.offer", crypto.OfferPassphrase())
	for {
		first, err := e.typePassphrase(offer + "\n" + e.say("passphrase.new"))
		if errors.Is(err, term.ErrNoTerminal) {
			err = hinted{err, e.say("hint.no-terminal-new")}
		}
		if err != nil {
			return "", err
		}
		if why := e.weigh(first, owner); why != nil {
			offer = why.Error()
			continue
		}
		second, err := e.typePassphrase(e.say("passphrase.repeat"))
		if err != nil {
			return "", err
		}
		if first == second {
			return first, nil
		}
		offer = e.say("passphrase.differ")
	}
}

// warnWeak refuses nothing: whoever wrote the file has decided.
func (e *env) warnWeak(p crypto.Passphrase, owner string) {
	if short := e.weigh(p, owner); short != nil {
		e.tell("warning", short)
	}
}

// weigh refuses a passphrase that is too short, and warns of one that is among
// the first that somebody with the file would try.
func (e *env) weigh(p crypto.Passphrase, owner string) error {
	names := []string{owner}
	if dir, err := e.vaultDir(); err == nil {
		names = append(names, filepath.Base(dir))
	}
	switch p.Weakness(names...) {
	case crypto.TooShort:
		return &vault.Error{Kind: vault.WeakPassphrase, Err: errors.New(e.say("weak.short", crypto.MinPassphrase))}
	case crypto.DigitsOnly:
		e.tell("weak.digits")
	case crypto.Keyboard:
		e.tell("weak.keyboard")
	case crypto.Named:
		e.tell("weak.name")
	case crypto.OneWord:
		e.tell("weak.one-word")
	}
	return nil
}
