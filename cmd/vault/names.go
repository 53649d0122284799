package main

import (
	"slices"
	"strings"

	"casevault/vault/record"
)

// Words for codes. Where the log, the keyring and JSON hold "reveal" or
// "health", a person reads 공개 and 건강, and may type either. What is to be typed
// next has its code in brackets, as handbooks have it: 건강(health). In English the
// word is the code.

func (e *env) name(kind, code string) string { return e.words.Name(kind, code) }

// names are the words for codes, with commas.
func (e *env) names(kind string, codes []string) string {
	return joined(codes, func(code string) string { return e.name(kind, code) })
}

// typed are the words for codes that people type, with commas.
func (e *env) typed(kind string, codes ...string) string {
	return joined(codes, func(code string) string { return withCode(e.name(kind, code), code) })
}

func withCode(word, code string) string {
	if word == code {
		return code
	}
	return word + "(" + code + ")"
}

func joined(codes []string, word func(code string) string) string {
	var out []string
	for _, code := range codes {
		out = append(out, word(code))
	}
	return strings.Join(out, ", ")
}

// coded returns the codes of what was typed for a flag or argument: codes, or
// the words for them. What stands for nothing is a mistake, and not a filter
// that finds nothing.
func (e *env) coded(what, kind string, typed ...string) ([]string, error) {
	codes := e.words.Codes(kind)
	var out []string
	for _, t := range typed {
		i := slices.IndexFunc(codes, func(code string) bool { return isCalled(t, code, e.name(kind, code)) })
		if i < 0 {
			return nil, e.usage("one-of", what, e.typed(kind, codes...))
		}
		out = append(out, codes[i])
	}
	return out, nil
}

// isCalled reports whether a text is a code, or the word for it however it is
// spaced and composed.
func isCalled(text, code, word string) bool {
	return text == code || word != code && record.FoldKey(text) == record.FoldKey(word)
}

// codedOne is coded for what takes one, or nothing.
func (e *env) codedOne(what, kind, typed string) (string, error) {
	if typed == "" {
		return "", nil
	}
	codes, err := e.coded(what, kind, typed)
	if err != nil {
		return "", err
	}
	return codes[0], nil
}

// fieldName is what a field, or field.column, is called where nobody types it.
func (e *env) fieldName(name string, schema *record.Schema) string {
	field, column, _ := strings.Cut(name, ".")
	f, ok := schema.Field(field)
	if !ok || e.words.Language() == "en" {
		return name
	}
	label := e.label(f)
	for _, c := range f.Columns {
		if c.Name == column {
			label += " " + e.label(record.Field{Name: c.Name, Label: c.Label})
		}
	}
	return label
}

func (e *env) fieldNames(names []string, schema *record.Schema) string {
	return joined(names, func(name string) string { return e.fieldName(name, schema) })
}

// typedFields are fields that people type, as for --reveal.
func (e *env) typedFields(names []string, schema *record.Schema) string {
	return joined(names, func(name string) string { return withCode(e.fieldName(name, schema), name) })
}

// fieldCode is the field that is called so.
func (e *env) fieldCode(typed string, schema *record.Schema) string {
	if _, ok := schema.Field(typed); ok {
		return typed
	}
	for _, f := range schema.Fields() {
		if isCalled(typed, f.Name, e.fieldName(f.Name, schema)) {
			return f.Name
		}
	}
	return typed
}
