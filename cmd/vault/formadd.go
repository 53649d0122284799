package main

import (
	"fmt"
	"slices"
	"strings"

	"casevault/vault"
	"casevault/vault/record"
)

// addGuided asks for a new record. The vault is closed while somebody types, so
// that others can work in it.
func (e *env) addGuided(template string) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	var f *form
	var held []record.Field
	err = l.session(func(s *vault.Session) (err error) {
		f = e.newForm(s.Form("add", ""), s.Schema())
		held, err = s.Fillable("add")
		return err
	})
	if err == nil {
		err = f.beginAdd(held, template)
	}
	if err == nil {
		err = f.run()
	}
	if err != nil {
		return err
	}
	return f.left(l.session(func(s *vault.Session) error {
		if err := f.notTwice(s); err != nil {
			return err
		}
		object, _ := f.object()
		saved, err := s.Add(object, f.reason(l.reason))
		if err != nil {
			return err
		}
		saved.Same = nil // asked already
		return f.done(saved)
	}))
}

// beginAdd finds out what is asked for: what the draft was begun with, what the
// template of the command names, or of those in the schema the one that the
// person chooses.
func (f *form) beginAdd(held []record.Field, given string) (err error) {
	if f.d.Kind != "add" && f.d.Text != "" { // before anything is asked
		if err := f.takeUp(f.d, "add", "", ""); err != nil {
			return err
		}
	}
	resumed := f.d.Kind == "add" && f.d.Text != ""
	template := given
	switch {
	case resumed:
		template = f.d.Ref
	case given == "":
		if template, err = f.chooseTemplate(); err != nil {
			return err
		}
	}
	f.fields = held
	some, ok := f.schema.Template(template)
	switch {
	case ok:
		f.fields = slices.DeleteFunc(some, func(t record.Field) bool {
			return !slices.ContainsFunc(held, func(h record.Field) bool { return h.Name == t.Name })
		})
	case template != "" && !resumed:
		return f.usage("ask.no-template", f.templates())
	}
	if err = f.begin("add", template); err == nil && resumed && f.d.Text == "" && f.half == "" {
		return f.beginAdd(held, given) // the draft was thrown away
	}
	return err
}

func (f *form) templates() string {
	var names []string
	for _, t := range f.schema.Templates() {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

// chooseTemplate offers those that ask for what a person is found by; the others
// are for people who are there, and go with an edit.
func (f *form) chooseTemplate() (string, error) {
	var all []record.Template
	for _, t := range f.schema.Templates() {
		if slices.Contains(t.Fields, "legal_name") || slices.Contains(t.Fields, "case_id") {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		return "", nil
	}
	f.tellText("1. " + f.say("ask.all"))
	offered := []string{"1"}
	for i, t := range all {
		f.tellText(fmt.Sprintf("%d. %s", i+2, f.label(record.Field{Name: t.Name, Label: t.Label})))
		offered = append(offered, fmt.Sprint(i+2))
	}
	answer, err := f.choose(f.say("ask.template"), offered...)
	if n := number(answer, len(offered)); err == nil && n > 1 {
		return all[n-2].Name, nil
	}
	return "", err
}

// notTwice shows who may be the same person, masked, which stands in the log as
// any look at a record does, and asks whether to go on.
func (f *form) notTwice(s *vault.Session) error {
	same, err := s.Same(f.rec)
	if err != nil || len(same) == 0 {
		return err
	}
	f.tell("ask.same", len(same))
	for _, id := range same[:min(3, len(same))] {
		have, err := s.Show(id.String(), nil, "")
		if err != nil {
			return err
		}
		parts := []string{id.String()}
		for _, name := range []string{"case_id", "legal_name", "birth_date", "status"} {
			if text := shownIn(have, name); text != "" {
				field, _ := f.schema.Field(name)
				parts = append(parts, f.choiceOf(field, text))
			}
		}
		f.tellText(strings.Join(parts, "  "))
	}
	yes, err := f.confirm(f.say("ask.same-save"))
	if err == nil && !yes {
		err = fmt.Errorf("%s", f.say("import.aborted"))
	}
	return err
}

// done: what was typed is in the record, and no draft any more.
func (f *form) done(saved *vault.Saved) error {
	if err := f.d.Discard(); err != nil {
		f.env.tell("warning", err)
	}
	return f.printSaved(saved)
}
