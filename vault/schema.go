package vault

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"strings"

	"casevault/audit"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// CompareSchema reads a schema and returns in what it differs from the one in
// force. It needs no key, and so does not know what records hold.
func (r *Reader) CompareSchema(text []byte) ([]record.SchemaChange, error) {
	_, changes, err := r.compareSchema(text)
	return changes, err
}

func (r *Reader) compareSchema(text []byte) (*record.Schema, []record.SchemaChange, error) {
	to, err := record.ParseSchema(text)
	if err != nil {
		return nil, nil, &Error{Failed, err}
	}
	return to, r.schema.Changes(to), nil
}

// EditSchema puts another schema into force, for everybody. A change that would
// take something from records is refused while any record holds it; to know, the
// admin needs the compartment. The entry names the fields and, of those of which
// more is shown from now on, that they were loosened: an auditor reviews it. It
// is the admin's program that says so.
func (s *Session) EditSchema(text []byte, reason string) ([]record.SchemaChange, error) {
	if err := s.permit(audit.RoleAdmin, "schema"); err != nil {
		return nil, err
	}
	if strings.TrimSpace(reason) == "" {
		return nil, fail(Usage, "the schema is changed for a reason, which the log keeps")
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	to, changes, err := s.compareSchema(text)
	if err != nil {
		return nil, err
	}
	if now, err := s.SchemaJSON(); err != nil || bytes.Equal(bytes.TrimSpace(now), bytes.TrimSpace(text)) {
		return nil, cmp.Or(err, fail(Usage, "that schema is in force already"))
	}
	if err := s.nothingLost(changes); err != nil {
		return nil, err
	}
	e := audit.Event{Action: "schema", Reason: reason}
	for _, c := range changes {
		e.Fields = append(e.Fields, c.Name)
		if c.What == record.Loosened {
			e.Notes = append(e.Notes, "loosened:"+c.Name)
		}
	}
	hash := sha256.Sum256(text)
	st := &audit.Statement{Kind: "schema", Schema: &hash}
	w := writes{put: []store.KV{{Key: []byte{prefixSchema}, Value: bytes.Clone(text)}}, statement: st.Marshal()}
	if err := s.commit(e, w); err != nil {
		return nil, err
	}
	s.schema = to
	return changes, nil
}

// nothingLost counts the records that hold what changes would take from them.
func (s *Session) nothingLost(changes []record.SchemaChange) error {
	compartments := []record.Compartment{"work"}
	var breaking []record.SchemaChange
	for _, c := range changes {
		if c.Breaks() {
			breaking, compartments = append(breaking, c), append(compartments, c.Compartment())
		}
	}
	if breaking == nil {
		return nil
	}
	if err := s.need(record.ID{}, nil, compartments...); err != nil {
		return err
	}
	held := make([]int, len(breaking))
	err := s.everybody(func(st *stored) error {
		for i, c := range breaking {
			if c.Held(st.rec) {
				held[i]++
			}
		}
		return nil
	}, compartments...)
	if err != nil {
		return err
	}
	for i, c := range breaking {
		if held[i] > 0 {
			return fail(Failed, "the field %s cannot be changed like this: records that hold what would be lost: %d", c.Name, held[i])
		}
	}
	return nil
}
