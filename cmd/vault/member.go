package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/crypto"
	"casevault/vault"
)

func (e *env) memberCommand() *cobra.Command {
	return e.group("member", "member", e.memberAddCommand(), e.memberListCommand(), e.memberGrantCommand(), e.memberRevokeCommand())
}

type memberOptions struct {
	roles, grant        []string
	identityOut         string
	public, fingerprint string
	newPassFile         string
	workFactor          int
	oneTime             bool
}

func (e *env) memberAddCommand() *cobra.Command {
	var o memberOptions
	c := e.command("member.add", "add NAME --role R[,R] [--grant C,…] --public FILE [--fingerprint \"w1 w2 …\"] | [--one-time] [--identity-out FILE] --new-passphrase-file F",
		"vault member add lee --role caseworker --grant work,identity --public lee.age.public\nvault member add choi --role caseworker --one-time --new-passphrase-file choi.txt\nvault member add park --role auditor --identity-out /mnt/stick/park.age",
		e.takes(1, 1), func(args []string) error { return e.memberAdd(args[0], o) })
	f := c.Flags()
	f.StringSliceVar(&o.roles, "role", nil, e.say("flag.role"))
	f.StringSliceVar(&o.grant, "grant", nil, e.say("flag.grant"))
	e.completes(c, "role", e.codes("role"))
	e.completes(c, "grant", e.codes("compartment"))
	f.Var(e.reads(&o.public), "public", e.say("flag.public"))
	f.StringVar(&o.fingerprint, "fingerprint", "", e.say("flag.fingerprint"))
	f.Var(e.makes(&o.identityOut), "identity-out", e.say("flag.identity-out"))
	e.newPassphraseFlags(c, &o.newPassFile, &o.workFactor)
	f.BoolVar(&o.oneTime, "one-time", false, e.say("flag.one-time"))
	for _, made := range []string{"one-time", "identity-out", "new-passphrase-file", "work-factor"} {
		c.MarkFlagsMutuallyExclusive("public", made)
	}
	return c
}

func (e *env) memberAdd(name string, o memberOptions) error {
	if o.fingerprint != "" && o.public == "" {
		return e.usage("member.no-public")
	}
	roles, err := e.coded("--role", "role", o.roles...)
	if err != nil {
		return err
	}
	grant, err := e.coded("--grant", "compartment", o.grant...)
	if err != nil {
		return err
	}
	n := vault.NewMember{Label: name, Roles: roles, Grant: grant, IdentityOut: o.identityOut, WorkFactor: o.workFactor, OneTime: o.oneTime}
	if o.public != "" {
		if n.Public, err = e.publicOf(o); err != nil {
			return err
		}
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	if n.Public == nil {
		// Never the admin's own passphrase by default: it is somebody else's file.
		if n.Passphrase, err = e.newPassphrase(o.newPassFile, name); err != nil {
			return err
		}
	}
	return l.session(func(s *vault.Session) error {
		path, err := s.AddMember(n, l.reason)
		if err != nil {
			return err
		}
		if n.Public != nil {
			return e.printEnrolled(n.Public, s.VaultID().Fingerprint(), o.fingerprint != "")
		}
		if err := e.printMade(name, path); err != nil || e.json || o.oneTime {
			return err
		}
		e.tell("member.known", name)
		return nil
	})
}

// publicOf reads a member's public text and holds it against the words that
// the admin has from them, before the vault is opened.
func (e *env) publicOf(o memberOptions) (*crypto.Public, error) {
	p, err := vault.ReadPublic(o.public)
	if err != nil {
		return nil, err
	}
	if o.fingerprint != "" && !p.Fingerprint().Matches(o.fingerprint) {
		return nil, hinted{e.usage("member.other-words", o.public), e.say("hint.other-words")}
	}
	return p, nil
}

// printEnrolled says what is to be compared with the member: their words, with
// which the admin knows whom they enrolled, and the founder's, with which the
// member knows where.
func (e *env) printEnrolled(p *crypto.Public, founder crypto.Fingerprint, compared bool) error {
	if e.json {
		return e.printJSON(struct {
			Version     int                `json:"version"`
			Member      string             `json:"member"`
			Fingerprint crypto.Fingerprint `json:"fingerprint"`
			Founder     crypto.Fingerprint `json:"founder_fingerprint"`
		}{1, p.Label, p.Fingerprint(), founder})
	}
	e.printFields([][2]string{{e.say("label.member"), p.Label}, {e.say("label.fingerprint"), p.Fingerprint().Lines()},
		{e.say("label.founder"), founder.Lines()}})
	if !compared {
		e.tell("member.compare", p.Label)
	}
	e.tell("member.read-aloud", p.Label, crypto.WordsToCompare)
	return nil
}

func (e *env) memberGrantCommand() *cobra.Command {
	return e.completesArgument(e.command("member.grant", "grant NAME C,…", "vault member grant lee health,notes --reason \"takes over the clinic\"",
		e.takes(2, 2), func(args []string) error {
			granted, err := e.coded("C,…", "compartment", strings.Split(args[1], ",")...)
			if err != nil {
				return err
			}
			return e.session(func(s *vault.Session, reason string) error {
				if err := s.Grant(args[0], granted, reason); err != nil || !e.json {
					return e.tellDone(err)
				}
				return e.printJSON(struct {
					Version int      `json:"version"`
					Member  string   `json:"member"`
					Granted []string `json:"granted"`
				}{1, args[0], granted})
			})
		}), 1, e.codes("compartment"))
}

func (e *env) memberListCommand() *cobra.Command {
	return e.command("member.list", "list", "vault member list\nvault member list --json",
		e.takes(0, 0), func([]string) error { return e.reader(false, e.printMembers) })
}

type memberJSON struct {
	Label        string             `json:"label"`
	Roles        []string           `json:"roles"`
	Compartments []string           `json:"compartments"`
	SinceSeq     int64              `json:"since_seq"`
	RevokedSeq   *int64             `json:"revoked_seq"`
	Fingerprint  crypto.Fingerprint `json:"fingerprint"`
}

func (e *env) printMembers(r *vault.Reader) error {
	founder, err := r.FounderFingerprint()
	if err != nil {
		return err
	}
	var members []memberJSON
	cells := [][]string{{e.say("col.member"), e.say("col.roles"), e.say("col.compartments"), e.say("col.since"), e.say("col.revoked"), e.say("label.fingerprint")}}
	for _, m := range r.Members() {
		j := memberJSON{Label: m.Label, Roles: list(m.Roles), Compartments: list(m.Compartments), SinceSeq: m.Since,
			Fingerprint: crypto.MemberFingerprint(m.Label, m.Key[:], m.Recipient)}
		revoked := ""
		if m.Revoked >= 0 {
			j.RevokedSeq, revoked = &m.Revoked, strconv.FormatInt(m.Revoked, 10)
		}
		members = append(members, j)
		cells = append(cells, []string{m.Label, e.names("role", m.Roles), e.names("compartment", m.Compartments), strconv.FormatInt(m.Since, 10), revoked, string(j.Fingerprint)})
	}
	if e.json {
		return e.printJSON(struct {
			Version int                `json:"version"`
			Members []memberJSON       `json:"members"`
			Founder crypto.Fingerprint `json:"founder_fingerprint,omitempty"`
		}{1, members, founder})
	}
	if err := e.printTable(cells); err != nil {
		return err
	}
	if founder != "" {
		e.print()
		e.printFields([][2]string{{e.say("label.founder"), founder.Lines()}})
	}
	return nil
}
