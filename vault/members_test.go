package vault

import (
	"slices"
	"testing"

	"casevault/audit"
	"casevault/crypto"
)

// as opens the vault as a member enrolled by enrol.
func as(t *testing.T, base, label string, do func(*Session)) {
	t.Helper()
	s := opened(t, testConfig(base), memberFile(base, label), testPassphrase)
	do(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func enrol(t *testing.T, s *Session, label string, roles, grant []string) {
	t.Helper()
	_, err := s.AddMember(NewMember{Label: label, Roles: roles, Grant: grant, Passphrase: testPassphrase, WorkFactor: 10}, "")
	if err != nil {
		t.Fatal(err)
	}
}

func TestMembers(t *testing.T) {
	base := newVault(t)
	var id string
	with(t, base, func(s *Session) {
		id = add(t, s, `{"case_id":"CR-1","legal_name":"홍길동","health_notes":"두통"}`).String()
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work", "identity"})
		enrol(t, s, "park", []string{audit.RoleAuditor}, nil)
		enrol(t, s, "choi", []string{audit.RoleAdmin, audit.RoleCaseworker}, nil)
	})

	as(t, base, "lee", func(s *Session) {
		v, err := s.Show(id, []string{"legal_name"}, "a visit")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(v.Withheld(), "health_notes") {
			t.Error("health_notes is not withheld from a member without health")
		}
		_, err = s.Show(id, []string{"health_notes"}, "a visit")
		wantKind(t, err, NotPermitted)
		_, err = s.Edit(id, []byte(`{"health_notes":"x"}`), "")
		wantKind(t, err, NotPermitted)
		_, err = s.AddMember(NewMember{Label: "mole", Roles: []string{"admin"}, Passphrase: testPassphrase, WorkFactor: 10}, "")
		wantKind(t, err, NotPermitted)
		log := logged(t, s, LogFilter{})
		for _, e := range log {
			if e.Member != "lee" {
				t.Errorf("lee reads entry %d of %s", e.Seq, e.Member)
			}
		}
	})

	with(t, base, func(s *Session) {
		enrol(t, s, "both", []string{audit.RoleCaseworker, audit.RoleAuditor}, nil)
		if m := s.roster.Member("both"); !slices.Equal(m.Compartments, []string{"work", "audit"}) {
			t.Errorf("a caseworker who is an auditor gets %v", m.Compartments)
		}
		_, err := s.AddMember(NewMember{Label: "late", Roles: []string{"auditor"}, Passphrase: testPassphrase, WorkFactor: 10}, "call 010-1234-5678")
		wantKind(t, err, BadReason)
		if isFile(memberFile(base, "late")) {
			t.Error("a refused enrolment left an identity")
		}
	})

	as(t, base, "choi", func(s *Session) {
		// An admin without health cannot hand it out.
		wantKind(t, s.Grant("lee", []string{"health"}, ""), NotPermitted)
	})
	with(t, base, func(s *Session) {
		if err := s.Grant("lee", []string{"health"}, "takes over"); err != nil {
			t.Fatal(err)
		}
		wantKind(t, s.Grant("nobody", []string{"health"}, ""), NotFound)
		_, err := s.AddMember(NewMember{Label: "LEE", Roles: []string{"auditor"}, Passphrase: testPassphrase, WorkFactor: 10}, "")
		wantKind(t, err, Usage)
	})
	as(t, base, "lee", func(s *Session) {
		if _, err := s.Show(id, []string{"health_notes"}, "a visit"); err != nil {
			t.Error(err)
		}
	})

	as(t, base, "park", func(s *Session) {
		_, err := s.Show(id, nil, "")
		wantKind(t, err, NotPermitted)
		log := logged(t, s, LogFilter{})
		if len(log) != int(s.edge.Size()) {
			t.Errorf("an auditor reads %d of %d entries", len(log), s.edge.Size())
		}
		r, err := s.Verify(false)
		if err != nil || !r.OK || !slices.Contains(r.Checked, "signatures") {
			t.Errorf("an auditor's verification: %+v, %v", r, err)
		}
	})
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestEnrolmentFaults loses every write of an enrolment and of the first
// unlock: afterwards the member is in or not, and the vault is sound.
func TestEnrolmentFaults(t *testing.T) {
	for _, landed := range []bool{false, true} {
		for k := 1; ; k++ {
			base := newVault(t)
			n, hit := 0, false
			cfg := testConfig(base)
			cfg.Step = func(op string, do func() error) error {
				if n++; n != k {
					return do()
				}
				hit = true
				if landed || mustClose(op) {
					if err := do(); err != nil {
						return err
					}
				}
				return errEnough
			}
			s, err := Open(cfg, identityIn(base), testPassphrase)
			if err == nil {
				_, err = s.AddMember(NewMember{Label: "lee", Roles: []string{"caseworker"}, Passphrase: testPassphrase, WorkFactor: 10}, "")
				s.Close()
			}
			if err == nil {
				if s, err = Open(cfg, memberFile(base, "lee"), testPassphrase); err == nil {
					s.Close()
				}
			}
			with(t, base, func(s *Session) {
				sound(t, s)
				if err == nil && s.roster.Member("lee") == nil {
					t.Errorf("write %d: enrolled, but no member", k)
				}
				if s.roster.Member("lee") == nil {
					enrol(t, s, "lee", []string{"caseworker"}, nil)
				}
			})
			as(t, base, "lee", func(s *Session) {
				if s.roster.Trail("lee") != 1 || s.trail == nil {
					t.Errorf("write %d: lee has no trail", k)
				}
			})
			if !hit {
				break
			}
		}
	}
}

// TestPlantedBlob puts a well-formed blob, sealed to the right member, into
// the keyring: without its announcement it must not count.
func TestPlantedBlob(t *testing.T) {
	base := newVault(t)
	with(t, base, func(s *Session) {
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, nil)
		ring, err := s.readKeyring()
		if err != nil {
			t.Fatal(err)
		}
		evil := &crypto.Secret{What: "work", Epoch: 1, Key: crypto.NewSecret()}
		blob, err := evil.Seal(s.roster.Member("lee").Recipient)
		if err != nil {
			t.Fatal(err)
		}
		ring[crypto.Slot{Label: "lee", What: "work", Epoch: 1}] = blob
		if err := s.st.WriteFile("keyring", ring.Marshal()); err != nil {
			t.Fatal(err)
		}
	})
	_, err := Open(testConfig(base), memberFile(base, "lee"), testPassphrase)
	wantKind(t, err, Integrity)
}
