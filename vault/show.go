package vault

import (
	"slices"

	"casevault/audit"
	"casevault/vault/record"
)

// Show returns a record as the member may see it. Fields in reveal, or all
// that the member holds if it is "all", are shown unmasked, for which there
// must be a reason.
func (s *Session) Show(ref string, reveal []string, reason string) (record.View, error) {
	var none record.View
	if err := s.permit(audit.RoleCaseworker, "show"); err != nil {
		return none, err
	}
	fields, err := s.revealed(reveal, reason)
	if err != nil {
		return none, err
	}
	id, err := s.resolve(ref)
	if err != nil {
		return none, err
	}
	if err := s.need(id, fields, append(s.compartmentsOf(fields), "work")...); err != nil {
		return none, err
	}
	if err := s.checkReasonOf(id, reason); err != nil {
		return none, err
	}
	e := audit.Event{Action: "show", Records: []string{string(id[:])}, Fields: fields, Reason: reason}
	if len(fields) > 0 {
		if e, err = s.revealing(e); err != nil {
			return none, err
		}
	}
	if err := s.commit(e, writes{}); err != nil {
		return none, err
	}
	st, err := s.load(id, record.Compartments()...)
	if err != nil {
		return none, err
	}
	if err := s.checkSignatures(st); err != nil {
		return none, err
	}
	return st.rec.View(st.meta(), s.holds, func(f string) bool { return slices.Contains(fields, f) }), nil
}

// revealed checks the names in reveal and replaces "all".
func (s *Session) revealed(reveal []string, reason string) ([]string, error) {
	var fields []string
	for _, name := range reveal {
		if name == "all" {
			for _, f := range s.schema.Fields() {
				if s.holds(f.Compartment) {
					fields = append(fields, f.Name)
				}
			}
			continue
		}
		if _, ok := s.schema.Field(name); !ok {
			return nil, fail(Usage, "the schema has no field %q", name)
		}
		fields = append(fields, name)
	}
	if len(fields) > 0 && reason == "" {
		return nil, fail(Usage, "fields are revealed for a reason, which the log keeps")
	}
	slices.Sort(fields)
	return slices.Compact(fields), nil
}

func (s *Session) compartmentsOf(fields []string) []record.Compartment {
	var out []record.Compartment
	for _, c := range record.Compartments() {
		for _, name := range fields {
			if f, ok := s.schema.Field(name); ok && f.Compartment == c {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// checkReasonOf checks a reason before the record may be opened: against the
// catalogue, whose lines are not shown.
func (s *Session) checkReasonOf(id record.ID, reason string) error {
	if reason == "" {
		return nil
	}
	st, err := s.loadManifest(id)
	if err != nil {
		return err
	}
	names, err := s.cataloguedNames(st)
	if err != nil {
		return err
	}
	return checkReason(reason, names)
}

// A History is who changed what of a record, and when; old values are not kept.
type History struct {
	ID    record.ID
	Lines []HistoryLine // oldest first
}

// History returns the history of a record.
func (s *Session) History(ref, reason string) (*History, error) {
	if err := s.permit(audit.RoleCaseworker, "history"); err != nil {
		return nil, err
	}
	id, err := s.resolve(ref)
	if err != nil {
		return nil, err
	}
	if err := s.need(id, nil, "work"); err != nil {
		return nil, err
	}
	if err := s.checkReasonOf(id, reason); err != nil {
		return nil, err
	}
	if err := s.commit(audit.Event{Action: "history", Records: []string{string(id[:])}, Reason: reason}, writes{}); err != nil {
		return nil, err
	}
	st, err := s.loadManifest(id)
	if err != nil {
		return nil, err
	}
	h := &History{ID: id}
	for n := uint32(1); n < st.pages("work"); n++ {
		sec, err := s.openSection(place{id, "work", n}, s.keys["work"])
		if err != nil {
			return nil, err
		}
		st.sections = append(st.sections, sec)
		var p historyPage
		if sec.Revision != st.manifest.Pages[pageName("work", n)] || strictJSON(sec.Payload, &p) != nil {
			return nil, fail(Integrity, "%s does not parse or is an old copy", place{id, "work", n})
		}
		h.Lines = append(h.Lines, p.History...)
	}
	h.Lines = append(h.Lines, st.manifest.History...)
	return h, s.checkSignatures(st)
}
