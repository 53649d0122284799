package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) noteCommand() *cobra.Command {
	var from string
	c := e.command("note", "note ID [--from FILE|-]", "vault note K7QX\nvault note K7QX --from note.txt",
		e.takesRecord(), func(args []string) error { return e.note(args[0], from) })
	c.Flags().Var(e.reads(&from), "from", e.say("flag.from.note"))
	return c
}

func (e *env) note(ref, from string) error {
	if from == "" && !e.asks() {
		return hinted{e.usage("no-from"), e.say("hint.from.note")}
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	if from == "" {
		return e.typeNote(l, ref)
	}
	b, err := e.input(from)
	if err != nil {
		return err
	}
	return e.saveNote(l, ref, strings.TrimRight(string(b), "\r\n"))
}

func (e *env) saveNote(l *lock, ref, text string) error {
	return l.session(func(s *vault.Session) error {
		if _, err := s.Resolve(ref); err != nil {
			return noRecord{err}
		}
		saved, err := s.Note(ref, text, l.reason)
		if err != nil {
			return err
		}
		return e.printSaved(saved)
	})
}

// typeNote keeps what is typed as a draft, line by line, until it is stored.
func (e *env) typeNote(l *lock, ref string) error {
	d, err := l.draft(ref)
	if err != nil {
		return err
	}
	if err := e.takeUp(d, "", "", ref); err != nil {
		return err
	}
	e.tell("note.prompt")
	for {
		if err := e.noteLines(d); err != nil {
			return err
		}
		text, why, err := e.residentIn(strings.TrimRight(d.Text, "\n"), nil, e.ask)
		switch {
		case errors.Is(err, errCorrect):
			d.Begin("", "", ref)
		case errors.Is(err, errBack): // to further lines
		case err != nil:
			return e.leaveNote(d, "", err)
		default:
			l.reason = withReason(l.reason, why)
			return e.saveTyped(l, d, text, ref)
		}
	}
}

// noteLines takes lines up to one that is a single dot.
func (e *env) noteLines(d *vault.Draft) error {
	for {
		line, err := e.ask(">")
		if err != nil {
			return e.leaveNote(d, line, err)
		}
		if line == textEnd {
			return nil
		}
		if err := d.Add(line); err != nil {
			return err
		}
	}
}

// A noRecord error says that a note has nowhere to go.
type noRecord struct{ error }

func (n noRecord) Unwrap() error { return n.error }

// saveTyped asks for the record again where there is none of that name: a page may
// have been typed for it, and a slip of the id must not cost it.
func (e *env) saveTyped(l *lock, d *vault.Draft, text, ref string) error {
	for {
		err := e.saveNote(l, ref, text)
		var none noRecord
		switch {
		case err == nil:
			return d.Discard()
		case !errors.As(err, &none):
			return err
		}
		e.tellText(e.explain(err).Message)
		if ref, err = e.ask(e.say("menu.record")); err != nil {
			return e.leaveNote(d, "", err)
		}
	}
}

func (l *lock) draft(ref string) (d *vault.Draft, err error) {
	if sh := l.e.shell; sh != nil {
		return sh.s.Draft(ref), nil
	}
	err = l.unlock(func() (err error) {
		d, err = vault.OpenDraft(l.cfg, l.file, l.pass, ref)
		return err
	})
	return d, err
}

// leaveNote keeps the line that was being typed, too.
func (e *env) leaveNote(d *vault.Draft, line string, why error) error {
	if line != "" {
		why = errors.Join(why, d.Add(line))
	}
	if d.Text != "" {
		e.tell("draft.kept", resume(d))
	}
	return why
}

// resume is the command that goes on with a draft.
func resume(d *vault.Draft) string {
	switch d.Kind {
	case "add":
		return "add"
	case "edit":
		return "edit " + record.Printable(d.Ref, false)
	}
	return "note " + record.Printable(d.Ref, false)
}

func (e *env) tellUnfinished(drafts []*vault.Draft) {
	for _, d := range drafts {
		e.tell("shell.draft", resume(d))
	}
}

// takeUp shows what lies unfinished, and asks what is to become of it. It is shown
// as it was typed: anyone who can write to the folder could have made it, and masked
// it would be saved unseen.
func (e *env) takeUp(d *vault.Draft, kind, asked, ref string) error {
	if d.Text == "" {
		e.tellUnfinished(d.Others())
		d.Begin(kind, asked, ref)
		return nil
	}
	same := d.Kind == kind && d.Ref == ref
	e.tell("draft.found", here(d.Time), resume(d))
	changed := same && d.Asked != asked
	if changed {
		e.tell("draft.changed")
	}
	switch {
	case kind == "":
		e.tellText(strings.TrimRight(record.Printable(d.Text, true), "\n"))
	case same: // without the fields that were skipped
		answers := strings.FieldsFunc(d.Text, func(r rune) bool { return r == '\n' })
		e.tellText(record.Printable(strings.Join(answers, "\n"), true))
	}
	if same && !changed {
		if on, err := e.confirm(e.say("draft.go-on")); err != nil || on {
			return err
		}
	}
	// Enter is no, and throws nothing away.
	drop, err := e.confirm(e.say("draft.drop"))
	switch {
	case err != nil:
		return err
	case changed && !drop:
		return errors.New(e.say("import.aborted"))
	case !drop:
		return e.usage("draft.first", resume(d))
	}
	if err := d.Discard(); err != nil {
		return err
	}
	d.Begin(kind, asked, ref)
	return nil
}
