package docs_test

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/dgraph-io/badger/v4"

	"casevault/audit"
	"casevault/crypto"
)

// TestStoredValues reads the sample as FORMAT.md says one can: the keyring with
// the identity, and every section straight from Badger.
func TestStoredValues(t *testing.T) {
	want := readExpected(t)
	dir := copySample(t)
	if got := secretsOf(t, dir, want); !reflect.DeepEqual(got, want.Secrets) {
		t.Errorf("the keyring holds %v, want %v", got, want.Secrets)
	}
	id, err := crypto.ParseVaultID(want.Vault)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := badgerPairs(filepath.Join(dir, "store", "gen-000002"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, kv := range stored {
		keys = append(keys, hex.EncodeToString(kv[0]))
		letters := map[byte]string{'w': "work", 'i': "identity", 'k': "kin", 'h': "health", 'n': "notes"}
		place := kv[0][1:]
		switch kv[0][0] {
		case 'c':
			place = append(make([]byte, 10), place...)
		case 's':
		default:
			continue
		}
		key := crypto.NewCompartmentKey(id, [32]byte(unhex(t, want.Secrets[letters[place[10]]])))
		text, err := key.Open(kv[1])
		if err != nil {
			t.Errorf("%x: %v", kv[0], err)
			continue
		}
		sec, err := crypto.ParseSection(id, text)
		if err != nil || string(sec.Record[:]) != string(place[:10]) || sec.Compartment != place[10] {
			t.Errorf("%x: the section is of another place: %v", kv[0], err)
		}
	}
	if !slices.Equal(keys, want.Keys) {
		t.Errorf("stored are %q\nwant %q", keys, want.Keys)
	}
}

func secretsOf(t *testing.T, dir string, want *expected) map[string]string {
	t.Helper()
	out, err := readSecrets(dir, want.Member)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func readSecrets(dir, member string) (map[string]string, error) {
	file, err := os.ReadFile(filepath.Join(dir, "members", member+".age"))
	if err != nil {
		return nil, err
	}
	id, err := crypto.OpenIdentity(file, passphrase)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(dir, "store", "gen-000002", "keyring"))
	if err != nil {
		return nil, err
	}
	ring, err := crypto.ParseKeyring(b)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string)
	for _, what := range append(audit.Compartments(), "log", "trail") {
		s, err := id.OpenSecret(ring[crypto.Slot{Label: member, What: what, Epoch: 1}], what, 1)
		if err != nil {
			return nil, err
		}
		out[what] = hex.EncodeToString(s.Key[:])
	}
	// An auditor opens the trail keys of others with the key of audit.
	auditor, err := id.OpenSecret(ring[crypto.Slot{Label: member, What: "audit", Epoch: 1}], "audit", 1)
	if err != nil {
		return nil, err
	}
	s, err := auditor.OpenSecretTo(ring[crypto.Slot{Label: "lee", What: "trail", Epoch: 1}], "trail", 1)
	if err != nil {
		return nil, err
	}
	out["trail of lee"] = hex.EncodeToString(s.Key[:])
	return out, nil
}

// badgerPairs reads all keys and values with the options that FORMAT.md names.
func badgerPairs(dir string) (pairs [][2][]byte, err error) {
	db, err := badger.Open(badger.DefaultOptions(dir).WithLogger(nil).WithCompression(0).
		WithMemTableSize(8 << 20).WithValueThreshold(1 << 20).WithValueLogFileSize(1 << 20))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	err = db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			v, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			pairs = append(pairs, [2][]byte{it.Item().KeyCopy(nil), v})
		}
		return nil
	})
	return pairs, err
}
