package vault

import (
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/vault/record"
)

// TestEverybodyIsLoaded: from one end of the store to the other, each record is
// what load finds of it, and one whose part is gone is noticed.
func TestEverybodyIsLoaded(t *testing.T) {
	t.Parallel()
	with(t, newVault(t), func(s *Session) {
		want := []record.ID{
			add(t, s, `{"case_id":"CR-1","legal_name":"홍길동","sex":"M"}`),
			add(t, s, `{"case_id":"CR-2","legal_name":"이순신","family_in_north":[{"name":"이영희"}]}`),
			add(t, s, `{"case_id":"CR-3"}`),
		}
		for range 3 { // over to a second page
			if _, err := s.Note(want[1].String(), strings.Repeat("x", 15<<10), ""); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortFunc(want, record.ID.Compare)
		var got []record.ID
		err := s.everybody(func(st *stored) error {
			got = append(got, st.id)
			alone, err := s.load(st.id, record.Compartments()...)
			if err != nil {
				return err
			}
			for _, name := range append(alone.rec.Names(), st.rec.Names()...) {
				if !st.rec.Get(name).Equal(alone.rec.Get(name)) {
					t.Errorf("field %s differs", name)
				}
			}
			return nil
		}, record.Compartments()...)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("loaded %v, want %v: %v", got, want, err)
		}
		lost := place{want[0], "identity", 0}
		if _, err := s.st.Get(lost.key()); err != nil {
			lost.id = want[1]
		}
		if err := s.commit(audit.Event{Action: "edit"}, writes{delete: [][]byte{lost.key()}}); err != nil {
			t.Fatal(err)
		}
		err = s.everybody(func(*stored) error { return nil }, "work", "identity")
		wantKind(t, err, Integrity)
		if err := s.everybody(func(*stored) error { return nil }, "work"); err != nil {
			t.Errorf("without the compartment: %v", err)
		}
	})
}
