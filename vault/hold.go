package vault

import (
	"slices"
	"strings"

	"casevault/audit"
	"casevault/vault/record"
)

// A hold keeps a record from being erased, for a court or an inquiry. It is a
// setting of its own, "hold-" and the record's id in lower case, "yes" or "no":
// signed by an admin, in force for all, and seen without a key.

const holdPrefix = "hold-"

func holdName(id record.ID) string { return holdPrefix + strings.ToLower(string(id[:])) }

// Held reports whether a hold is on the record.
func (r *Reader) Held(id record.ID) bool {
	value, _ := r.roster.Setting(holdName(id))
	return value == "yes"
}

// Holds returns the records that are held, sorted by id. It needs no key.
func (r *Reader) Holds() []record.ID {
	var held []record.ID
	for _, name := range r.roster.Settings() {
		text, ok := strings.CutPrefix(name, holdPrefix)
		if id, err := record.ParseID(text); ok && err == nil && r.Held(id) {
			held = append(held, id)
		}
	}
	slices.SortFunc(held, record.ID.Compare)
	return held
}

// SetHold puts a hold on a record or removes it. The reason stands in the
// sealed part of the entry.
func (s *Session) SetHold(ref string, on bool, reason string) (record.ID, error) {
	if err := s.permit(audit.RoleAdmin, "hold"); err != nil {
		return record.ID{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return record.ID{}, fail(Usage, "a hold is put on or removed for a reason, which the log keeps")
	}
	id, err := s.resolve(ref)
	if err != nil {
		return record.ID{}, err
	}
	if s.holds("work") {
		err = s.checkReasonOf(id, reason)
	} else {
		err = checkReason(reason, nil)
	}
	if err != nil || s.Held(id) == on {
		return id, err
	}
	value := "no"
	if on {
		value = "yes"
	}
	e := audit.Event{Records: []string{string(id[:])}, Notes: []string{"hold", value}, Reason: reason}
	return id, s.announceSetting(holdName(id), value, e)
}
