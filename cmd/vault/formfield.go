package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casevault/vault/record"
)

// field asks for one field until there is a value, or none.
func (f *form) field(n int) error {
	field := f.fields[n]
	question := fmt.Sprintf("(%d/%d) %s", n+1, len(f.fields), f.label(field))
	delete(f.kept, field.Name)
	for _, line := range f.saidOf(field) {
		f.tell("ask.is", line)
	}
	switch {
	case field.Type == "list":
		return f.list(question, field)
	case field.Multiline:
		return f.value(field, func() (string, error) { return f.text(question) })
	case field.Type == "choice":
		var lines []string
		for i, c := range field.Choices {
			lines = append(lines, fmt.Sprintf("%d. %s", i+1, f.choiceLabel(c)))
		}
		f.tell("ask.choice", strings.Join(lines, "\n"))
	case field.Type == "date":
		question += f.say("ask.date")
	case field.Format == "resident":
		question += f.say("ask.digits")
	}
	return f.value(field, func() (string, error) { return f.ask(question + ":") })
}

// value asks until the answer is a value of the field, in the record's own parser,
// or Enter, which leaves it as it is.
func (f *form) value(field record.Field, ask func() (string, error)) error {
	for {
		answer, err := ask()
		if err != nil {
			return err
		}
		switch strings.TrimSpace(answer) {
		case goBack:
			return errBack
		case "":
			return nil
		case nothing:
			f.set(field.Name, record.Value{})
			return nil
		}
		if n := number(strings.TrimSpace(answer), len(field.Choices)); n > 0 {
			answer = field.Choices[n-1].Value
		}
		v, problems, err := f.schema.Parse(field.Name, answer)
		if err == nil {
			var text string
			if text, err = f.noticed(problems, v.Text(), field.Name); text != v.Text() && err == nil {
				v, _, err = f.schema.Parse(field.Name, text)
			}
		}
		if err == nil {
			err = f.set(field.Name, v)
		}
		var p record.Problem
		switch {
		case errors.As(err, &p) && p.Code == "choice-unknown":
			f.tell("ask.numbers", len(field.Choices))
		case errors.As(err, &p):
			f.wrong(err)
		case errors.Is(err, errCorrect):
		case err != nil:
			return err
		default:
			f.echo(field, answer, v)
			return nil
		}
	}
}

// set keeps a value, unless it contradicts another.
func (f *form) set(name string, v record.Value) error {
	before := f.rec.Get(name)
	err := f.rec.Set(name, v)
	if err == nil {
		err = f.rec.Validate()
	}
	if err != nil {
		return errors.Join(err, f.rec.Set(name, before))
	}
	if f.edit {
		f.said[name] = true
	}
	return nil
}

// echo shows a value that is kept otherwise than it was typed.
func (f *form) echo(field record.Field, typed string, v record.Value) {
	shown := f.choiceOf(field, v.Text())
	if shown != strings.TrimSpace(typed) && !field.Multiline {
		f.tell("ask.is", record.Printable(shown, false))
	}
}

// text asks for lines up to one that is a single dot.
func (f *form) text(question string) (string, error) {
	var lines []string
	for shown := false; ; {
		if !shown && len(f.before) == 0 { // of a draft, what there is of the text
			f.tell("ask.text")
			f.tellText(strings.Join(append([]string{question + ":"}, lines...), "\n"))
			shown = true
		}
		line, err := f.ask(">")
		if err != nil {
			return "", err
		}
		switch {
		case line == textEnd:
			return strings.Join(lines, "\n"), nil
		case line == goBack, len(lines) == 0 && (line == "" || line == nothing):
			return line, nil
		}
		lines = append(lines, line)
	}
}

// noticed says what looks wrong in a text, and asks what becomes of resident
// numbers in it: who reads the text need not be one who may read them.
func (f *form) noticed(problems []record.Problem, text, field string) (string, error) {
	resident := false
	for _, p := range problems {
		switch {
		case p.Code == "resident-in-text":
			resident = true
		case !strings.HasPrefix(p.Code, "normalised-"), p.Code == "normalised-excel-date":
			f.wrong(p)
		}
	}
	if !resident {
		return text, nil
	}
	clean, why, err := f.residentIn(text, f.rec, f.ask)
	if why != "" {
		f.kept[field] = why
	}
	return clean, err
}

// pick asks for some of the fields by their numbers.
func (f *form) pick() error {
	for {
		answer, err := f.ask(f.say("ask.which"))
		if err != nil {
			return err
		}
		var some []record.Field
		for _, w := range listed(answer) {
			n, err := strconv.Atoi(w)
			if err != nil || n < 1 || n > len(f.fields) {
				some = nil
				break
			}
			if field := f.fields[n-1]; !slices.ContainsFunc(some, func(x record.Field) bool { return x.Name == field.Name }) {
				some = append(some, field)
			}
		}
		if some != nil {
			f.fields = some
			return nil
		}
		f.tell("ask.numbers", len(f.fields))
	}
}

// listed are the numbers in an answer, however they are parted.
func listed(answer string) []string {
	return strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' || r == '.' })
}
