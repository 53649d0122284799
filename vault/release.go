package vault

import (
	"bytes"
	"context"
	"errors"
	"os"
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
	if o.Reason == "" && (o.Plaintext || o.WithoutConsent) {
		return nil, fail(Usage, "what leaves in clear or without consent leaves for a reason, which the log keeps")
	}
	if len(o.For) > maxRecipient {
		return nil, fail(Usage, "the name of the recipient is longer than %d bytes", maxRecipient)
	}
	if o.Expires != "" && o.Expires < s.cfg.Now().Format(time.DateOnly) {
		return nil, fail(Usage, "the day on which the file is to be back is over")
	}
	r := &releasing{s: s, o: o, on: release.Occasion{Day: s.cfg.Now()}, signed: make(map[[32]byte]bool)}
	var err error
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
	if err := s.need(record.ID{}, nil, r.forms().Compartments()...); err != nil {
		return nil, err
	}
	return r, nil
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
	return nil
}

// releasable finds the records, in the order of their ids: these are random, so
// the order of the rows tells nothing.
func (s *Session) releasable(o ReleaseOptions) (ids []record.ID, err error) {
	if o.All {
		err = s.eachRecord(func(id record.ID) error { ids = append(ids, id); return nil })
	}
	for _, ref := range o.Refs {
		id, err := s.resolve(ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b record.ID) int { return bytes.Compare(a[:], b[:]) })
	if ids = slices.Compact(ids); len(ids) == 0 && err == nil {
		err = fail(Usage, "there is nobody to release")
	}
	return ids, err
}

// eachRecord calls do with the id of every record that is stored.
func (s *Session) eachRecord(do func(record.ID) error) error {
	var last record.ID
	return fromStore(s.st.ScanKeys([]byte{prefixSection}, func(key []byte) error {
		p, ok := parsePlace(key)
		if !ok || p.id == last {
			return nil
		}
		last = p.id
		return do(p.id)
	}), "look for records")
}

// checkTexts refuses a reason, or a name of the recipient, with the names of
// somebody in it whose record leaves.
func (s *Session) checkTexts(ids []record.ID, texts ...string) error {
	texts = slices.DeleteFunc(texts, func(t string) bool { return t == "" })
	for _, t := range texts {
		if err := checkReason(t, nil); err != nil {
			return err
		}
	}
	if len(texts) == 0 || !s.holds("identity") {
		return nil
	}
	leaves := make(map[record.ID]bool, len(ids))
	for _, id := range ids {
		leaves[id] = true
	}
	return s.readCatalogue(func(e entryLine) error {
		if e.identity == "" || !leaves[e.id()] {
			return nil
		}
		rec, err := s.namesOf(e.identity)
		for _, t := range texts {
			err = errors.Join(err, checkReason(t, rec))
		}
		return err
	}, "work", "identity")
}

// checkConsent refuses who did not consent to what the profile needs.
func (r *releasing) checkConsent(ctx context.Context) error {
	if r.profile.Consent == "" {
		return nil
	}
	w := wish{day: r.on.Day.Format(time.DateOnly)}
	w.of(r.profile, r.o.For)
	var without []record.ID
	err := r.each(ctx, func(st *stored) error {
		if !w.met(st.rec) {
			without = append(without, st.id)
		}
		return nil
	}, "work")
	if err != nil {
		return err
	}
	if len(without) == 0 {
		return nil
	}
	if r.o.WithoutConsent {
		r.without = len(without)
		return nil
	}
	e := audit.Event{Notes: []string{"release", "consent"}, Count: len(without), Reason: r.o.Reason}
	return r.s.refuse(e, &NoConsentError{r.profile.Consent, without})
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

func idStrings(ids []record.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id[:])
	}
	return out
}

// each loads compartments of the records, in the order of their ids: one after
// the other, or of many by reading the store from end to end.
func (r *releasing) each(ctx context.Context, fn func(*stored) error, compartments ...record.Compartment) error {
	next := 0
	visit := func(st *stored) error {
		next++
		if ctx.Err() != nil {
			return fail(Interrupted, "the release was interrupted; there is no file")
		}
		return fn(st)
	}
	if len(r.ids) <= namedRecords {
		for _, id := range r.ids {
			st, err := r.s.load(id, compartments...)
			if err == nil {
				err = visit(st)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	err := r.s.everybody(func(st *stored) error {
		if next == len(r.ids) || st.id != r.ids[next] {
			return nil
		}
		return visit(st)
	}, compartments...)
	if err == nil && next < len(r.ids) {
		err = fail(Integrity, "record %s is missing", r.ids[next])
	}
	return err
}

// rows calls do with what leaves of every record, in the forms that the gate
// decided on.
func (r *releasing) rows(ctx context.Context, do func(*stored, release.Row, release.Scanner) error) error {
	r.out.Hits, r.out.Withheld = make(map[string]int), make(map[string]int)
	done := 0
	return r.each(ctx, func(st *stored) error {
		for _, sec := range st.sections {
			if !r.s.signedAmong(sec, r.signed) {
				return fail(Integrity, "record %s: a part was not signed by a member", st.id)
			}
		}
		scan := r.s.scanner(r.profile, st)
		row, err := r.profile.Apply(st.rec, r.on, scan)
		if err != nil {
			return fail(Failed, "record %s: %w", st.id, err)
		}
		for kind, n := range row.Hits() {
			r.out.Hits[kind] += n
		}
		for _, line := range row.Withheld() {
			r.out.Withheld[line]++
		}
		done++
		r.s.cfg.progress(done, len(r.ids))
		return do(st, row, scan)
	}, r.opens()...)
}

// opens are the compartments that the profile and the scan need.
func (r *releasing) opens() []record.Compartment {
	if r.profile.Scans() {
		return record.Compartments()
	}
	return append(r.profile.Compartments(), "work")
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
