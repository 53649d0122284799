package main

import (
	"cmp"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/vault"
)

type verifyOptions struct {
	against []string
	keyless bool
	full    bool
}

func (e *env) verifyCommand() *cobra.Command {
	var o verifyOptions
	c := e.command("verify", "verify [--against FILE|GROUPS|-]… [--keyless | --full]",
		"vault audit verify --against checkpoint-2026-11.txt\nvault audit verify --against -\nvault audit verify --keyless",
		e.takes(0, 0), func([]string) error { return e.verify(o) })
	c.Flags().Var(e.readsEach(&o.against), "against", e.say("flag.against"))
	c.Flags().BoolVar(&o.keyless, "keyless", false, e.say("flag.keyless"))
	c.Flags().BoolVar(&o.full, "full", false, e.say("flag.full"))
	c.MarkFlagsMutuallyExclusive("keyless", "full")
	return c
}

func (e *env) verify(o verifyOptions) error {
	var kept []vault.Kept
	for _, name := range o.against {
		k, err := e.kept(name)
		if err != nil {
			return err
		}
		kept = append(kept, k)
	}
	if o.keyless {
		return e.printFound(e.verifyKeyless("", kept, nil))
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	err = l.session(func(s *vault.Session) error {
		report, err := s.Verify(o.full, kept...)
		return e.printReport(report, err)
	})
	var printed found
	if vault.KindOf(err) == vault.Integrity && !errors.As(err, &printed) {
		err = e.verifyKeyless(l.file, kept, err)
	}
	return e.printFound(err)
}

// verifyKeyless verifies without a session; failed, if there is one, is why
// none could be had, and a finding like the others.
func (e *env) verifyKeyless(identityFile string, kept []vault.Kept, failed error) error {
	if e.shell != nil {
		return e.shell.aside(func() error { return e.verifyApart(identityFile, kept, failed) })
	}
	return e.verifyApart(identityFile, kept, failed)
}

func (e *env) verifyApart(identityFile string, kept []vault.Kept, failed error) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	r, err := vault.OpenToVerify(cfg, identityFile)
	if err != nil {
		return cmp.Or(failed, err)
	}
	report, err := r.Verify(kept...)
	if failed != nil && err == nil && report.OK {
		report.OK, report.Findings = false, append(report.Findings, audit.Finding{Seq: -1, Check: "open", What: failed.Error()})
	}
	return errors.Join(e.printReport(report, err), r.Close())
}

// kept reads what --against names: a file, standard input, or the groups of a
// printed checkpoint, which are no secret.
func (e *env) kept(name string) (vault.Kept, error) {
	if name == "-" && e.asks() {
		return e.typeGroups()
	}
	if looksLikeGroups(name) {
		return vault.ReadKept([]byte(name))
	}
	b, err := e.input(name)
	if err != nil {
		return vault.Kept{}, err
	}
	return vault.ReadKept(b)
}

// looksLikeGroups tells groups with a typing error from a file that is not
// there.
func looksLikeGroups(s string) bool {
	_, err := os.Stat(s)
	typed := strings.NewReplacer(" ", "", "-", "", "\n", "").Replace(s)
	return err != nil && len(typed) > 5*audit.PrintedGroups/2 && !strings.ContainsAny(typed, `./\`)
}

// typeGroups asks for the groups until all are there. What does not fit is
// told at once and asked for again.
func (e *env) typeGroups() (vault.Kept, error) {
	e.tell("against.prompt", audit.PrintedGroups)
	text := ""
	for n := 0; n < audit.PrintedGroups; {
		line, err := e.ask(e.say("against.from", n+1))
		if err != nil {
			return vault.Kept{}, err
		}
		all, err := audit.CountGroups(text + line)
		if err != nil {
			e.tell("against.again", err)
			continue
		}
		text, n = text+line, all
	}
	return vault.ReadKept([]byte(text))
}
