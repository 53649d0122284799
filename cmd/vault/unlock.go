package main

import (
	"errors"
	"fmt"

	"casevault/cmd/vault/internal/term"
	"casevault/crypto"
	"casevault/vault"
)

// tries is how often a passphrase may be typed.
const tries = 3

// A lock is a vault about to be opened: whose identity, with what passphrase,
// and why. It is made before anything else is read, so that descriptor 0 can
// carry the passphrase and then a record, and used late, so that nobody else
// waits for the vault while somebody types.
type lock struct {
	e      *env
	cfg    vault.Config
	file   string // the identity
	pass   crypto.Passphrase
	typed  bool
	reason string
}

func (e *env) lock() (*lock, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	l := &lock{e: e, cfg: cfg}
	if l.reason, err = e.why(); err != nil {
		return nil, err
	}
	name := e.identity
	if name == "" {
		name = e.Getenv("CASEVAULT_IDENTITY")
	}
	if l.file, err = vault.FindIdentity(cfg, name); err != nil {
		return nil, err
	}
	l.pass, l.typed, err = e.passphrase()
	return l, err
}

// session opens the vault, does the work and closes it. Housekeeping comes
// after the answer; if it fails, the answer still holds.
func (l *lock) session(work func(*vault.Session) error) error {
	s, err := l.open()
	if err != nil {
		return err
	}
	if err := work(s); err != nil {
		return errors.Join(err, s.Close())
	}
	if err := l.e.Out.Flush(); err != nil {
		return errors.Join(fmt.Errorf("write the answer: %w", err), s.Close())
	}
	ctx, over := l.e.stops.job()
	defer over()
	if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
		l.e.tell("tidy-failed", err)
	}
	return s.Close()
}

func (l *lock) open() (*vault.Session, error) {
	for n := 1; ; n++ {
		s, err := vault.Open(l.cfg, l.file, l.pass)
		if err == nil || !l.typed || n == tries || vault.KindOf(err) != vault.WrongPassphrase {
			return s, err
		}
		l.e.tell("passphrase.wrong")
		if l.pass, err = l.e.typePassphrase(l.e.say("passphrase.prompt")); err != nil {
			return nil, err
		}
	}
}

// passphrase takes it from where the flags say, or asks on the terminal.
func (e *env) passphrase() (p crypto.Passphrase, typed bool, err error) {
	switch file := e.passphraseFile(); {
	case e.passFD >= 0:
		text, err := term.PassphraseFromFD(e.passFD)
		if err != nil {
			return "", false, err
		}
		p, err = crypto.NewPassphrase([]byte(text))
		return p, false, err
	case file != "":
		p, err = e.readPassphrase(file)
		return p, false, err
	}
	p, err = e.typePassphrase(e.say("passphrase.prompt"))
	return p, true, err
}

func (e *env) passphraseFile() string {
	if e.passFile != "" || e.passFD >= 0 {
		return e.passFile
	}
	return e.Getenv("CASEVAULT_PASSPHRASE_FILE")
}

func (e *env) readPassphrase(file string) (crypto.Passphrase, error) {
	text, warning, err := term.PassphraseFromFile(file)
	if err != nil {
		return "", err
	}
	if warning != "" {
		e.tell("warning", warning)
	}
	p, err := crypto.NewPassphrase([]byte(text))
	if err != nil {
		return "", fmt.Errorf("read the passphrase file %s: %w", file, err)
	}
	return p, nil
}

func (e *env) typePassphrase(prompt string) (crypto.Passphrase, error) {
	tty, err := term.Open()
	if err != nil {
		return "", err
	}
	defer tty.Close()
	text, err := e.stops.prompt(func() (string, error) { return tty.ReadPassphrase(prompt) })
	if err != nil {
		return "", err
	}
	return crypto.NewPassphrase([]byte(text))
}

// reader opens the vault without a key.
func (e *env) reader(full bool, work func(*vault.Reader) error) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	r, err := vault.OpenReader(cfg, full)
	if err != nil {
		return err
	}
	return errors.Join(work(r), r.Close())
}
