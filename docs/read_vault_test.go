package docs_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault"
)

// A decade is a vault in whose log every kind of statement stands.
type decade struct {
	*testing.T
	cfg vault.Config
}

func (d *decade) ok(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// as opens the vault for do with a passphrase and an identity in its folder.
func (d *decade) as(label string, p crypto.Passphrase, do func(*vault.Session)) {
	d.Helper()
	s, err := vault.Open(d.cfg, d.identity(label), p)
	d.ok(err)
	do(s)
	d.ok(s.Close())
}

func (d *decade) identity(label string) string {
	return filepath.Join(d.cfg.Dir, "members", label+".age")
}

func (d *decade) pass() {
	ctx, other := d.Context(), crypto.Passphrase("another passphrase")
	_, err := vault.Init(d.cfg, vault.InitOptions{Label: "kim", WorkFactor: crypto.MinWorkFactor, Passphrase: passphrase})
	d.ok(err)
	var shares []audit.Share
	d.as("kim", passphrase, func(s *vault.Session) {
		for _, label := range []string{"lee", "choi"} {
			_, err := s.AddMember(vault.NewMember{Label: label, Roles: []string{audit.RoleAdmin, audit.RoleCaseworker}, Passphrase: passphrase, WorkFactor: crypto.MinWorkFactor}, "")
			d.ok(err)
		}
		d.ok(s.Grant("lee", []string{"identity"}, ""))
		_, err := s.Add([]byte(`{"case_id":"E-1"}`), "")
		d.ok(err)
		shares, err = s.NewShares(3, 2)
		d.ok(err)
		_, err = s.Establish(shares, "")
		d.ok(err)
		d.ok(s.SetSetting("review-days", "20", ""))
		_, _, err = s.Review(vault.ReviewOptions{Month: "2026-11", Sign: true}, func(*vault.Review) ([]byte, error) { return []byte("report"), nil })
		d.ok(err)
	})
	d.as("lee", passphrase, func(s *vault.Session) {
		_, err := s.Add([]byte(`{"case_id":"L-1","legal_name":"홍길동"}`), "")
		d.ok(err)
	})
	_, err = vault.Renew(ctx, d.cfg, d.identity("lee"), passphrase, vault.Renewal{Passphrase: other})
	d.ok(err)
	_, err = vault.Recover(d.cfg, shares[1:], vault.NewAdmin{Label: "ahn", Passphrase: passphrase, WorkFactor: crypto.MinWorkFactor}, "")
	d.ok(err)
	copied := filepath.Join(d.TempDir(), "b.age")
	d.as("ahn", passphrase, func(s *vault.Session) {
		_, err := s.Revoke(ctx, "choi", true, "")
		d.ok(err)
		_, err = s.Erase(ctx, []string{"case:E-1"}, "asked")
		d.ok(err)
		_, err = s.Backup(ctx, vault.BackupOptions{To: copied})
		d.ok(err)
	})
	d.cfg.Dir += "-restored"
	_, err = vault.Restore(ctx, d.cfg, vault.RestoreOptions{File: copied, Identity: copied + ".identity", Passphrase: passphrase})
	d.ok(err)
	d.as("lee", other, func(s *vault.Session) {
		_, err := s.Edit("case:L-1", []byte(`{"status":"waiting"}`), "")
		d.ok(err)
	})
}

// TestReadVault: the second reader follows every kind of statement, and a log key
// that was replaced.
func TestReadVault(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Log("no python3 here: read_vault.py was not run")
		return
	}
	dir := t.TempDir()
	d := &decade{t, sampleConfig(filepath.Join(dir, "vault"), filepath.Join(dir, "state"))}
	d.pass()
	out, err := exec.Command("python3", "read_vault.py", d.cfg.Dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, kinds, _ := strings.Cut(string(out), "\nstatements ")
	kinds, _, _ = strings.Cut(kinds, "\n")
	for _, kind := range []string{"founding", "member", "grant", "trail", "review", "setting", "revoke", "rotate", "renew", "recovery", "recover", "restore", "erase"} {
		if !strings.Contains(" "+kinds+" ", " "+kind+" ") {
			t.Errorf("no statement of kind %s was there: %s", kind, kinds)
		}
	}
}
