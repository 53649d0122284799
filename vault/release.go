package vault

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
	"casevault/vault/release"
)

// ReleaseOptions say whose records leave, in which form, and for whom.
type ReleaseOptions struct {
	Refs    []string // records, or
	All     bool
	Profile string

	// Who can open the file: age recipients, or who knows the passphrase, or
	// anybody.
	Recipients []string
	Passphrase crypto.Passphrase
	WorkFactor int
	Plaintext  bool
	For        string // whom it is for, in the member's words; may be empty

	File     string // must not exist
	Format   string // one of release.Formats
	Language string // of headers
	Expires  string // YYYY-MM-DD, when it is to be back or destroyed; may be empty
	Reason   string

	WithoutConsent bool // for the reason given
}

// maxRecipient bounds the name of a recipient, in bytes.
const maxRecipient = 200

// kind is how the file is sealed.
func (o *ReleaseOptions) kind() string {
	switch {
	case o.Plaintext:
		return "plaintext"
	case o.Passphrase != "":
		return "passphrase"
	}
	return "age"
}

// Released says what left, or would.
type Released struct {
	Number   int    // in the ledger; 0 in a dry run
	Hash     string // SHA-256 of the file, hex
	Records  int
	Profile  string
	Version  int
	Coarser  []string       // lines of the profile that left in a coarser form, for the groups' sake
	Smallest int            // people in the smallest group; 0 if none was counted
	Hits     map[string]int // marks that the scan made, by kind
	Withheld map[string]int // lines on which it could not run, in how many records
}

// A releasing is a release on its way.
type releasing struct {
	s       *Session
	o       ReleaseOptions
	profile *release.Profile
	ids     []record.ID
	ledger  *ledger
	earlier earlierReleases
	on      release.Occasion
	event   audit.Event
	signed  map[[32]byte]bool // signatures that were checked
	without int               // how many leave without consent
	out     Released
}

// Release writes records through a profile into a new file. The entry in the log
// comes before any record is opened; what the ledger and the log say of the file
// is on the disk before it gets its name, so that a crash may leave a line
// without a file, never a file without a line.
func (s *Session) Release(ctx context.Context, o ReleaseOptions) (*Released, error) {
	r, err := s.startRelease(o)
	if err != nil {
		return nil, err
	}
	if err := s.outputPath(o.File); err != nil {
		return nil, err
	}
	if err := r.announce("begun"); err != nil {
		return nil, err
	}
	if err = r.mayLeave(ctx); err == nil {
		err = r.write(ctx)
	}
	if err != nil {
		return nil, err
	}
	return &r.out, nil
}

// startRelease checks all that can be checked before a record is opened.
func (s *Session) startRelease(o ReleaseOptions) (*releasing, error) {
	if err := s.permit(audit.RoleCaseworker, "release"); err != nil {
		return nil, err
	}
	r := &releasing{s: s, o: o, on: release.Occasion{Day: s.cfg.Now()}, signed: make(map[[32]byte]bool)}
	err := o.check(r.on.Day.Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	if r.profile, err = s.usableProfile(o.Profile); err != nil {
		return nil, err
	}
	r.out.Profile, r.out.Version = r.profile.Name, r.profile.Version
	if err := s.need(record.ID{}, nil, append(r.profile.Compartments(), "work")...); err != nil {
		return nil, err
	}
	if r.ids, err = s.releasable(o); err != nil {
		return nil, err
	}
	if len(r.ids) > 1 && r.profile.Kind == "subject" {
		return nil, fail(Usage, "the profile %s is for the person themselves: release one record at a time", r.profile.Name)
	}
	r.out.Records = len(r.ids)
	if err := s.checkTexts(r.ids, o.Reason, o.For); err != nil {
		return nil, err
	}
	if r.ledger, err = s.ledger(); err != nil {
		return nil, err
	}
	if r.on.Key, err = r.pseudonymKey(); err != nil {
		return nil, err
	}
	r.earlier = r.findEarlier()
	if r.profile.K > 1 { // what the recipient was given earlier may be of other compartments
		err = s.need(record.ID{}, nil, r.forms().Compartments()...)
	}
	return r, err
}

// check holds the options against one another.
func (o *ReleaseOptions) check(today string) error {
	switch {
	case o.Reason == "" && (o.Plaintext || o.WithoutConsent):
		return fail(Usage, "what leaves in clear or without consent leaves for a reason, which the log keeps")
	case len(o.For) > maxRecipient:
		return fail(Usage, "the name of the recipient is longer than %d bytes", maxRecipient)
	case o.Expires != "" && o.Expires < today:
		return fail(Usage, "the day on which the file is to be back is over")
	}
	return nil
}

// mayLeave holds the people against what the profile asks of them.
func (r *releasing) mayLeave(ctx context.Context) error {
	if err := r.checkConsent(ctx); err != nil {
		return err
	}
	return r.gate(ctx)
}

// outputPath refuses a place that the file cannot have.
func (s *Session) outputPath(path string) error {
	if inside(s.cfg.Dir, path) {
		return fail(Usage, "the vault's own folder is no place for a file that leaves it")
	}
	if _, err := os.Lstat(path); err == nil {
		return fail(Failed, "the file %s exists already", path)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return fail(Failed, "the folder of the file: %w", err)
	}
	return nil
}

// announce writes the entries that name the records, before they are opened. An
// entry has room for some thousand ids; more entries stand behind one another.
func (r *releasing) announce(step string) error {
	r.event.Action, r.event.Reason = "release", r.o.Reason
	r.event.Notes = []string{step, profileNote(r.profile.Name, r.profile.Version), "recipient:" + r.o.kind()}
	r.event.Fields = leaving(r.profile)
	var g group
	for part := range slices.Chunk(r.ids, ledgerIDs) {
		e := r.event
		e.Count, e.Records = len(part), idStrings(part)
		if err := g.add(r.s, e, writes{}); err != nil {
			return err
		}
	}
	return g.commit(r.s)
}

// pseudonymKey is another for each recipient, so that what two were given
// cannot be joined by it. Who is not named is nobody again.
func (r *releasing) pseudonymKey() ([]byte, error) {
	whom := r.o.kind() + "\x00" + strings.Join(r.o.Recipients, "\x00")
	if len(r.o.Recipients) == 0 {
		if whom += record.FoldKey(r.o.For); r.o.For == "" {
			key := crypto.NewSecret()
			return key[:], nil
		}
	}
	key, err := r.s.secrets["work"].Derive("pseudonym", r.s.VaultID(), whom)
	if err != nil {
		return nil, fail(Failed, "make the key of pseudonyms: %w", err)
	}
	return key, nil
}
