package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
	"casevault/vault/record"
)

// A form asks for fields of a record, one question a field. Nothing of it is in
// the vault before its end. Each answer goes into the draft as the line that was
// typed; a form that was left is gone on with by giving the same answers to the
// same questions, so whatever can be asked can also be resumed.
type form struct {
	*env
	d      *vault.Draft
	schema *record.Schema
	fields []record.Field // that are asked for
	edit   bool           // of a record that exists, whose values are mostly not here

	revision int // of that record

	rec    *record.Record    // what was said
	said   map[string]bool   // of an edit: what it changes, also to nothing
	anew   map[string]bool   // of an edit: lists that are not added to but replaced
	kept   map[string]string // why a resident number stays in a text, by field
	before []string          // answers of the draft that are still to be given again
	half   string            // the answer in which it was left
}

// What an answer can say instead of a value, on any keyboard layout.
const (
	goBack  = "<"
	giveUp  = "!"
	nothing = "-"
	textEnd = "."
)

var (
	errBack   = errors.New("the question before")
	errGaveUp = errors.New("given up")
)

func (e *env) newForm(d *vault.Draft, schema *record.Schema) *form {
	return &form{env: e, d: d, schema: schema, rec: schema.New(),
		said: make(map[string]bool), anew: make(map[string]bool), kept: make(map[string]string)}
}

// begin takes up the draft of such a form, or begins another.
func (f *form) begin(kind, ref string) error {
	// What an answer means depends on the fields and on how this program asks
	// for them, of which this is version 1, and in lists on what they hold. A note
	// that was written meanwhile changes neither.
	text, err := json.Marshal(f.fields)
	if err != nil {
		return err
	}
	text = append([]byte("1 "), text...)
	for _, name := range f.rec.Names() {
		text = f.rec.Get(name).AppendJSON(fmt.Appendf(text, " %s ", name))
	}
	sum := sha256.Sum256(text)
	if err := f.takeUp(f.d, kind, hex.EncodeToString(sum[:8]), ref); err != nil {
		return err
	}
	if text := f.d.Text; text != "" {
		f.before = strings.Split(text, "\n")
		f.half = f.before[len(f.before)-1]
		f.before = f.before[:len(f.before)-1]
		f.d.Text = strings.TrimSuffix(text, f.half)
	}
	return nil
}

// read asks, or gives the answer of the draft; fresh: it is not in the draft yet.
// Whoever leaves has the draft kept, with what is half typed.
func (f *form) read(question string) (answer string, fresh bool, err error) {
	if len(f.before) > 0 {
		answer, f.before = f.before[0], f.before[1:]
		return answer, false, nil
	}
	for {
		half := f.half
		f.half = ""
		if half != "" && f.prompt().Plain() {
			f.tell("ask.half", record.Printable(half, false))
		}
		answer, err = f.askFrom(question, half)
		switch {
		case err != nil && answer != "":
			return "", false, errors.Join(err, f.d.Half(answer))
		case err != nil:
			return "", false, err
		case strings.TrimSpace(answer) != giveUp:
			return answer, true, nil
		}
		yes, err := f.confirm(f.say("ask.give-up"))
		switch {
		case err != nil:
			return "", false, err
		case yes:
			return "", false, errors.Join(errGaveUp, f.d.Discard())
		}
	}
}

// ask is read for all answers but the last of all, which is no part of a draft.
func (f *form) ask(question string) (string, error) {
	answer, fresh, err := f.read(question)
	if err == nil && fresh {
		err = f.d.Add(answer)
	}
	return answer, err
}

// tell says nothing about answers that were given before.
func (f *form) tell(key string, args ...any) {
	if len(f.before) == 0 {
		f.env.tell(key, args...)
	}
}

// wrong says what is wrong with an answer.
func (f *form) wrong(err error) {
	var p record.Problem
	if !errors.As(err, &p) {
		f.tell("warning", f.explain(err).Message)
		return
	}
	of := "" // what was asked just now; of two dates it may be the other
	if p.Code == "before" {
		of = f.called(p.Field, p.Column, cmp.Or(p.Column, p.Field))
		p.Args = []any{f.called(p.Field, p.Column, fmt.Sprint(p.Args...))}
	}
	f.tell("warning", f.problem(record.Problem{Field: of, Code: p.Code, Args: p.Args}))
}

// called is what people call another field or, of an item, another column.
func (f *form) called(field, column, other string) string {
	if column == "" {
		field = other
	}
	found, _ := f.schema.Field(field)
	for _, c := range found.Columns {
		if c.Name == other {
			return f.label(record.Field{Name: c.Name, Label: c.Label})
		}
	}
	return f.label(found)
}

// run asks for every field, and then whether to save.
func (f *form) run() error {
	f.tell("ask.how")
	err := f.questions(0)
	for err == nil {
		var done bool
		if done, err = f.last(); done {
			return nil
		}
	}
	if errors.Is(err, errGaveUp) {
		return errors.New(f.say("import.aborted"))
	}
	return f.left(err)
}

// questions asks for the fields from one on.
func (f *form) questions(n int) error {
	for n < len(f.fields) {
		switch err := f.field(n); {
		case errors.Is(err, errBack):
			n = max(0, n-1)
		case err != nil:
			return err
		default:
			n++
		}
	}
	return nil
}

// last shows what was said, masked, and asks whether that is all.
func (f *form) last() (done bool, err error) {
	f.show()
	answer, fresh, err := f.read(f.say("ask.save"))
	if err != nil {
		return false, err
	}
	answer = strings.TrimSpace(answer)
	if term.Yes(answer) {
		if f.empty() {
			f.tell("ask.empty")
		}
		return !f.empty(), nil
	}
	if fresh {
		if err := f.d.Add(answer); err != nil {
			return false, err
		}
	}
	if answer == goBack {
		return false, f.questions(len(f.fields) - 1)
	}
	if n := number(answer, len(f.fields)); n > 0 {
		if err := f.field(n - 1); !errors.Is(err, errBack) {
			return false, err
		}
	}
	return false, nil
}

// left says that what was typed is kept, if the form was not brought to its end.
func (f *form) left(err error) error {
	if err != nil && f.d.Text != "" {
		f.env.tell("draft.kept", resume(f.d))
	}
	return err
}

// empty: nothing was said that could be saved.
func (f *form) empty() bool {
	object, _ := f.object()
	return string(object) == "{}"
}

// show lists what was said, masked, with the numbers by which it can be changed.
func (f *form) show() {
	if len(f.before) > 0 {
		return
	}
	var lines []string
	for i, field := range f.fields {
		for _, line := range f.saidOf(field) {
			lines = append(lines, fmt.Sprintf("%d. %s", i+1, line))
		}
	}
	f.tellText(strings.Join(lines, "\n"))
}

// saidOf is what was said of a field, masked.
func (f *form) saidOf(field record.Field) (lines []string) {
	if f.said[field.Name] && f.rec.Get(field.Name).Empty() {
		return []string{f.label(field) + ": " + f.say("ask.emptied")}
	}
	view := f.rec.View(record.Meta{}, func(record.Compartment) bool { return true }, nil)
	for _, v := range view.Fields() {
		if v.Name != field.Name {
			continue
		}
		for _, p := range f.fieldPairs(v, f.schema) {
			lines = append(lines, p[0]+": "+record.Printable(p[1], false))
		}
	}
	return lines
}

// object is what was said as JSON, and the lists in it that are added to.
func (f *form) object() (object []byte, adds []string) {
	object = []byte{'{'}
	for _, field := range f.fields {
		v := f.rec.Get(field.Name)
		if f.edit && !f.said[field.Name] || !f.edit && v.Empty() {
			continue
		}
		if len(object) > 1 {
			object = append(object, ',')
		}
		object = v.AppendJSON(append(append(append(object, '"'), field.Name...), `":`...))
		if v.IsList() && !f.anew[field.Name] {
			adds = append(adds, field.Name)
		}
	}
	return append(object, '}'), adds
}

// reason is the one of the command and why resident numbers stay in texts.
func (f *form) reason(given string) string {
	for _, field := range f.fields {
		given = withReason(given, f.kept[field.Name])
	}
	return given
}

// number reads the number of one of so many lines; 0 is for anything else.
func number(answer string, most int) int {
	n, err := strconv.Atoi(answer)
	if err != nil || n < 1 || n > most {
		return 0
	}
	return n
}
