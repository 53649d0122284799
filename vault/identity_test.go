package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casevault/crypto"
	"casevault/vault/internal/store"
)

func TestForeignIdentity(t *testing.T) {
	t.Parallel()
	mine, other := newVault(t), newVault(t)
	_, err := Open(testConfig(mine), identityIn(other), testPassphrase)
	wantKind(t, err, NotMember)

	// One with the right pins, but another key than the member has of that name.
	id, err := readIdentity(testConfig(mine), identityIn(mine), testPassphrase)
	if err != nil {
		t.Fatal(err)
	}
	forged, err := crypto.NewIdentity("kim")
	if err != nil {
		t.Fatal(err)
	}
	forged.Vault, forged.Founder, forged.Log = id.Vault, id.Founder, id.Log
	file, err := forged.Seal(testPassphrase, 10)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "kim.age")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(testConfig(mine), path, testPassphrase)
	wantKind(t, err, NotMember)
	with(t, mine, func(s *Session) { sound(t, s) })
}

func TestWrongPassphrase(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	for range 3 {
		_, err := Open(testConfig(base), identityIn(base), "another one")
		wantKind(t, err, WrongPassphrase)
	}
	for range 2 { // the second session does not log them again
		with(t, base, func(s *Session) {
			entries := logged(t, s, LogFilter{Action: "unlock-failed"})
			if len(entries) != 1 || entries[0].Count != 3 || entries[0].Outcome != "failed" || len(entries[0].Notes) != 3 {
				t.Fatalf("entries of failed unlocks: %+v", entries)
			}
			if note := entries[0].Notes[0]; note != "2026-11-23T01:30:00Z kim" {
				t.Fatalf("its note is %q", note)
			}
		})
	}
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestPendingFile: whoever can write to the folder can write anything there;
// it must not keep members out, nor lead to an entry that does not verify.
func TestPendingFile(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty":           "",
		"binary":          "\x00\xff\xfe\n\n\n",
		"a long line":     strings.Repeat("x", 100<<10),
		"many lines":      strings.Repeat("2026-11-23T01:30:00Z kim\n", 5000),
		"cut in a letter": strings.Repeat("가", 200),
	} {
		base := newVault(t)
		if err := os.WriteFile(filepath.Join(base, "vault", "pending"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		with(t, base, func(s *Session) {
			if n := actions(t, s)["unlock-failed"]; n != 1 {
				t.Errorf("%s: %d entries", name, n)
			}
			sound(t, s)
		})
	}
}

func TestFindIdentity(t *testing.T) {
	t.Parallel()
	base := filepath.Join(t.TempDir(), "case [1]") // which is no pattern
	initIn(t, base)
	cfg := testConfig(base)
	member := func(name string) string { return filepath.Join(cfg.Dir, "members", name+".age") }
	stick := filepath.Join(t.TempDir(), "stick.age")
	if err := os.WriteFile(stick, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, want string
		kind       Kind
	}{
		{"", member("kim"), ""},
		{"kim", member("kim"), ""},
		{stick, stick, ""},
		{"lee", "", Usage},
		{"../members/kim", "", Usage},
		{base, "", Usage}, // a folder
	} {
		got, err := FindIdentity(cfg, tt.name)
		if tt.kind != "" {
			wantKind(t, err, tt.kind)
		} else if err != nil || got != tt.want {
			t.Errorf("%q: got %q, %v", tt.name, got, err)
		}
	}
	if err := os.WriteFile(member("lee"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := FindIdentity(cfg, "")
	if text := wantKind(t, err, Ambiguous); !strings.Contains(text, "kim, lee") {
		t.Errorf("it does not name the members: %s", text)
	}
	for _, name := range []string{"kim", "lee"} {
		if err := os.Remove(member(name)); err != nil {
			t.Fatal(err)
		}
	}
	_, err = FindIdentity(cfg, "")
	wantKind(t, err, Ambiguous)
	cfg.Dir = filepath.Join(base, "nothing")
	_, err = FindIdentity(cfg, "")
	wantKind(t, err, NoVault)
	_, err = Open(cfg, stick, testPassphrase)
	wantKind(t, err, NoVault)
	_, err = OpenReader(cfg, false)
	wantKind(t, err, NoVault)
}

// TestIdentityElsewhere: beside an identity on a stick lies what was last
// seen, so that the stick finds an old copy on a machine that is new to it.
func TestIdentityElsewhere(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	old := filepath.Join(t.TempDir(), "old")
	copyTree(t, base, old)
	stick := filepath.Join(t.TempDir(), "stick.age")
	if err := os.Rename(identityIn(base), stick); err != nil {
		t.Fatal(err)
	}
	s := opened(t, testConfig(base), stick, testPassphrase)
	add(t, s, `{"case_id":"A-1"}`)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	replaceTree(t, old, base)
	if err := os.RemoveAll(testConfig(base).StateDir); err != nil {
		t.Fatal(err)
	}
	_, err := Open(testConfig(base), stick, testPassphrase)
	if text := wantKind(t, err, Integrity); !strings.Contains(text, "last seen") {
		t.Error(text)
	}
}

func TestInitRefuses(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	for _, tt := range []struct {
		o    InitOptions
		dir  string
		kind Kind
	}{
		{InitOptions{Label: "kim", WorkFactor: 10}, "vault", Failed}, // not empty
		{InitOptions{Label: "", WorkFactor: 10}, "new", Usage},
		{InitOptions{Label: "../kim", WorkFactor: 10}, "new", Usage},
		{InitOptions{Label: "kim", WorkFactor: 1}, "new", Usage},
		{InitOptions{Label: "kim", WorkFactor: 30}, "new", Usage},
		{InitOptions{Label: "kim", WorkFactor: 10, Schema: []byte("{}")}, "new", Failed},
	} {
		cfg := testConfig(base)
		cfg.Dir = filepath.Join(base, tt.dir)
		tt.o.Passphrase = testPassphrase
		_, err := Init(cfg, tt.o)
		wantKind(t, err, tt.kind)
	}
	if _, err := os.Stat(filepath.Join(base, "new")); err == nil {
		t.Error("a refused init made a folder")
	}
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestInitsAtOnce founds one vault from several sides: one of them wins, its
// vault is whole, and nothing is left beside it.
func TestInitsAtOnce(t *testing.T) {
	t.Parallel()
	for range 5 {
		base := t.TempDir()
		done := make(chan error)
		const n = 6
		for range n {
			go func() {
				_, err := Init(testConfig(base), InitOptions{Label: "kim", WorkFactor: 10, Passphrase: testPassphrase})
				done <- err
			}()
		}
		won := 0
		for range n {
			if err := <-done; err == nil {
				won++
			} else if KindOf(err) != Failed {
				t.Errorf("kind %q: %v", KindOf(err), err)
			}
		}
		if won != 1 {
			t.Fatalf("%d of %d inits say that they founded the vault", won, n)
		}
		with(t, base, func(s *Session) { sound(t, s) })
		left, err := filepath.Glob(filepath.Join(base, ".vault.new-*"))
		if err != nil || len(left) > 0 {
			t.Errorf("left: %v %v", left, err)
		}
	}
}

// TestInitSweeps: what a killed init left goes with the next one.
func TestInitSweeps(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	st, err := store.Open(filepath.Join(base, ".vault.new-AAAAAAAA"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	initIn(t, base)
	if left, err := filepath.Glob(filepath.Join(base, ".vault.new-*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
	with(t, base, func(s *Session) { sound(t, s) })
}
