package vault

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casevault/audit"
)

// restoreTo restores into base2/vault with the identity beside the backup.
func restoreTo(base, file string, o RestoreOptions) (*RestoreResult, error) {
	o.File, o.Passphrase = file, testPassphrase
	if o.Identity == "" {
		o.Identity = IdentityBeside(file)
	}
	return Restore(context.Background(), testConfig(base), o)
}

// TestRestoreLost: what this machine saw beyond the backup is named, accepted
// once, and refused again afterwards.
func TestRestoreLost(t *testing.T) {
	base, file := backedUp(t)
	with(t, base, func(s *Session) { add(t, s, `{"case_id":"A-3"}`) })
	var seen []byte
	with(t, base, func(s *Session) { seen = bytes.Clone(s.note) })
	if err := os.Rename(filepath.Join(base, "vault"), filepath.Join(base, "broken")); err != nil {
		t.Fatal(err)
	}
	out, err := restoreTo(base, file, RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !out.Known || out.Newest <= out.Entries {
		t.Fatalf("newest %d, in the backup %d", out.Newest, out.Entries)
	}

	// Another user of this vault saw the lost entries too.
	lastSeen := filepath.Join(base, "state", "last-seen", out.Vault.String())
	put := func(b []byte) {
		if err := os.WriteFile(lastSeen, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(seen)
	var told []string
	cfg := testConfig(base)
	cfg.Note = func(n Notice) { told = append(told, n.Code) }
	s := opened(t, cfg, identityIn(base), testPassphrase)
	if !slices.Contains(told, "restored-since") {
		t.Errorf("told %v", told)
	}
	add(t, s, `{"case_id":"A-4"}`)
	now := bytes.Clone(s.note)
	s.Close()
	if b, _ := os.ReadFile(lastSeen); !bytes.Equal(b, now) {
		t.Error("what was accepted once is still what was last seen")
	}

	// The folder from before the restore is an older state now.
	if err := os.Rename(filepath.Join(base, "vault"), filepath.Join(base, "restored")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(base, "broken"), filepath.Join(base, "vault")); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(testConfig(base), identityIn(base), testPassphrase); KindOf(err) != Integrity {
		t.Errorf("the folder from before the restore is opened: %v", err)
	}
}

// TestRestoreExcusesNoMore: a checkpoint beyond the newest state that the
// restore names is not excused by it.
func TestRestoreExcusesNoMore(t *testing.T) {
	base, file := backedUp(t)
	other := t.TempDir()
	if _, err := restoreTo(other, file, RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	var beyond []byte
	with(t, base, func(s *Session) {
		for range 4 {
			add(t, s, `{"status":"open"}`)
		}
		beyond = bytes.Clone(s.note)
	})
	entries, _ := os.ReadDir(filepath.Join(other, "state", "last-seen"))
	if err := os.WriteFile(filepath.Join(other, "state", "last-seen", entries[0].Name()), beyond, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(testConfig(other), identityIn(other), testPassphrase); KindOf(err) != Integrity {
		t.Errorf("opened: %v", err)
	}
}

func TestRestoreFaults(t *testing.T) {
	_, file := backedUp(t)
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			base := t.TempDir()
			f := &fault{k: k, landed: landed}
			cfg := testConfig(base)
			cfg.Step = f.step
			_, err := Restore(context.Background(), cfg, RestoreOptions{File: file, Identity: IdentityBeside(file), Passphrase: testPassphrase})
			more = f.failed() != ""
			if (err != nil) != more && f.failed() != "close" {
				t.Fatalf("%q failed: %v", f.failed(), err)
			}
			if _, serr := os.Stat(filepath.Join(base, "vault")); serr == nil {
				s := openCloser(t, base)
				sound(t, s)
				s.Close()
			} else if err == nil {
				t.Fatal("restored, but there is no vault")
			}
		}
	}
}

// TestRestoreRevokesAgain: a membership that was ended after the backup is ended
// again where that is known, and its admin cannot restore themselves.
func TestRestoreRevokesAgain(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	file := filepath.Join(base, "b.age")
	with(t, base, func(s *Session) {
		add(t, s, `{"case_id":"A-1","legal_name":"홍길동"}`)
		enrol(t, s, "lee", []string{"caseworker"}, []string{"work", "identity"})
		enrol(t, s, "choi", []string{"admin"}, []string{"work"})
	})
	choi := filepath.Join(base, "choi.age")
	if err := os.Rename(memberFile(base, "choi"), choi); err != nil {
		t.Fatal(err)
	}
	with(t, base, func(s *Session) {
		if _, err := s.Backup(context.Background(), BackupOptions{To: file}); err != nil {
			t.Fatal(err)
		}
		for _, label := range []string{"lee", "choi"} {
			if _, err := s.Revoke(context.Background(), label, true, ""); err != nil {
				t.Fatal(err)
			}
		}
	})
	if err := os.Rename(filepath.Join(base, "vault"), filepath.Join(base, "lost")); err != nil {
		t.Fatal(err)
	}
	if _, err := restoreTo(base, file, RestoreOptions{Identity: choi}); KindOf(err) != NotMember {
		t.Errorf("a former admin restores: %v", err)
	}
	out, err := restoreTo(base, file, RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(out.Revoked, []string{"lee", "choi"}) {
		t.Errorf("revoked again: %v", out.Revoked)
	}
	with(t, base, func(s *Session) {
		if s.roster.Member("lee") != nil || s.roster.Member("choi") != nil || len(s.PendingRotations()) != 0 {
			t.Errorf("members %v, pending %v", labels(s.roster.Members()), s.PendingRotations())
		}
		sound(t, s)
	})
	// Where nothing is known of it, they are members again.
	if out, err := restoreTo(t.TempDir(), file, RestoreOptions{}); err != nil || len(out.Revoked) != 0 {
		t.Errorf("%+v, %v", out, err)
	}
}

// TestRestoreWithShares: nothing is left but a backup and the sheets. The admin
// whom they enrol opens everything, and the log says what was lost, to whoever
// saw more.
func TestRestoreWithShares(t *testing.T) {
	t.Parallel()
	base, file := backedUp(t)
	late := filepath.Join(base, "late.age")
	var before string
	shares := withSet(t, base, 3, 2)
	with(t, base, func(s *Session) {
		before = digest(t, s)
		if out, err := s.Backup(context.Background(), BackupOptions{To: late}); err != nil || out.Recovery != 1 {
			t.Fatalf("%+v, %v", out, err)
		}
		add(t, s, `{"case_id":"A-3","legal_name":"성춘향"}`)
	})
	changed := shares[1]
	changed.Value[4] ^= 1
	foreign := withSet(t, newVault(t), 3, 2)
	admin := NewAdmin{Label: "ahn", Passphrase: testPassphrase, WorkFactor: 10}
	restoring := func(to, file string, o RestoreOptions) (*RestoreResult, error) {
		o.File, o.Admin = file, admin
		cfg := testConfig(to)
		cfg.StateDir = filepath.Join(base, "state") // where the lost entries were seen
		return Restore(context.Background(), cfg, o)
	}
	for name, tt := range map[string]struct {
		file   string
		shares []audit.Share
	}{
		"too few":         {late, shares[:1]},
		"one changed":     {late, []audit.Share{shares[0], changed}},
		"one foreign":     {late, []audit.Share{shares[0], foreign[1]}},
		"another vault's": {late, foreign},
		"one twice":       {late, []audit.Share{shares[0], shares[0]}},
		"before the set":  {file, shares},
	} {
		to := t.TempDir()
		_, err := restoring(to, tt.file, RestoreOptions{Shares: tt.shares})
		if KindOf(err) != WrongShares {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(to); len(left) != 0 {
			t.Errorf("%s: %v is left", name, left)
		}
	}

	to := t.TempDir()
	out, err := restoring(to, late, RestoreOptions{Shares: shares[1:], Trial: true, Data: true})
	if err != nil || !out.Report.OK || !slices.Contains(out.Report.Checked, "records") {
		t.Fatalf("drill: %+v, %v", out, err)
	}
	out, err = restoring(to, late, RestoreOptions{Shares: shares[1:], Reason: "after the fire"})
	if err != nil || !out.Report.OK || out.Newest != out.Entries+1 || out.Members[1].Label != "ahn" {
		t.Fatalf("%+v, %v", out, err)
	}
	as(t, to, "ahn", func(s *Session) {
		if digest(t, s) != before {
			t.Error("the records are not those of the backup")
		}
		verified(t, s)
		found, err := s.AuditLog(LogFilter{Action: "restore"})
		if err != nil || len(found) != 1 || found[0].Member != "ahn" || found[0].Seq != out.Entries || !slices.Equal(found[0].Notes, []string{"set:1", "ahn"}) {
			t.Errorf("%+v, %v", found, err)
		}
	})
	// Who had seen the lost entries is told so, and goes on.
	cfg := testConfig(to)
	cfg.StateDir = filepath.Join(base, "state")
	s := opened(t, cfg, filepath.Join(to, "vault", "members", "kim.age"), testPassphrase)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
