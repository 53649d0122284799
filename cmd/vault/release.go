package main

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/crypto"
	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/release"
)

type releaseOptions struct {
	vault.ReleaseOptions
	to, newPassFile, expires string
	dryRun                   bool
	stats                    statsOptions
}

func (e *env) releaseCommand() *cobra.Command {
	var o releaseOptions
	c := e.command("release", "release ID…|--all --profile P --to RECIPIENT|--plaintext -o FILE",
		"vault release --all --profile statistics --dry-run\n"+
			"vault release --all --profile media --to age1… -o people.xlsx.age --for \"the newspaper\" --expires 90d\n"+
			"vault release K7QXM-2M9DT --profile partner-medical --new-passphrase-file F -o person.json.age\n"+
			"vault release --stats --by sex,birth_decade\nvault release list --open",
		e.takes(0, 10000), func(args []string) error {
			o.Refs = args
			if o.stats.stats && len(args) > 0 {
				return e.usage("stats.everybody")
			}
			if o.stats.stats {
				o.stats.out = o.File
				return e.releaseStats(o.stats)
			}
			return e.release(o)
		})
	f := c.Flags()
	f.BoolVar(&o.All, "all", false, e.say("flag.release.all"))
	f.StringVar(&o.Profile, "profile", "", e.say("flag.release.profile"))
	f.Var(e.reads(&o.to), "to", e.say("flag.release.to"))
	e.newPassphraseFlags(c, &o.newPassFile, &o.WorkFactor)
	f.BoolVar(&o.Plaintext, "plaintext", false, e.say("flag.release.plaintext"))
	f.StringVar(&o.For, "for", "", e.say("flag.release.for"))
	f.VarP(e.makes(&o.File), "output", "o", e.say("flag.release.output"))
	f.StringVar(&o.Format, "format", "", e.say("flag.release.format"))
	f.StringVar(&o.expires, "expires", "", e.say("flag.release.expires"))
	f.BoolVar(&o.WithoutConsent, "without-consent", false, e.say("flag.release.without-consent"))
	f.BoolVar(&o.dryRun, "dry-run", false, e.say("flag.release.dry-run"))
	e.statsFlags(c, &o.stats)
	c.MarkFlagsMutuallyExclusive("to", "new-passphrase-file", "plaintext")
	c.AddCommand(e.releaseListCommand(), e.command("release.returned", "returned NUMBER", "vault release returned 12 --reason \"deleted, as the letter of 3 May says\"",
		e.takes(1, 1), func(args []string) error { return e.releaseReturned(args[0]) }))
	return c
}

func (e *env) release(o releaseOptions) (err error) {
	if err := e.checkRelease(&o); err != nil {
		return err
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	o.Reason, o.Language = l.reason, e.words.Language()
	if o.newPassFile != "" {
		if o.Passphrase, err = e.newPassphrase(o.newPassFile, ""); err != nil {
			return err
		}
	}
	if o.dryRun {
		return l.session(func(s *vault.Session) error { return e.notReleased(e.tryRelease(s, o.ReleaseOptions), s.Schema()) })
	}
	if err := e.confirmPlaintext(o); err != nil {
		return err
	}
	return l.session(func(s *vault.Session) error {
		ctx, over := e.stops.job()
		defer over()
		out, err := s.Release(ctx, o.ReleaseOptions)
		if err != nil {
			return e.notReleased(err, s.Schema())
		}
		return e.printReleased(o, out, s.Schema())
	})
}

// checkRelease holds the flags against one another, and reads who can open the
// file.
func (e *env) checkRelease(o *releaseOptions) (err error) {
	switch {
	case o.Profile == "":
		return e.usage("release.no-profile")
	case o.All == (len(o.Refs) > 0):
		return e.usage("release.who")
	case o.dryRun && (e.json || !e.screen):
		return e.usage("release.dry-run-screen")
	case o.WithoutConsent && e.noReason():
		return e.usage("release.no-reason")
	}
	if o.Expires, err = e.dueBy(o.expires); err != nil {
		return e.usage("release.expires")
	}
	if o.to != "" {
		if o.Recipients, err = e.recipients(o.to); err != nil {
			return err
		}
	}
	if o.dryRun {
		return nil
	}
	switch {
	case o.to == "" && o.newPassFile == "" && !o.Plaintext:
		return e.usage("release.to-whom")
	case o.File == "":
		return e.usage("release.no-output")
	case o.Plaintext && e.noReason():
		return e.usage("release.no-reason")
	case o.Plaintext && !e.yes && !e.asks():
		return e.usage("release.not-confirmed")
	}
	if err := e.checkWorkFactor(o.WorkFactor); err != nil {
		return err
	}
	return e.releaseFormat(o)
}

// releaseFormat takes the format of the file's name, where none is given, and
// CSV where the name says none, as out.age.
func (e *env) releaseFormat(o *releaseOptions) error {
	if o.Format == "" {
		name := strings.TrimSuffix(strings.ToLower(o.File), ".age")
		o.Format = strings.TrimPrefix(filepath.Ext(name), ".")
		if !slices.Contains(release.Formats(), o.Format) {
			o.Format = "csv"
		}
	}
	if !slices.Contains(release.Formats(), o.Format) {
		return e.usage("release.format", strings.Join(release.Formats(), ", "))
	}
	return nil
}

// recipients reads --to: a recipient, or a file of some.
func (e *env) recipients(to string) ([]string, error) {
	text := []byte(to)
	if !strings.HasPrefix(to, "age1") {
		var err error
		if text, err = e.input(to); err != nil {
			return nil, err
		}
	}
	out, err := crypto.ParseRecipients(text)
	if err != nil {
		return nil, &vault.Error{Kind: vault.Usage, Err: fmt.Errorf("read --to: %w", err)}
	}
	return out, nil
}

func (e *env) confirmPlaintext(o releaseOptions) error {
	if !o.Plaintext {
		return nil
	}
	yes, err := e.confirm(e.say("release.confirm", o.File))
	if err == nil && !yes {
		err = &vault.Error{Kind: vault.Failed, Err: fmt.Errorf("%s", e.say("release.aborted"))}
	}
	return err
}

// notReleased says what to do where it is not the member who lacks something.
func (e *env) notReleased(err error, schema *record.Schema) error {
	var consent *vault.NoConsentError
	var small *release.SmallGroupError
	switch {
	case errors.As(err, &consent):
		return hinted{err, e.say("release.hint.consent")}
	case errors.As(err, &small):
		for i, name := range small.Columns {
			small.Columns[i] = e.fieldName(name, schema) // the log has them; this is for the message
		}
		return hinted{err, e.say("release.hint.small")}
	}
	return err
}

func (e *env) printReleased(o releaseOptions, x *vault.Released, schema *record.Schema) error {
	e.tellLoss(x, schema)
	if o.Plaintext {
		e.tell("release.in-clear", o.File)
	}
	if e.json {
		return e.printJSON(struct {
			Version  int            `json:"version"`
			Release  int            `json:"release"`
			File     string         `json:"file"`
			Hash     string         `json:"sha256"`
			Format   string         `json:"format"`
			Records  int            `json:"records"`
			Profile  string         `json:"profile"`
			Edition  int            `json:"profile_version"`
			Smallest int            `json:"smallest_group"`
			Coarser  []string       `json:"coarser"`
			Marks    map[string]int `json:"marks"`
			Withheld map[string]int `json:"withheld"`
		}{1, x.Number, o.File, x.Hash, o.Format, x.Records, x.Profile, x.Version, x.Smallest, list(x.Coarser), x.Hits, x.Withheld})
	}
	e.printFields(append([][2]string{{e.say("label.release"), strconv.Itoa(x.Number)}, {e.say("label.file"), o.File},
		{e.say("label.hash"), x.Hash}}, e.releasedPairs(x)...))
	return nil
}

// tellLoss says which texts stay, and what leaves coarser than the profile has it.
func (e *env) tellLoss(x *vault.Released, schema *record.Schema) {
	for _, line := range slices.Sorted(maps.Keys(x.Withheld)) {
		e.tell("release.withheld", e.fieldName(line, schema), x.Withheld[line])
	}
	if len(x.Coarser) > 0 {
		e.tell("release.coarser", e.fieldNames(x.Coarser, schema))
	}
}

// releasedPairs are what a release and a dry run both count.
func (e *env) releasedPairs(x *vault.Released) [][2]string {
	var marks []string
	for _, kind := range slices.Sorted(maps.Keys(x.Hits)) {
		marks = append(marks, fmt.Sprintf("%s %d", e.name("mark", kind), x.Hits[kind]))
	}
	pairs := [][2]string{{e.say("label.records"), strconv.Itoa(x.Records)}, {e.say("label.profile"), fmt.Sprintf("%s, %d", x.Profile, x.Version)}}
	if x.Smallest > 0 {
		pairs = append(pairs, [2]string{e.say("label.smallest"), strconv.Itoa(x.Smallest)})
	}
	if len(marks) > 0 {
		pairs = append(pairs, [2]string{e.say("label.marks"), strings.Join(marks, ", ")})
	}
	return pairs
}
