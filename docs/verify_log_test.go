package docs_test

import (
	"crypto/ed25519"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault"
)

// verifyLog runs the script of the documents and returns its exit code and
// what it prints. .ci/run makes sure that this happens where it counts.
func verifyLog(t *testing.T, args ...string) (int, string) {
	t.Helper()
	cmd := exec.Command("python3", append([]string{"verify_log.py"}, args...)...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// hasTools reports whether this machine has what the script needs.
func hasTools(t *testing.T) bool {
	t.Helper()
	_, err1 := exec.LookPath("python3")
	_, err2 := exec.LookPath("openssl")
	if err1 != nil || err2 != nil {
		t.Log("no python3 or no openssl here: verify_log.py was not run")
	}
	return err1 == nil && err2 == nil
}

func wantVerdict(t *testing.T, name string, code int, says string, args ...string) {
	t.Helper()
	got, out := verifyLog(t, args...)
	if got != code || !strings.Contains(out, says) {
		t.Errorf("%s: exit code %d, want %d, and %q in:\n%s", name, got, code, says, out)
	}
}

// exported makes a vault with two members and more entries than a tile holds,
// and exports its log; note is a checkpoint of it on the way, and so are groups.
func exported(t *testing.T, entries int) (dir, note, groups string) {
	t.Helper()
	base := t.TempDir()
	cfg := sampleConfig(filepath.Join(base, "vault"), filepath.Join(base, "state"))
	made, err := vault.Init(cfg, vault.InitOptions{Label: "kim", WorkFactor: crypto.MinWorkFactor, Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	s, err := vault.Open(cfg, made.Identity, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if s, err = enrol(s, cfg, made.Identity); err != nil {
		t.Fatal(err)
	}
	defer func() { s.Close() }()
	kept := s.Checkpoint()
	c, err := audit.ReadCheckpoint(kept)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := c.Printed()
	if err != nil {
		t.Fatal(err)
	}
	for range entries {
		if _, err := s.List(vault.Filter{}, ""); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Add([]byte(`{"case_id":"E-1"}`), ""); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(t.Context(), []string{"case:E-1"}, "asked"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Revoke(t.Context(), "lee", true, "left"); err != nil {
		t.Fatal(err)
	}
	note = filepath.Join(base, "kept")
	if err := os.WriteFile(note, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(base, "out")
	if _, err := s.Export(dir, ""); err != nil {
		t.Fatal(err)
	}
	return dir, note, printed.Groups()
}

// TestVerifyLog runs docs/verify_log.py, which has nothing of ours, on a whole
// export and on one that is damaged in each of its parts.
func TestVerifyLog(t *testing.T) {
	if !hasTools(t) {
		return
	}
	dir, note, groups := exported(t, 252)
	wantVerdict(t, "whole", 0, "sound      tree, prev, tiles, authority, checkpoint\n", dir)
	wantVerdict(t, "against", 0, "checkpoint, against\n", dir, "--against", note, "--against", strings.ToLower(groups))
	wantVerdict(t, "another vault", 20, "another vault", dir, "--vault", strings.Repeat("7f", 32))
	wrong := "Z"
	if groups[6] == 'Z' {
		wrong = "Y"
	}
	wantVerdict(t, "wrong group", 1, "group 2 does not fit", dir, "--against", groups[:6]+wrong+groups[7:])
	wantVerdict(t, "no folder", 1, "not checked", filepath.Join(dir, "absent"))
	signatureByHand(t, dir)
	other, _, _ := exported(t, 0)
	wantVerdict(t, "against another's", 20, "of another vault", other, "--against", note)
	flip := func(name string, at int) func(string) error {
		return func(dir string) error {
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				return err
			}
			b[(at+len(b))%len(b)] ^= 1
			return os.WriteFile(filepath.Join(dir, name), b, 0o600)
		}
	}
	remove := func(name string) func(string) error {
		return func(dir string) error { return os.Remove(filepath.Join(dir, name)) }
	}
	for name, tt := range map[string]struct {
		do   func(dir string) error
		says string
	}{
		"entry changed":           {flip("tile/entries/000", -1), "entry 256: prev is not the root"},
		"newest entry changed":    {flip("tile/entries/001.p/"+partial(t, dir), -1), "do not have the root that the checkpoint says"},
		"founding changed":        {flip("tile/entries/000", 200), "entry 0"},
		"length changed":          {flip("tile/entries/000", 0), "does not parse"},
		"bundle cut":              {cut("tile/entries/000"), "is cut off"},
		"bundle longer":           {extend("tile/entries/000"), "holds more than its entries"},
		"bundle missing":          {remove("tile/entries/000"), "entries/000 is missing"},
		"tile changed":            {flip("tile/0/000", 77), "tile 0/000 is not that of the entries"},
		"upper tile changed":      {flip("tile/1/000.p/1", 0), "tile 1/000.p/1 is not that of the entries"},
		"tile missing":            {remove("tile/0/000"), "0/000 is missing"},
		"tile too many":           {func(dir string) error { return os.WriteFile(filepath.Join(dir, "tile/0/002"), nil, 0o600) }, "belongs to no tree"},
		"checkpoint changed":      {other64("checkpoint", -5), "not signed by the log key in force"},
		"size changed":            {flip("checkpoint", 76), ""},
		"checkpoint missing":      {remove("checkpoint"), "checkpoint is missing"},
		"key changed":             {flip("log.vkey", -3), "log.vkey is not the log key in force"},
		"signed with another key": {resigned, "not signed by the log key in force"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			damaged := filepath.Join(t.TempDir(), "out")
			if err := copyTree(dir, damaged); err != nil {
				t.Fatal(err)
			}
			if err := tt.do(damaged); err != nil {
				t.Fatal(err)
			}
			wantVerdict(t, name, 20, tt.says, damaged)
		})
	}
}

// signatureByHand runs the commands that AUDIT.md gives for the checkpoint.
func signatureByHand(t *testing.T, dir string) {
	t.Helper()
	page := contents(t, "AUDIT.md")
	from, to := "    head -n 3 checkpoint", "-sigfile sig\n"
	_, block, ok := strings.Cut(string(page), from)
	block, _, ok2 := strings.Cut(block, to)
	work := filepath.Join(t.TempDir(), "out")
	if err := copyTree(dir, work); err != nil || !ok || !ok2 {
		t.Fatal("AUDIT.md does not say how to check a signature", err)
	}
	cmd := exec.Command("sh", "-e", "-c", from+block+to)
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "Verified Successfully") {
		t.Errorf("%v: %s", err, out)
	}
}

// partial is the width of the newest tile, as its file is called.
func partial(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "tile/entries/001.p/*"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return filepath.Base(found[0])
}

func extend(name string) func(string) error {
	return func(dir string) error {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name), append(b, 0, 0), 0o600)
	}
}

// other64 puts another digit of base64 in a place that has one.
func other64(name string, at int) func(string) error {
	return func(dir string) error {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		if at += len(b); b[at] == 'A' {
			b[at] = 'B'
		} else {
			b[at] = 'A'
		}
		return os.WriteFile(filepath.Join(dir, name), b, 0o600)
	}
}

func cut(name string) func(string) error {
	return func(dir string) error { return os.Truncate(filepath.Join(dir, name), 5000) }
}

// resigned is what somebody can do who rewrites the export and has no key.
func resigned(dir string) error {
	b, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	c, err := audit.ReadCheckpoint(b)
	if err != nil {
		return err
	}
	return signAs(dir, c, make([]byte, 32))
}

func signAs(dir string, c audit.Checkpoint, seed []byte) error {
	b, err := c.Sign(seed)
	if err != nil {
		return err
	}
	key := audit.VerifierKey(c.Origin, ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey))
	if err := os.WriteFile(filepath.Join(dir, "log.vkey"), []byte(key+"\n"), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "checkpoint"), b, 0o600)
}
