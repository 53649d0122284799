package vault

import (
	"slices"

	"casevault/audit"
	"casevault/vault/record"
	"casevault/vault/release"
)

// Statistics counts all people of the vault by one thing or by two: see
// [release.NewBy]. Of each thing it needs the compartment. The entry says what
// was counted by, and how many people were.
func (s *Session) Statistics(names []string, reason string) ([]release.By, *release.Table, error) {
	if err := s.permit(audit.RoleCaseworker, "release"); err != nil {
		return nil, nil, err
	}
	by, err := s.countBy(names)
	if err != nil {
		return nil, nil, err
	}
	if err := checkReason(reason, nil); err != nil {
		return nil, nil, err
	}
	e := audit.Event{Action: "release", Notes: []string{"statistics"}, Reason: reason}
	compartments := []record.Compartment{"work"}
	for _, b := range by {
		e.Fields = append(e.Fields, b.Field.Name)
		if c := b.Field.Compartment; !slices.Contains(compartments, c) {
			compartments = append(compartments, c)
		}
	}
	if err := s.need(record.ID{}, e.Fields, compartments...); err != nil {
		return nil, nil, err
	}
	counts, err := s.count(by, compartments)
	if err != nil {
		return nil, nil, err
	}
	table, err := release.NewTable(release.Kinds()["statistics"], counts, len(by) == 2)
	if err != nil {
		return nil, nil, &Error{Failed, err}
	}
	e.Count = table.Total
	return by, table, s.commit(e, writes{})
}

// countBy reads what to count by. Two things that one field says leave cells
// empty that everybody knows to be.
func (s *Session) countBy(names []string) ([]release.By, error) {
	if len(names) < 1 || len(names) > 2 {
		return nil, fail(Usage, "people are counted by one thing or by two")
	}
	var by []release.By
	for _, name := range names {
		b, err := release.NewBy(name, s.schema)
		if err != nil {
			return nil, &Error{Usage, err}
		}
		by = append(by, b)
	}
	if len(by) == 2 && by[0].Field.Name == by[1].Field.Name {
		return nil, fail(Usage, "people are counted by two different fields")
	}
	return by, nil
}

// count opens the compartments of everybody.
func (s *Session) count(by []release.By, compartments []record.Compartment) (map[[2]string]int, error) {
	counts := make(map[[2]string]int)
	err := s.everybody(func(st *stored) error {
		var at [2]string
		for i, b := range by {
			at[i] = b.Value(st.rec)
		}
		counts[at]++
		return nil
	}, compartments...)
	return counts, err
}
