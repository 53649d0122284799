package vault

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"casevault/audit"
	"casevault/crypto"
)

func renewed(t *testing.T, base, label string, old, new crypto.Passphrase) {
	t.Helper()
	p, err := Renew(context.Background(), testConfig(base), memberFile(base, label), old, Renewal{Passphrase: new})
	if err != nil {
		t.Fatal(err)
	}
	if p.Label != label || p.Recipient == "" {
		t.Fatalf("%+v", p)
	}
}

// keep puts a copy of an identity where a thief has it.
func keepIdentity(t *testing.T, base, label string) string {
	t.Helper()
	b := contents(t, memberFile(base, label))
	path := filepath.Join(t.TempDir(), label+".age")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRenew(t *testing.T) {
	t.Parallel()
	base, id := office(t)
	as(t, base, "lee", func(s *Session) {
		if _, err := s.Edit(id.String(), []byte(`{"legal_name":"성춘향"}`), ""); err != nil {
			t.Fatal(err)
		}
	})
	with(t, base, func(s *Session) {
		if _, err := s.Note(id.String(), "signed before", ""); err != nil {
			t.Fatal(err)
		}
	})
	stolen := keepIdentity(t, base, "lee")
	d, err := OpenDraft(testConfig(base), memberFile(base, "lee"), testPassphrase, "case:A-1")
	if err != nil {
		t.Fatal(err)
	}
	d.Begin("", "", "case:A-1")
	if err := d.Add("half a note"); err != nil {
		t.Fatal(err)
	}
	renewed(t, base, "lee", testPassphrase, otherPassphrase)
	if d, err := OpenDraft(testConfig(base), memberFile(base, "lee"), otherPassphrase, "case:A-1"); err != nil || d.Text != "half a note\n" {
		t.Errorf("the note that was being typed: %v", err)
	}
	if d, err := OpenDraft(testConfig(base), stolen, testPassphrase, "case:A-1"); err != nil || d.Text != "" {
		t.Errorf("the old identity opens the draft: %v", err)
	}
	renewed(t, base, "kim", testPassphrase, otherPassphrase) // the founder, whom all identities pin
	if isFile(memberFile(base, "lee") + ".new") {
		t.Error("the new identity lies there twice")
	}

	s := opened(t, testConfig(base), memberFile(base, "lee"), otherPassphrase)
	log, err := s.AuditLog(LogFilter{})
	if err != nil || log[0].Action != "trail" || actions(t, s)["renew"] != 1 {
		t.Errorf("lee does not read back the own trail: %v", err)
	}
	if _, err := s.Show(id.String(), []string{"legal_name"}, "a visit"); err != nil {
		t.Error(err)
	}
	s.Close()
	_, err = Open(testConfig(base), stolen, testPassphrase)
	if text := wantKind(t, err, NotMember); !strings.Contains(text, "from before") {
		t.Error(text)
	}
	_, err = Open(testConfig(base), memberFile(base, "lee"), testPassphrase)
	wantKind(t, err, WrongPassphrase)
	_, err = Renew(context.Background(), testConfig(base), memberFile(base, "lee"), otherPassphrase, Renewal{Passphrase: otherPassphrase})
	wantKind(t, err, Usage)
	_, err = Renew(context.Background(), testConfig(base), stolen, testPassphrase, Renewal{Passphrase: otherPassphrase})
	wantKind(t, err, NotMember)

	// What the old keys signed stays signed; everybody else works as before, and
	// can be told.
	as(t, base, "han", func(s *Session) {
		log, err := s.AuditLog(LogFilter{Action: "renew"})
		if err != nil || len(log) != 2 {
			t.Errorf("the auditor reads of %d renewals: %v", len(log), err)
		}
		sound(t, s)
	})
	s = opened(t, testConfig(base), identityIn(base), otherPassphrase)
	defer s.Close()
	sound(t, s)
	rep, err := s.CheckData()
	if err != nil || len(rep.Findings) > 0 {
		t.Errorf("%+v, %v", rep, err)
	}
	enrol(t, s, "park", []string{audit.RoleCaseworker}, []string{"work", "health"})
	if _, err := s.Revoke(context.Background(), "lee", true, ""); err != nil {
		t.Error(err)
	}
	if _, err := s.Rotate(context.Background(), nil, ""); err != nil {
		t.Error(err)
	}
	sound(t, s)
}

// TestRenewForger: whoever has the identity from before, with the age library
// and a program of their own, opens none of the new blobs, and what they sign in
// the member's name is found by everybody or by a verification.
func TestRenewForger(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	stolen := keepIdentity(t, base, "lee")
	renewed(t, base, "lee", testPassphrase, otherPassphrase)
	b := contents(t, stolen)
	forger, err := crypto.OpenIdentity(b, testPassphrase)
	if err != nil {
		t.Fatal(err)
	}
	hybrid := ageIdentity(t, b, testPassphrase)
	s := opened(t, testConfig(base), memberFile(base, "lee"), otherPassphrase)
	ring, err := s.readKeyring()
	if err != nil {
		t.Fatal(err)
	}
	blobs := 0
	for slot, blob := range ring {
		if _, err := age.Decrypt(bytes.NewReader(blob), hybrid); err == nil {
			t.Errorf("the old identity opens %s", slot)
		}
		if slot.Label == "lee" {
			blobs++
		}
	}
	if blobs != 5 { // work, identity, log, two trail keys
		t.Errorf("%d blobs of lee", blobs)
	}
	// They know the log key, and sign with the old key.
	s.id = forger
	if err := s.commit(audit.Event{Action: "list"}, writes{}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	as(t, base, "han", func(s *Session) {
		rep, err := s.Verify(false)
		if err != nil || len(rep.Findings) == 0 || !strings.Contains(rep.Findings[0].What, "sign") {
			t.Errorf("an entry signed with the old key: %+v, %v", rep, err)
		}
	})
	s = opened(t, testConfig(base), memberFile(base, "lee"), otherPassphrase)
	s.id = forger
	_ = s.newTrail() // its entry lands; the session then cannot read the members
	s.Close()
	_, err = OpenReader(testConfig(base), false)
	wantKind(t, err, Integrity)
}

// ageIdentity opens an identity file with nothing of ours.
func ageIdentity(t *testing.T, file []byte, p crypto.Passphrase) age.Identity {
	t.Helper()
	scrypt, err := age.NewScryptIdentity(string(p))
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(bytes.NewReader(file), scrypt)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := age.ParseIdentities(bytes.NewReader(text))
	if err != nil || len(ids) != 1 {
		t.Fatalf("%d identities, %v", len(ids), err)
	}
	return ids[0]
}

// eitherOpens opens a vault as lee with one of the two passphrases, and reports
// whether it was the new one: exactly one of them does.
func eitherOpens(t *testing.T, base, what string) (isNew bool) {
	t.Helper()
	var opened []crypto.Passphrase
	for _, p := range []crypto.Passphrase{testPassphrase, otherPassphrase} {
		s, err := Open(testConfig(base), memberFile(base, "lee"), p)
		if err != nil {
			wantKind(t, err, WrongPassphrase)
			continue
		}
		opened = append(opened, p)
		sound(t, s)
		n := actions(t, s)["renew"]
		if v, err := s.Show("case:A-1", []string{"legal_name"}, "test"); err != nil || len(v.Fields()) == 0 || (n == 1) != (p == otherPassphrase) {
			t.Errorf("%s: %d renewals, %v", what, n, err)
		}
		s.Close()
	}
	if len(opened) != 1 {
		t.Fatalf("%s: %d of the two passphrases open the vault", what, len(opened))
	}
	if opened[0] == otherPassphrase && isFile(memberFile(base, "lee")+".new") {
		t.Errorf("%s: the renewal was not finished", what)
	}
	return opened[0] == otherPassphrase
}

// TestRenewFaults fails each write of a renewal, and stops it dead before each.
func TestRenewFaults(t *testing.T) {
	t.Parallel()
	template := newVault(t)
	with(t, template, func(s *Session) {
		add(t, s, `{"case_id":"A-1","legal_name":"홍길동"}`)
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work", "identity"})
	})
	as(t, template, "lee", func(*Session) {})
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			base, dead := filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "dead")
			copyTree(t, template, base)
			f, cfg := &fault{k: k, landed: landed}, testConfig(base)
			if cfg.Step = f.step; !landed {
				cfg.Step = func(op string, do func() error) error {
					before := f.failed()
					err := f.step(op, do)
					// On Windows a commit goes through the steps of an opening: the inner
					// step copies first.
					if _, none := os.Lstat(dead); before == "" && f.failed() != "" && none != nil {
						copyTree(t, base, dead)
					}
					return err
				}
			}
			_, err := Renew(context.Background(), cfg, memberFile(base, "lee"), testPassphrase, Renewal{Passphrase: otherPassphrase})
			more = f.failed() != ""
			isNew := eitherOpens(t, base, f.failed())
			switch {
			case err == nil && !isNew:
				t.Errorf("%q failed: acknowledged, and the old keys hold", f.failed())
			case err != nil && isNew && KindOf(err) != Unknown:
				t.Errorf("%q failed as %q, and the new keys hold: %v", f.failed(), KindOf(err), err)
			case !more && err != nil:
				t.Error(err)
			}
			if more && !landed {
				eitherOpens(t, dead, f.failed()+", dead")
			}
			if !isNew && landed {
				renewed(t, base, "lee", testPassphrase, otherPassphrase) // once more
			}
		}
	}
}
