package vault

import (
	"time"

	"casevault/audit"
)

// unreviewed is how long a log may grow before the first review is missed. When
// the vault was founded is sealed; a count of entries cannot be set back like a
// clock.
const unreviewed = 100

// warnings collects notices instead of telling them at once.
type warnings []Notice

func (w *warnings) notice(code string, args ...any) { *w = append(*w, Notice{code, args}) }

// review returns the newest signed review, nil without any, and warns when it
// is older than the setting review-days, or found something. Its date is in
// clear and was given by the clock of who signed: one in the future must not
// keep the warning away for years.
func (r *Reader) review() (*audit.Reviewed, []Notice) {
	var w warnings
	all := r.roster.Reviews()
	if len(all) == 0 {
		if r.edge.Size() > unreviewed {
			w.notice("review-never", r.edge.Size())
		}
		return nil, w
	}
	last := &all[len(all)-1]
	now := r.cfg.Now()
	tomorrow, days := now.AddDate(0, 0, 1).Format(time.DateOnly), r.Number("review-days") // where the sun rises earlier it is tomorrow
	if last.Date < now.AddDate(0, 0, -days).Format(time.DateOnly) {
		w.notice("review-overdue", last.Date, days)
	}
	if last.Date > tomorrow {
		w.notice("review-ahead", last.Date)
	}
	if last.Verdict != audit.Sound {
		w.notice("review-unsound", last.Month)
	}
	return last, w
}

// recovery returns the recovery set in force, nil without any, and what is to be
// said of it. Its shares were in one place when they were made and when they were
// used; after that only a new set is known to be with those who keep it.
func (r *Reader) recovery() (*audit.RecoverySet, []Notice) {
	var w warnings
	x := r.roster.Recovery()
	switch {
	case x == nil && r.edge.Size() > unreviewed:
		w.notice("recovery-never")
	case x == nil:
	case x.Used >= 0:
		w.notice("recovery-used")
	case r.roster.RecoveryDue():
		w.notice("recovery-maker", x.Member)
	}
	return x, w
}

// backup returns the newest backup that was made from here, and what is to be
// said of its age. The list that tells it is not authenticated: whoever can
// write to the folder can silence this.
func (r *Reader) backup() (*BackupLine, []Notice, error) {
	var w warnings
	made, err := r.Backups()
	if err != nil {
		return nil, nil, err
	}
	if len(made) == 0 {
		if r.edge.Size() > unreviewed {
			w.notice("backup-never")
		}
		return nil, w, nil
	}
	last := &made[len(made)-1]
	if days := r.Number("backup-days"); last.Time.Before(r.cfg.Now().AddDate(0, 0, -days)) {
		w.notice("backup-overdue", last.Time.Format(time.DateOnly), days)
	}
	return last, w, nil
}
