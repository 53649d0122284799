package vault

import (
	"slices"

	"casevault/audit"
	"casevault/vault/record"
)

// Fillable returns the fields that the member can be asked for: those of the
// compartments held, without the journal, which only signed notes enter. Nobody is
// to answer thirty questions and then be refused, so the refusal of an add or edit
// comes here, and is logged here.
func (s *Session) Fillable(action string) ([]record.Field, error) {
	if err := s.permit(audit.RoleCaseworker, action); err != nil {
		return nil, err
	}
	if err := s.need(record.ID{}, nil, "work"); err != nil {
		return nil, err
	}
	fields := slices.Clone(s.schema.Fields())
	return slices.DeleteFunc(fields, func(f record.Field) bool { return f.Name == journal || !s.holds(f.Compartment) }), nil
}

// Same returns the records with the same case number, or name and birth date. Their
// ids alone are no read; [Session.Show] of one is.
func (s *Session) Same(rec *record.Record) ([]record.ID, error) {
	if err := s.permit(audit.RoleCaseworker, "add"); err != nil {
		return nil, err
	}
	return s.sameAs(rec)
}

// CheckReason refuses a reason that must not stand in the log, beside what is
// known of the record so far.
func CheckReason(reason string, rec *record.Record) error { return checkReason(reason, rec) }
