package main

import (
	"fmt"

	"casevault/vault"
	"casevault/vault/record"
)

// editGuided shows a record masked, which stands in the log as any look at one
// does, and asks for new values of the fields that are chosen. What they hold now
// is shown no further: an edit is no way to read without a reason.
func (e *env) editGuided(ref string) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	var f *form
	var view record.View
	err = l.session(func(s *vault.Session) (err error) {
		f = e.newForm(s.Form(), s.Schema())
		f.edit = true
		if f.fields, err = s.Fillable("edit"); err == nil {
			view, err = s.Show(ref, nil, "")
		}
		return err
	})
	if err != nil {
		return err
	}
	id := view.Meta().ID.String()
	if err := f.begin("edit", id); err != nil {
		return err
	}
	for i, field := range f.fields {
		f.tellText(fmt.Sprintf("%d. %s: %s", i+1, f.label(field), shownIn(view, field.Name)))
	}
	if err := f.left(f.pick()); err != nil {
		return err
	}
	if err := f.run(); err != nil {
		return err
	}
	return f.left(l.session(func(s *vault.Session) error {
		patch, adds := f.object()
		saved, err := s.EditAdding(id, patch, adds, f.reason(l.reason))
		if err != nil {
			return err
		}
		return f.done(saved)
	}))
}
