package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"casevault/cmd/vault/internal/confine"
	"casevault/cmd/vault/internal/machine"
	"casevault/cmd/vault/internal/term"
	"casevault/cmd/vault/internal/words"
	"casevault/vault"
	"casevault/vault/record"
)

// An env is what a command may use of the world, and what was asked of all
// commands. There is one a process, and one for each command in a shell; nothing
// of it is global.
type env struct {
	In, Err *os.File
	Out     *bufio.Writer // data, to stdout; flushed by run, and before words that follow it
	stdout  *os.File
	Now     func() time.Time
	Getenv  func(string) string

	words   words.Catalogue
	stops   *interrupts
	bar     *term.Progress
	asked   *term.Prompt // nil until something is asked
	running bool         // flags and arguments were understood
	screen  bool         // Out goes to a terminal, where nobody else reads it
	room    int          // cells on a line there; 0: no matter how many

	system machine.System // where it is asked what exposes the computer

	shell  *shell        // the vault is open already; nil: it is not
	minute time.Duration // shorter in tests

	within []confine.Path // the files that the command may reach
	founds bool           // it makes a folder beside the vault's
	global
}

// global are the flags that every command takes.
type global struct {
	vault, identity    string
	passFile           string
	passFD             int
	json, plain, yes   bool
	reason, reasonFile string
	despiteFolder      bool
	despiteOnline      bool
	lang               string
}

func newEnv(args []string, in, out, errs *os.File) *env {
	e := &env{In: in, Err: errs, stdout: out, Out: bufio.NewWriterSize(out, 64<<10), Now: time.Now, Getenv: os.Getenv,
		system: machine.This(), minute: time.Minute, screen: term.IsTerminal(out), room: term.Room(out)}
	e.words = words.In(language(args, e.Getenv, e.system.Language()))
	// Only until the flags are parsed: what fails before that must already be
	// told to a script in JSON.
	e.json = slices.Contains(args, "--json") || slices.Contains(args, "--jsonl")
	return e
}

// language is needed before the flags are parsed: their help is in it too. The
// system's is asked for where the environment names none, as on Windows.
func language(args []string, getenv func(string) string, system string) string {
	for i, a := range args {
		v, ok := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			v, ok = args[i+1], true
		}
		if ok && (v == "ko" || v == "en") { // that there is no other is said in the system's
			return v
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			return tongue(v)
		}
	}
	if system != "" {
		return tongue(system)
	}
	return "en"
}

// tongue is the language in the name of a locale: ko of ko_KR.UTF-8 and ko-KR.
func tongue(locale string) string {
	if i := strings.IndexAny(locale, "_-.@"); i >= 0 {
		locale = locale[:i]
	}
	return strings.ToLower(locale)
}

// say returns the text of a key in the person's language.
func (e *env) say(key string, args ...any) string { return e.words.Text(key, args...) }

// tell writes a message to standard error, behind the data that was printed.
func (e *env) tell(key string, args ...any) { e.tellText(e.say(key, args...)) }

// tellDone tells a person who asked for something that shows nothing that it is
// done, unless there is an error.
func (e *env) tellDone(err error) error {
	if err == nil && !e.json && e.asks() {
		e.tell("done")
	}
	return err
}

func (e *env) tellText(text string) {
	if e.flush() == nil { // a failure stays with the writer and is reported by run
		fmt.Fprintln(e.Err, term.Fit(e.Err, record.Printable(text, true))) // names of files may be in it
	}
}

// flush writes the data printed so far, behind no progress: both may go to one
// terminal.
func (e *env) flush() error {
	if e.bar != nil {
		e.bar.Close()
	}
	return e.Out.Flush()
}

// print writes a line of data.
func (e *env) print(args ...any) { fmt.Fprintln(e.Out, args...) }

// printSaid writes a sentence among the data, so that it fits the screen.
func (e *env) printSaid(key string, args ...any) {
	text := e.say(key, args...)
	if e.room > 0 && !e.plain {
		text = term.Wrap(text, e.room)
	}
	e.print(text)
}

// asks reports whether questions other than the passphrase may be asked.
func (e *env) asks() bool { return term.IsTerminal(e.In) && term.IsTerminal(e.Err) }

// ask puts a question to the person at the terminal. What was typed until it
// failed is returned with the error.
func (e *env) ask(question string) (string, error) { return e.askFrom(question, "") }

// askFrom is ask with the beginning of an answer.
func (e *env) askFrom(question, text string) (string, error) {
	return e.stops.prompt(func() (string, error) { return e.prompt().Edit(question, text, nil) })
}

// confirm asks a question to be answered with yes or no; --yes answers it.
func (e *env) confirm(question string) (yes bool, err error) {
	if e.yes {
		return true, nil
	}
	_, err = e.stops.prompt(func() (string, error) {
		yes, err = e.prompt().Confirm(question)
		return "", err
	})
	return yes, err
}

// prompt is one for all questions: what was pasted behind the answer to one
// answers the next.
func (e *env) prompt() *term.Prompt {
	if e.asked == nil {
		e.asked = term.NewPrompt(e.In, e.Err, e.plain)
	}
	return e.asked
}

// config is what package vault gets of the world.
func (e *env) config() (vault.Config, error) {
	dir, err := e.vaultDir()
	if err != nil {
		return vault.Config{}, err
	}
	state, err := e.stateDir()
	if err != nil {
		return vault.Config{}, err
	}
	if e.bar == nil { // a shell has one for all commands
		e.bar = term.NewProgress(e.Err, e.Now, func(t string) string { return e.say("progress.left", t) })
	}
	return vault.Config{
		Dir: dir, StateDir: state, Now: e.Now,
		Note:     func(n vault.Notice) { e.tell("notice."+n.Code, n.Args...) },
		Progress: func(done, total int) { e.bar.Step(e.say("progress"), done, total) },
	}, nil
}
