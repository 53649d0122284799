package vault

import (
	"slices"

	"casevault/audit"
	"casevault/vault/record"
)

// A Who is everything that the log says of one record, oldest first.
type Who struct {
	ID      record.ID
	Entries []LogEntry // that name the record, refused ones too
	// Unnamed are lists since the record came into the vault that showed too
	// many to name each: it may have been among them, and nobody is to be told
	// less than is true.
	Unnamed []LogEntry
}

// AuditWho returns who saw or changed what of a record, when and why, for the
// person it is about. It needs an auditor and no key of any record: the id or
// its beginning is looked for among the keys of the store, and a whole id may
// be of a record that is no longer there.
func (s *Session) AuditWho(ref, reason string) (*Who, error) {
	if err := s.permitAuditor("audit-log"); err != nil {
		return nil, err
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	id, err := s.resolve(ref)
	known := err == nil
	if KindOf(err) == NotFound {
		if whole, bad := record.ParseID(ref); bad == nil {
			id, err = whole, nil
		}
	}
	if err != nil {
		return nil, err
	}
	e := audit.Event{Action: "audit-log", Records: []string{string(id[:])}, Reason: reason}
	if err := s.commit(e, writes{}); err != nil {
		return nil, err
	}
	w := &Who{ID: id}
	err = s.readLog(func(e *LogEntry) {
		switch {
		case slices.Contains(e.Records, id.String()):
			w.Entries = append(w.Entries, e.of(id))
			known = known || e.Action != "audit-log"
		case len(w.Entries) > 0 && e.listsUnnamed():
			w.Unnamed = append(w.Unnamed, *e)
		}
	})
	if err == nil && !known {
		err = fail(NotFound, "neither the vault nor its log knows that record")
	}
	if err != nil {
		return nil, err
	}
	return w, nil
}

// of leaves only one record of those that the entry names: what is made for one
// person must not hold the ids of others.
func (e *LogEntry) of(id record.ID) LogEntry {
	one := *e
	one.Count, one.Records = max(e.Count, len(e.Records)), []string{id.String()}
	return one
}

// listsUnnamed reports a list of records that the entry counts and does not
// name.
func (e *LogEntry) listsUnnamed() bool {
	return (e.Action == "list" || e.Action == "find") && len(e.Records) == 0 && e.Count > 0
}

// permitAuditor checks for the role and the compartment that auditors need, and
// logs a refusal.
func (s *Session) permitAuditor(action string) error {
	if err := s.permit(audit.RoleAuditor, action); err != nil || s.audit != nil {
		return err
	}
	return s.refuse(audit.Event{Fields: []string{"audit"}}, s.lacks("audit"))
}
