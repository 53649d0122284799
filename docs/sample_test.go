package docs_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault"
	"casevault/vault/record"
)

// writeSample makes vectors/vault and vectors/vault.json. The folder is copied
// while the vault is open, so that it has tables and the log of a memtable.
func writeSample() error {
	dir, err := os.MkdirTemp("", "sample")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cfg := sampleConfig(filepath.Join(dir, "vault"), filepath.Join(dir, "state"))
	made, err := vault.Init(cfg, vault.InitOptions{Label: "kim", WorkFactor: crypto.MinWorkFactor, Passphrase: passphrase})
	if err != nil {
		return err
	}
	id, err := fillSample(cfg, made.Identity)
	if err != nil {
		return err
	}
	s, err := vault.Open(cfg, made.Identity, passphrase)
	if err != nil {
		return err
	}
	defer func() { s.Close() }()
	if _, err := s.Show(id.String(), []string{"phone"}, "call before the visit"); err != nil {
		return err
	}
	if _, err := s.Note(id.String(), "두 번째 상담: 주거 지원 신청함.", ""); err != nil {
		return err
	}
	if s, err = enrol(s, cfg, made.Identity); err != nil {
		return err
	}
	if err := saveSample(cfg.Dir); err != nil {
		return err
	}
	return saveExpected(s, cfg)
}

// enrol adds a second member, who lists the records, and returns the founder's
// next session: every kind of statement is then in the log.
func enrol(s *vault.Session, cfg vault.Config, founder string) (*vault.Session, error) {
	path, err := s.AddMember(vault.NewMember{Label: "lee", Roles: []string{audit.RoleCaseworker}, Passphrase: passphrase, WorkFactor: crypto.MinWorkFactor}, "")
	if err != nil {
		return nil, err
	}
	if err := s.Grant("lee", []string{"identity"}, "night duty"); err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	lee, err := vault.Open(cfg, path, passphrase)
	if err != nil {
		return nil, err
	}
	if _, err := lee.List(vault.Filter{}, ""); err != nil {
		return nil, err
	}
	if err := lee.Close(); err != nil {
		return nil, err
	}
	if s, err = vault.Open(cfg, founder, passphrase); err != nil {
		return nil, err
	}
	_, err = s.List(vault.Filter{Status: "waiting"}, "")
	return s, err
}

// fillSample adds three invented people in one session, and compacts.
func fillSample(cfg vault.Config, identity string) (record.ID, error) {
	var first record.ID
	s, err := vault.Open(cfg, identity, passphrase)
	if err != nil {
		return first, err
	}
	defer s.Close()
	for i, object := range []string{
		`{"case_id":"CR-0000001","legal_name":"홍길동","romanized_name":"Hong Gildong","birth_date":"1985-03-07",
		  "phone":"010-0000-1234","family_in_north":[{"relation":"모","name":"김아무개","city":"함흥"}],
		  "health_notes":"천식.\n\"흡입기\" 사용","tags":["주거"]}`,
		`{"case_id":"CR-0000002","legal_name":"임꺽정","birth_date":"1990-12-31","next_due":"2026-12-01"}`,
		`{"alias":"장군"}`,
	} {
		saved, err := s.Add([]byte(object), "")
		if err != nil {
			return first, err
		}
		if i == 0 {
			first = saved.ID
		}
	}
	if _, err := s.Note(first.String(), "첫 상담.", ""); err != nil {
		return first, err
	}
	if _, err := s.Edit(first.String(), []byte(`{"status":"waiting","health_notes":null}`), "first visit"); err != nil {
		return first, err
	}
	if _, err := s.Compact(context.Background()); err != nil {
		return first, err
	}
	_, err = s.Edit(first.String(), []byte(`{"next_due":"2026-11-20"}`), "")
	return first, err
}

// saveSample copies the folder without what carries nothing: the lock,
// Badger's value logs, DISCARD and KEYREGISTRY, and the zeros behind the
// records of a memtable's log, of which it keeps a few: a checksum may end in
// zeros.
func saveSample(dir string) error {
	if err := os.RemoveAll(sample); err != nil {
		return err
	}
	if err := copyTree(dir, sample); err != nil {
		return err
	}
	return filepath.WalkDir(sample, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		switch name := e.Name(); {
		case name == "lock", name == "DISCARD", name == "KEYREGISTRY", filepath.Ext(name) == ".vlog":
			return os.Remove(path)
		case filepath.Ext(name) == ".mem":
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(path, append([]byte(strings.TrimRight(string(b), "\x00")), make([]byte, 8)...), 0o600)
		}
		return nil
	})
}

// saveExpected writes vault.json, from a copy of the sample and from what the
// session, which goes on, shows.
func saveExpected(s *vault.Session, cfg vault.Config) error {
	note, size, root := s.Checkpoint(), int64(0), ""
	c, err := audit.ReadCheckpoint(note)
	if err != nil {
		return err
	}
	size, root = c.Size, c.Root.String()
	want, err := describe(s)
	if err != nil {
		return err
	}
	want.Entries, want.Root, want.Checkpoint = size, root, string(note)
	want.Log = want.Log[:size]
	if want.Secrets, err = readSecrets(sample, want.Member); err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(cfg.Dir), "copy")
	if err := copyTree(sample, tmp); err != nil {
		return err
	}
	pairs, err := badgerPairs(filepath.Join(tmp, "store", "gen-000002"))
	if err != nil {
		return err
	}
	for _, kv := range pairs {
		want.Keys = append(want.Keys, hex.EncodeToString(kv[0]))
	}
	return writeJSON(sampleJSON, want)
}

func writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o644)
}
