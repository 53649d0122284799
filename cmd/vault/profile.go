package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) profileCommand() *cobra.Command {
	return e.group("profile", "profile",
		e.command("profile.list", "list", "vault profile list",
			e.takes(0, 0), func([]string) error { return e.reader(false, e.printProfiles) }),
		e.command("profile.show", "show NAME [VERSION]", "vault profile show media > media.json\nvault profile show media 1",
			e.takes(1, 2), e.profileShow),
		e.profileEditCommand(),
		e.command("profile.test", "test NAME ID --reason TEXT", "vault profile test media K7QXM-2M9DT --reason \"before the interview\"",
			e.takes(2, 2), func(args []string) error { return e.profileTest(args[0], args[1]) }))
}

type profileJSON struct {
	Name    string            `json:"name"`
	Version int               `json:"profile_version"`
	Label   map[string]string `json:"label"`
	Kind    string            `json:"kind"`
	K       int               `json:"k"`
	Consent string            `json:"consent"`
	Shipped bool              `json:"shipped"`
	Problem string            `json:"problem"` // why it cannot be used, or empty
}

func (e *env) printProfiles(r *vault.Reader) error {
	all, err := r.Profiles()
	if err != nil {
		return err
	}
	var docs []profileJSON
	rows := [][]string{{e.say("col.profile"), e.say("col.for"), e.say("col.version"), e.say("col.k"), e.say("col.consent"), e.say("col.origin")}}
	for _, p := range all {
		d := profileJSON{Name: p.Name, Version: p.Version, Label: map[string]string{}, Shipped: p.Shipped}
		row := []string{p.Name, "", strconv.Itoa(p.Version), "", "", e.say("profile.own")}
		if p.Shipped {
			row[5] = e.say("profile.shipped")
		}
		if x := p.Profile; x != nil {
			d.Label, d.Kind, d.K, d.Consent = x.Label, x.Kind, x.K, x.Consent
			row[1], row[3], row[4] = x.Label[e.words.Language()], strconv.Itoa(x.K), x.Consent
		} else {
			d.Problem = p.Problem.Error()
			row[1] = e.say("profile.unfit")
		}
		docs, rows = append(docs, d), append(rows, row)
	}
	if e.json {
		return e.printJSON(struct {
			Version  int           `json:"version"`
			Profiles []profileJSON `json:"profiles"`
		}{1, docs})
	}
	return e.printTable(rows)
}

// profileShow prints a profile as stored; it is JSON, with its own version,
// whatever the flags say.
func (e *env) profileShow(args []string) error {
	version := 0
	if len(args) == 2 {
		var err error
		if version, err = strconv.Atoi(args[1]); err != nil || version < 1 {
			return e.usage("profile.no-version")
		}
	}
	return e.reader(false, func(r *vault.Reader) error {
		p, err := r.Profile(args[0], version)
		if err != nil {
			return err
		}
		e.Out.Write(p.JSON) // an error stays with the writer
		if p.Problem != nil {
			e.tell("profile.problem", p.Problem)
		}
		return nil
	})
}

func (e *env) profileEditCommand() *cobra.Command {
	var from string
	c := e.command("profile.edit", "edit NAME --from FILE|- --reason TEXT",
		"vault profile show media > media.json\nvault profile edit media --from media.json --reason \"no province any more\"",
		e.takes(1, 1), func(args []string) error { return e.profileEdit(args[0], from) })
	c.Flags().Var(e.reads(&from), "from", e.say("flag.from.profile"))
	return c
}

func (e *env) profileEdit(name, from string) error {
	if from == "" {
		return e.usage("profile.no-file")
	}
	if e.noReason() {
		return e.usage("profile.no-reason")
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	text, err := e.input(from)
	if err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		p, err := s.EditProfile(name, text, l.reason)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version int    `json:"version"`
				Name    string `json:"name"`
				Edition int    `json:"profile_version"`
			}{1, p.Name, p.Version})
		}
		e.printSaid("profile.stored", p.Name, p.Version)
		return nil
	})
}
