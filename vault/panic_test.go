package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// pieces cuts a file into parts by which a copy of any of it is found.
func pieces(b []byte) [][]byte {
	var out [][]byte
	for part := range slices.Chunk(b, 48) {
		if len(part) == 48 {
			out = append(out, part)
		}
	}
	return out
}

func TestPanic(t *testing.T) {
	t.Parallel()
	base, _ := office(t)
	cfg := testConfig(base)
	// What writes that were cut off left, and a folder whose name is a pattern.
	if err := os.Rename(cfg.Dir, filepath.Join(base, "v[ault]")); err != nil {
		t.Fatal(err)
	}
	cfg.Dir = filepath.Join(base, "v[ault]")
	path := func(name string) string { return filepath.Join(cfg.Dir, filepath.FromSlash(name)) }
	keyring := contents(t, path("store/gen-000001/keyring"))
	if err := os.Mkdir(path("store/gen-000007"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"store/gen-000007/keyring": keyring, "store/gen-000001/keyring.tmp-ABCDEFGH": keyring[:len(keyring)/2], "members/lee.age.tmp-ABCDEFGH": keyring[:400], "members/lee.age.new": keyring[400:900]} {
		if err := os.WriteFile(path(name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(base, "another-name")
	if err := os.Link(path("members/kim.age"), other); err != nil {
		t.Fatal(err)
	}
	before := fileBytes(t, base)
	plan, err := PlanPanic(cfg)
	if err != nil || len(plan.Files) != 9 {
		t.Fatalf("%v, %v", plan, err)
	}
	var keys [][]byte
	for _, name := range plan.Files {
		keys = append(keys, pieces(before[name])...)
	}
	if len(keys) < 100 {
		t.Fatalf("only %d pieces to look for", len(keys))
	}

	gone, err := Panic(cfg)
	if err != nil || len(gone) != 9 || !slices.Contains(gone, "members/kim.age") {
		t.Fatalf("%v, %v", gone, err)
	}
	after := fileBytes(t, base)
	for _, key := range keys {
		for name, b := range after {
			if bytes.Contains(b, key) {
				t.Fatalf("a part of a key is in %s", name)
			}
		}
	}
	if b := after[other]; len(b) == 0 || bytes.ContainsFunc(b, func(r rune) bool { return r != 0 }) {
		t.Errorf("the identity was removed, not overwritten: its %d bytes are there under another name", len(b))
	}
	for name, b := range before {
		if !slices.Contains(plan.Files, name) && name != other && !bytes.Equal(after[name], b) {
			t.Errorf("%s is not as it was", name)
		}
	}

	// Whoever comes after is told, whatever they try.
	_, err = FindIdentity(cfg, "kim")
	wantKind(t, err, Destroyed)
	_, err = OpenReader(cfg, false)
	if text := wantKind(t, err, Destroyed); !bytes.Contains([]byte(text), []byte("2026-11-23T01:30:00Z")) {
		t.Errorf("it does not say when: %s", text)
	}
	_, err = OpenToVerify(cfg, "")
	wantKind(t, err, Destroyed)
	_, err = Open(cfg, other, testPassphrase)
	wantKind(t, err, Destroyed)
	if again, err := Panic(cfg); err != nil || len(again) != 0 {
		t.Errorf("a second panic: %v, %v", again, err)
	}
}

// TestPanicNotTrue: the note of a panic that did not happen keeps nobody out.
func TestPanicNotTrue(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	cfg := testConfig(base)
	if err := os.WriteFile(panicPath(cfg), []byte(panicVersion+"\n"+time.Now().Format(time.RFC3339)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	with(t, base, func(s *Session) { sound(t, s) })
	if err := os.WriteFile(panicPath(cfg), []byte("what?"), 0o600); err != nil {
		t.Fatal(err)
	}
	var told []Notice
	cfg.Note = func(n Notice) { told = append(told, n) }
	s := opened(t, cfg, identityIn(base), testPassphrase)
	defer s.Close()
	told = nil
	if _, err := Panic(cfg); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 || told[0].Code != "still-open" || told[0].Args[0] != os.Getpid() {
		t.Errorf("who has it open is not told: %v", told)
	}
	_, err := Panic(Config{Dir: base, Now: cfg.Now})
	wantKind(t, err, NoVault)
}
