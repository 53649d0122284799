package main

import (
	"crypto/sha256"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

type reviewOptions struct {
	month, out string
	sign       bool
}

func (e *env) reviewCommand() *cobra.Command {
	var o reviewOptions
	c := e.command("review", "review --month YYYY-MM [-o FILE] [--sign]",
		"vault audit review --month 2026-11\nvault audit review --month 2026-11 -o review-2026-11.html --sign",
		e.takes(0, 0), func([]string) error { return e.review(o) })
	f := c.Flags()
	f.StringVar(&o.month, "month", "", e.say("flag.month"))
	f.VarP(e.makes(&o.out), "output", "o", e.say("flag.output.review"))
	f.BoolVar(&o.sign, "sign", false, e.say("flag.sign"))
	return c
}

func (e *env) review(o reviewOptions) error {
	if o.month == "" {
		return e.usage("review.no-month")
	}
	render, err := e.reviewForm(o.out)
	if err != nil {
		return err
	}
	return e.sessionInto(o.out, func(s *vault.Session, out *output, reason string) error {
		r, report, err := s.Review(vault.ReviewOptions{Month: o.month, Sign: o.sign, Reason: reason}, func(r *vault.Review) ([]byte, error) { return render(r, s.Schema()) })
		if err != nil {
			return err
		}
		if err := e.putReview(r, report, out); err != nil {
			return err
		}
		if o.sign {
			e.tellSigned(report, o.out)
		}
		return e.printFound(e.findings(&r.Report))
	})
}

// reviewForm returns what makes the report's bytes: by the ending of the file,
// or as the flags say.
func (e *env) reviewForm(file string) (func(*vault.Review, *record.Schema) ([]byte, error), error) {
	switch ending := strings.ToLower(filepath.Ext(file)); {
	case isHTML(file):
		return func(r *vault.Review, s *record.Schema) ([]byte, error) { return e.pageHTML(e.reviewPage(r, s)), nil }, nil
	case ending == ".json" || file == "" && e.json:
		return func(r *vault.Review, _ *record.Schema) ([]byte, error) { return reviewJSON(r) }, nil
	case ending == ".txt" || file == "":
		return func(r *vault.Review, s *record.Schema) ([]byte, error) { return e.pageText(e.reviewPage(r, s)) }, nil
	}
	return nil, e.usage("review.ending")
}

// putReview puts the report out, byte by byte as it was made; with --json the
// document comes to standard output besides.
func (e *env) putReview(r *vault.Review, report []byte, out *output) error {
	if out.f == nil {
		e.Out.Write(report) // an error stays with the writer
		return nil
	}
	if err := e.putFile(report, out); err != nil {
		return err
	}
	e.tell("review.verdict", e.verdict(r.OK))
	if e.json {
		return e.printJSON(reviewDocument(r))
	}
	return nil
}

func (e *env) tellSigned(report []byte, file string) {
	if file == "" {
		file = "FILE"
	}
	e.tell("review.signed", sha256.Sum256(report), file)
}
