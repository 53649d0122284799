// Package docs_test holds docs/FORMAT.md to its word: the vault and the values
// in docs/vectors were written once and must be read for ever.
package docs_test

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"casevault/vault"
)

// A new vault in the vectors is a change of the format: it hides that old ones
// can no longer be read.
var update = flag.Bool("update", false, "make docs/vectors anew")

const (
	sample     = "vectors/vault"
	sampleJSON = "vectors/vault.json"
	passphrase = "correct horse battery staple"
)

// expected is vectors/vault.json: what a reader must find in vectors/vault.
// Secrets are in hexadecimal, by what they open.
type expected struct {
	Passphrase string            `json:"passphrase"`
	Vault      string            `json:"vault"`
	Member     string            `json:"member"`
	Entries    int64             `json:"entries"`
	Root       string            `json:"root"`
	Checkpoint string            `json:"checkpoint"`
	Secrets    map[string]string `json:"secrets"`
	Keys       []string          `json:"keys"` // of the store, in hexadecimal
	Log        []vault.LogEntry  `json:"log"`
	Records    []any             `json:"records"` // as vault show --json writes them, all revealed
}

func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		if err := writeSample(); err != nil {
			panic(err)
		}
		if err := writeVectors(); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

func TestReadSample(t *testing.T) {
	want := readExpected(t)
	cfg := sampleConfig(copySample(t), t.TempDir())
	r, err := vault.OpenReader(cfg, true)
	if err != nil {
		t.Fatal(err)
	}
	report, err := r.Check()
	if err != nil {
		t.Fatal(err)
	}
	if !report.OK || report.Entries != want.Entries || report.Root != want.Root {
		t.Errorf("check: %+v, want %d entries with root %s", report, want.Entries, want.Root)
	}
	if string(r.Checkpoint()) != want.Checkpoint {
		t.Errorf("checkpoint:\n%s", r.Checkpoint())
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	s := openSample(t, cfg)
	defer s.Close()
	got, err := describe(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Log) < len(want.Log) || !reflect.DeepEqual(got.Log[:len(want.Log)], want.Log) {
		t.Errorf("log: %+v\nwant %+v", got.Log, want.Log)
	}
	if !reflect.DeepEqual(got.Records, want.Records) {
		t.Errorf("records: %v\nwant %v", got.Records, want.Records)
	}
	if got.Vault != want.Vault || got.Member != want.Member {
		t.Errorf("vault %s of %s, want %s of %s", got.Vault, got.Member, want.Vault, want.Member)
	}
	if report, err = s.CheckData(); err != nil || !report.OK {
		t.Errorf("check of all data: %+v, %v", report, err)
	}
}

func readExpected(t *testing.T) *expected {
	t.Helper()
	b := contents(t, sampleJSON)
	want := new(expected)
	if err := json.Unmarshal(b, want); err != nil {
		t.Fatal(err)
	}
	return want
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// copySample copies the sample with the modes that a vault has; a checkout has
// others, and no empty folders.
func copySample(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "vault")
	if err := copyTree(sample, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, strings.TrimPrefix(path, from))
		if e.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, b, 0o600)
	})
}

func sampleConfig(dir, state string) vault.Config {
	now := time.Date(2026, 11, 2, 9, 30, 0, 0, time.FixedZone("KST", 9*3600))
	return vault.Config{Dir: dir, StateDir: state, Now: func() time.Time {
		now = now.Add(time.Second)
		return now
	}}
}

func openSample(t *testing.T, cfg vault.Config) *vault.Session {
	t.Helper()
	s, err := vault.Open(cfg, filepath.Join(cfg.Dir, "members", "kim.age"), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// describe reads a session's records and log.
func describe(s *vault.Session) (*expected, error) {
	log, err := s.AuditLog(vault.LogFilter{})
	if err != nil {
		return nil, err
	}
	out := &expected{Passphrase: passphrase, Vault: s.VaultID().String(), Member: s.Member(), Log: log}
	rows, err := s.List(vault.Filter{}, "")
	if err != nil {
		return nil, err
	}
	for row := range rows.All() {
		view, err := s.Show(row.ID().String(), []string{"all"}, "sample")
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(view)
		if err != nil {
			return nil, err
		}
		var fields any
		if err := json.Unmarshal(b, &fields); err != nil {
			return nil, err
		}
		out.Records = append(out.Records, fields)
	}
	return out, nil
}
