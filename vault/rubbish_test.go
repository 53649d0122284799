package vault

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A member who writes with other software can enter rubbish where others look for
// something to seal to, or to open. They harm themselves; nobody else may have
// to wait for them.

// findingsOf says what a verification finds.
func findingsOf(t *testing.T, s *Session) string {
	t.Helper()
	rep, err := s.Verify(true)
	if err != nil {
		t.Fatal(err)
	}
	var what []string
	for _, f := range rep.Findings {
		what = append(what, f.What)
	}
	return strings.Join(what, "\n")
}

// TestRubbishRecipient: a member renews to a recipient that is none.
func TestRubbishRecipient(t *testing.T) {
	t.Parallel()
	for _, rubbish := range []string{"age1pq1rubbish", "nothing"} {
		base, _ := office(t)
		as(t, base, "lee", func(s *Session) {
			next, err := crypto.NewIdentity("lee")
			if err != nil {
				t.Fatal(err)
			}
			st, ring, _, err := s.sealAnew(next)
			if err != nil {
				t.Fatal(err)
			}
			x := st.Renew
			x.Recipient = rubbish
			x.Sig = [64]byte(next.Signing().Sign("renew", s.VaultID(), x.Parts(s.me.Key[:])...))
			if err := s.rewrite(context.Background(), store.Rewrite{}, audit.Event{Action: "renew"}, writes{statement: st.Marshal()}, ring); err != nil {
				t.Fatal(err)
			}
		})
		cfg := testConfig(base)
		var told []Notice
		cfg.Note = func(n Notice) { told = append(told, n) }
		s := opened(t, cfg, identityIn(base), testPassphrase)
		named := func(what string, err error) {
			t.Helper()
			if err != nil || !slices.ContainsFunc(told, func(n Notice) bool { return n.Code == "cannot-seal-to" && n.Args[0] == "lee" }) {
				t.Errorf("%s: %v, told %v", what, err, told)
			}
			told = nil
		}
		if what := findingsOf(t, s); !strings.Contains(what, "sealed to lee") {
			t.Errorf("a verification finds %q", what)
		}
		_, err := s.Rotate(context.Background(), nil, "")
		named("rotate", err)
		_, err = s.Revoke(context.Background(), "choi", true, "")
		named("revoke another", err)
		_, err = s.Backup(context.Background(), BackupOptions{To: filepath.Join(base, "b.age")})
		named("backup", err)
		wantKind(t, s.Grant("lee", []string{"notes"}, ""), Failed)
		if _, err := s.Revoke(context.Background(), "lee", true, ""); err != nil || len(told) > 0 {
			t.Errorf("revoke them: %v, told %v", err, told)
		}
		if what := findingsOf(t, s); what != "" {
			t.Errorf("afterwards a verification finds %q", what)
		}
		s.Close()
		as(t, base, "han", func(s *Session) { sound(t, s) })
	}
}

// TestRubbishAuditors: whoever rotates audit to a recipient that is none keeps
// nobody from their work.
func TestRubbishAuditors(t *testing.T) {
	t.Parallel()
	base, id := office(t)
	with(t, base, func(s *Session) {
		ring, err := s.readKeyring()
		if err != nil {
			t.Fatal(err)
		}
		r := &rotation{s: s, statement: &audit.Statement{Kind: "rotate"}, ring: ring, secrets: make(map[string]*crypto.Secret)}
		if err := r.renew("audit"); err != nil {
			t.Fatal(err)
		}
		r.statement.Audit.Recipient = "nothing"
		if err := s.rewrite(context.Background(), store.Rewrite{}, audit.Event{Action: "rotate"}, writes{statement: r.statement.Marshal()}, r.ring); err != nil {
			t.Fatal(err)
		}
	})
	as(t, base, "lee", func(s *Session) { // makes a trail key, which no auditor can open
		if _, err := s.Show(id.String(), nil, ""); err != nil {
			t.Error(err)
		}
	})
	with(t, base, func(s *Session) {
		if what := findingsOf(t, s); !strings.Contains(what, "sealed to auditors") || !strings.Contains(what, "nobody's trail key") {
			t.Errorf("a verification finds %q", what)
		}
		if _, err := s.Rotate(context.Background(), []string{"audit"}, ""); err != nil {
			t.Fatal(err)
		}
		if what := findingsOf(t, s); strings.Contains(what, "sealed to auditors") {
			t.Errorf("after a rotation it finds %q", what)
		}
	})
	as(t, base, "han", func(s *Session) {
		if _, err := s.AuditLog(LogFilter{}); err != nil {
			t.Error(err)
		}
	})
}

// TestRubbishTrail: a member announces a trail key that no auditor can open. They
// hide what they write under it, which is found; the rest is read and rotated.
func TestRubbishTrail(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	as(t, base, "lee", func(s *Session) {
		ring, err := s.readKeyring()
		if err != nil {
			t.Fatal(err)
		}
		slot := crypto.Slot{Label: "lee", What: "trail", Epoch: s.roster.Trail("lee") + 1}
		ring[slot] = []byte("rubbish")
		st := &audit.Statement{Kind: "trail", Sealed: []audit.Sealed{{Label: slot.Label, What: slot.What, Epoch: slot.Epoch, Hash: slot.Hash(ring[slot])}}}
		s.trail = crypto.NewTrailKey(s.VaultID(), crypto.NewSecret())
		if err := s.announce(ring, audit.Event{Action: "trail"}, writes{statement: st.Marshal()}); err != nil {
			t.Fatal(err)
		}
	})
	for range 2 { // before and after a rotation
		as(t, base, "han", func(s *Session) {
			if log, err := s.AuditLog(LogFilter{}); err != nil || len(log) < 8 {
				t.Errorf("the auditor reads %d entries: %v", len(log), err)
			}
			if what := findingsOf(t, s); !strings.Contains(what, "nobody's trail key") {
				t.Errorf("a verification finds %q", what)
			}
		})
		with(t, base, func(s *Session) {
			if _, err := s.Rotate(context.Background(), []string{"audit"}, ""); err != nil {
				t.Error(err)
			}
		})
	}
}
