package vault

import (
	"slices"
	"testing"

	"casevault/vault/record"
)

func TestRetention(t *testing.T) {
	t.Parallel()
	base := newVault(t) // its clock says 2026-11-23
	with(t, base, func(s *Session) {
		over := add(t, s, `{"case_id":"A-1","status":"closed","programme":"정착 지원","closed_on":"2021-11-23"}`)
		held := add(t, s, `{"case_id":"A-2","status":"closed","programme":"정착 지원","closed_on":"2020-02-29"}`)
		add(t, s, `{"case_id":"A-3","status":"closed","programme":"정착 지원","closed_on":"2021-11-24"}`)
		add(t, s, `{"case_id":"A-4","status":"closed","programme":"clinic","closed_on":"2001-01-01"}`)
		add(t, s, `{"case_id":"A-5","status":"closed","closed_on":"2001-01-01"}`)
		add(t, s, `{"case_id":"A-6","programme":"정착 지원"}`)
		due := func() (ids []record.ID, d *Due) {
			d, err := s.Retention("")
			if err != nil {
				t.Fatal(err)
			}
			for row := range d.Rows.All() {
				ids = append(ids, row.ID())
			}
			return ids, d
		}
		if ids, d := due(); len(ids) != 0 || d.Unruled != 5 {
			t.Errorf("without a rule: %v, %d unruled", ids, d.Unruled)
		}
		for _, years := range []int{-1, 101} {
			wantKind(t, s.SetRetention("clinic", years, ""), Usage)
		}
		wantKind(t, s.SetRetention(" ", 5, ""), Usage)
		if err := s.SetRetention(" 정착 지원 ", 5, "the law"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SetHold(held.String(), true, "court"); err != nil {
			t.Fatal(err)
		}
		ids, d := due()
		if len(ids) != 2 || !slices.Contains(ids, over) || !slices.Equal(d.Held, []record.ID{held}) || d.Unruled != 2 {
			t.Errorf("%v, %+v", ids, d)
		}
		rules, err := s.RetentionRules("")
		if err != nil || len(rules) != 1 || rules[0].Years != 5 || rules[0].Programme == "" {
			t.Errorf("%+v, %v", rules, err)
		}
		if err := s.SetRetention("정착 지원", 0, ""); err != nil {
			t.Fatal(err)
		}
		if ids, _ := due(); len(ids) != 0 {
			t.Errorf("after the rule was removed: %v", ids)
		}
		sound(t, s)
	})
	with(t, base, func(s *Session) { enrol(t, s, "lee", []string{"caseworker"}, []string{"identity"}) })
	as(t, base, "lee", func(s *Session) {
		wantKind(t, s.SetRetention("clinic", 5, ""), NotPermitted)
		_, err := s.Retention("")
		wantKind(t, err, NotPermitted)
	})
}
