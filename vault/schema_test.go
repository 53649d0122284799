package vault

import (
	"bytes"
	"strings"
	"testing"

	"casevault/vault/internal/store"
)

// TestOldSchemaPutBack: a schema that was in force, signed and all, with looser
// masks than the one that is.
func TestOldSchemaPutBack(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	key := []byte{prefixSchema}
	var old []byte
	with(t, base, func(s *Session) {
		now, err := s.SchemaJSON()
		if err != nil {
			t.Fatal(err)
		}
		old = bytes.Clone(now)
		stricter := bytes.Replace(old, []byte(`"mask": "phone"`), []byte(`"mask": "hidden"`), 1)
		if _, err := s.EditSchema(stricter, "less of phones"); err != nil {
			t.Fatal(err)
		}
		if f, _ := s.Schema().Field("phone"); f.Mask != "hidden" {
			t.Error("the session goes on with the old schema")
		}
		sound(t, s)
	})
	with(t, base, func(s *Session) {
		if f, _ := s.Schema().Field("phone"); f.Mask != "hidden" {
			t.Error("the next session has the old schema")
		}
		if err := s.st.Commit(store.Batch{Put: []store.KV{{Key: key, Value: old}}}); err != nil {
			t.Fatal(err)
		}
	})
	_, err := Open(testConfig(base), identityIn(base), testPassphrase)
	if what := wantKind(t, err, Integrity); !strings.Contains(what, "schema") {
		t.Errorf("refused with %q", what)
	}
}
