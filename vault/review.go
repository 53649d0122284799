package vault

import (
	"crypto/sha256"
	"slices"
	"time"

	"casevault/audit"
	"casevault/crypto"
)

// A Review is what an auditor reads of one month.
type Review struct {
	Report   // of the whole log and of what is stored
	Vault    string
	Month    string    // YYYY-MM
	Over     bool      // the month was over
	Member   string    // who reviews
	Made     time.Time // by the reviewer's clock
	From, To int64     // the entries it covers; To is excluded, From == To: none
	Sections []Section
}

// Verdict is that of the verification: what the sections show is for people
// to judge.
func (r *Review) Verdict() string {
	if r.OK {
		return audit.Sound
	}
	return audit.Unsound
}

// ReviewOptions say what to review. Sign makes the entry an authority entry
// that vouches for the log before it, with the SHA-256 of the report.
type ReviewOptions struct {
	Month  string // YYYY-MM
	Sign   bool
	Reason string
}

// Review verifies the log as [Session.Verify] does, reads the month's entries,
// and returns what render makes of them. The entry of the review is on the disk
// before anything is returned. It needs an auditor.
func (s *Session) Review(o ReviewOptions, render func(*Review) ([]byte, error)) (*Review, []byte, error) {
	if err := s.permitAuditor("review"); err != nil {
		return nil, nil, err
	}
	if err := checkReason(o.Reason, nil); err != nil {
		return nil, nil, err
	}
	r := &Review{Vault: s.VaultID().String(), Month: o.Month, Member: s.me.Label, Made: s.cfg.Now()}
	begin, err := time.Parse("2006-01", o.Month)
	m, today := monthOf(begin), monthOf(r.Made)
	if err != nil || m > today {
		return nil, nil, fail(Usage, "a review is of a month that has begun, such as 2026-11")
	}
	r.Over = m < today
	if err := s.readMonth(r, m, today); err != nil {
		return nil, nil, err
	}
	report, err := render(r)
	if err != nil {
		return nil, nil, err
	}
	e := audit.Event{Action: "review", Notes: []string{o.Month, r.Verdict()}, Reason: o.Reason}
	var w writes
	if o.Sign {
		st := &audit.Statement{Kind: "review", Review: &audit.Review{
			Month: o.Month, Date: r.Made.Format(time.DateOnly), Verdict: r.Verdict(), Report: sha256.Sum256(report),
		}}
		w.statement, e.Notes = st.Marshal(), append(e.Notes, "signed")
	}
	if err := s.commit(e, w); err != nil {
		return nil, nil, err
	}
	return r, report, nil
}

// readMonth verifies everything and fills the sections.
func (s *Session) readMonth(r *Review, m, today month) error {
	trails, err := s.trails()
	if err != nil {
		return err
	}
	w := s.verification(trails)
	w.signed, w.reviewed = true, s.reviewed()
	report, err := w.run(nil)
	if err != nil {
		return err
	}
	r.Report = *report
	at, dated, err := s.dates(trails)
	if err != nil {
		return err
	}
	from, to := covered(dated, m, today)
	first, end := comparedWith(at, m, from, to)
	entries, err := s.entries(trails, first, end, r)
	if err != nil {
		return err
	}
	r.From, r.To = int64(from), int64(to)
	r.Sections = reviewSections(entries, from-first, to-first, s.Number("reveal-budget"))
	return nil
}

// dates reads when each entry says it was written, as a Unix time and as a
// month; zeros where that cannot be read.
func (s *Session) dates(trails []*crypto.Key) (at []int64, dated []month, err error) {
	err = s.st.Scan([]byte{prefixLeaf}, func(_, raw []byte) error {
		t, m := int64(0), month(0)
		if l, err := audit.ParseLeaf(raw); err == nil {
			if when, err := timeOf(trails, l); err == nil {
				t, m = when.Unix(), monthOf(when)
			}
		}
		at, dated = append(at, t), append(dated, m)
		return nil
	})
	return at, dated, fromStore(err, "read the log")
}

func timeOf(trails []*crypto.Key, l *audit.Leaf) (time.Time, error) {
	text, err := openBody(trails, l.Body)
	if err != nil {
		return time.Time{}, err
	}
	e, _, _, err := audit.ParseEvent(text)
	if err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, e.Time)
}

// comparedWith widens a month's range by what it is compared with: what members
// did in the UsualDays before, and one entry on each side.
func comparedWith(at []int64, m month, from, to int) (first, end int) {
	if from == to {
		return from, to
	}
	old := m.begin().AddDate(0, 0, -UsualDays).Unix()
	first = max(from-1, 0)
	if i := slices.IndexFunc(at, func(t int64) bool { return t >= old }); i >= 0 {
		first = min(first, i)
	}
	return first, min(to+1, len(at))
}

// entries reads a range of entries with their signatures. One that cannot be
// read is a finding, and has no action.
func (s *Session) entries(trails []*crypto.Key, first, end int, r *Review) ([]LogEntry, error) {
	out := make([]LogEntry, 0, end-first)
	for seq := int64(first); seq < int64(end); seq++ {
		raw, err := s.st.Get(key64(prefixLeaf, seq))
		if err != nil {
			return nil, fromStore(err, "read the log")
		}
		e, err := s.readEntry(trails, raw)
		if err == nil && e != nil {
			out = append(out, *e)
			continue
		}
		out = append(out, LogEntry{Seq: seq})
		if !slices.ContainsFunc(r.Findings, func(f audit.Finding) bool { return f.Seq == seq }) {
			r.OK, r.Findings = false, append(r.Findings, audit.Finding{Seq: seq, Check: "signatures", What: "its body does not open, or is not signed by the member it names"})
		}
	}
	return out, nil
}
