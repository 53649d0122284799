package vault

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"casevault/audit"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A wreck is a vault to be damaged; each session left a table of its own:
// kim's founding, lee's enrolment and first unlock, a record by kim, one by lee,
// a note on the first, a third record.
type wreck struct {
	t    *testing.T
	base string
	ids  [3]record.ID
	want [3]map[string]any
}

func newWreck(t *testing.T) *wreck {
	w := &wreck{t: t, base: newVault(t)}
	with(t, w.base, func(s *Session) {
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work", "identity"})
	})
	as(t, w.base, "lee", func(*Session) {})
	with(t, w.base, func(s *Session) {
		w.ids[0] = add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1234-5678","family_in_north":[{"relation":"mother","name":"가나다"}],"health_notes":"두통","services":[{"type":"housing"}]}`)
	})
	as(t, w.base, "lee", func(s *Session) {
		w.ids[1] = add(t, s, `{"case_id":"A-2","legal_name":"이순신","phone":"010-8765-4321"}`)
	})
	with(t, w.base, func(s *Session) {
		if _, err := s.Note("case:A-1", "visited", ""); err != nil {
			t.Fatal(err)
		}
	})
	with(t, w.base, func(s *Session) {
		w.ids[2] = add(t, s, `{"case_id":"A-3","legal_name":"성춘향"}`)
	})
	with(t, w.base, func(s *Session) {
		for i, id := range w.ids {
			w.want[i] = shown(t, s, id.String())
		}
	})
	return w
}

// ruin flips a byte in the newest value of a key, in whichever table it is.
func (w *wreck) ruin(key []byte) {
	w.t.Helper()
	path, at := w.find(key)
	b, err := os.ReadFile(path)
	if err != nil {
		w.t.Fatal(err)
	}
	b[at] ^= 4
	if err := os.WriteFile(path, b, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// find returns the table that has the newest value of a key, and a byte of it.
func (w *wreck) find(key []byte) (path string, at int) {
	w.t.Helper()
	r, err := store.ReadRemains(filepath.Join(w.base, "vault"))
	if err != nil {
		w.t.Fatal(err)
	}
	value, err := r.Get(key)
	r.Close()
	if err != nil {
		w.t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(w.base, "vault", "store", "gen-*", "*.sst"))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			w.t.Fatal(err)
		}
		if i := bytes.Index(b, value); i >= 0 {
			return path, i + len(value)/2
		}
	}
	w.t.Fatal("the value is in no table")
	return "", 0
}

func (w *wreck) salvage(label string, trial bool) (*SalvageResult, error) {
	return Salvage(w.t.Context(), testConfig(w.base), SalvageOptions{
		To: filepath.Join(w.base, "new"), Identity: filepath.Join(w.base, "vault", "members", label+".age"),
		Passphrase: testPassphrase, WorkFactor: 10, Trial: trial,
	})
}

// salvaged salvages as kim, checks that the source did not change and that the
// new vault is sound, and calls do with it.
func (w *wreck) salvaged(do func(*SalvageResult, *Session)) {
	w.t.Helper()
	before := tree(w.t, filepath.Join(w.base, "vault"))
	out, err := w.salvage("kim", false)
	if err != nil {
		w.t.Fatal(err)
	}
	if after := tree(w.t, filepath.Join(w.base, "vault")); !maps.Equal(before, after) {
		w.t.Error("the damaged vault was changed")
	}
	cfg := testConfig(w.base)
	cfg.Dir = filepath.Join(w.base, "new")
	s, err := Open(cfg, out.Identity, testPassphrase)
	if err != nil {
		w.t.Fatal(err)
	}
	defer s.Close()
	sound(w.t, s)
	if s.VaultID() != out.Vault || out.Vault == out.From {
		w.t.Error("which vault is it?")
	}
	do(out, s)
	if b, err := os.ReadFile(filepath.Join(cfg.Dir, "old-log")); err != nil || !bytes.HasPrefix(b, []byte(archiveVersion)) {
		w.t.Errorf("the old log: %v", err)
	}
}
