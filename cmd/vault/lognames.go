package main

import (
	"fmt"
	"slices"
	"strings"

	"casevault/vault/record"
)

// What an entry of the log says, in the person's language. What members typed,
// names of members among it, stays as it is.

// loggedFields are an entry's fields, which are compartments where keys are
// granted or changed.
func (e *env) loggedFields(x logEntry, schema *record.Schema) string {
	if slices.Contains([]string{"member-add", "grant", "rotate", "key-export", "recovery"}, x.Action) {
		return e.names("compartment", x.Fields)
	}
	return joined(x.Fields, func(name string) string {
		if _, ok := schema.Field(name); !ok {
			return e.name("compartment", name) // the refusal of a key
		}
		return e.fieldName(name, schema)
	})
}

// because is an entry's reason, which the program gave where the member could
// not.
func (e *env) because(x logEntry) string {
	if role, ok := strings.CutPrefix(x.Reason, "no role "); ok && x.Action == "refused" {
		return e.say("log.no-role", e.name("role", role))
	}
	if x.Action == "rotate" {
		return e.name("because", x.Reason)
	}
	return x.Reason
}

// loggedNotes are an entry's notes.
func (e *env) loggedNotes(x logEntry, schema *record.Schema) (out []string) {
	label := labelIn(x)
	for i, note := range x.Notes {
		if i != label {
			note = e.loggedNote(x.Action, note, schema)
		}
		out = append(out, note)
	}
	return out
}

// labelIn says which note is the name of a member, or -1: one who is called admin
// is not to be read as a role.
func labelIn(x logEntry) int {
	switch x.Action {
	case "member-add", "grant", "revoke": // the first behind those that any entry may have
		return slices.IndexFunc(x.Notes, func(note string) bool {
			return !slices.Contains([]string{"first-seen-here", "overruled-folder", "overruled-online"}, note)
		})
	case "recovery", "restore": // who was enrolled by a set
		set := slices.IndexFunc(x.Notes, func(note string) bool { return strings.HasPrefix(note, "set:") })
		if set >= 0 && set+1 < len(x.Notes) && !strings.Contains(x.Notes[set+1], ":") {
			return set + 1
		}
	}
	return -1
}

func (e *env) loggedNote(action, note string, schema *record.Schema) string {
	for _, kind := range []string{"note", "action", "role", "setting"} {
		if word := e.name(kind, note); word != note {
			return word
		}
	}
	if action == "unlock-failed" {
		return e.failedUnlock(note)
	}
	code, rest, _ := strings.Cut(note, ":")
	if hash, ok := strings.CutPrefix(note, "retention-"); ok {
		code, rest = "retention", hash
	}
	switch code {
	case "recipient":
		rest = e.name(code, rest)
	case "loosened":
		rest = e.fieldName(rest, schema)
	}
	for _, kind := range []string{"note", "action"} { // release:3 is of an action
		if word := e.name(kind, code); word != code {
			return word + " " + rest
		}
	}
	return note
}

// failedUnlock is a note of failed unlocks: a time and the name of an identity
// file, or how many more there were.
func (e *env) failedUnlock(note string) string {
	if at, ok := strings.CutSuffix(note, " another-file"); ok {
		return at + " " + e.name("note", "another-file")
	}
	var more int
	if _, err := fmt.Sscanf(note, "and %d more", &more); err == nil {
		return e.say("log.more", more)
	}
	return note
}
