package vault

import (
	"errors"
	"time"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/record"
)

// A LogFilter says which entries AuditLog returns. Zero values do not filter.
type LogFilter struct {
	Since, Until  time.Time // by the entries' clock; Until is excluded
	Actor, Action string
	Record        string // as for Show
	Reveals       bool   // reveal and export of plain data only
	OutsideHours  bool   // Saturday, Sunday, before 8 and from 19 o'clock, where it happened
}

// A LogEntry is an entry that the member may read.
type LogEntry struct {
	Seq                           int64
	Time, Member, Action, Outcome string
	Records                       []string // ids with dash
	Fields                        []string
	Reason                        string
	Count                         int
	Notes                         []string
}

// AuditLog returns entries, oldest first: an auditor's all, anyone else's own.
// Reading the log is itself logged, first.
func (s *Session) AuditLog(f LogFilter) ([]LogEntry, error) {
	var id record.ID
	if f.Record != "" {
		var err error
		if id, err = s.resolve(f.Record); err != nil {
			return nil, err
		}
	}
	e := audit.Event{Action: "audit-log"}
	if f.Record != "" {
		e.Records = []string{string(id[:])}
	}
	if err := s.commit(e, writes{}); err != nil {
		return nil, err
	}
	var out []LogEntry
	err := s.readLog(func(e *LogEntry) {
		if f.fits(e, id) {
			out = append(out, *e)
		}
	})
	return out, err
}

// readLog calls do for each entry that the member may read, oldest first.
func (s *Session) readLog(do func(*LogEntry)) error {
	trails, err := s.trails()
	if err != nil {
		return err
	}
	err = s.st.Scan([]byte{prefixLeaf}, func(_, raw []byte) error {
		e, err := s.readEntry(trails, raw)
		if err == nil && e != nil {
			do(e)
		}
		return err
	})
	return fromStore(err, "read the log")
}

// readEntry opens one entry; nil is one of another member's trail.
func (s *Session) readEntry(trails []*crypto.Key, raw []byte) (*LogEntry, error) {
	l, err := audit.ParseLeaf(raw)
	if err != nil {
		return nil, fail(Integrity, "read the log: %w", err)
	}
	text, err := openBody(trails, l.Body)
	if errors.Is(err, crypto.ErrWrongKey) {
		return nil, nil
	}
	if err != nil {
		return nil, fail(Integrity, "entry %d: %w", l.Seq, err)
	}
	e, signed, sig, err := audit.ParseEvent(text)
	if err != nil {
		return nil, fail(Integrity, "entry %d: %w", l.Seq, err)
	}
	if signer := s.roster.SignerAt(e.Member, l.Seq); signer == nil || !crypto.Verify(signer, sig, "entry", s.VaultID(), l.Head(), signed) {
		return nil, fail(Integrity, "entry %d was not signed by the member it names", l.Seq)
	}
	out := &LogEntry{
		Seq: l.Seq, Time: e.Time, Member: e.Member, Action: e.Action, Outcome: e.Outcome,
		Fields: e.Fields, Reason: record.Printable(e.Reason, false), Count: e.Count, Notes: e.Notes,
	}
	for _, r := range e.Records {
		id, err := record.ParseID(r)
		if err != nil {
			return nil, fail(Integrity, "entry %d names a record that cannot be", l.Seq)
		}
		out.Records = append(out.Records, id.String())
	}
	return out, nil
}

func (f *LogFilter) fits(e *LogEntry, id record.ID) bool {
	t, err := time.Parse(time.RFC3339, e.Time)
	if err != nil {
		return true // shown rather than hidden
	}
	if !f.Since.IsZero() && t.Before(f.Since) || !f.Until.IsZero() && !t.Before(f.Until) {
		return false
	}
	if f.Actor != "" && e.Member != f.Actor || f.Action != "" && e.Action != f.Action || f.Reveals && e.Action != "reveal" {
		return false
	}
	if f.OutsideHours && !outsideHours(t) {
		return false
	}
	if f.Record == "" {
		return true
	}
	for _, r := range e.Records {
		if r == id.String() {
			return true
		}
	}
	return false
}

// outsideHours reports Saturday, Sunday, before 8 and from 19 o'clock, by the
// clock of whoever wrote the entry.
func outsideHours(t time.Time) bool {
	h, d := t.Hour(), t.Weekday()
	return h < 8 || h >= 19 || d == time.Saturday || d == time.Sunday
}
