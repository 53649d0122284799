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
	return e.lockWith(func(cfg vault.Config) (string, error) {
		file, err := vault.FindIdentity(cfg, e.identityName())
		if err == nil {
			err = vault.InUseBy(cfg) // before anybody types a passphrase, or more, for nothing
		}
		return file, err
	})
}

// lockWith is lock for an identity that is found otherwise.
func (e *env) lockWith(identity func(vault.Config) (string, error)) (*lock, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	l := &lock{e: e, cfg: cfg}
	if l.reason, err = e.why(); err != nil || e.shell != nil {
		return l, err
	}
	if l.file, err = identity(cfg); err != nil {
		return nil, err
	}
	if err := e.fit(&l.cfg); err != nil {
		return nil, err
	}
	if err := e.mayType(l.cfg); err != nil {
		return nil, err
	}
	l.pass, l.typed, err = e.passphrase()
	return l, err
}

// session opens the vault for the work of a command that asks nothing in between.
func (e *env) session(work func(s *vault.Session, reason string) error) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error { return work(s, l.reason) })
}

// session opens the vault, does the work and closes it; in a shell the vault is
// open, and stays so. Housekeeping comes after the answer; if it fails, the
// answer still holds.
func (l *lock) session(work func(*vault.Session) error) error {
	if sh := l.e.shell; sh != nil {
		return sh.session(l.e, work)
	}
	s, err := l.open()
	if err != nil {
		return err
	}
	if err := work(s); err != nil {
		return errors.Join(err, s.Close())
	}
	return errors.Join(l.e.tidy(s), s.Close())
}

// tidy does the housekeeping, once the answer is out.
func (e *env) tidy(s *vault.Session) error {
	if err := e.flush(); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	ctx, over := e.stops.job()
	defer over()
	if err := s.Tidy(ctx); err != nil && ctx.Err() == nil {
		e.tell("tidy-failed", err)
	}
	return nil
}

// open opens the vault. An identity that its owner made and that is not bound
// to a vault yet is bound to this one first, if the person knows its words; one
// that was handed over gets keys of its owner's first.
func (l *lock) open() (s *vault.Session, err error) {
	try := func() (err error) {
		s, err = vault.Open(l.cfg, l.file, l.pass)
		return err
	}
	err = l.unlock(try)
	switch kind := vault.KindOf(err); {
	case err == nil || !l.e.asks():
		return s, err
	case kind == vault.Unpinned:
		err = l.askWords()
	case kind == vault.OneTime:
		l.e.tell("one-time.first")
		_, err = l.renew(passwdOptions{})
	default:
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	return s, l.unlock(try)
}

// unlock does what needs the passphrase. One that was typed and does not fit
// may be typed again.
func (l *lock) unlock(try func() error) error {
	for n := 1; ; n++ {
		err := try()
		if err == nil || !l.typed || n == tries || vault.KindOf(err) != vault.WrongPassphrase {
			return err
		}
		l.e.tell("passphrase.wrong")
		if l.pass, err = l.e.typePassphrase(l.e.say("passphrase.prompt")); err != nil {
			return err
		}
	}
}

// askWords asks for the words that an admin reads aloud. The program does not
// show what they should be: they would prove nothing then.
func (l *lock) askWords() error {
	l.e.tell("identity.ceremony", crypto.WordsToCompare)
	for n := 1; ; n++ {
		words, err := l.e.ask(l.e.say("identity.words"))
		if err != nil {
			return err
		}
		if err = l.pin(words); vault.KindOf(err) != vault.WrongWords || n == tries {
			return err
		}
		l.e.tell("identity.wrong-words")
	}
}

// pin binds the identity to the vault that has these words.
func (l *lock) pin(words string) error {
	err := l.unlock(func() error { return vault.Pin(l.cfg, l.file, l.pass, words) })
	if err == nil {
		l.e.tell("identity.pinned")
	}
	return err
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
		e.tell("warning", e.words.Error(warning))
	}
	p, err := crypto.NewPassphrase([]byte(text))
	if err != nil {
		return "", fmt.Errorf("read the passphrase file %s: %w", file, err)
	}
	return p, nil
}

func (e *env) typePassphrase(prompt string) (crypto.Passphrase, error) {
	tty, err := e.tty()
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

// tty opens the terminal for what must not be shown. A shell locks there too.
func (e *env) tty() (*term.TTY, error) {
	tty, err := term.Open()
	if err == nil && e.shell != nil {
		_, tty.Idle = e.shell.idle()
	}
	return tty, err
}

// reader opens the vault without a key.
func (e *env) reader(full bool, work func(*vault.Reader) error) error {
	switch {
	case e.shell != nil && full:
		return e.shell.aside(func() error { return e.readApart(full, work) })
	case e.shell != nil:
		return work(e.shell.s.Reader)
	}
	return e.readApart(full, work)
}

func (e *env) readApart(full bool, work func(*vault.Reader) error) error {
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
