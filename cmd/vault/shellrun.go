package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
)

// maxEarlier is how many lines the arrows bring back. They are in memory only.
const maxEarlier = 100

// errLeft says that the person is done.
var errLeft = errors.New("left")

// A told error was told already, and has only an exit code left.
type told struct{ error }

func (t told) Unwrap() error { return t.error }

// typed does what a line says. An error ends the shell.
func (sh *shell) typed(line string) error {
	args, err := split(line)
	if err != nil {
		sh.tellFailure(sh.explain(sh.usage("shell.quote")))
		return nil
	}
	if len(args) > 0 && args[0] == "vault" { // by habit
		args = args[1:]
	}
	if len(args) == 0 {
		sh.menu()
		return nil
	}
	sh.remember(line)
	args, err = sh.chosen(args)
	if err != nil || args == nil {
		return sh.after(err)
	}
	if id, err := record.ParseID(args[0]); err == nil && args[0] == id.String() { // as it was copied from a list
		args = append([]string{"show"}, args...)
	}
	switch args[0] {
	case "exit", "quit":
		return errLeft
	case "lock":
		return sh.lock("")
	}
	return sh.after(sh.run(args))
}

func (sh *shell) remember(line string) {
	if n := len(sh.earlier); n > 0 && sh.earlier[n-1] == line {
		return
	}
	sh.earlier = append(sh.earlier, line)
	sh.earlier = sh.earlier[max(0, len(sh.earlier)-maxEarlier):]
}

// run does a command as outside, in the vault that is open.
func (sh *shell) run(args []string) error {
	select {
	case <-sh.stop: // pressed before
	default:
	}
	e := newEnv(append(sh.flags(), args...), sh.In, sh.stdout, sh.Err)
	e.Out = bufio.NewWriterSize(stoppable{sh.stop, sh.stdout}, 64<<10)
	e.Now, e.Getenv, e.system, e.minute = sh.Now, sh.Getenv, sh.system, sh.minute
	e.stops, e.bar, e.asked, e.shell = new(interrupts), sh.bar, sh.prompt(), sh
	root := shellRoot(e.root())
	root.SetArgs(append(sh.flags(), args...))
	err := root.Execute()
	if flushed := e.flush(); err == nil && flushed != nil {
		err = fmt.Errorf("write the answer: %w", flushed)
	}
	e.report(err)
	return err
}

// flags are those of the shell that hold for each of its commands.
func (sh *shell) flags() []string {
	var flags []string
	if sh.plain {
		flags = append(flags, "--plain")
	}
	if sh.lang != "" {
		flags = append(flags, "--lang="+sh.lang)
	}
	return flags
}

// after looks at how a command ended; it returns what ends the shell.
func (sh *shell) after(err error) error {
	switch kind := vault.KindOf(err); {
	case sh.s == nil && err == nil:
		return errLeft // a panic
	case errors.Is(err, term.ErrTerminated), sh.s == nil, kind == vault.Integrity, kind == vault.Destroyed:
		return told{err}
	case errors.Is(err, term.ErrIdle):
		return sh.lock("")
	}
	return nil
}

// session lets a command work in the vault that is open.
func (sh *shell) session(e *env, work func(*vault.Session) error) error {
	if err := sh.over(sh.s.Next()); err != nil {
		return err
	}
	if err := work(sh.s); err != nil {
		return err
	}
	return e.tidy(sh.s)
}

// aside lets a command open the vault in its own way.
func (sh *shell) aside(work func() error) error { return sh.over(sh.s.Aside(work)) }

func (sh *shell) over(err error) error {
	if errors.Is(err, vault.ErrOver) {
		sh.s = nil
	}
	return err
}

// stoppable ends a command at its next output after Ctrl-C.
type stoppable struct {
	stop <-chan os.Signal
	out  *os.File
}

func (s stoppable) Write(b []byte) (int, error) {
	select {
	case <-s.stop:
		return 0, stopped{}
	default:
		return s.out.Write(b)
	}
}

// stopped is an interruption at no prompt.
type stopped struct{}

func (stopped) Error() string { return "interrupted" }
func (stopped) Unwrap() error { return term.ErrInterrupted }

// settled are the flags that say which vault and how it is opened.
func settled() []string {
	return []string{"vault", "identity", "passphrase-file", "passphrase-fd", "despite-folder", "despite-online"}
}

// outside reports whether a command is of no use in a shell: it wants no vault or
// another one, or the passphrase, which an open shell is no proof of.
func outside(c *cobra.Command) bool {
	_, name, _ := strings.Cut(c.CommandPath(), " ")
	first, _, _ := strings.Cut(name, " ")
	return slices.Contains([]string{"init", "identity", "restore", "salvage", "shell", "completion"}, first) ||
		slices.Contains([]string{"key passwd", "key renew", "key recovery use"}, name)
}

// shellRoot hides from help what a shell refuses.
func shellRoot(root *cobra.Command) *cobra.Command {
	for _, c := range root.Commands() {
		c.Hidden = outside(c)
	}
	for _, name := range settled() {
		root.PersistentFlags().Lookup(name).Hidden = true
	}
	return root
}

// fitsShell refuses what makes no sense in a shell.
func (e *env) fitsShell(c *cobra.Command) error {
	if e.shell == nil {
		return nil
	}
	if outside(c) {
		return hinted{e.usage("shell.outside"), e.say("hint.shell", c.CommandPath())}
	}
	for _, name := range settled() {
		if c.Flags().Changed(name) {
			return e.usage("shell.flag", name)
		}
	}
	return nil
}
