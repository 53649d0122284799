package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"

	"casevault/crypto"
	"casevault/vault"
	"casevault/vault/record"
)

// A storedPart is a section that the record of [writeRecord] must have.
type storedPart struct {
	letter      byte
	compartment string
	revision    uint32
	fields      string // as they stand in the payload
}

// longHealthNotes is as long as the field may be: with what stands around it
// the section takes a second chunk of the age file.
func longHealthNotes() string { return strings.Repeat("관절염 ", 64<<10/10) }

func storedParts() []storedPart {
	return []storedPart{
		{'w', "work", 2, `"fields":{"case_id":"CR-0000018","status":"open"}}`},
		{'i', "identity", 1, `{"legal_name":"홍길동","phone":"010-1234-5678"}`},
		{'k', "kin", 1, `{"family_in_north":[{"relation":"모","name":"김영희","city":"청진"}]}`},
		{'h', "health", 1, `{"health_notes":"` + strings.TrimSpace(longHealthNotes()) + `"}`},
		{'n', "notes", 2, `"case_notes":[{"date":"2026-11-02","author":"kim","text":"방문 상담"`},
	}
}

const passphrase = crypto.Passphrase("a passphrase of a test")

// writeRecord founds a vault in dir and adds a record with every compartment.
func writeRecord(t *testing.T, dir string) (*vault.InitResult, record.ID) {
	t.Helper()
	cfg := vault.Config{Dir: dir, StateDir: t.TempDir(), Now: func() time.Time {
		return time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)
	}}
	made, err := vault.Init(cfg, vault.InitOptions{Label: "kim", WorkFactor: crypto.MinWorkFactor, Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	s, err := vault.Open(cfg, made.Identity, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	saved, err := s.Add([]byte(`{"case_id":"CR-0000018","legal_name":"홍길동","phone":"010-1234-5678",
		"family_in_north":[{"relation":"모","name":"김영희","city":"청진"}],
		"health_notes":"`+longHealthNotes()+`","services":[{"type":"주거","start":"2026-10-01"}]}`), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Note(saved.ID.String(), "방문 상담", ""); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return made, saved.ID
}

// compartmentSecrets opens what the keyring of a generation holds for a member.
func compartmentSecrets(t *testing.T, generation string, id *crypto.Identity) map[string][32]byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(generation, "keyring"))
	if err != nil {
		t.Fatal(err)
	}
	ring, err := crypto.ParseKeyring(b)
	if err != nil {
		t.Fatal(err)
	}
	secrets := map[string][32]byte{}
	for _, p := range storedParts() {
		slot := crypto.Slot{Label: id.Label, What: p.compartment, Epoch: 1}
		s, err := id.OpenSecret(ring[slot], p.compartment, 1)
		if err != nil {
			t.Fatal(err)
		}
		secrets[p.compartment] = s.Key
	}
	return secrets
}

// storedSections reads with Badger alone what lies under the prefix of
// sections, by what follows it in the key.
func storedSections(t *testing.T, generation string) map[string][]byte {
	t.Helper()
	// Badger has no read-only mode on Windows.
	db, err := badger.Open(badger.DefaultOptions(generation).WithLogger(nil).
		WithReadOnly(runtime.GOOS != "windows").WithMemTableSize(8 << 20).
		WithValueThreshold(1 << 20).WithValueLogFileSize(1 << 20))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	found := map[string][]byte{}
	err = db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.IteratorOptions{Prefix: []byte("s")})
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			v, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			found[string(it.Item().Key()[1:])] = v
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestStockAgeOpensWhatIsStored is the promise to an office that has lost the
// vault program: age, this plugin, Badger and one member's identity file
// suffice to read each section, and each compartment's key opens only its own.
func TestStockAgeOpensWhatIsStored(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "vault")
	made, saved := writeRecord(t, dir)
	file, err := os.ReadFile(made.Identity)
	if err != nil {
		t.Fatal(err)
	}
	member, err := crypto.OpenIdentity(file, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	generation := filepath.Join(dir, "store", "gen-000001")
	secrets := compartmentSecrets(t, generation, member)
	sections := storedSections(t, generation)
	parts := storedParts()
	if len(sections) != len(parts) {
		t.Errorf("%d sections in the store, want %d", len(sections), len(parts))
	}

	age := ageCommand{t, programs(t)}
	for i, p := range parts {
		sealed, ok := sections[string(saved[:])+string(p.letter)+"\x00\x00\x00\x00"]
		if !ok {
			t.Errorf("%s: not in the store", p.compartment)
			continue
		}
		text, said, err := age.open(sealed, identity(made.Vault, secrets[p.compartment]))
		if err != nil {
			t.Errorf("%s: age: %v\n%s", p.compartment, err, said)
			continue
		}
		checkSection(t, p, text, made.Vault, saved, member.Signing())

		other := parts[(i+1)%len(parts)].compartment
		text, said, err = age.open(sealed, identity(made.Vault, secrets[other]))
		if err == nil || len(text) != 0 || !strings.Contains(said, "no identity matched") {
			t.Errorf("%s with the key of %s: %d bytes, %v, said %q", p.compartment, other, len(text), err, said)
		}
	}
}

// TestStockAgeWithExportedKey: what vault key export writes is a file that stock
// age opens with the passphrase, and opens sections with.
func TestStockAgeWithExportedKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "vault")
	made, saved := writeRecord(t, dir)
	file := filepath.Join(t.TempDir(), "identity.key")
	s, err := vault.Open(vault.Config{Dir: dir, StateDir: t.TempDir(), Now: time.Now}, made.Identity, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(s.ExportKey(vault.KeyExport{Compartment: "identity", File: file, Passphrase: "of the key alone", WorkFactor: crypto.MinWorkFactor, Reason: "test"}), s.Close())
	if err != nil {
		t.Fatal(err)
	}
	age := ageCommand{t, programs(t)}
	cmd := exec.Command(filepath.Join(age.bin, "age"), "-d", "-j", "batchpass", file)
	cmd.Env = append(os.Environ(), "PATH="+age.bin, "AGE_PASSPHRASE=of the key alone")
	key, err := cmd.Output()
	if err != nil {
		t.Fatalf("age does not open the exported file: %v", err)
	}
	sections := storedSections(t, filepath.Join(dir, "store", "gen-000001"))
	for letter, want := range map[string]string{"i": "홍길동", "h": ""} {
		text, said, err := age.open(sections[string(saved[:])+letter+"\x00\x00\x00\x00"], strings.TrimSpace(string(key)))
		if (err == nil) != (want != "") || !bytes.Contains(text, []byte(want)) {
			t.Errorf("%s: %d bytes, %v, %s", letter, len(text), err, said)
		}
	}
}

// checkSection checks place, signature and fields of what age gave.
func checkSection(t *testing.T, p storedPart, text []byte, id crypto.VaultID, saved record.ID, signer *crypto.SigningKey) {
	t.Helper()
	sec, err := crypto.ParseSection(id, text)
	if err != nil {
		t.Errorf("%s: %v", p.compartment, err)
		return
	}
	if sec.Record != saved || sec.Compartment != p.letter || sec.Page != 0 || sec.Revision != p.revision {
		t.Errorf("%s: section of compartment %c, page %d, revision %d, of this record: %v; want %c, 0, %d",
			p.compartment, sec.Compartment, sec.Page, sec.Revision, sec.Record == saved, p.letter, p.revision)
	}
	if sec.Signer != signer.ID() || !sec.Verify(id, signer.Public()) {
		t.Errorf("%s: not signed by the member who wrote it", p.compartment)
	}
	if !bytes.Contains(sec.Payload, []byte(p.fields)) {
		t.Errorf("%s: the %d bytes of payload lack the fields that were added", p.compartment, len(sec.Payload))
	}
	if p.compartment == "health" && len(text) <= 64<<10 {
		t.Errorf("health: %d bytes do not take a second chunk", len(text))
	}
}
