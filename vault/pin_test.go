package vault

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
)

// ownIdentity makes an identity outside of any vault.
func ownIdentity(t *testing.T, label string) (file string, p *crypto.Public) {
	t.Helper()
	file = filepath.Join(t.TempDir(), label+".age")
	p, err := NewIdentity(Config{}, IdentityOptions{Label: label, File: file, PublicFile: file + ".public", WorkFactor: 11, Passphrase: testPassphrase})
	if err != nil {
		t.Fatal(err)
	}
	return file, p
}

func enrolPublic(t *testing.T, base string, p *crypto.Public) (founder crypto.Fingerprint) {
	t.Helper()
	with(t, base, func(s *Session) {
		path, err := s.AddMember(NewMember{Label: p.Label, Roles: []string{audit.RoleCaseworker}, Public: p}, "")
		if err != nil || path != "" {
			t.Fatalf("path %q, %v", path, err)
		}
		founder = s.VaultID().Fingerprint()
	})
	return founder
}

func TestOwnIdentity(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	file, p := ownIdentity(t, "박지원")
	read, err := ReadPublic(file + ".public")
	if err != nil || read.Fingerprint() != p.Fingerprint() || !IsPublic(file+".public") || IsPublic(file) {
		t.Fatalf("the public text: %v", err)
	}
	words := enrolPublic(t, base, read)
	cfg := testConfig(base)
	cfg.StateDir = filepath.Join(base, "state of lee")
	before, mine := tree(t, base), tree(t, filepath.Dir(file))

	// Without pins nothing is touched, whatever it is asked with.
	_, err = Open(cfg, file, testPassphrase)
	wantKind(t, err, Unpinned)
	other := cfg
	other.Dir = filepath.Join(base, "restored")
	_, err = Restore(context.Background(), other, RestoreOptions{File: filepath.Join(base, "none"), Identity: file, Passphrase: testPassphrase})
	wantKind(t, err, Unpinned)
	for _, wrong := range []string{"", "bado", string(p.Fingerprint()), strings.Repeat("bado ", 6)} {
		wantKind(t, Pin(cfg, file, testPassphrase, wrong), WrongWords)
	}
	sameTree(t, "unpinned", base, before)
	sameTree(t, "unpinned", filepath.Dir(file), mine)

	// Bound, it is as good as one that was handed over.
	six := strings.Join(strings.Fields(string(words))[:6], "-")
	if err := Pin(cfg, file, testPassphrase, strings.ToUpper(six)); err != nil {
		t.Fatal(err)
	}
	sameTree(t, "pinned", base, before)
	info, err := ReadIdentity(cfg, file, testPassphrase)
	if err != nil || !info.Pinned || info.Vault.Fingerprint() != words || info.Public.Fingerprint() != p.Fingerprint() {
		t.Fatalf("pinned: %+v, %v", info, err)
	}
	id, err := readIdentity(cfg, file, testPassphrase)
	if err != nil || id.WorkFactor != 11 {
		t.Fatalf("work factor %d, %v", id.WorkFactor, err)
	}
	s := opened(t, cfg, file, testPassphrase)
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	// Again, it stays as it is; a wrong passphrase is one.
	mine = tree(t, filepath.Dir(file))
	if err := Pin(cfg, file, testPassphrase, string(words)); err != nil {
		t.Error(err)
	}
	wantKind(t, Pin(cfg, file, "another", string(words)), WrongPassphrase)
	sameTree(t, "pinned twice", filepath.Dir(file), mine)
}

// TestForeignFounder: somebody founds a vault of their own with the same
// labels, enrols the member's real key in it, and puts it where the member
// looks for the office's. The ceremony refuses it, and nothing of the member's
// is opened, written or left there.
func TestForeignFounder(t *testing.T) {
	t.Parallel()
	real, evil := newVault(t), newVault(t)
	file, p := ownIdentity(t, "lee")
	words := enrolPublic(t, real, p)
	if other := enrolPublic(t, evil, p); other == words {
		t.Fatal("two vaults with the same words")
	}
	cfg := testConfig(evil)
	cfg.StateDir = filepath.Join(t.TempDir(), "state")
	before, mine := tree(t, evil), tree(t, filepath.Dir(file))
	_, err := Open(cfg, file, testPassphrase)
	wantKind(t, err, Unpinned)
	wantKind(t, Pin(cfg, file, testPassphrase, string(words)), WrongWords)
	sameTree(t, "the foreign vault", evil, before)
	sameTree(t, "the member's folder", filepath.Dir(file), mine)
	if _, err := os.Lstat(cfg.StateDir); err == nil {
		t.Error("the state folder was written")
	}

	// The new member's machine must not show them the words they are to prove.
	r := reading(t, cfg, false)
	st, err := r.Status()
	if cerr := r.Close(); err != nil || cerr != nil || st.Founder != "" || st.SeenHere {
		t.Errorf("status shows %q before the vault was used: %v", st.Founder, err)
	}

	// Bound to the real one, it is refused by the other for good.
	if err := Pin(testConfig(real), file, testPassphrase, string(words)); err != nil {
		t.Fatal(err)
	}
	_, err = Open(testConfig(evil), file, testPassphrase)
	wantKind(t, err, NotMember)
	wantKind(t, Pin(testConfig(evil), file, testPassphrase, string(crypto.VaultID(idOf(t, evil)).Fingerprint())), NotMember)
}

func idOf(t *testing.T, base string) (id crypto.VaultID) {
	t.Helper()
	with(t, base, func(s *Session) { id = s.VaultID() })
	return id
}

// TestEnrolledInTheirPlace: the public text was exchanged on its way. The
// member finds out at the first unlock, at the latest.
func TestEnrolledInTheirPlace(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	file, p := ownIdentity(t, "lee")
	_, between := ownIdentity(t, "lee")
	if between.Fingerprint() == p.Fingerprint() {
		t.Fatal("two keys with the same words")
	}
	words := enrolPublic(t, base, between)
	if err := Pin(testConfig(base), file, testPassphrase, string(words)); err != nil {
		t.Fatal(err)
	}
	_, err := Open(testConfig(base), file, testPassphrase)
	if text := wantKind(t, err, NotMember); !strings.Contains(text, "in its place") {
		t.Error(text)
	}
}

func TestPublicIsRefused(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	file, p := ownIdentity(t, "lee")
	enrolPublic(t, base, p)
	with(t, base, func(s *Session) {
		size := s.edge.Size()
		_, other := ownIdentity(t, "lee2")
		again := *p
		again.Label = "park" // the key is lee's
		for _, tt := range []struct {
			name string
			o    NewMember
		}{
			{"label used", NewMember{Label: "lee", Public: p}},
			{"label used, in capitals", NewMember{Label: "LEE", Public: p}},
			{"another label", NewMember{Label: "choi", Public: other}},
			{"key used", NewMember{Label: "park", Public: &again}},
		} {
			tt.o.Roles = []string{audit.RoleCaseworker}
			_, err := s.AddMember(tt.o, "")
			if text := wantKind(t, err, Usage); strings.Contains(text, "age1") {
				t.Errorf("%s: the error quotes the key", tt.name)
			}
		}
		if s.edge.Size() != size {
			t.Error("a refused enrolment left an entry")
		}
		sound(t, s)
	})
	good := contents(t, file+".public")
	for name, bad := range map[string][]byte{
		"altered":   bytes.Replace(good, []byte("lee"), []byte("kim"), 1),
		"cut":       good[:len(good)-2],
		"identity":  []byte("age-encryption.org/v1\n"),
		"too large": make([]byte, maxIdentityFile+1),
	} {
		path := filepath.Join(t.TempDir(), "p")
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		want := Usage
		if name == "too large" {
			want = Failed
		}
		_, err := ReadPublic(path)
		wantKind(t, err, want)
	}
	// Whoever writes the text chooses the label; it becomes part of file names.
	evil, err := crypto.NewIdentity("../\x1b[2Jkim")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "p")
	if err := os.WriteFile(path, evil.Public().Marshal(), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = ReadPublic(path)
	if text := wantKind(t, err, Usage); strings.Contains(text, "\x1b") {
		t.Error("the error holds what steers a terminal")
	}
}

func TestNewIdentityRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.WriteFile(taken, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	for _, tt := range []struct {
		o    IdentityOptions
		kind Kind
	}{
		{IdentityOptions{"", a, b, 10, testPassphrase}, Usage},
		{IdentityOptions{"a b", a, b, 10, testPassphrase}, Usage},
		{IdentityOptions{"lee", taken, b, 10, testPassphrase}, Failed},
		{IdentityOptions{"lee", a, taken, 10, testPassphrase}, Failed},
		{IdentityOptions{"lee", a, dir + "/./a", 10, testPassphrase}, Failed},
		{IdentityOptions{"lee", a, b, 9, testPassphrase}, Usage},
		{IdentityOptions{"lee", a, filepath.Join(dir, "none", "b"), 10, testPassphrase}, Failed},
		{IdentityOptions{"lee", filepath.Join(dir, "none", "a"), b, 10, testPassphrase}, Failed},
	} {
		_, err := NewIdentity(Config{}, tt.o)
		wantKind(t, err, tt.kind)
	}
	if left := tree(t, dir); len(left) != 2 || left[taken] != "x" { // the folder is one
		t.Errorf("left: %v", len(left))
	}
}

// TestPinFaults fails the writing of the pins: the file is the old one or the
// new one, and pinning again ends well.
func TestPinFaults(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	template, p := ownIdentity(t, "lee")
	words := enrolPublic(t, base, p)
	for _, landed := range []bool{false, true} {
		for k, more := 1, true; more; k++ {
			file := filepath.Join(t.TempDir(), "lee.age")
			b := contents(t, template)
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			cfg, f := testConfig(base), &fault{k: k, landed: landed}
			cfg.Step = f.step
			err := Pin(cfg, file, testPassphrase, string(words))
			if more = f.failed() != ""; (err != nil) != more {
				t.Fatalf("%q failed: %v", f.failed(), err)
			}
			info, err := ReadIdentity(testConfig(base), file, testPassphrase)
			if err != nil {
				t.Fatalf("%q failed: %v", f.failed(), err)
			}
			if info.Pinned != (!more || landed && f.failed() == "lee.age") {
				t.Errorf("%q failed, landed %v: pinned %v", f.failed(), landed, info.Pinned)
			}
			if err := Pin(testConfig(base), file, testPassphrase, string(words)); err != nil {
				t.Error(err)
			}
			if info, err = ReadIdentity(testConfig(base), file, testPassphrase); err != nil || !info.Pinned {
				t.Errorf("the second time: %v, %v", info, err)
			}
		}
	}
}

// TestNewIdentityFaults: what failed can be done again with the same names.
func TestNewIdentityFaults(t *testing.T) {
	t.Parallel()
	for k, more := 1, true; more; k++ {
		file := filepath.Join(t.TempDir(), "lee.age")
		f := &fault{k: k}
		o := IdentityOptions{Label: "lee", File: file, PublicFile: file + ".public", WorkFactor: 10, Passphrase: testPassphrase}
		_, err := NewIdentity(Config{Step: f.step}, o)
		if more = f.failed() != ""; (err != nil) != more {
			t.Fatalf("%q failed: %v", f.failed(), err)
		}
		if more {
			if _, err := NewIdentity(Config{}, o); err != nil {
				t.Errorf("after %q failed: %v", f.failed(), err)
			}
		}
	}
}
