package vault

import (
	"slices"
	"time"

	"casevault/audit"
	"casevault/vault/record"
)

// Releases are the lines of the ledger that a filter lets through, oldest first.
type Releases struct {
	List []Release
	Day  string // today, which tells what is due
}

// Due reports whether a release is out there and its time is over.
func (x *Releases) Due(r *Release) bool { return r.Open() && r.Expires != "" && r.Expires <= x.Day }

// Releases returns the ledger: all of it, what is still out there, or of that
// what is due.
func (s *Session) Releases(open, due bool, reason string) (*Releases, error) {
	if err := s.permit(audit.RoleCaseworker, "release"); err != nil {
		return nil, err
	}
	if err := s.need(record.ID{}, nil, "work"); err != nil {
		return nil, err
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	if err := s.commit(audit.Event{Action: "list", Notes: []string{"releases"}, Reason: reason}, writes{}); err != nil {
		return nil, err
	}
	l, err := s.ledger()
	if err != nil {
		return nil, err
	}
	x := &Releases{Day: s.cfg.Now().Format(time.DateOnly)}
	for _, r := range l.releases() {
		if (!open || r.Open()) && (!due || x.Due(&r)) {
			x.List = append(x.List, r)
		}
	}
	return x, nil
}

// Returned notes that the file of a release came back or was destroyed.
func (s *Session) Returned(number int, reason string) error {
	if err := s.permit(audit.RoleCaseworker, "release"); err != nil {
		return err
	}
	if err := s.need(record.ID{}, nil, "work"); err != nil {
		return err
	}
	if err := checkReason(reason, nil); err != nil {
		return err
	}
	l, err := s.ledger()
	if err != nil {
		return err
	}
	return s.noteRelease(l, number, audit.Event{Notes: []string{"returned"}, Reason: reason}, func(r *Release) error {
		if !r.Open() {
			return fail(Usage, "release %d is not out there any more", number)
		}
		r.Returned = s.cfg.Now().Format(time.DateOnly)
		return nil
	})
}

// noteRelease changes a line of the ledger, with an entry that names the release.
func (s *Session) noteRelease(l *ledger, number int, e audit.Event, do func(*Release) error) error {
	if err := l.change(number, do); err != nil {
		return err
	}
	put, err := l.seal(s)
	if err != nil {
		return err
	}
	e.Action = "release"
	e.Notes = append(e.Notes, releaseNote(number))
	return s.commit(e, writes{put: put})
}

// toRecall returns the open releases that any of the records is in.
func (s *Session) toRecall(ids ...record.ID) ([]Release, error) {
	l, err := s.ledger()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(l.releases(), func(r Release) bool {
		return !r.Open() || !slices.ContainsFunc(ids, func(id record.ID) bool { return slices.Contains(r.Records, string(id[:])) })
	}), nil
}
