package vault

import (
	"context"
	"slices"

	"casevault/audit"
	"casevault/vault/record"
	"casevault/vault/release"
)

// A Trial is what a release would do, to be looked at before it is done.
type Trial struct {
	Released
	Kind   string // the profile's: whom it is for
	People []TrialRecord
	Masked bool // what was before is masked, for want of a reason
}

// A TrialRecord is one person before and after.
type TrialRecord struct {
	ID      record.ID
	Changes []release.Change
}

// shownPeople is of how many people a trial shows every field: more than
// somebody reads would be a way to look at everybody.
const shownPeople = 20

// TryRelease does all that [Session.Release] does but write, and returns what
// would leave of the first people, field by field. What stands there now is
// masked as in a View, unless there is a reason.
func (s *Session) TryRelease(ctx context.Context, o ReleaseOptions) (*Trial, error) {
	r, err := s.startRelease(o)
	if err != nil {
		return nil, err
	}
	if err := r.announce("dry-run"); err != nil {
		return nil, err
	}
	if err := r.reveal(); err != nil {
		return nil, err
	}
	if err := r.mayLeave(ctx); err != nil {
		return nil, err
	}
	t := &Trial{Kind: r.profile.Kind, Masked: o.Reason == ""}
	err = r.rows(ctx, func(st *stored, _ release.Row, scan release.Scanner) error {
		if len(t.People) == shownPeople {
			return nil
		}
		changes, err := r.profile.Preview(st.rec, r.on, scan)
		if err != nil {
			return fail(Failed, "record %s: %w", st.id, err)
		}
		if t.Masked {
			for i := range changes {
				s.maskBefore(&changes[i])
			}
		}
		t.People = append(t.People, TrialRecord{st.id, changes})
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.Released = r.out
	return t, nil
}

// reveal makes it a reveal of the people who are shown, if what stands there now
// is not masked.
func (r *releasing) reveal() error {
	if r.o.Reason == "" {
		return nil
	}
	shown := r.ids[:min(len(r.ids), shownPeople)]
	e, err := r.s.revealing(audit.Event{Records: idStrings(shown), Fields: leaving(r.profile), Reason: r.o.Reason, Notes: []string{"dry-run"}})
	if err != nil {
		return err
	}
	return r.s.commit(e, writes{})
}

// maskBefore masks what stands there now as a View would; marks in it are gone
// then, too.
func (s *Session) maskBefore(c *release.Change) {
	f, ok := s.schema.Field(c.Field)
	if !ok || c.Before == "" || f.Plain {
		return
	}
	mask := f.Mask
	if len(f.Columns) > 0 {
		mask = ""
		i := slices.IndexFunc(f.Columns, func(x record.Column) bool { return x.Name == c.Column })
		if f.Mask == "list" && i >= 0 {
			mask = f.Columns[i].Mask
		}
	}
	c.Before, c.Hits = record.Mask(mask, c.Before), nil
}
