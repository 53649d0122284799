package main

import (
	"strings"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/confine"
	"casevault/cmd/vault/internal/machine"
	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) doctorCommand() *cobra.Command {
	return e.command("doctor", "doctor", "vault doctor\nvault doctor --json",
		e.takes(0, 0), func([]string) error { return e.doctor() })
}

// A doctorLine is one thing that is enforced or looked at. State is one of
// "enforced", "static", "fine", "exposed", "unknown".
type doctorLine struct {
	What  string `json:"what"`
	State string `json:"state"`
	How   string `json:"how"`
}

// doctor says what this process is kept from, and what exposes the computer. It
// opens no vault and needs none.
func (e *env) doctor() error {
	var lines []doctorLine
	for _, l := range confine.Status() {
		state := "exposed"
		switch {
		case l.Held:
			state = "enforced"
		case l.Static:
			state = "static"
		}
		lines = append(lines, doctorLine{l.What, state, e.how(l.How)})
	}
	place, err := e.place()
	if err != nil {
		return err
	}
	for _, l := range e.system.Look(place, e.Now()) {
		lines = append(lines, doctorLine{l.What, string(l.State), record.Printable(e.say("doctor."+l.Code, l.Args...), false)})
	}
	if e.json {
		return e.printJSON(struct {
			Version int          `json:"version"`
			Lines   []doctorLine `json:"lines"`
		}{1, lines})
	}
	var pairs [][2]string
	for _, l := range lines {
		pairs = append(pairs, [2]string{e.say("doctor.of." + l.What), e.say("doctor.is."+l.State) + ": " + l.How})
	}
	e.printFields(pairs)
	return nil
}

// how says by what something is enforced, or why it is not.
func (e *env) how(text string) string {
	if version, ok := strings.CutPrefix(text, "Landlock, version "); ok {
		version, _, _ = strings.Cut(version, ":")
		return e.say("doctor.landlock", version)
	}
	text, kernel, ok := strings.Cut(text, " (")
	if text = e.name("how", text); ok {
		text += " (" + kernel
	}
	return text
}

// place says where the files are that doctor looks at.
func (e *env) place() (p machine.Place, err error) {
	if p.Dir, err = e.vaultDir(); err != nil {
		return p, err
	}
	if p.StateDir, err = e.stateDir(); err != nil {
		return p, err
	}
	if name := e.identityName(); name != "" {
		// Without one there, nothing of it is to be looked at.
		p.Identity, _ = vault.FindIdentity(vault.Config{Dir: p.Dir}, name)
	}
	return p, nil
}
