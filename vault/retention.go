package vault

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"

	"casevault/audit"
	"casevault/vault/record"
)

// How long an office keeps records after a case is closed is its rule, by
// programme. A rule is a setting, signed by an admin and in force for all:
// "retention-" and a hash of the programme's name, since names that an office
// gives its programmes are not for everybody to read, with a number of years. A
// guess at a name can be confirmed by who has the folder; it tells of no person.

const (
	retentionPrefix = "retention-"
	noRetention     = "none"
	maxRetention    = 100 // years
)

// retentionName is the setting of a programme: 16 hex digits of
// SHA-256("casevault/v1/programme\0" ‖ vault id ‖ name as records have it).
func (r *Reader) retentionName(programme string) string {
	id := r.VaultID()
	b := append([]byte("casevault/v1/programme\x00"), id[:]...)
	h := sha256.Sum256(append(b, programme...))
	return retentionPrefix + hex.EncodeToString(h[:8])
}

// retention returns the years that a programme's records are kept after their
// case was closed; ok is false if there is no rule.
func (r *Reader) retention(programme string) (years int, ok bool) {
	text, _ := r.roster.Setting(r.retentionName(programme))
	years, err := strconv.Atoi(text)
	return years, err == nil && 0 < years && years <= maxRetention && programme != ""
}

// SetRetention makes or changes the rule of a programme; 0 years removes it.
func (s *Session) SetRetention(programme string, years int, reason string) error {
	if err := s.permit(audit.RoleAdmin, "retention"); err != nil {
		return err
	}
	v, _, err := s.schema.Parse("programme", programme)
	if err != nil || v.Text() == "" || years < 0 || years > maxRetention {
		return fail(Usage, "a rule is a programme's name and 1 to %d years, or 0 for none", maxRetention)
	}
	if err := checkReason(reason, nil); err != nil {
		return err
	}
	name, value := s.retentionName(v.Text()), noRetention
	if years > 0 {
		value = strconv.Itoa(years)
	}
	return s.announceSetting(name, value, audit.Event{Notes: []string{name, value}, Reason: reason})
}

// A Due is what the rules of retention say.
type Due struct {
	Rows    *Rows       // closed for longer than the rule of their programme, masked
	Held    []record.ID // of these, those with a hold
	Unruled int         // closed, of a programme without a rule or of none
}

// Retention lists the records whose time is over, as list does, and is logged
// as that. It erases nothing. Closed records of a programme without a rule are
// counted, so that a name that was written otherwise is noticed.
func (s *Session) Retention(reason string) (*Due, error) {
	if err := s.permit(audit.RoleCaseworker, "list"); err != nil {
		return nil, err
	}
	fields := []string{"programme", "closed_on"}
	if err := s.need(record.ID{}, fields, "work"); err != nil {
		return nil, err
	}
	today := s.cfg.Now().Format(time.DateOnly)
	due := new(Due)
	var lines []entryLine
	err := s.readCatalogue(func(e entryLine) error {
		st, err := s.loadManifest(e.id())
		if err != nil {
			return err
		}
		closed, err := time.Parse(time.DateOnly, st.rec.Get("closed_on").Text())
		if err != nil {
			return nil // not closed
		}
		years, ok := s.retention(st.rec.Get("programme").Text())
		switch {
		case !ok:
			due.Unruled++
		case closed.AddDate(years, 0, 0).Format(time.DateOnly) <= today:
			lines = append(lines, e)
			if s.Held(e.id()) {
				due.Held = append(due.Held, e.id())
			}
		}
		return nil
	}, "work", "identity")
	if err != nil {
		return nil, err
	}
	due.Rows, err = s.rows("list", lines, fields, reason, "retention-due")
	return due, err
}

// A RetentionRule is how long a programme's records are kept.
type RetentionRule struct {
	Programme string // "" if no record is of it
	Years     int
}

// RetentionRules lists the rules. The names are those that records have.
func (s *Session) RetentionRules(reason string) ([]RetentionRule, error) {
	if err := s.need(record.ID{}, []string{"programme"}, "work"); err != nil {
		return nil, err
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	if err := s.commit(audit.Event{Action: "list", Fields: []string{"programme"}, Reason: reason, Notes: []string{"retention-rules"}}, writes{}); err != nil {
		return nil, err
	}
	names := make(map[string]string)
	err := s.readCatalogue(func(e entryLine) error {
		st, err := s.loadManifest(e.id())
		if err == nil {
			programme := st.rec.Get("programme").Text()
			names[s.retentionName(programme)] = programme
		}
		return err
	}, "work")
	if err != nil {
		return nil, err
	}
	var rules []RetentionRule
	for _, name := range s.roster.Settings() {
		text, _ := s.roster.Setting(name)
		if years, err := strconv.Atoi(text); err == nil && strings.HasPrefix(name, retentionPrefix) {
			rules = append(rules, RetentionRule{record.Printable(names[name], false), years})
		}
	}
	slices.SortFunc(rules, func(a, b RetentionRule) int {
		return cmp.Or(strings.Compare(a.Programme, b.Programme), cmp.Compare(a.Years, b.Years))
	})
	return rules, nil
}
