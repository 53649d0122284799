package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/vault"
)

func (e *env) recoveryCommand() *cobra.Command {
	return e.group("key.recovery", "recovery", e.recoveryCreateCommand(), e.recoveryDrillCommand(), e.recoveryUseCommand())
}

type recoveryOptions struct {
	shares, threshold int
	out               string
	readBack          []string
}

func (e *env) recoveryCreateCommand() *cobra.Command {
	var o recoveryOptions
	c := e.command("key.recovery.create", "create [--shares N --threshold N] [-o FOLDER] [--read-back FILE]…",
		"vault key recovery create --shares 3 --threshold 2 -o /media/stick/sheets\nvault key recovery create --read-back one.txt --read-back two.txt --read-back three.txt",
		e.takes(0, 0), func([]string) error { return e.recoveryCreate(o) })
	f := c.Flags()
	f.IntVar(&o.shares, "shares", 3, e.say("flag.shares", audit.MaxShares))
	f.IntVar(&o.threshold, "threshold", 2, e.say("flag.threshold", audit.MinThreshold))
	f.VarP(e.makes(&o.out), "output", "o", e.say("flag.output.sheets"))
	f.Var(e.readsEach(&o.readBack), "read-back", e.say("flag.read-back"))
	return c
}

type recoveryDocument struct {
	Version   int      `json:"version"`
	Set       int      `json:"set"`
	Shares    int      `json:"shares"`
	Threshold int      `json:"threshold"`
	InForce   bool     `json:"in_force"`
	Sheets    []string `json:"sheets"`
}

// recoveryCreate makes the sheets, reads them back, or both. Between the two the
// vault is closed: people print, and type for minutes.
func (e *env) recoveryCreate(o recoveryOptions) error {
	if o.out == "" && o.readBack == nil && !e.asks() {
		return e.usage("recovery.neither")
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	doc := recoveryDocument{Version: 1, Sheets: []string{}}
	if o.out != "" {
		err := l.session(func(s *vault.Session) error {
			shares, err := s.NewShares(o.shares, o.threshold)
			if err != nil {
				return err
			}
			doc.Set, doc.Shares, doc.Threshold = shares[0].Set, o.shares, o.threshold
			doc.Sheets, err = e.writeSheets(o.out, shares)
			return err
		})
		if err != nil {
			return err
		}
		e.tell("recovery.sheets", o.shares, o.out)
	}
	if o.readBack == nil && !e.asks() {
		e.tell("recovery.not-yet")
		return e.printRecovery(doc)
	}
	back, err := e.sharesFrom(o.readBack, func(first audit.Share) int { return first.Shares })
	if err != nil {
		return err
	}
	err = l.session(func(s *vault.Session) error {
		x, err := s.Establish(back, l.reason)
		if err != nil {
			return err
		}
		doc.Set, doc.Shares, doc.Threshold, doc.InForce = x.Set, x.Shares, x.Threshold, true
		return nil
	})
	if err != nil {
		return err
	}
	e.tell("recovery.in-force")
	return e.printRecovery(doc)
}

func (e *env) printRecovery(d recoveryDocument) error {
	if e.json {
		return e.printJSON(d)
	}
	state := e.say("recovery.waiting")
	if d.InForce {
		state = e.say("recovery.stands")
	}
	e.printFields([][2]string{{e.say("label.set"), strconv.Itoa(d.Set)}, {e.say("label.sheets"), strconv.Itoa(d.Shares)},
		{e.say("label.needed"), strconv.Itoa(d.Threshold)}, {e.say("label.state"), state}})
	return nil
}

type drillOptions struct {
	files   []string
	keyless bool
}

func (e *env) recoveryDrillCommand() *cobra.Command {
	var o drillOptions
	c := e.command("key.recovery.drill", "drill [--shares-file FILE]… [--keyless]",
		"vault key recovery drill\nvault key recovery drill --keyless --shares-file one.txt --shares-file two.txt",
		e.takes(0, 0), func([]string) error { return e.recoveryDrill(o) })
	c.Flags().Var(e.readsEach(&o.files), "shares-file", e.say("flag.shares-file"))
	c.Flags().BoolVar(&o.keyless, "keyless", false, e.say("flag.keyless.drill"))
	return c
}

func (e *env) recoveryDrill(o drillOptions) error {
	var l *lock
	var err error
	if !o.keyless {
		if l, err = e.lock(); err != nil {
			return err
		}
	}
	shares, err := e.sharesFrom(o.files, func(first audit.Share) int { return first.Threshold })
	if err != nil {
		return err
	}
	if o.keyless {
		return e.reader(false, func(r *vault.Reader) error {
			d, err := r.Drill(shares)
			if err != nil {
				return err
			}
			return e.printDrill(d)
		})
	}
	return l.session(func(s *vault.Session) error {
		d, err := s.Drill(shares)
		if err != nil {
			return err
		}
		if err := s.LogDrill(d, l.reason); err != nil {
			return err
		}
		return e.printDrill(d)
	})
}

func (e *env) printDrill(d *vault.Drill) error {
	type share struct {
		Set     int    `json:"set"`
		Index   int    `json:"index"`
		Verdict string `json:"verdict"`
	}
	shares := []share{}
	for _, v := range d.Shares {
		shares = append(shares, share{v.Set, v.Index, v.Verdict})
	}
	if e.json {
		err := e.printJSON(struct {
			Version   int     `json:"version"`
			OK        bool    `json:"ok"`
			Set       int     `json:"set"`
			Threshold int     `json:"threshold"`
			Right     int     `json:"right"`
			Shares    []share `json:"shares"`
		}{1, d.Enough, d.Set.Set, d.Set.Threshold, d.Right, shares})
		if err != nil {
			return err
		}
	} else {
		e.printFields([][2]string{{e.say("label.set"), strconv.Itoa(d.Set.Set)}, {e.say("label.needed"), strconv.Itoa(d.Set.Threshold)},
			{e.say("label.right"), strconv.Itoa(d.Right)}})
	}
	if !d.Enough {
		return d.Short()
	}
	e.tell("recovery.drilled")
	return nil
}

type useOptions struct {
	name, newPassFile, identityOut string
	files                          []string
	workFactor                     int
}

func (e *env) recoveryUseCommand() *cobra.Command {
	var o useOptions
	c := e.command("key.recovery.use", "use --name NAME [--shares-file FILE]… [--identity-out FILE] [--new-passphrase-file F]",
		"vault key recovery use --name ahn", e.takes(0, 0), func([]string) error { return e.recoveryUse(o) })
	f := c.Flags()
	f.StringVar(&o.name, "name", "", e.say("flag.name.recovery"))
	f.Var(e.readsEach(&o.files), "shares-file", e.say("flag.shares-file"))
	f.Var(e.makes(&o.identityOut), "identity-out", e.say("flag.identity-out"))
	e.newPassphraseFlags(c, &o.newPassFile, &o.workFactor)
	return c
}

func (e *env) recoveryUse(o useOptions) error {
	if o.name == "" {
		return e.usage("init.no-name")
	}
	if err := e.checkWorkFactor(o.workFactor); err != nil {
		return err
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	reason, err := e.why()
	if err != nil {
		return err
	}
	if err := e.fit(&cfg); err != nil {
		return err
	}
	if err := vault.InUseBy(cfg); err != nil { // before sheets are typed
		return err
	}
	shares, err := e.sharesFrom(o.files, func(first audit.Share) int { return first.Threshold })
	if err != nil {
		return err
	}
	n := vault.NewAdmin{Label: o.name, IdentityOut: o.identityOut, WorkFactor: o.workFactor}
	if n.Passphrase, err = e.newPassphrase(o.newPassFile, o.name); err != nil {
		return err
	}
	path, err := vault.Recover(cfg, shares, n, reason)
	if err != nil {
		return err
	}
	err = e.printMade(o.name, path)
	e.tell("recovery.used")
	return err
}
