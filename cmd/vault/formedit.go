package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casevault/vault"
	"casevault/vault/record"
)

// editGuided shows a record masked, which stands in the log as any look at one
// does, and asks for new values of the fields that are chosen. What they hold now
// is shown no further: an edit is no way to read without a reason.
func (e *env) editGuided(ref, template string) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	var f *form
	var view record.View
	err = l.session(func(s *vault.Session) (err error) {
		fields, err := s.Fillable("edit")
		if err == nil {
			view, err = s.Show(ref, nil, "")
		}
		if err != nil {
			return err
		}
		f = e.newForm(s.Form("edit", view.Meta().ID.String()), s.Schema())
		f.edit, f.fields = true, fields
		return nil
	})
	if err != nil {
		return err
	}
	id := view.Meta().ID.String()
	if err := f.prefill(view); err != nil {
		return err
	}
	if err := f.begin("edit", id); err != nil {
		return err
	}
	chosen, err := f.preset(template)
	if err != nil {
		return err
	}
	for i, field := range f.fields {
		if chosen == nil || slices.Contains(chosen, strconv.Itoa(i+1)) {
			f.tellText(fmt.Sprintf("%d. %s: %s", i+1, f.label(field), shownIn(view, field.Name)))
		}
	}
	if err := f.left(f.pick()); err != nil {
		return err
	}
	if err := f.run(); err != nil {
		return err
	}
	return f.left(l.session(func(s *vault.Session) error {
		patch, adds := f.object()
		since := 0
		for name := range f.anew {
			if f.said[name] {
				since = f.revision
			}
		}
		saved, err := s.EditAdding(id, patch, adds, since, f.reason(l.reason))
		if err != nil {
			return err
		}
		return f.done(saved)
	}))
}

// prefill takes over the lists that are shown in full anyway: there an item can be
// changed, such as a consent that was withdrawn. One that was only added would leave
// the consent in force. Other lists are added to.
func (f *form) prefill(view record.View) error {
	f.revision = view.Meta().Revision
	for _, v := range view.Fields() {
		asked := slices.ContainsFunc(f.fields, func(field record.Field) bool { return field.Name == v.Name })
		if !asked || v.Masked || !v.Value.List() {
			continue
		}
		var list record.Value
		for _, item := range v.Value.Items() {
			list = list.Append(item)
		}
		if err := f.rec.Set(v.Name, list); err != nil {
			return err
		}
		f.anew[v.Name] = true
	}
	return nil
}

// preset answers the question which fields, with those of a template, unless the
// draft has that answer; it returns their numbers, nil if the question stands.
func (f *form) preset(template string) (numbers []string, err error) {
	if len(f.before) > 0 {
		return listed(f.before[0]), nil
	}
	if template == "" || f.half != "" {
		return nil, nil
	}
	some, ok := f.schema.Template(template)
	if !ok {
		return nil, f.usage("ask.no-template", f.templates())
	}
	for _, t := range some {
		if i := slices.IndexFunc(f.fields, func(h record.Field) bool { return h.Name == t.Name }); i >= 0 {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	answer := strings.Join(numbers, " ")
	f.before = []string{answer}
	return numbers, f.d.Add(answer)
}
