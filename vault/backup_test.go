package vault

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casevault/crypto"
	"casevault/vault/internal/store"
)

// backedUp makes a vault with two records and a backup of it; it returns their
// folder and the backup's path.
func backedUp(t *testing.T) (base, file string) {
	t.Helper()
	base = newVault(t)
	file = filepath.Join(base, "b.age")
	with(t, base, func(s *Session) {
		add(t, s, `{"case_id":"A-1","legal_name":"홍길동","health_notes":"cough"}`)
		add(t, s, `{"case_id":"A-2","legal_name":"이순신"}`)
		out, err := s.Backup(context.Background(), BackupOptions{To: file})
		if err != nil {
			t.Fatal(err)
		}
		if out.Key != IdentityBeside(file) || !slices.Equal(out.Admins, []string{"kim"}) || out.Entries != s.edge.Size() {
			t.Fatalf("%+v", out)
		}
	})
	return base, file
}

func TestBackup(t *testing.T) {
	base, file := backedUp(t)
	s := open(t, base)
	want := digest(t, s)
	other := t.TempDir()

	out, err := restoreTo(other, file, RestoreOptions{Trial: true, Data: true})
	if err != nil || !out.Report.OK || !slices.Contains(out.Report.Checked, "records") {
		t.Fatalf("drill: %+v, %v", out, err)
	}
	if left, _ := os.ReadDir(other); len(left) != 0 {
		t.Fatalf("the drill left %v", left)
	}
	if out, err = restoreTo(other, file, RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	if out.Known || out.Newest != out.Entries {
		t.Errorf("on a new machine nothing is known: %+v", out)
	}
	restored := open(t, other)
	if digest(t, restored) != want {
		t.Error("the restored records are not those of the vault")
	}
	if n := actions(t, restored)["restore"]; n != 1 {
		t.Errorf("%d entries of restore", n)
	}
	sound(t, restored)
	if _, err := restoreTo(other, file, RestoreOptions{}); KindOf(err) != Failed {
		t.Errorf("restored over a vault: %v", err)
	}
}

// TestBackupDamaged: a backup that was changed or cut off anywhere is refused
// as a whole, and nothing is left of the attempt.
func TestBackupDamaged(t *testing.T) {
	_, file := backedUp(t)
	whole := contents(t, file)
	step := len(whole)/20 + 1
	for at := 0; at < len(whole); at += step {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x20
		for name, b := range map[string][]byte{"changed": flipped, "cut": whole[:at]} {
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			base := t.TempDir()
			out, err := restoreTo(base, file, RestoreOptions{})
			if k := KindOf(err); err == nil || k != Integrity && k != NotMember {
				t.Errorf("%s at %d: %v, %v", name, at, out, err)
			}
			if left, _ := os.ReadDir(base); len(left) != 0 {
				t.Errorf("%s at %d: %v is left", name, at, left)
			}
		}
	}
}

// TestBackupForged: anyone can encrypt to an admin. A backup of an attacker's
// own vault, or of the true one with another keyring or another value, is not
// restored.
func TestBackupForged(t *testing.T) {
	base, file := backedUp(t)
	s := open(t, base)
	forge := func(change func(kind byte, name, value []byte) []byte) {
		t.Helper()
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var out bytes.Buffer
		w, err := crypto.SealTo(&out, s.id.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		a, err := newArchiveWriter(w)
		if err != nil {
			t.Fatal(err)
		}
		_, err = readArchive(s.id, f, func(r *archiveReader) error {
			if v := change(r.kind, r.name, r.value); v != nil {
				return a.item(r.kind, r.name, v)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.end(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		forged := filepath.Join(t.TempDir(), "b.age")
		if err := os.WriteFile(forged, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		there := t.TempDir()
		got, err := restoreTo(there, forged, RestoreOptions{Identity: IdentityBeside(file)})
		if err == nil && got.Report.OK {
			t.Error("restored")
		}
		if _, err := os.Stat(filepath.Join(there, "vault")); !errors.Is(err, os.ErrNotExist) {
			t.Error("a vault is there")
		}
	}
	forge(func(k byte, name, v []byte) []byte {
		if k == 'p' && name[0] == prefixSection {
			v = bytes.Clone(v)
			v[len(v)-1] ^= 1
		}
		return v
	})
	forge(func(k byte, name, v []byte) []byte {
		if k == 'p' && name[0] == prefixSection {
			return nil
		}
		return v
	})
	forge(func(k byte, name, v []byte) []byte {
		if string(name) == "keyring" {
			return []byte("casevault-keyring/v1\n")
		}
		return v
	})
	forge(func(k byte, name, v []byte) []byte {
		if string(name) == "HEAD" {
			return nil
		}
		return v
	})

	// A whole vault of the attacker's own, sealed to the admin.
	theirs := newVault(t)
	with(t, theirs, func(a *Session) {
		var out bytes.Buffer
		w, err := crypto.SealTo(&out, s.id.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.archive(context.Background(), w, BackupOptions{}); err != nil {
			t.Fatal(err)
		}
		w.Close()
		forged := filepath.Join(t.TempDir(), "b.age")
		if err := os.WriteFile(forged, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := restoreTo(t.TempDir(), forged, RestoreOptions{Identity: IdentityBeside(file)}); KindOf(err) != NotMember {
			t.Errorf("another vault for this identity: %v", err)
		}
	})
}

// TestBackupRotation keeps the newest in a folder and leaves other files alone.
func TestBackupRotation(t *testing.T) {
	base := newVault(t)
	dir := filepath.Join(base, "stick [a]") // which is no pattern
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	foreign := []string{"casevault-00000000-20200101T000000Z.backup.age", "letter.txt"}
	for _, name := range foreign {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	cfg := testConfig(base)
	cfg.Now = func() time.Time { return at }
	s := opened(t, cfg, identityIn(base), testPassphrase)
	defer s.Close()
	left := filepath.Join(dir, s.backupPrefix()+"20200101T000000Z"+backupEnding+store.TempMark+"ABCDEFGH")
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var made []string
	for range 4 {
		at = at.Add(24 * time.Hour)
		out, err := s.Backup(context.Background(), BackupOptions{To: dir, Keep: 2})
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, filepath.Base(out.Path))
	}
	want := append([]string{made[2], made[2] + ".identity", made[3], made[3] + ".identity"}, foreign...)
	slices.Sort(want)
	var got []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("there are %v, not %v", got, want)
	}
	lines, err := s.Backups()
	if err != nil || len(lines) != 4 || filepath.Base(lines[3].Path) != made[3] || !lines[3].Time.Equal(at) {
		t.Errorf("%v, %v", lines, err)
	}
	if _, err := s.Backup(context.Background(), BackupOptions{To: filepath.Join(base, "vault", "b.age")}); KindOf(err) != Usage {
		t.Errorf("a backup inside the vault: %v", err)
	}
}

// TestBackupFaults: each durable write lost, or landed and reported as failed.
// A backup that is acknowledged can be restored; one that failed is there whole
// or not at all; a restore that failed leaves no vault or the whole one.
func TestBackupFaults(t *testing.T) {
	template := newVault(t)
	with(t, template, func(s *Session) { add(t, s, `{"case_id":"A-1"}`) })
	base := filepath.Join(t.TempDir(), "b")
	file := filepath.Join(t.TempDir(), "x.age")
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			replaceTree(t, template, base)
			os.Remove(file)
			os.Remove(IdentityBeside(file))
			f := &fault{k: k, landed: landed}
			_, _, err := f.run(t, base, func(s *Session) (bool, error) {
				out, err := s.Backup(context.Background(), BackupOptions{To: file})
				return out != nil, err
			})
			if more = f.failed() != ""; !more && err != nil {
				t.Fatal(err)
			}
			if _, serr := os.Stat(file); err == nil || serr == nil {
				out, err := restoreTo(t.TempDir(), file, RestoreOptions{Trial: true, Identity: identityIn(template)})
				if err != nil || !out.Report.OK {
					t.Fatalf("%q failed: the backup is not whole: %v", f.failed(), err)
				}
			}
			s := openCloser(t, base)
			sound(t, s)
			s.Close()
		}
	}
}

// TestBackupForAdmins: only who was an admin can open a backup.
func TestBackupForAdmins(t *testing.T) {
	base := newVault(t)
	file := filepath.Join(base, "b.age")
	with(t, base, func(s *Session) {
		if _, err := s.AddMember(NewMember{Label: "lee", Roles: []string{"caseworker"}, Passphrase: testPassphrase, WorkFactor: 10}, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Backup(context.Background(), BackupOptions{To: file}); err != nil {
			t.Fatal(err)
		}
	})
	lee := memberFile(base, "lee")
	if _, err := restoreTo(t.TempDir(), file, RestoreOptions{Identity: lee}); KindOf(err) != NotMember {
		t.Errorf("a caseworker restores: %v", err)
	}
	s := opened(t, testConfig(base), lee, testPassphrase)
	defer s.Close()
	if _, err := s.Backup(context.Background(), BackupOptions{To: file + "2"}); KindOf(err) != NotPermitted {
		t.Errorf("a caseworker makes a backup: %v", err)
	}
}

// TestBackupTellsNothing: neither the backup nor what lies beside it holds a
// value in clear.
func TestBackupTellsNothing(t *testing.T) {
	_, file := backedUp(t)
	for _, path := range []string{file, IdentityBeside(file)} {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"홍길동", "cough", "A-1", "legal_name", "members/"} {
			if strings.Contains(string(b), secret) {
				t.Errorf("%s holds %q", filepath.Base(path), secret)
			}
		}
	}
}
