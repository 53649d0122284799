package vault

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A tampering is a change behind the vault's back. Its name is the row of the
// threat model's table "What finds what", and found its second column.
type tampering struct {
	name   string
	do     func(*scene)
	found  string // as scene.found returns it
	saying string // part of an error or finding
}

// byVandals are the changes of somebody who can write to the folder and has no
// key.
func byVandals() []tampering {
	return []tampering{
		{"nothing at all", func(*scene) {}, "nothing inside", ""},

		{"a byte of a section changed", func(sc *scene) { sc.flip(sc.section(0, "identity")) }, "show, check", "identity part"},
		{"a section cut to nothing", func(sc *scene) { sc.put(sc.section(0, "identity"), nil) }, "show, check", "identity part"},
		{"a section removed", func(sc *scene) { sc.delete(sc.section(0, "identity")) }, "show, check", "missing"},
		{"a record's first section removed", func(sc *scene) { sc.delete(sc.section(0, "work")) }, "show, check", "missing"},
		{"a whole record removed", func(sc *scene) {
			sc.delete(sc.section(0, "work"), sc.section(0, "identity"), sc.section(0, "notes"))
		}, "show, check", "catalogue has a line"},
		{"an old section put back", func(sc *scene) {
			sc.put(sc.section(0, "identity"), sc.oldValue(sc.section(0, "identity")))
		}, "show, check", "old copy"},
		{"a whole old record put back", func(sc *scene) {
			for _, c := range []record.Compartment{"work", "identity", "notes"} {
				sc.put(sc.section(0, c), sc.oldValue(sc.section(0, c)))
			}
		}, "check", "not what the log says"},
		{"an old record put back, with its page of the catalogue", func(sc *scene) {
			for _, key := range [][]byte{sc.section(0, "work"), sc.section(0, "identity"), place{c: "work"}.key(), place{c: "identity"}.key()} {
				sc.put(key, sc.oldValue(key))
			}
		}, "check", "old copy was put back"},
		{"sections of two records exchanged", func(sc *scene) {
			sc.swap(sc.section(0, "identity"), sc.section(1, "identity"))
		}, "show, check", "belongs elsewhere"},
		{"two records exchanged", func(sc *scene) {
			sc.swap(sc.section(0, "identity"), sc.section(1, "identity"))
			sc.swap(sc.section(0, "work"), sc.section(1, "work"))
		}, "show, check", "belongs elsewhere"},
		{"sections of two compartments exchanged", func(sc *scene) {
			sc.swap(sc.section(0, "identity"), sc.section(0, "notes"))
		}, "show, check", "part of record"},
		{"an old page of the catalogue put back", func(sc *scene) {
			sc.put(place{c: "identity"}.key(), sc.oldValue(place{c: "identity"}.key()))
		}, "check", "does not have its line"},
		{"a page of names removed from the catalogue", func(sc *scene) { sc.delete(place{c: "identity"}.key()) }, "check", "not stored"},
		{"all pages of the catalogue removed", func(sc *scene) {
			sc.delete(place{c: "identity"}.key(), place{c: "work"}.key())
		}, "list, check", "is missing"},
		{"a section added", func(sc *scene) { sc.put(place{record.NewID(), "work", 0}.key(), []byte("garbage")) }, "check", ""},
		{"a value added under an unknown key", func(sc *scene) { sc.put([]byte("zzz"), []byte("garbage")) }, "check", "no place that the format knows"},
		{"the schema changed", func(sc *scene) {
			k := []byte{prefixSchema}
			sc.change(func(st *store.Store) store.Batch {
				v := bytes.Replace(sc.get(st, k), []byte(`"mask": "name"`), []byte(`"plain": true`), 1)
				return store.Batch{Put: []store.KV{{Key: k, Value: v}}}
			})
		}, "everybody", "schema"},

		{"an entry changed", func(sc *scene) { sc.flip(key64(prefixLeaf, 3)) }, "check", "stored hash"},
		{"an entry removed", func(sc *scene) { sc.delete(key64(prefixLeaf, 3)) }, "check", "entry 3 of the log is missing"},
		{"two entries exchanged", func(sc *scene) { sc.swap(key64(prefixLeaf, 3), key64(prefixLeaf, 4)) }, "check", "says it is entry 4"},
		{"an entry inserted, and the log signed with another key", func(sc *scene) {
			sc.rebuild(crypto.NewSecret(), func(leaves [][]byte) [][]byte {
				return slices.Insert(leaves, 4, leaves[3])
			})
		}, "everybody", ""},
		{"entries exchanged or changed, and every hash computed anew", func(sc *scene) {
			note, err := os.ReadFile(sc.path("HEAD"))
			sc.must(err)
			sc.rebuild(crypto.NewSecret(), func(leaves [][]byte) [][]byte {
				leaves[3], leaves[4] = leaves[4], leaves[3]
				return leaves
			})
			sc.put([]byte{prefixHead}, note)
			sc.must(os.WriteFile(sc.path("HEAD"), note, 0o600))
		}, "everybody", "different histories"},
		{"an entry forged for the removal of a section", func(sc *scene) { sc.change(sc.forge) }, "everybody", "checkpoint"},
		{"the newest entries cut off", func(sc *scene) { sc.cutTail(nil) }, "everybody", "checkpoint"},
		{"the newest entries cut off, with the checkpoint of that time", func(sc *scene) {
			sc.cutTail(sc.oldValue([]byte{prefixHead}))
		}, "everybody", "HEAD"},
		{"a change of members changed", func(sc *scene) { sc.flip(key64(prefixLeaf, 1)) }, "everybody", "entry 1"},
		{"the founding changed", func(sc *scene) { sc.flip(key64(prefixLeaf, 0)) }, "everybody", "entry 0"},
		{"a hash of the log's tree changed that proves a change of members", func(sc *scene) {
			sc.put(key64(prefixHash, tlog.StoredHashIndex(0, 1)), make([]byte, 32))
		}, "everybody", "tree"},
		{"another hash of the log's tree changed", func(sc *scene) {
			sc.put(key64(prefixHash, tlog.StoredHashIndex(0, 2)), make([]byte, 32))
		}, "check", "stored hash"},
		{"the checkpoint signed with another key", func(sc *scene) {
			sc.rebuild(crypto.NewSecret(), func(leaves [][]byte) [][]byte { return leaves })
		}, "everybody", "not signed by the log key"},

		{"HEAD removed or emptied", func(sc *scene) { sc.must(os.Remove(sc.path("HEAD"))) }, "everybody", "HEAD"},
		{"HEAD of another vault", func(sc *scene) {
			b, err := os.ReadFile(filepath.Join(newVault(sc.t), "vault", "HEAD"))
			sc.must(err)
			sc.must(os.WriteFile(sc.path("HEAD"), b, 0o600))
		}, "everybody", "another vault"},
		{"a key of the keyring replaced by another, well-formed and sealed to the right member", func(sc *scene) {
			sc.ring(func(ring crypto.Keyring, to string) {
				// Whoever has read the recipient can seal to it.
				blob, err := (&crypto.Secret{What: "work", Epoch: 1, Key: crypto.NewSecret()}).Seal(to)
				sc.must(err)
				ring[crypto.Slot{Label: "kim", What: "work", Epoch: 1}] = blob
			})
		}, "unlock, check", "not the one that the log announces"},
		{"a key removed from the keyring", func(sc *scene) {
			sc.ring(func(ring crypto.Keyring, _ string) { delete(ring, crypto.Slot{Label: "kim", What: "health", Epoch: 1}) })
		}, "unlock, check", "missing"},
		{"a key removed from the keyring that another needs", func(sc *scene) {
			sc.ring(func(ring crypto.Keyring, _ string) { delete(ring, crypto.Slot{Label: "lee", What: "work", Epoch: 1}) })
		}, "check", "lee work 1"},
		{"the keyring removed", func(sc *scene) {
			files, err := filepath.Glob(sc.path("store", "gen-*", "keyring"))
			sc.must(err)
			sc.must(os.Remove(files[0]))
		}, "unlock, check", "keyring"},
		{"the whole vault replaced by a new one with the same names", func(sc *scene) {
			mine, err := os.ReadFile(identityIn(sc.base))
			sc.must(err)
			replaceTree(sc.t, filepath.Join(newVault(sc.t), "vault"), sc.path())
			sc.must(os.WriteFile(identityIn(sc.base), mine, 0o600))
		}, "unlock, --against", "another vault"},
		{"the list of failed unlocks emptied", func(sc *scene) {
			_, err := Open(testConfig(sc.base), identityIn(sc.base), "wrong")
			wantKind(sc.t, err, WrongPassphrase)
			sc.must(os.Remove(pendingPath(testConfig(sc.base))))
		}, "nothing inside", ""},

		{"the store rolled back", func(sc *scene) { replaceTree(sc.t, sc.oldPath("store"), sc.path("store")) }, "everybody", "HEAD"},
		{"the store and HEAD rolled back", func(sc *scene) { replaceTree(sc.t, sc.oldPath(), sc.path()) }, "last seen, --against", "last seen"},
		{"everything rolled back, with what was last seen", func(sc *scene) { replaceTree(sc.t, sc.old, sc.base) }, "--against", "the kept checkpoint"},
		{"everything rolled back, to before or at the checkpoint that was kept", func(sc *scene) {
			sc.kept = sc.oldValue([]byte{prefixHead})
			replaceTree(sc.t, sc.old, sc.base)
		}, "nothing inside", ""},
	}
}

// TestTamper changes the vault behind its back in every way of the threat
// model's table, and holds who finds it against the table: neither fewer nor
// more.
func TestTamper(t *testing.T) {
	scene := newScene(t)
	for _, tt := range append(byVandals(), byMembers()...) {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			sc := scene.copy(t)
			tt.do(sc)
			by, said := sc.found()
			if by != tt.found {
				t.Errorf("found by %q, want %q (%s)", by, tt.found, said)
			}
			if !strings.Contains(said, tt.saying) {
				t.Errorf("it says %q, want something with %q", said, tt.saying)
			}
			for _, secret := range []string{"홍길동", "성춘향", "이순신", "1234-5678"} {
				if strings.Contains(said, secret) {
					t.Errorf("it repeats personal data: %q", said)
				}
			}
		})
	}
}

// TestTamperTable holds the threat model's table against what TestTamper
// proves.
func TestTamperTable(t *testing.T) {
	page := contents(t, filepath.Join("..", "docs", "THREAT-MODEL.md"))
	for title, rows := range map[string][]tampering{"### Without a key": byVandals()[1:], "### With a member's keys": byMembers()} {
		_, text, ok := strings.Cut(string(page), title+"\n")
		_, text, ok2 := strings.Cut(text, "|---|---|\n")
		if !ok || !ok2 {
			t.Fatalf("no table under %q", title)
		}
		text, _, _ = strings.Cut(text, "\n\n")
		var want strings.Builder
		for _, row := range rows {
			want.WriteString("| " + row.name + " | " + row.found + " |\n")
		}
		if text+"\n" != want.String() {
			t.Errorf("under %q there must stand\n%s", title, want.String())
		}
	}
}

// cutTail removes the last entry, and its hashes; the checkpoint, if one is
// given, becomes the stored one.
func (sc *scene) cutTail(checkpoint []byte) {
	sc.change(func(st *store.Store) store.Batch {
		last, err := st.Last([]byte{prefixLeaf})
		sc.must(err)
		size, err := (&Reader{st: st}).logSize()
		sc.must(err)
		b := store.Batch{Delete: append(leafHashes(size), last)}
		if checkpoint != nil {
			b.Put = []store.KV{{Key: []byte{prefixHead}, Value: checkpoint}}
		}
		return b
	})
}

// forge builds an entry as a member's program does, but with a log key of its
// own, for the removal of a section.
func (sc *scene) forge(st *store.Store) store.Batch {
	r := &Reader{st: st}
	size, err := r.logSize()
	sc.must(err)
	edge, err := audit.ReadEdge(size, r)
	sc.must(err)
	gone := sc.section(0, "identity")
	l := audit.Leaf{Seq: size, Prev: edge.Root(), Authority: 5, Del: []tlog.Hash{audit.Commit(gone, sc.get(st, gone))}}
	body := make([]byte, 600)
	rand.Read(body)
	l.Body = append([]byte("age-encryption.org/v1\n"), body...)
	raw, err := l.Marshal()
	sc.must(err)
	old, err := audit.ReadCheckpoint(sc.get(st, []byte{prefixHead}))
	sc.must(err)
	b, _, _, err := sealLog(raw, edge, old.Origin, crypto.NewSecret(), writes{delete: [][]byte{gone}})
	sc.must(err)
	return b
}

// TestFilesDamaged flips and cuts the small files that stand beside the store.
func TestFilesDamaged(t *testing.T) {
	t.Parallel()
	sc := newScene(t)
	files, err := filepath.Glob(sc.path("store", "gen-*", "keyring"))
	sc.must(err)
	files = append(files, sc.path("HEAD"), sc.path("store", "CURRENT"), identityIn(sc.base))
	for _, file := range files {
		whole, err := os.ReadFile(file)
		sc.must(err)
		for at := 0; at < len(whole); at += 1 + len(whole)/12 {
			flipped := bytes.Clone(whole)
			flipped[at] ^= 0x20
			for what, b := range map[string][]byte{"flipped": flipped, "cut": whole[:at]} {
				sc.must(os.WriteFile(file, b, 0o600))
				s, err := Open(testConfig(sc.base), identityIn(sc.base), testPassphrase)
				if err == nil && filepath.Base(file) == "keyring" {
					sc.must(s.Close()) // the damage may be in the keys of lee
					s, err = Open(testConfig(sc.base), filepath.Join(sc.base, "vault", "members", "lee.age"), testPassphrase)
				}
				if err == nil {
					s.Close()
					t.Errorf("%s %s at %d of %d: opened all the same", filepath.Base(file), what, at, len(whole))
				} else if k := KindOf(err); k != Integrity && !(k == WrongPassphrase && file == identityIn(sc.base)) {
					t.Errorf("%s %s at %d: kind %q: %v", filepath.Base(file), what, at, k, err)
				}
				sc.must(os.WriteFile(file, whole, 0o600))
			}
		}
	}
	with(t, sc.base, func(s *Session) { sound(t, s) })
}

// TestCataloguePageGone: a page that was removed must not make people
// disappear from list and find without a word.
func TestCataloguePageGone(t *testing.T) {
	base := newVault(t)
	with(t, base, func(s *Session) {
		imported(t, s, rows(3000), ImportOptions{Name: "list.csv"})
	})
	page := func(n uint32) []byte { return place{c: "work", page: n}.key() }
	with(t, base, func(s *Session) {
		last, err := s.st.Last(cataloguePrefix("work"))
		if err != nil || bytes.Equal(last, page(0)) || bytes.Equal(last, page(1)) {
			t.Fatalf("too few pages to test with: %v", err)
		}
		for n := uint32(0); ; n++ {
			whole, err := s.st.Get(page(n))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.st.Commit(store.Batch{Delete: [][]byte{page(n)}}); err != nil {
				t.Fatal(err)
			}
			_, err = s.List(Filter{}, "")
			wantKind(t, err, Integrity)
			_, err = s.Find("a", "", "")
			wantKind(t, err, Integrity)
			_, err = s.Show("case:T-99999", nil, "") // not NotFound: it may have stood there
			wantKind(t, err, Integrity)
			if err := s.st.Commit(store.Batch{Put: []store.KV{{Key: page(n), Value: whole}}}); err != nil {
				t.Fatal(err)
			}
			if bytes.Equal(page(n), last) {
				break
			}
		}
		sound(t, s)
	})
}
