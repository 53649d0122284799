package main

import (
	"errors"
	"strings"

	"casevault/vault"
	"casevault/vault/record"
)

// errCorrect says that a text is to be typed again.
var errCorrect = errors.New("the text is typed again")

// residentIn asks what becomes of the resident numbers in a text: masked, kept for
// a reason, which stands in the log, or typed again ([errCorrect], or [errBack]).
// rec is what is known of the person; the reason must not repeat it.
func (e *env) residentIn(text string, rec *record.Record, ask func(string) (string, error)) (clean, why string, err error) {
	if !record.HasResidentNumber(text) {
		return text, "", nil
	}
	for {
		answer, err := ask(e.say("ask.resident"))
		if err != nil {
			return "", "", err
		}
		switch strings.TrimSpace(answer) {
		case "", "1":
			return record.MaskResidentNumbers(text), "", nil
		case "2":
			why, err := e.whyKept(rec, ask)
			return text, why, err
		case "3":
			return "", "", errCorrect
		case goBack:
			return "", "", errBack
		}
	}
}

func (e *env) whyKept(rec *record.Record, ask func(string) (string, error)) (string, error) {
	question := e.say("ask.resident-why")
	for {
		why, err := ask(question)
		if err != nil {
			return "", err
		}
		why = strings.TrimSpace(why)
		if err = vault.CheckReason(why, rec); err == nil && why != "" {
			return why, nil
		}
		if err != nil {
			question = e.explain(err).Message + "\n" + e.say("ask.resident-why")
		}
	}
}

// withReason adds why a number stays to the reason of the command.
func withReason(given, why string) string {
	if given == "" || why == "" {
		return given + why
	}
	return given + "; " + why
}
