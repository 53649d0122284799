package main

import (
	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) settingCommand() *cobra.Command {
	return e.completesArgument(e.command("setting", "setting [NAME VALUE]", "vault setting\nvault setting review-days 14 --reason \"two reviews a month\"",
		e.takes(0, 2), func(args []string) error {
			switch len(args) {
			case 0:
				return e.reader(false, e.printSettings)
			case 1:
				return e.usage("setting.no-value")
			}
			return e.set(args[0], args[1])
		}), 0, e.codes("setting"))
}

func (e *env) set(name, value string) error {
	name, err := e.codedOne("NAME", "setting", name)
	if err != nil {
		return err
	}
	for _, choice := range []string{"no", "yes"} {
		if isCalled(value, choice, e.name("note", choice)) {
			value = choice
		}
	}
	return e.session(func(s *vault.Session, reason string) error {
		if err := s.SetSetting(name, value, reason); err != nil || !e.json {
			return e.tellDone(err)
		}
		return e.printSettings(s.Reader)
	})
}

type settingJSON struct {
	Name    string `json:"name"`
	Value   any    `json:"value"` // days, or true and false
	Default any    `json:"default"`
}

// settingValue is a value of the setting for JSON.
func settingValue(x vault.Setting, value int) any {
	if x.Choice {
		return value == 1
	}
	return value
}

func (e *env) printSettings(r *vault.Reader) error {
	var settings []settingJSON
	rows := [][]string{{e.say("col.setting"), e.say("col.value"), e.say("col.default")}}
	for _, x := range r.Settings() {
		settings = append(settings, settingJSON{x.Name, settingValue(x, x.Value), settingValue(x, x.Default)})
		rows = append(rows, []string{e.typed("setting", x.Name), e.typed("note", x.Text(x.Value)), e.typed("note", x.Text(x.Default))})
	}
	if e.json {
		return e.printJSON(struct {
			Version  int           `json:"version"`
			Settings []settingJSON `json:"settings"`
		}{1, settings})
	}
	return e.printTable(rows)
}
