package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) checkCommand() *cobra.Command {
	var data bool
	c := e.command("check", "check [--read-data]", "vault check\nvault check --read-data",
		e.takes(0, 0), func([]string) error { return e.check(data) })
	c.Flags().BoolVar(&data, "read-data", false, e.say("flag.read-data"))
	return c
}

func (e *env) check(data bool) error {
	if !data {
		return e.printFound(e.reader(true, func(r *vault.Reader) error {
			report, err := r.Check()
			return e.printReport(report, err)
		}))
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	return e.printFound(l.session(func(s *vault.Session) error {
		report, err := s.CheckData()
		return e.printReport(report, err)
	}))
}

// A found error says that a report with findings was printed.
type found struct{ error }

func (f found) Unwrap() error { return f.error }

// printFound gives a script its document also when the vault is too damaged to
// be opened and checked: the failure is then the one finding. Nobody is sent to
// run the check that has just spoken.
func (e *env) printFound(err error) error {
	if err == nil || vault.KindOf(err) != vault.Integrity {
		return err
	}
	var printed found
	if !errors.As(err, &printed) {
		err = errors.Join(err, e.printSurvey(err))
	}
	return hinted{err, e.say("hint.checked")}
}

// printSurvey says which records lie beside the damage of a vault that does not
// open.
func (e *env) printSurvey(err error) error {
	cfg, unknown := e.config()
	if unknown != nil {
		return unknown
	}
	r := &vault.Report{Findings: vault.Survey(cfg)}
	if e.json {
		r.Findings = append([]audit.Finding{{Seq: -1, What: err.Error()}}, r.Findings...)
		return e.printJSON(reportDocument(r))
	}
	if len(r.Findings) == 0 {
		return nil // the message says it
	}
	return e.printTable(e.findingRows(r))
}

func (e *env) printReport(r *vault.Report, err error) error {
	if err != nil {
		return err
	}
	if e.json {
		err = e.printJSON(reportDocument(r))
	} else {
		err = e.printReportText(r)
	}
	if err != nil {
		return err
	}
	return e.findings(r)
}

// findings is the failure that a printed report with findings ends in.
func (e *env) findings(r *vault.Report) error {
	if r.OK {
		return nil
	}
	text := e.say("check.findings", len(r.Findings))
	return found{&vault.Error{Kind: vault.Integrity, Err: errors.New(text)}}
}

func (e *env) printReportText(r *vault.Report) error {
	fields := [][2]string{{e.say("label.state"), e.verdict(r.OK)}, {e.say("label.entries"), strconv.FormatInt(r.Entries, 10)},
		{e.say("label.root"), r.Root}, {e.say("label.checked"), e.names("check", r.Checked)}}
	if r.Reviewed > 0 {
		fields = append(fields, [2]string{e.say("label.reviewed"), e.say("check.reviewed", r.Reviewed)})
	}
	e.printFields(fields)
	if len(r.Findings) == 0 {
		return nil
	}
	if err := e.printTable(e.findingRows(r)); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

func (e *env) verdict(sound bool) string {
	if sound {
		return e.say("check.ok")
	}
	return e.say("check.bad")
}

func (e *env) findingRows(r *vault.Report) [][]string {
	rows := [][]string{{e.say("col.seq"), e.say("col.check"), e.say("col.what")}}
	for _, f := range r.Findings {
		seq := strconv.FormatInt(f.Seq, 10)
		if f.Seq < 0 {
			seq = "-" // of the whole
		}
		rows = append(rows, []string{seq, e.name("check", f.Check), record.Printable(e.words.Error(f.What), false)})
	}
	return rows
}

func reportDocument(r *vault.Report) any {
	return struct {
		Version  int             `json:"version"`
		OK       bool            `json:"ok"`
		Entries  int64           `json:"entries"`
		Root     string          `json:"root"`
		Checked  []string        `json:"checked"`
		Reviewed int64           `json:"reviewed"`
		Findings []audit.Finding `json:"findings"`
	}{1, r.OK, r.Entries, r.Root, list(r.Checked), r.Reviewed, list(r.Findings)}
}
