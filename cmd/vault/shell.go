package main

import (
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
)

// A shell is one sitting: the vault is unlocked once and served commands, until
// the person leaves or nobody types for the minutes of the setting idle-minutes.
// There is no agent and no socket: keys are in this process alone, and locking
// drops them, what was shown, what was typed, and the vault's lock.
type shell struct {
	*env
	s       *vault.Session // nil: locked or over
	dir     string
	state   string
	file    string // the identity
	row     string // what stands in the next row to be gone on with
	earlier []string
	ends    chan os.Signal // told to end; the command at work is finished first
	stop    chan os.Signal // Ctrl-C; the command at work ends with its next output
}

func (e *env) shellCommand() *cobra.Command {
	return e.command("shell", "shell", "vault shell\nvault shell --plain", func(c *cobra.Command, args []string) error {
		e.reachDesk()
		return e.takes(0, 0)(c, args)
	}, func([]string) error { return e.openShell() })
}

// alone is the program without a command: on a terminal whoever started it, by
// a double click perhaps, is to find their vault open.
func (e *env) alone(c *cobra.Command) error {
	cfg, err := e.config()
	if err == nil {
		_, err = vault.FindIdentity(cfg, e.identityName())
	}
	if !e.asks() || !e.screen {
		return c.Help()
	}
	if vault.KindOf(err) == vault.NoVault { // whose stick is not plugged in must read why
		return errors.Join(c.Help(), err)
	}
	e.running = true
	e.reachDesk()
	e.confine()
	return e.openShell()
}

func (e *env) openShell() error {
	if !e.asks() {
		return e.usage("shell.no-terminal")
	}
	sh := &shell{env: e, ends: make(chan os.Signal, 1), stop: make(chan os.Signal, 1)}
	signal.Notify(sh.ends, syscall.SIGTERM, syscall.SIGHUP)
	signal.Notify(sh.stop, os.Interrupt)
	defer term.HoldSuspend()() // whoever suspends an open vault leaves it open
	// From here on an interrupt ends a question or a command, not the program.
	e.stops.off.Lock()
	e.stops = new(interrupts)
	if err := sh.unlock(nil); err != nil {
		return err
	}
	// From here on a passphrase is typed: a file that opens the vault again by
	// itself is no lock.
	sh.passFile, sh.passFD, sh.Getenv = "", -1, sh.environment(e.Getenv)
	sh.menu()
	return errors.Join(sh.serve(), sh.close())
}

// unlock opens the vault; half is what was half typed when it was locked.
func (sh *shell) unlock(half []byte) error {
	l, err := sh.env.lock()
	if err != nil {
		return err
	}
	if sh.s, err = l.open(); err != nil {
		return err
	}
	sh.dir, sh.state, sh.file = l.cfg.Dir, l.cfg.StateDir, l.file
	debug.FreeOSMemory() // what the passphrase took to work on, and what was left of it
	if half != nil {
		if sh.row, err = sh.s.Unseal(half); err != nil {
			return err
		}
	}
	sh.tellUnfinished(sh.s.Unfinished())
	return nil
}

// environment is how commands find the vault of this sitting, whatever flags it
// was begun with.
func (sh *shell) environment(outside func(string) string) func(string) string {
	return func(name string) string {
		switch name {
		case "CASEVAULT_DIR":
			return sh.dir
		case "CASEVAULT_STATE_DIR":
			return sh.state
		case "CASEVAULT_IDENTITY":
			return sh.file
		case "CASEVAULT_PASSPHRASE_FILE":
			return ""
		}
		return outside(name)
	}
}

// lock drops everything but what is half typed, which is sealed first, and asks
// for the passphrase. Another window may have the vault meanwhile.
func (sh *shell) lock(half string) error {
	var kept []byte
	var err error
	if half != "" {
		kept, err = sh.s.Seal(half)
	}
	sh.prompt().Clear()
	if err = errors.Join(err, sh.close()); err != nil {
		return err
	}
	sh.row, sh.earlier = "", nil
	sh.prompt().Forget()
	debug.FreeOSMemory()
	sh.prompt().Idle = 0
	for {
		sh.tell("shell.locked")
		err := sh.unlock(kept)
		if vault.KindOf(err) != vault.InUse {
			return err
		}
		sh.tellFailure(sh.explain(err))
		if _, err := sh.ask(sh.say("shell.again")); err != nil { // the passphrase may not have been asked yet
			return err
		}
	}
}

func (sh *shell) close() error {
	if sh.s == nil {
		return nil
	}
	s := sh.s
	sh.s = nil
	return s.Close()
}

// idle is how long nobody may type.
func (sh *shell) idle() (minutes int, d time.Duration) {
	minutes = sh.s.Number("idle-minutes")
	return minutes, time.Duration(minutes) * sh.minute
}

// serve reads commands until the person leaves.
func (sh *shell) serve() error {
	for sh.s != nil {
		select {
		case <-sh.ends:
			return term.ErrTerminated
		default:
		}
		minutes, idle := sh.idle()
		sh.prompt().Idle = idle
		row := sh.row
		sh.row = ""
		line, err := sh.prompt().Edit(sh.say("shell.prompt", sh.s.Member(), minutes), row, sh.earlier)
		switch {
		case err == nil:
			err = sh.typed(line)
		case errors.Is(err, term.ErrAborted):
			return nil
		case errors.Is(err, term.ErrIdle):
			err = sh.lock(line)
		case errors.Is(err, term.ErrInterrupted) && !errors.Is(err, term.ErrTerminated):
			sh.tell("shell.how-to-leave")
			err = nil
		}
		if errors.Is(err, errLeft) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}
