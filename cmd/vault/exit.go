package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/table"
)

// The exit codes that are no kind of package vault's failures.
const (
	exitUsage       = 2
	exitPartly      = 3
	exitUnconfined  = 22
	exitInterrupted = 130
)

// code maps a kind to the exit code that CLI.md promises.
func code(k vault.Kind) int {
	switch k {
	case vault.Usage, vault.BadReason, vault.ShortReason, vault.NotAnID, vault.Ambiguous, vault.Unpinned, vault.OneTime, vault.WeakPassphrase:
		return exitUsage
	case vault.NoVault:
		return 10
	case vault.InUse:
		return 11
	case vault.WrongPassphrase, vault.NotMember, vault.WrongWords, vault.WrongShares:
		return 12
	case vault.NotFound:
		return 13
	case vault.NotPermitted, vault.OnHold:
		return 14
	case vault.Integrity, vault.Destroyed:
		return 20
	case vault.NotLogged:
		return 21
	case vault.Interrupted:
		return exitInterrupted
	}
	return 1 // vault.Failed, vault.Unknown
}

// An unconfined error says that the process could not be confined.
type unconfined struct{ error }

// Partly says that a command did only part of what was asked, and why.
type partly struct{ error }

// A hinted error knows better what to do than its kind does.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// usage is a failure of the command line itself.
func (e *env) usage(key string, args ...any) error {
	return &vault.Error{Kind: vault.Usage, Err: errors.New(e.say(key, args...))}
}

// A failure is what a person and a script are told of an error.
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// explain finds the code and the hint. It is the only place that does.
func (e *env) explain(err error) failure {
	kind := vault.KindOf(err)
	f := failure{Code: code(kind), Message: e.what(string(kind), err), Hint: e.hint(kind)}
	var known *vault.Error
	var none unconfined
	var part partly
	var better hinted
	var file *table.FileError
	switch {
	case errors.As(err, &none):
		f.Code, f.Message, f.Hint = exitUnconfined, e.what("unconfined", err), e.say("hint.unconfined")
	case errors.As(err, &part):
		f.Code = exitPartly
	case errors.Is(err, term.ErrInterrupted), errors.Is(err, context.Canceled):
		f.Code, f.Message, f.Hint = exitInterrupted, e.what("interrupted", err), ""
	case errors.Is(err, term.ErrNoTerminal):
		f.Code, f.Message, f.Hint = exitUsage, e.what("no-terminal", err), e.say("hint.no-terminal")
	case !e.running && !errors.As(err, &known): // cobra's own: an unknown flag, a missing value
		f.Code, f.Message, f.Hint = exitUsage, e.what("command-line", err), e.say("hint.usage")
	}
	if errors.As(err, &file) {
		f.Hint = e.fileHint(file)
		if slices.Contains([]string{"encoding-unknown", "delimiter-unknown", "sheet-unknown", "sheet-none", "xlsx-options"}, file.Code) {
			f.Code = exitUsage // the flag is wrong, not the file
		}
	}
	if e.shell != nil && runtime.GOOS == "linux" && errors.Is(err, fs.ErrPermission) {
		f.Hint = e.say("hint.desk")
	}
	if errors.As(err, &better) {
		f.Hint = better.hint
	}
	return f
}

// what says the failure in the person's language. Where only English has words for
// it, and where it is grave, the kind of failure is said before.
func (e *env) what(kind string, err error) string {
	text := err.Error()
	var value record.Problem
	if errors.As(err, &value) {
		text = strings.Replace(text, value.Error(), e.problem(value), 1)
	}
	var file *table.FileError
	if errors.As(err, &file) {
		if reason := e.words.Reason("table/"+file.Code, file.Args...); reason != "" {
			text = strings.Replace(text, file.Reason(), reason, 1)
		}
	}
	said := e.words.Error(text)
	// Of these nobody can tell from the words alone, such as that a file is no
	// signed note, how grave it is.
	grave := slices.Contains([]vault.Kind{vault.Integrity, vault.NotLogged, vault.Unknown}, vault.Kind(kind))
	if key := "what." + kind; (grave || said == text) && e.words.Has(key) {
		return e.say(key, said)
	}
	return said
}

// problem says in the person's language what is wrong with a value.
func (e *env) problem(p record.Problem) string {
	if text := e.words.Reason("record/"+p.Code, p.Args...); text != "" {
		return p.Said(text)
	}
	return p.Error()
}

// fileHint says what to do about a refused file.
func (e *env) fileHint(file *table.FileError) string {
	if text := e.words.Reason("hint/" + file.Code); text != "" {
		return text
	}
	return file.Hint()
}

// hint is what to do about a kind of failure; empty where there is no general
// advice.
func (e *env) hint(k vault.Kind) string {
	if key := "hint." + string(k); e.words.Has(key) {
		return e.say(key)
	}
	return ""
}

// report tells the error, if there is one, and returns the exit code.
func (e *env) report(err error) int {
	flushed := e.flush()
	if err == nil && flushed != nil {
		err = fmt.Errorf("write the answer: %w", flushed)
	}
	var before told
	switch {
	case err == nil:
		return 0
	case errors.As(err, &before), errors.Is(err, syscall.EPIPE): // said, or nobody is left who wants to know
		return e.explain(err).Code
	}
	return e.tellFailure(e.explain(err))
}

// tellFailure writes a failure to standard error and returns its code. The names
// of files in it are whatever somebody called them.
func (e *env) tellFailure(f failure) int {
	f.Message = record.Printable(f.Message, true)
	if e.json {
		doc := struct {
			Version int     `json:"version"`
			Error   failure `json:"error"`
		}{1, f}
		_ = newJSON(e.Err).Encode(doc) // with no standard error left, the code must do
		return f.Code
	}
	text := "vault: " + f.Message
	if f.Hint != "" {
		text += "\n" + e.say("hint") + ": " + f.Hint
	}
	fmt.Fprintln(e.Err, term.Fit(e.Err, text))
	return f.Code
}

// printJSON writes one document.
func (e *env) printJSON(doc any) error {
	if err := newJSON(e.Out).Encode(doc); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

func newJSON(w interface{ Write([]byte) (int, error) }) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}
