package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
	"casevault/vault"
)

func (e *env) settingCommand() *cobra.Command {
	return e.command("setting", "setting [NAME VALUE]", "vault setting\nvault setting review-days 14 --reason \"two reviews a month\"",
		e.takes(0, 2), func(args []string) error {
			switch len(args) {
			case 0:
				return e.reader(false, e.printSettings)
			case 1:
				return e.usage("setting.no-value")
			}
			return e.set(args[0], args[1])
		})
}

func (e *env) set(name, value string) error {
	days, err := strconv.Atoi(value)
	if err != nil {
		return e.usage("setting.not-days")
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error { return s.SetSetting(name, days, l.reason) })
}

type settingJSON struct {
	Name    string `json:"name"`
	Value   int    `json:"value"`
	Default int    `json:"default"`
}

func (e *env) printSettings(r *vault.Reader) error {
	var settings []settingJSON
	rows := [][]string{{e.say("col.setting"), e.say("col.days"), e.say("col.default")}}
	for _, x := range r.Settings() {
		settings = append(settings, settingJSON{x.Name, x.Value, x.Default})
		rows = append(rows, []string{x.Name, strconv.Itoa(x.Value), strconv.Itoa(x.Default)})
	}
	if e.json {
		return e.printJSON(struct {
			Version  int           `json:"version"`
			Settings []settingJSON `json:"settings"`
		}{1, settings})
	}
	return term.Table(e.Out, rows)
}
