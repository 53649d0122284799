package vault

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"casevault/audit"
	"casevault/vault/record"
)

// Resolve finds the record that a person named, without telling anything else
// of it. That somebody looked for it is not logged.
func (s *Session) Resolve(ref string) (record.ID, error) { return s.resolve(ref) }

// resolve finds the record that a person named: an id or the beginning of one,
// or case:NUMBER (or @NUMBER), the office's own. Nothing of what was typed is
// repeated in an error: it may be a name typed in the wrong place.
func (s *Session) resolve(ref string) (record.ID, error) {
	if number, ok := caseNumber(ref); ok {
		return s.resolveCase(number)
	}
	if err := CheckRef(ref); err != nil {
		return record.ID{}, err
	}
	prefix, _ := record.ParsePrefix(ref)
	var found []record.ID
	err := s.st.ScanKeys(append([]byte{prefixSection}, prefix...), func(key []byte) error {
		p, ok := parsePlace(key)
		if !ok {
			return fail(Integrity, "the store holds a section without a place")
		}
		if len(found) == 0 || found[len(found)-1] != p.id {
			found = append(found, p.id)
		}
		if len(found) > 5 {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return record.ID{}, fromStore(err, "look for the record")
	}
	return onlyOne(found)
}

// CheckRef refuses what can name no record, without looking for one.
func CheckRef(ref string) error {
	_, isCase := caseNumber(ref)
	if _, err := record.ParsePrefix(ref); err != nil && !isCase {
		return fail(NotAnID, "a record is named by its id, or four characters or more that it begins with, or by case:NUMBER")
	}
	return nil
}

var errEnough = errors.New("enough")

func caseNumber(ref string) (string, bool) {
	if n, ok := strings.CutPrefix(ref, "@"); ok {
		return n, true
	}
	if len(ref) >= 5 && strings.EqualFold(ref[:5], "case:") {
		return ref[5:], true
	}
	return "", false
}

func (s *Session) resolveCase(number string) (record.ID, error) {
	if !s.holds("work") {
		return record.ID{}, s.refuse(audit.Event{Fields: []string{"case_id"}},
			fmt.Errorf("name the record by its id: case numbers are part of work, and %w", s.lacks("work")))
	}
	want := record.FoldKey(number)
	if want == "" {
		return record.ID{}, fail(Usage, "a case number is missing")
	}
	var found []record.ID
	if err := s.readCatalogue(func(e entryLine) error {
		if caseID, _, _ := e.workColumns(); caseID == number || record.FoldKey(caseID) == want {
			found = append(found, e.id())
		}
		return nil
	}, "work"); err != nil {
		return record.ID{}, err
	}
	return onlyOne(found)
}

func onlyOne(found []record.ID) (record.ID, error) {
	switch len(found) {
	case 0:
		return record.ID{}, fail(NotFound, "there is no such record")
	case 1:
		return found[0], nil
	}
	names := make([]string, 0, 5)
	for _, id := range found[:min(len(found), 5)] {
		names = append(names, id.String())
	}
	return record.ID{}, fail(Ambiguous, "several records fit: %s", strings.Join(names, ", "))
}

// need checks that the member holds a compartment, and logs a refusal.
func (s *Session) need(id record.ID, fields []string, compartments ...record.Compartment) error {
	for _, c := range compartments {
		if s.holds(c) {
			continue
		}
		e := audit.Event{Fields: fields}
		if id != (record.ID{}) {
			e.Records = []string{string(id[:])}
		}
		return s.refuse(e, s.lacks(string(c)))
	}
	return nil
}

// checkReason refuses a reason that would carry the record's names or a
// person's numbers into the log, where auditors read it who may not know them.
func checkReason(reason string, rec *record.Record) error {
	if !utf8.ValidString(reason) {
		return fail(BadReason, "the reason is not valid UTF-8")
	}
	if record.HasResidentNumber(reason) || hasPhone(reason) {
		return fail(BadReason, "the reason contains a personal number; it stays in the log")
	}
	if rec == nil {
		return nil
	}
	for _, f := range []string{"legal_name", "romanized_name", "alias", "birth_date", "phone", "email"} {
		value := rec.Get(f).Text()
		if utf8.RuneCountInString(value) < 2 {
			continue
		}
		if m, err := record.NewMatcher(value); err == nil && m.Match([]byte(reason)) {
			return fail(BadReason, "the reason contains the record's %s; it stays in the log", f)
		}
	}
	return nil
}

// hasPhone finds a Korean mobile number: 010, 011 and 016 to 019, then seven or
// eight digits, with dashes, dots or spaces between. Other numbers may stand
// before and behind it.
func hasPhone(s string) bool {
	for at := range len(s) {
		if s[at] == '0' && (at == 0 || !isDigit(s[at-1])) && startsPhone(s[at:]) {
			return true
		}
	}
	return false
}

func startsPhone(s string) bool {
	var run []byte
	for i := range len(s) {
		switch {
		case isDigit(s[i]):
			run = append(run, s[i])
		case strings.IndexByte("-. ", s[i]) < 0:
			return isPhone(run)
		case isPhone(run):
			return true
		}
	}
	return isPhone(run)
}

func isPhone(digits []byte) bool {
	return (len(digits) == 10 || len(digits) == 11) && digits[1] == '1' && strings.IndexByte("016789", digits[2]) >= 0
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// cataloguedNames is what the catalogue knows of a record, for checkReason before
// the record itself may be opened.
func (s *Session) cataloguedNames(st *stored) (*record.Record, error) {
	if !s.holds("identity") {
		return s.schema.New(), nil
	}
	page, err := s.catalogue().page("identity", st.manifest.Catalogue)
	if err != nil {
		return nil, err
	}
	for _, line := range page.lines {
		if strings.HasPrefix(line, string(st.id[:])) {
			return s.namesOf(line)
		}
	}
	return s.schema.New(), nil
}

// namesOf reads a record's line of identity, as a section is read: what the
// schema would refuse today, or has no field for any more, was taken once.
func (s *Session) namesOf(line string) (*record.Record, error) {
	names := make(map[string]string)
	for i, value := range strings.Split(line, "\t")[1:] {
		if value != "" {
			names[catalogueFields("identity")[i]] = value
		}
	}
	rec := s.schema.New()
	text, err := json.Marshal(names)
	if err == nil {
		err = rec.Decode("identity", text)
	}
	if err != nil {
		return nil, fail(Integrity, "the catalogue's line of record %s does not parse", record.ID([]byte(line[:len(record.ID{})])))
	}
	return rec, nil
}
