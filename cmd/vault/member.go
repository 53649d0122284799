package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/term"
	"casevault/crypto"
	"casevault/vault"
)

func (e *env) memberCommand() *cobra.Command {
	return e.group("member", "member", e.memberAddCommand(), e.memberListCommand(), e.memberGrantCommand())
}

type memberOptions struct {
	roles, grant []string
	identityOut  string
	newPassFile  string
	workFactor   int
}

func (e *env) memberAddCommand() *cobra.Command {
	var o memberOptions
	c := e.command("member.add", "add NAME --role R[,R] [--grant C,…] [--identity-out FILE] --new-passphrase-file F",
		"vault member add lee --role caseworker --grant work,identity --new-passphrase-file lee.txt\nvault member add park --role auditor --identity-out /mnt/stick/park.age",
		e.takes(1, 1), func(args []string) error { return e.memberAdd(args[0], o) })
	f := c.Flags()
	f.StringSliceVar(&o.roles, "role", nil, e.say("flag.role"))
	f.StringSliceVar(&o.grant, "grant", nil, e.say("flag.grant"))
	f.StringVar(&o.identityOut, "identity-out", "", e.say("flag.identity-out"))
	f.StringVar(&o.newPassFile, "new-passphrase-file", "", e.say("flag.new-passphrase-file"))
	f.IntVar(&o.workFactor, "work-factor", crypto.DefaultWorkFactor, e.say("flag.work-factor", crypto.MinWorkFactor, crypto.MaxWorkFactor))
	return c
}

func (e *env) memberAdd(name string, o memberOptions) error {
	l, err := e.lock()
	if err != nil {
		return err
	}
	n := vault.NewMember{Label: name, Roles: o.roles, Grant: o.grant, IdentityOut: o.identityOut, WorkFactor: o.workFactor}
	// Never the admin's own passphrase by default: it is somebody else's file.
	if n.Passphrase, err = e.newPassphrase(o.newPassFile); err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		path, err := s.AddMember(n, l.reason)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version  int    `json:"version"`
				Member   string `json:"member"`
				Identity string `json:"identity"`
			}{1, name, path})
		}
		e.printFields([][2]string{{e.say("label.member"), name}, {e.say("label.identity"), path}})
		return nil
	})
}

func (e *env) memberGrantCommand() *cobra.Command {
	return e.command("member.grant", "grant NAME C,…", "vault member grant lee health,notes --reason \"takes over the clinic\"",
		e.takes(2, 2), func(args []string) error {
			l, err := e.lock()
			if err != nil {
				return err
			}
			return l.session(func(s *vault.Session) error { return s.Grant(args[0], strings.Split(args[1], ","), l.reason) })
		})
}

func (e *env) memberListCommand() *cobra.Command {
	return e.command("member.list", "list", "vault member list\nvault member list --json",
		e.takes(0, 0), func([]string) error { return e.reader(false, e.printMembers) })
}

type memberJSON struct {
	Label        string   `json:"label"`
	Roles        []string `json:"roles"`
	Compartments []string `json:"compartments"`
	SinceSeq     int64    `json:"since_seq"`
	RevokedSeq   *int64   `json:"revoked_seq"`
}

func (e *env) printMembers(r *vault.Reader) error {
	var members []memberJSON
	rows := [][]string{{e.say("col.member"), e.say("col.roles"), e.say("col.compartments"), e.say("col.since"), e.say("col.revoked")}}
	for _, m := range r.Members() {
		j := memberJSON{Label: m.Label, Roles: list(m.Roles), Compartments: list(m.Compartments), SinceSeq: m.Since}
		revoked := ""
		if m.Revoked >= 0 {
			j.RevokedSeq, revoked = &m.Revoked, strconv.FormatInt(m.Revoked, 10)
		}
		members = append(members, j)
		rows = append(rows, []string{m.Label, strings.Join(m.Roles, ", "), strings.Join(m.Compartments, ", "), strconv.FormatInt(m.Since, 10), revoked})
	}
	if e.json {
		return e.printJSON(struct {
			Version int          `json:"version"`
			Members []memberJSON `json:"members"`
		}{1, members})
	}
	return term.Table(e.Out, rows)
}
