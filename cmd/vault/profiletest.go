package main

import (
	"fmt"
	"slices"
	"strings"

	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/release"
)

func (e *env) profileTest(name, ref string) error {
	if e.noReason() {
		return e.usage("profile.test-no-reason") // before the passphrase is asked
	}
	return e.session(func(s *vault.Session, reason string) error {
		d, err := s.TestProfile(name, ref, reason)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(dryRunJSON{1, d.ID.String(), d.Name, d.Version, changesJSON(d.Changes), list(dropped(d.Changes))})
		}
		e.printChanges(d.Changes, s.Schema())
		return nil
	})
}

type dryRunJSON struct {
	Version int          `json:"version"`
	ID      string       `json:"id"`
	Profile string       `json:"profile"`
	Edition int          `json:"profile_version"`
	Changes []changeJSON `json:"changes"`
	Dropped []string     `json:"dropped"` // has a value, of which nothing leaves
}

type changeJSON struct {
	Field     string   `json:"field"`
	Column    string   `json:"column,omitempty"`
	Item      int      `json:"item,omitempty"` // of a list, from 1
	Transform string   `json:"transform"`
	Before    string   `json:"before"`
	After     string   `json:"after"`
	Withheld  bool     `json:"withheld"` // the scan could not run
	Hits      []string `json:"hits"`     // kinds of what the scan took out
}

func changesJSON(changes []release.Change) []changeJSON {
	out := []changeJSON{}
	for _, c := range changes {
		if c.Before == "" {
			continue
		}
		hits := []string{}
		for _, h := range c.Hits {
			hits = append(hits, h.Kind)
		}
		out = append(out, changeJSON{c.Field, c.Column, c.Item, c.Transform, c.Before, c.After, c.Withheld, hits})
	}
	return out
}

// dropped names the fields and columns of which nothing leaves, each once.
func dropped(changes []release.Change) []string {
	var out []string
	for _, c := range changes {
		name := strings.TrimSuffix(c.Field+"."+c.Column, ".")
		if c.Before == "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// printChanges prints each value before, with brackets around what the scan
// takes out, and after, and names what does not leave.
func (e *env) printChanges(changes []release.Change, schema *record.Schema) {
	var pairs [][2]string
	for _, c := range changes {
		if c.Before == "" {
			continue
		}
		text := marked(c.Before, c.Hits) + "\n→ " + c.After
		switch {
		case c.Withheld:
			text = c.Before + "\n→ " + e.say("profile.withheld")
		case c.Before == c.After:
			text = c.Before
		case c.Transform != "scan":
			text = c.Before + " → " + c.After
		}
		pairs = append(pairs, [2]string{e.changeLabel(c, schema), text + "  (" + e.say("form."+c.Transform) + ")"})
	}
	if out := dropped(changes); len(out) > 0 {
		pairs = append(pairs, [2]string{e.say("profile.dropped"), e.fieldNames(out, schema)})
	}
	e.printFields(pairs)
}

// changeLabel is how the schema calls the field and column, with the item's
// number.
func (e *env) changeLabel(c release.Change, schema *record.Schema) string {
	f, _ := schema.Field(c.Field)
	label := f.Label[e.words.Language()]
	for _, col := range f.Columns {
		if col.Name == c.Column {
			label += " " + col.Label[e.words.Language()]
		}
	}
	if c.Item > 0 {
		label += fmt.Sprintf(" %d", c.Item)
	}
	return record.Printable(label, false)
}
