package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"time"

	"casevault/audit"
	"casevault/vault/record"
)

// Saved says what a change made.
type Saved struct {
	ID       record.ID
	Revision int
	Warnings []record.Problem
	Same     []record.ID // records with the same case number, or name and birth date
	Recall   []Release   // still out there with a person who withdrew a consent
}

// Add stores a new record from a JSON object of fields.
func (s *Session) Add(object []byte, reason string) (*Saved, error) {
	if err := s.permit(audit.RoleCaseworker, "add"); err != nil {
		return nil, err
	}
	names, values, err := parseObject(object)
	if err != nil {
		return nil, err
	}
	st := &stored{id: record.NewID(), rec: s.schema.New()}
	saved := &Saved{ID: st.id}
	if saved.Warnings, err = s.setFields(st, names, values); err != nil {
		return nil, err
	}
	if len(st.rec.Names()) == 0 {
		return nil, fail(Usage, "a record needs at least one field")
	}
	st.rec.SetDefaults()
	changed := s.compartmentsOf(st.rec.Names())
	if err := s.need(record.ID{}, names, append(changed, "work")...); err != nil {
		return nil, err
	}
	if saved.Same, err = s.sameAs(st.rec); err != nil {
		return nil, err
	}
	if err := s.save(st, changed, true, HistoryLine{Action: "add", Fields: st.rec.Names()}, reason); err != nil {
		return nil, err
	}
	saved.Revision = int(st.revision)
	return saved, nil
}

// Edit applies a JSON merge patch (RFC 7396): null empties a field, a list
// replaces the whole list.
func (s *Session) Edit(ref string, patch []byte, reason string) (*Saved, error) {
	return s.EditAdding(ref, patch, nil, 0, reason)
}

// EditAdding is Edit, but what the patch has for the lists named is added to
// theirs: who adds to a list need not have read it. If since is not 0, the patch
// was made from that revision, and a record that has another is not changed: a
// list would lose what somebody else put into it meanwhile.
func (s *Session) EditAdding(ref string, patch []byte, lists []string, since int, reason string) (*Saved, error) {
	if err := s.permit(audit.RoleCaseworker, "edit"); err != nil {
		return nil, err
	}
	names, values, err := s.parsePatch(patch)
	if err != nil {
		return nil, err
	}
	id, err := s.resolve(ref)
	if err != nil {
		return nil, err
	}
	changed := s.compartmentsOf(names)
	if err := s.need(id, names, append(changed, "work")...); err != nil {
		return nil, err
	}
	if err := s.checkReasonOf(id, reason); err != nil {
		return nil, err
	}
	st, err := s.load(id, changed...)
	if err != nil {
		return nil, err
	}
	if err := s.checkSignatures(st); err != nil {
		return nil, err
	}
	if since != 0 && int(st.revision) != since {
		return nil, fail(Failed, "somebody else changed the record meanwhile")
	}
	saved := &Saved{ID: id}
	before := st.rec.Clone()
	if saved.Warnings, err = s.setFields(st, names, values); err != nil {
		return nil, err
	}
	for _, name := range lists {
		if err := st.rec.Set(name, before.Get(name).Append(st.rec.Get(name).Items()...)); err != nil {
			return nil, &Error{Failed, err}
		}
	}
	if withdrawn(before, st.rec, s.cfg.Now().Format(time.DateOnly)) {
		if saved.Recall, err = s.toRecall(id); err != nil {
			return nil, err
		}
	}
	if err := s.save(st, changed, false, HistoryLine{Action: "edit", Fields: names}, reason); err != nil {
		return nil, err
	}
	saved.Revision = int(st.revision)
	return saved, nil
}

func (s *Session) parsePatch(patch []byte) ([]string, map[string]json.RawMessage, error) {
	names, values, err := parseObject(patch)
	if err != nil {
		return nil, nil, err
	}
	if len(names) == 0 {
		return nil, nil, fail(Usage, "the patch names no field")
	}
	for _, name := range names {
		if _, ok := s.schema.Field(name); !ok {
			return nil, nil, fail(Usage, "the schema has no field %q", record.Printable(name, false))
		}
	}
	return names, values, nil
}

// save writes a record's changed compartments, its catalogue lines and the
// entry in one transaction.
func (s *Session) save(st *stored, changed []record.Compartment, fresh bool, line HistoryLine, reason string) error {
	if err := checkReason(reason, st.rec); err != nil {
		return err
	}
	cat := s.catalogue()
	if fresh {
		if err := cat.assign(st); err != nil {
			return err
		}
	}
	var b sealer
	gone, err := s.putRecord(&b, st, changed, line)
	if err != nil {
		return err
	}
	if err := cat.put(st, changed, fresh); err != nil {
		return err
	}
	cat.flush(&b)
	put, err := b.seal(s)
	if err != nil {
		return err
	}
	e := audit.Event{Action: line.Action, Records: []string{string(st.id[:])}, Fields: line.Fields, Reason: reason}
	return s.commit(e, writes{put: put, delete: gone})
}

// setFields reads the values into the record.
func (s *Session) setFields(st *stored, names []string, values map[string]json.RawMessage) ([]record.Problem, error) {
	var warnings []record.Problem
	for _, name := range names {
		v, problems, err := s.schema.ParseJSON(name, values[name])
		if err != nil {
			kind := Failed
			if _, ok := s.schema.Field(name); !ok {
				kind = Usage
			}
			return nil, &Error{kind, err}
		}
		if err := st.rec.Set(name, v); err != nil {
			return nil, &Error{Failed, err}
		}
		warnings = append(warnings, problems...)
	}
	if err := st.rec.Validate(); err != nil {
		return nil, &Error{Failed, err}
	}
	return warnings, nil
}

// parseObject reads one JSON object. A name that stands twice is refused:
// which of the two values was meant, nobody can tell.
func parseObject(b []byte) ([]string, map[string]json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, fail(Failed, "the input is not a JSON object of fields")
	}
	var names []string
	values := make(map[string]json.RawMessage)
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			return nil, nil, fail(Failed, "the JSON does not parse at byte %d", d.InputOffset())
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, nil, fail(Failed, "the JSON does not parse at byte %d", d.InputOffset())
		}
		if _, twice := values[name]; twice {
			return nil, nil, fail(Failed, "the field %q stands twice in the input", record.Printable(name, false))
		}
		names, values[name] = append(names, name), v
	}
	if _, err := d.Token(); err != nil {
		return nil, nil, fail(Failed, "the JSON object does not end")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, nil, fail(Failed, "something stands behind the JSON object")
	}
	return names, values, nil
}

// sameAs finds records that may be the same person.
func (s *Session) sameAs(rec *record.Record) ([]record.ID, error) {
	number := record.FoldKey(rec.Get("case_id").Text())
	person := record.FoldKey(rec.Get("legal_name").Text(), rec.Get("birth_date").Text())
	if number == "" && person == "" {
		return nil, nil
	}
	var same []record.ID
	birth := rec.Get("birth_date").Text()
	err := s.readCatalogue(func(e entryLine) error {
		caseID, _, _ := e.workColumns()
		legal, _, _, born := e.identityColumns()
		if number != "" && record.FoldKey(caseID) == number ||
			person != "" && born == birth && record.FoldKey(legal, born) == person {
			same = append(same, e.id())
		}
		return nil
	}, "work", "identity")
	return same, err
}
