package vault

import (
	"slices"
	"testing"

	"casevault/audit"
	"casevault/vault/record"
)

// TestAuditWho asks, without the key of any record, for one that is there, one
// that was there, and one that never was.
func TestAuditWho(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var id, other record.ID
	with(t, base, func(s *Session) {
		enrol(t, s, "park", []string{audit.RoleAuditor}, nil)
		enrol(t, s, "lee", []string{audit.RoleAuditor}, []string{"work"}) // an auditor without audit
		imported(t, s, rows(namedRecords), ImportOptions{})
		list := func(reason string) {
			if _, err := s.List(Filter{}, reason); err != nil {
				t.Fatal(err)
			}
		}
		id = add(t, s, `{"case_id":"CR-1"}`)
		list("with the first")
		other = add(t, s, `{"case_id":"CR-2"}`)
		list("with both")
		_, err := s.Show(other.String(), []string{"phone"}, "a visit")
		if err != nil {
			t.Fatal(err)
		}
		keys := [][]byte{place{other, "work", 0}.key()}
		if err := s.commit(audit.Event{Action: "erase", Records: []string{string(other[:])}}, writes{delete: keys}); err != nil {
			t.Fatal(err)
		}
	})
	reasons := func(entries []LogEntry) (all []string) {
		for _, e := range entries {
			all = append(all, e.Action+" "+e.Reason)
		}
		return all
	}
	as(t, base, "park", func(s *Session) {
		w, err := s.AuditWho(id.String()[:8], "")
		if err != nil {
			t.Fatal(err)
		}
		if got := reasons(w.Unnamed); !slices.Equal(got, []string{"list with the first", "list with both"}) {
			t.Errorf("lists that may have shown the first: %q", got)
		}
		// The second is no longer in the store: only its whole id finds it.
		_, err = s.AuditWho(other.String()[:8], "")
		wantKind(t, err, NotFound)
		if w, err = s.AuditWho(other.String(), ""); err != nil {
			t.Fatal(err)
		}
		if got := reasons(w.Entries); !slices.Equal(got, []string{"add ", "reveal a visit", "erase ", "audit-log "}) {
			t.Errorf("what happened to the second: %q", got)
		}
		if got := reasons(w.Unnamed); !slices.Equal(got, []string{"list with both"}) {
			t.Errorf("lists that may have shown the second: %q", got)
		}
		_, err = s.AuditWho("00000-00000", "")
		wantKind(t, err, NotFound)
		before := actions(t, s)["refused"]
		_, err = s.AuditWho("case:CR-1", "")
		wantKind(t, err, NotPermitted)
		if actions(t, s)["refused"] != before+1 {
			t.Error("a case number that may not be looked up leaves no refusal")
		}
		_, err = s.AuditWho(id.String(), "call 010-1234-5678")
		wantKind(t, err, BadReason)
	})
	as(t, base, "lee", func(s *Session) {
		_, err := s.AuditWho(id.String(), "")
		wantKind(t, err, NotPermitted)
	})
}

// TestGranters: only an admin in force who holds a compartment can grant it.
func TestGranters(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		enrol(t, s, "lee", []string{audit.RoleAdmin}, []string{"health"})
		enrol(t, s, "park", []string{audit.RoleCaseworker}, []string{"work", "health"})
		if got := s.Granters("health"); !slices.Equal(got, []string{"kim", "lee"}) {
			t.Errorf("health can be granted by %v", got)
		}
		if got := s.Granters("kin"); !slices.Equal(got, []string{"kim"}) {
			t.Errorf("kin can be granted by %v", got)
		}
		for _, m := range s.roster.Members() {
			if m.Has(audit.RoleAdmin) {
				m.Revoked = 1
			}
		}
		if got := s.Granters("health"); got != nil {
			t.Errorf("with no admin in force health can be granted by %v", got)
		}
	})
}
