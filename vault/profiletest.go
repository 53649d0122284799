package vault

import (
	"crypto/rand"
	"slices"

	"casevault/audit"
	"casevault/vault/record"
	"casevault/vault/release"
)

// A DryRun is what a profile would make of one record.
type DryRun struct {
	ID      record.ID
	Name    string
	Version int
	Changes []release.Change
}

// TestProfile shows what would leave of a record through a profile, value by
// value, before and after. It is a reveal of the fields that the profile lets
// leave in any form, and is logged and permitted like one. Its pseudonyms are
// of nobody: those of a release depend on the recipient.
func (s *Session) TestProfile(name, ref, reason string) (*DryRun, error) {
	if err := s.permit(audit.RoleCaseworker, "profile"); err != nil {
		return nil, err
	}
	if reason == "" {
		return nil, fail(Usage, "a profile is tested for a reason, which the log keeps: it shows the record's fields as they are")
	}
	p, err := s.usableProfile(name)
	if err != nil {
		return nil, err
	}
	id, err := s.resolve(ref)
	if err != nil {
		return nil, err
	}
	fields := leaving(p)
	if err := s.need(id, fields, append(p.Compartments(), "work")...); err != nil {
		return nil, err
	}
	if err := s.checkReasonOf(id, reason); err != nil {
		return nil, err
	}
	e, err := s.revealing(audit.Event{Records: []string{string(id[:])}, Fields: fields, Reason: reason, Notes: []string{profileNote(p.Name, p.Version)}})
	if err != nil {
		return nil, err
	}
	if err := s.commit(e, writes{}); err != nil {
		return nil, err
	}
	st, err := s.load(id, record.Compartments()...)
	if err == nil {
		err = s.checkSignatures(st)
	}
	if err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	rand.Read(key) // never fails
	changes, err := p.Preview(st.rec, release.Occasion{Day: s.cfg.Now(), Key: key}, s.scanner(p, st))
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	return &DryRun{id, p.Name, p.Version, changes}, nil
}

// usableProfile returns the profile in force of that name, if it fits the
// schema.
func (r *Reader) usableProfile(name string) (*release.Profile, error) {
	p, err := r.Profile(name, 0)
	if err == nil && p.Problem != nil {
		err = fail(Failed, "the profile %s does not fit the schema of this vault: %w", name, p.Problem)
	}
	if err != nil {
		return nil, err
	}
	return p.Profile, nil
}

// leaving are the fields that leave through a profile in any form, sorted.
func leaving(p *release.Profile) []string {
	var out []string
	for _, f := range p.Columns() {
		out = append(out, f.Name)
	}
	slices.Sort(out)
	return out
}
