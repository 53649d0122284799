package vault

import (
	"path/filepath"
	"slices"
	"time"

	"casevault/audit"
	"casevault/vault/record"
)

// BreachOptions say what got into other hands: what a member had, or a backup.
type BreachOptions struct {
	Member string
	Backup string    // its file; only the name counts, as in the list of backups
	From   time.Time // since when it may be there
	Trails []Trail   // what auditors' files say of single records
	Reason string
}

// A Trail is what the log says of one record.
type Trail struct {
	Record  record.ID
	Entries []LogEntry
}

// A Breach is what an office needs to know in the first hour: whose data, which
// kinds of it, and whether the log shows that it was opened. Where nothing tells
// exactly, it says too many rather than too few.
type Breach struct {
	Of      BreachOptions
	Who     *audit.Member // nil for a backup
	Made    *BackupLine   // nil for a member
	Opens   []string      // compartments that could be opened
	InForce []string      // of these, those whose key opens what is in the vault now
	Rows    *Rows         // the people, masked
	Erased  []record.ID   // who was erased since, and may have been there
	Looked  bool          // Opened says all that the log knows
	Opened  map[record.ID][]LogEntry
}

// Breach reports what a lost or stolen thing could open. It shows people as
// list does, and is logged as that. Whoever holds audit is told from the log
// what the member opened; others, from the trails that an auditor gave them.
func (s *Session) Breach(o BreachOptions) (*Breach, error) {
	if err := s.permit(audit.RoleAdmin, "breach-report"); err != nil {
		return nil, err
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	if err := s.need(record.ID{}, nil, "work"); err != nil {
		return nil, err
	}
	b := &Breach{Of: o, Opened: make(map[record.ID][]LogEntry)}
	scope := s.memberScope
	if o.Backup != "" {
		scope = s.backupScope
	}
	before, from, err := scope(b)
	if err == nil {
		err = s.affected(b, before, from)
	}
	if err == nil {
		err = s.openedSince(b)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// backupScope finds what a backup holds and opens. A record counts if it was
// made before the first result, or erased in an entry from the second on. Any
// admin's identity of then opens the file, which may hold everybody's.
func (s *Session) backupScope(b *Breach) (before time.Time, from int64, err error) {
	lines, err := s.Backups()
	if err != nil {
		return before, 0, err
	}
	for _, l := range lines {
		if filepath.Base(l.Path) == filepath.Base(b.Of.Backup) {
			b.Made = &l // the newest of that name
		}
	}
	if b.Made == nil {
		return before, 0, fail(NotFound, "the list of backups does not have that file")
	}
	then, err := s.rosterAt(b.Made.Entries)
	if err != nil {
		return before, 0, err
	}
	for _, c := range audit.Compartments() {
		if len(then.Holders(c)) == 0 {
			continue
		}
		b.Opens = append(b.Opens, c)
		if then.Epoch(c).N == s.roster.Epoch(c).N {
			b.InForce = append(b.InForce, c)
		}
	}
	return b.Made.Time.Add(time.Second), b.Made.Entries, nil
}

// memberScope is the same for a member. Grants are only ever added, so what was
// held in the end is what could be opened at any time; and a thief with the
// passphrase of somebody who is still a member opens what is added today.
func (s *Session) memberScope(b *Breach) (before time.Time, from int64, err error) {
	for _, m := range s.roster.Members() {
		if m.Label == b.Of.Member {
			b.Who = m
		}
	}
	if b.Who == nil {
		return before, 0, fail(NotFound, "there is and was no member of that name")
	}
	b.Opens = b.Who.Compartments
	for _, c := range b.Opens {
		if b.Who.Revoked < 0 || s.roster.Pending(c) {
			b.InForce = append(b.InForce, c)
		}
	}
	return s.cfg.Now().AddDate(1, 0, 0), b.Who.Since, nil
}

// rosterAt replays the statements among the first size entries.
func (r *Reader) rosterAt(size int64) (*audit.Roster, error) {
	if size < 1 || size > r.edge.Size() { // anybody can write to that list
		return nil, fail(Integrity, "the list of backups names a log of %d entries, this one has %d", size, r.edge.Size())
	}
	return r.replayTo(size)
}

// affected finds the people: those whose record was there in time, as far as
// any section of it could be opened.
func (s *Session) affected(b *Breach, before time.Time, from int64) error {
	if !slices.ContainsFunc(b.Opens, func(c string) bool { return c != "audit" }) {
		b.Rows = &Rows{}
		return nil
	}
	var lines []entryLine
	err := s.readCatalogue(func(e entryLine) error {
		st, err := s.loadManifest(e.id())
		if err == nil && st.meta().Created.Before(before) {
			lines = append(lines, e)
		}
		return err
	}, "work", "identity")
	if err != nil {
		return err
	}
	for _, text := range s.roster.Erased() {
		if s.roster.ErasedIn(text) >= from {
			b.Erased = append(b.Erased, record.ID([]byte(text)))
		}
	}
	b.Rows, err = s.rows("list", lines, nil, b.Of.Reason, "breach-report")
	return err
}

// openedSince finds in the log, or in the trails, what the member opened.
func (s *Session) openedSince(b *Breach) error {
	if b.Who == nil {
		return nil // what is done with a copy is in no log
	}
	note := func(e *LogEntry) {
		at, err := time.Parse(time.RFC3339, e.Time)
		if e.Member != b.Who.Label || e.Outcome != "done" || err == nil && at.Before(b.Of.From) {
			return
		}
		for _, text := range e.Records {
			if id, err := record.ParseID(text); err == nil {
				b.Opened[id] = append(b.Opened[id], e.of(id))
			}
		}
	}
	if s.audit != nil && s.me.Has(audit.RoleAuditor) {
		b.Looked = true
		return s.readLog(note)
	}
	known := make(map[record.ID]bool)
	for _, t := range b.Of.Trails {
		known[t.Record] = true
		for i := range t.Entries {
			note(&t.Entries[i])
		}
	}
	b.Looked = len(known) > 0
	for _, e := range b.Rows.lines {
		b.Looked = b.Looked && known[e.id()]
	}
	return nil
}

// Check refuses what cannot be reported, before anything is opened.
func (o BreachOptions) Check() error {
	switch {
	case (o.Member == "") == (o.Backup == ""):
		return fail(Usage, "name either a member or a backup")
	case o.From.IsZero():
		return fail(Usage, "say since when it may be in other hands")
	}
	return checkReason(o.Reason, nil)
}
