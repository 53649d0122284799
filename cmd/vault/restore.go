package main

import (
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/vault"
)

type restoreOptions struct {
	to      string
	dryRun  bool
	undo    bool // bring back who was erased
	against []string

	shares      []string // files of sheets
	admin       vault.NewAdmin
	newPassFile string
}

func (e *env) restoreCommand() *cobra.Command {
	var o restoreOptions
	c := e.command("restore", "restore FILE --to DIR [--dry-run] [--against CHECKPOINT-FILE] [--resurrect] [--name NAME [--shares-file FILE]…]",
		"vault restore /media/stick/casevault-1f0c3a52-20261123T080000Z.backup.age --to casevault\nvault restore drill /media/stick/casevault-1f0c3a52-20261123T080000Z.backup.age",
		e.besideVault(e.takesFile(beside, e.takes(1, 1))), func(args []string) error { return e.restore(args[0], o, false) })
	c.Flags().Var(e.makesBeside(&o.to), "to", e.say("flag.to"))
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, e.say("flag.restore-dry-run"))
	c.Flags().BoolVar(&o.undo, "resurrect", false, e.say("flag.resurrect"))
	c.Flags().Var(e.readsEach(&o.against), "against", e.say("flag.restore-against"))
	f := c.Flags()
	f.StringVar(&o.admin.Label, "name", "", e.say("flag.name.restore"))
	f.Var(e.readsEach(&o.shares), "shares-file", e.say("flag.shares-file"))
	f.Var(e.makes(&o.admin.IdentityOut), "identity-out", e.say("flag.identity-out"))
	e.newPassphraseFlags(c, &o.newPassFile, &o.admin.WorkFactor)
	var drill restoreOptions
	d := e.command("restore.drill", "drill FILE [--shares-file FILE]…", "vault restore drill /media/stick/casevault-1f0c3a52-20261123T080000Z.backup.age",
		e.besideVault(e.takesFile(beside, e.takes(1, 1))), func(args []string) error { return e.restore(args[0], drill, true) })
	d.Flags().Var(e.readsEach(&drill.shares), "shares-file", e.say("flag.shares-file"))
	c.AddCommand(d)
	return c
}

func (e *env) restore(file string, o restoreOptions, drill bool) error {
	if o.to == "" && !drill {
		return e.usage("restore.to")
	}
	if o.undo && e.noReason() {
		return e.usage("restore.no-resurrect")
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	r, err := e.askedToRestore(cfg, file, o, drill)
	if err != nil {
		return err
	}
	if o.to != "" {
		cfg.Dir = o.to
	}
	if err := e.fit(&cfg); err != nil {
		return err
	}
	if err := e.keysToRestore(&r, o); err != nil {
		return err
	}
	ctx, over := e.stops.job()
	defer over()
	out, err := vault.Restore(ctx, cfg, r)
	switch kind := vault.KindOf(err); {
	case out == nil && kind == vault.Integrity:
		return hinted{err, e.say("hint.bad-backup")}
	case kind == vault.NotPermitted:
		return hinted{err, e.say("hint.as-admin")}
	case out == nil:
		return err
	}
	if err := e.printRestored(out, cfg.Dir, r); err != nil {
		return err
	}
	if err == nil && len(r.Shares) > 0 && !r.Trial && out.Report.OK {
		e.tell("recovery.used")
	}
	if err == nil && !out.Report.OK {
		return hinted{e.printReport(out.Report, nil), e.say("hint.bad-backup")}
	}
	return err
}

// askedToRestore is what the flags say, with what they name read.
func (e *env) askedToRestore(cfg vault.Config, file string, o restoreOptions, drill bool) (r vault.RestoreOptions, err error) {
	r = vault.RestoreOptions{File: file, Trial: o.dryRun || drill, Data: drill, Resurrect: o.undo}
	if !o.onPaper() {
		r.Identity, err = e.restoring(cfg, file)
	} else if r.Admin = o.admin; !r.Trial {
		err = e.checkWorkFactor(o.admin.WorkFactor)
	}
	if err != nil {
		return r, err
	}
	if r.Reason, err = e.why(); err != nil {
		return r, err
	}
	for _, name := range o.against {
		kept, err := e.input(name)
		if err != nil {
			return r, err
		}
		r.Newest = append(r.Newest, kept)
	}
	return r, nil
}

// onPaper says that the sheets of a recovery set open the backup.
func (o restoreOptions) onPaper() bool { return o.admin.Label != "" || o.shares != nil }

// keysToRestore asks for what opens the backup: a passphrase, or sheets and the
// passphrase of whom they enrol.
func (e *env) keysToRestore(r *vault.RestoreOptions, o restoreOptions) (err error) {
	if !o.onPaper() {
		r.Passphrase, _, err = e.passphrase()
		return err
	}
	if r.Shares, err = e.sharesFrom(o.shares, func(first audit.Share) int { return first.Threshold }); err != nil || r.Trial {
		return err
	}
	if o.admin.Label == "" {
		return e.usage("init.no-name")
	}
	r.Admin.Passphrase, err = e.newPassphrase(o.newPassFile, o.admin.Label)
	return err
}

// restoring finds the identity: the one that was named, the one beside the
// backup, or the one in the vault that is there.
func (e *env) restoring(cfg vault.Config, file string) (string, error) {
	name := e.identityName()
	beside := vault.IdentityBeside(file)
	if _, err := os.Stat(beside); name == "" && err == nil {
		return beside, nil
	}
	if _, err := os.Stat(name); name != "" && err == nil {
		return name, nil
	}
	path, err := vault.FindIdentity(cfg, name)
	if vault.KindOf(err) == vault.NoVault {
		return "", e.usage("restore.identity")
	}
	return path, err
}

func (e *env) printRestored(out *vault.RestoreResult, dir string, o vault.RestoreOptions) error {
	trial := o.Trial
	var members []string
	for _, m := range out.Members {
		if m.Revoked < 0 {
			members = append(members, m.Label)
		}
	}
	if e.json {
		return e.printJSON(struct {
			Version  int             `json:"version"`
			Vault    string          `json:"vault"`
			Folder   string          `json:"folder,omitempty"`
			Trial    bool            `json:"trial"`
			OK       bool            `json:"ok"`
			Entries  int64           `json:"entries"`
			Newest   int64           `json:"newest_known"`
			Members  []string        `json:"members"`
			Checked  []string        `json:"checked"`
			Findings []audit.Finding `json:"findings"`
			Erased   []string        `json:"erased_again"`
			Revoked  []string        `json:"revoked_again"`
		}{1, out.Vault.String(), folderOf(dir, trial), trial, out.Report.OK, out.Entries, out.Newest, list(members), list(out.Report.Checked), list(out.Report.Findings), erasedAgain(out, o), revokedAgain(out, trial)})
	}
	state := e.say("check.ok")
	if !out.Report.OK {
		state = e.say("check.bad")
	}
	e.printFields([][2]string{{e.say("label.vault"), out.Vault.String()}, {e.say("label.state"), state},
		{e.say("label.entries"), strconv.FormatInt(out.Entries, 10)}, {e.say("label.checked"), e.names("check", out.Report.Checked)},
		{e.say("label.members"), strings.Join(members, ", ")}})
	switch {
	case out.Newest > out.Entries && trial:
		e.tell("restore.would-lose", out.Entries, out.Newest-1)
	case out.Newest > out.Entries:
		e.tell("restore.lost", out.Entries, out.Newest-1)
	case !out.Known:
		e.tell("restore.unknown")
	}
	e.tellErased(out, o)
	if former := strings.Join(out.Revoked, ", "); former != "" && trial {
		e.tell("restore.would-revoke", former)
	} else if former != "" && out.Report.OK {
		e.tell("restore.revoked", former)
	}
	switch {
	case !out.Report.OK:
	case trial:
		e.tell("restore.trial")
	default:
		e.tell("restore.done", dir)
	}
	return nil
}

func folderOf(dir string, trial bool) string {
	if trial {
		return ""
	}
	return dir
}

// revokedAgain are the memberships that this restore ended.
func revokedAgain(out *vault.RestoreResult, trial bool) []string {
	if trial || !out.Report.OK {
		return []string{}
	}
	return list(out.Revoked)
}

// erasedAgain are the records that this restore erased.
func erasedAgain(out *vault.RestoreResult, o vault.RestoreOptions) []string {
	if o.Trial || o.Resurrect || !out.Report.OK {
		return []string{}
	}
	return idTexts(out.Erased)
}

// tellErased says what became of people who were erased after the backup, and
// that only what is known can be done again.
func (e *env) tellErased(out *vault.RestoreResult, o vault.RestoreOptions) {
	ids := strings.Join(idTexts(out.Erased), ", ")
	switch {
	case !out.Report.OK:
		return
	case ids == "":
	case o.Trial:
		e.tell("restore.would-erase", ids)
	case o.Resurrect:
		e.tell("restore.resurrected", ids)
	default:
		e.tell("restore.erased", ids)
	}
	e.tell("restore.erasures")
}
