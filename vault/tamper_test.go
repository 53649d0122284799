package vault

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A scene is a vault with a past, for somebody who can write to its files but
// has no key.
type scene struct {
	t    *testing.T
	base string
	old  string // a copy of base from before the last changes
	ids  [2]record.ID
}

func newScene(t *testing.T) *scene {
	sc := &scene{t: t, base: newVault(t), old: filepath.Join(t.TempDir(), "old")}
	with(t, sc.base, func(s *Session) {
		sc.ids[0] = add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1234-5678"}`)
		sc.ids[1] = add(t, s, `{"case_id":"A-2","legal_name":"이순신","phone":"010-8765-4321"}`)
	})
	copyTree(t, sc.base, sc.old)
	with(t, sc.base, func(s *Session) {
		if _, err := s.Edit("case:A-1", []byte(`{"legal_name":"성춘향"}`), ""); err != nil {
			t.Fatal(err)
		}
	})
	return sc
}

func (sc *scene) section(i int, c record.Compartment) []byte { return place{sc.ids[i], c, 0}.key() }

// change writes to the store past the log.
func (sc *scene) change(make func(st *store.Store) store.Batch) {
	sc.t.Helper()
	st, err := store.Open(filepath.Join(sc.base, "vault"), store.Options{})
	if err != nil {
		sc.t.Fatal(err)
	}
	if err := st.Commit(make(st)); err != nil {
		sc.t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		sc.t.Fatal(err)
	}
}

func (sc *scene) get(st *store.Store, key []byte) []byte {
	sc.t.Helper()
	v, err := st.Get(key)
	if err != nil {
		sc.t.Fatal(err)
	}
	return v
}

// oldValue returns what lay under a key before the last changes.
func (sc *scene) oldValue(key []byte) []byte {
	sc.t.Helper()
	st, err := store.Open(filepath.Join(sc.old, "vault"), store.Options{})
	if err != nil {
		sc.t.Fatal(err)
	}
	defer st.Close()
	return sc.get(st, key)
}

func (sc *scene) put(key, value []byte) {
	sc.t.Helper()
	sc.change(func(*store.Store) store.Batch { return store.Batch{Put: []store.KV{{Key: key, Value: value}}} })
}

func (sc *scene) path(elem ...string) string {
	return filepath.Join(append([]string{sc.base, "vault"}, elem...)...)
}

func (sc *scene) oldPath(elem ...string) string {
	return filepath.Join(append([]string{sc.old, "vault"}, elem...)...)
}

// TestTamper changes the vault behind its back. What must find it: "open"
// (everybody, at once), "show" of the first record, "check" (nobody's key
// needed) or "data" (check of everything by a member).
func TestTamper(t *testing.T) {
	tests := []struct {
		name   string
		do     func(*scene)
		found  string // by whom, of open show check data
		saying string // part of the error or finding
	}{
		{"nothing", func(*scene) {}, "", ""},
		{"byte of a section flipped", func(sc *scene) {
			k := sc.section(0, "identity")
			sc.change(func(st *store.Store) store.Batch {
				v := bytes.Clone(sc.get(st, k))
				v[len(v)/2] ^= 1
				return store.Batch{Put: []store.KV{{Key: k, Value: v}}}
			})
		}, "show check data", "identity part"},
		{"section cut to nothing", func(sc *scene) { sc.put(sc.section(0, "identity"), nil) }, "show check data", "identity part"},
		{"section deleted", func(sc *scene) {
			sc.change(func(*store.Store) store.Batch { return store.Batch{Delete: [][]byte{sc.section(0, "identity")}} })
		}, "show check data", "missing"},
		{"work section deleted", func(sc *scene) {
			sc.change(func(*store.Store) store.Batch { return store.Batch{Delete: [][]byte{sc.section(0, "work")}} })
		}, "show check data", "missing"},
		{"whole record deleted", func(sc *scene) {
			sc.change(func(*store.Store) store.Batch {
				return store.Batch{Delete: [][]byte{sc.section(0, "work"), sc.section(0, "identity")}}
			})
		}, "show check data", ""},
		{"older section put back", func(sc *scene) {
			sc.put(sc.section(0, "identity"), sc.oldValue(sc.section(0, "identity")))
		}, "show check data", "old copy"},
		{"whole older record put back", func(sc *scene) {
			for _, c := range []record.Compartment{"work", "identity"} {
				sc.put(sc.section(0, c), sc.oldValue(sc.section(0, c)))
			}
		}, "check data", "not what the log says"},
		{"sections of two records swapped", func(sc *scene) {
			a, b := sc.section(0, "identity"), sc.section(1, "identity")
			sc.change(func(st *store.Store) store.Batch {
				return store.Batch{Put: []store.KV{{Key: a, Value: sc.get(st, b)}, {Key: b, Value: sc.get(st, a)}}}
			})
		}, "show check data", "belongs elsewhere"},
		{"older page of the catalogue", func(sc *scene) {
			k := place{c: "identity"}.key()
			sc.put(k, sc.oldValue(k))
		}, "check data", "does not have its line"},
		{"page of the catalogue deleted", func(sc *scene) {
			sc.change(func(*store.Store) store.Batch { return store.Batch{Delete: [][]byte{place{c: "identity"}.key()}} })
		}, "check data", ""},
		{"a value more, under a section's key", func(sc *scene) {
			sc.put(place{record.NewID(), "work", 0}.key(), []byte("garbage"))
		}, "check data", ""},
		{"a value more, under no known key", func(sc *scene) {
			sc.put([]byte("zzz"), []byte("garbage"))
		}, "check data", "no place that the format knows"},
		{"a value more, under a key as of the checkpoint", func(sc *scene) {
			sc.put([]byte{prefixHead, 'x'}, []byte("garbage"))
		}, "check data", "no place that the format knows"},
		{"a hash more behind the tree", func(sc *scene) {
			sc.put(key64(prefixHash, 1<<40), make([]byte, 32))
		}, "check data", "none of the tree: 1"},
		{"a hash of the tree deleted that no proof needs", func(sc *scene) {
			sc.change(func(*store.Store) store.Batch {
				return store.Batch{Delete: [][]byte{key64(prefixHash, tlog.StoredHashIndex(0, 3))}}
			})
		}, "check data", "hash of the tree is missing"},
		{"schema changed", func(sc *scene) {
			k := []byte{prefixSchema}
			sc.change(func(st *store.Store) store.Batch {
				v := bytes.Replace(sc.get(st, k), []byte(`"mask": "name"`), []byte(`"plain": true`), 1)
				return store.Batch{Put: []store.KV{{Key: k, Value: v}}}
			})
		}, "open", "schema"},
		{"last entry cut off, with an older checkpoint", func(sc *scene) {
			sc.cutTail(sc.oldValue([]byte{prefixHead}))
		}, "open", "HEAD"},
		{"last entry cut off, the checkpoint left", func(sc *scene) { sc.cutTail(nil) }, "open", ""},
		{"an entry in the middle changed", func(sc *scene) {
			sc.change(func(st *store.Store) store.Batch {
				v := bytes.Clone(sc.get(st, key64(prefixLeaf, 1)))
				v[len(v)-1] ^= 1
				return store.Batch{Put: []store.KV{{Key: key64(prefixLeaf, 1), Value: v}}}
			})
		}, "check data", ""},
		{"an entry in the middle deleted", func(sc *scene) {
			sc.change(func(*store.Store) store.Batch { return store.Batch{Delete: [][]byte{key64(prefixLeaf, 1)}} })
		}, "check data", "entry 1 of the log is missing"},
		{"a hash of the tree changed", func(sc *scene) {
			sc.put(key64(prefixHash, tlog.StoredHashIndex(0, 1)), make([]byte, 32))
		}, "open", "tree"},
		{"founding entry changed", func(sc *scene) {
			sc.change(func(st *store.Store) store.Batch {
				v := bytes.Clone(sc.get(st, key64(prefixLeaf, 0)))
				v[len(v)-1] ^= 1
				return store.Batch{Put: []store.KV{{Key: key64(prefixLeaf, 0), Value: v}}}
			})
		}, "open", "entry 0"},
		{"older store, HEAD left", func(sc *scene) {
			replaceTree(sc.t, sc.oldPath("store"), sc.path("store"))
		}, "open", "HEAD"},
		{"older store and HEAD", func(sc *scene) {
			replaceTree(sc.t, sc.oldPath(), sc.path())
		}, "open", "last seen"},
		{"HEAD deleted", func(sc *scene) { sc.must(os.Remove(sc.path("HEAD"))) }, "open", "HEAD"},
		{"HEAD emptied", func(sc *scene) { sc.must(os.WriteFile(sc.path("HEAD"), nil, 0o600)) }, "open", "HEAD"},
		{"HEAD of another vault", func(sc *scene) {
			b, err := os.ReadFile(filepath.Join(newVault(sc.t), "vault", "HEAD"))
			sc.must(err)
			sc.must(os.WriteFile(sc.path("HEAD"), b, 0o600))
		}, "open", "another vault"},
		{"a foreign blob in the keyring", func(sc *scene) {
			sc.ring(func(ring crypto.Keyring, to string) {
				// Whoever has read the recipient can seal to it.
				blob, err := (&crypto.Secret{What: "work", Epoch: 1, Key: crypto.NewSecret()}).Seal(to)
				sc.must(err)
				ring[crypto.Slot{Label: "kim", What: "work", Epoch: 1}] = blob
			})
		}, "open", "not the one that the log announces"},
		{"a blob missing from the keyring", func(sc *scene) {
			sc.ring(func(ring crypto.Keyring, _ string) { delete(ring, crypto.Slot{Label: "kim", What: "health", Epoch: 1}) })
		}, "open", "missing"},
		{"keyring missing", func(sc *scene) {
			files, err := filepath.Glob(sc.path("store", "gen-*", "keyring"))
			sc.must(err)
			sc.must(os.Remove(files[0]))
		}, "open", "keyring"},
		{"forged entry of a removal", func(sc *scene) {
			// A thief can write leaf and hashes, but not sign the checkpoint.
			sc.change(sc.forge)
		}, "open", "checkpoint"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			sc := newScene(t)
			tt.do(sc)
			by, said := sc.findings()
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

// findings returns who of open, show, check and data found something, and all
// that was said.
func (sc *scene) findings() (by, said string) {
	sc.t.Helper()
	s, err := Open(testConfig(sc.base), identityIn(sc.base), testPassphrase)
	if err != nil {
		if KindOf(err) != Integrity {
			sc.t.Errorf("open: an error of kind %q: %v", KindOf(err), err)
		}
		return "open", err.Error()
	}
	defer s.Close()
	var who []string
	var words []string
	note := func(name string, rep *Report, err error) {
		switch {
		case err != nil && KindOf(err) != Integrity && KindOf(err) != NotFound:
			sc.t.Errorf("%s: an error of kind %q: %v", name, KindOf(err), err)
		case err != nil:
			who, words = append(who, name), append(words, err.Error())
		case rep != nil && len(rep.Findings) > 0:
			if rep.OK {
				sc.t.Errorf("%s has findings and is ok", name)
			}
			who = append(who, name)
			for _, f := range rep.Findings {
				words = append(words, f.What)
			}
		case rep != nil && !rep.OK:
			sc.t.Errorf("%s is not ok and finds nothing", name)
		}
	}
	_, err = s.Show(sc.ids[0].String(), []string{"all"}, "test")
	note("show", nil, err)
	rep, err := s.Check()
	note("check", rep, err)
	rep, err = s.CheckData()
	note("data", rep, err)
	return strings.Join(who, " "), strings.Join(words, "\n")
}

func (sc *scene) must(err error) {
	sc.t.Helper()
	if err != nil {
		sc.t.Fatal(err)
	}
}

// cutTail removes the last entry, and its hashes; the checkpoint, if one is
// given, becomes the stored one.
func (sc *scene) cutTail(checkpoint []byte) {
	sc.change(func(st *store.Store) store.Batch {
		last, err := st.Last([]byte{prefixLeaf})
		sc.must(err)
		b := store.Batch{Delete: [][]byte{last}}
		r := &Reader{st: st}
		size, err := r.logSize()
		sc.must(err)
		for i := tlog.StoredHashIndex(0, size-1); i < tlog.StoredHashIndex(0, size); i++ {
			b.Delete = append(b.Delete, key64(prefixHash, i))
		}
		if checkpoint != nil {
			b.Put = []store.KV{{Key: []byte{prefixHead}, Value: checkpoint}}
		}
		return b
	})
}

// ring changes the keyring; to is the member's recipient.
func (sc *scene) ring(change func(ring crypto.Keyring, to string)) {
	st, err := store.Open(sc.path(), store.Options{})
	sc.must(err)
	b, err := st.ReadFile("keyring")
	sc.must(err)
	ring, err := crypto.ParseKeyring(b)
	sc.must(err)
	id, err := readIdentity(testConfig(sc.base), identityIn(sc.base), testPassphrase)
	sc.must(err)
	change(ring, id.Recipient())
	sc.must(st.WriteFile("keyring", ring.Marshal()))
	sc.must(st.Close())
}

// forge builds an entry as a member's program does, but with a log key of its
// own, for the removal of a record.
func (sc *scene) forge(st *store.Store) store.Batch {
	r := &Reader{st: st}
	size, err := r.logSize()
	sc.must(err)
	edge, err := audit.ReadEdge(size, r)
	sc.must(err)
	gone := sc.section(0, "identity")
	l := audit.Leaf{Seq: size, Prev: edge.Root(), Del: []tlog.Hash{audit.Commit(gone, sc.get(st, gone))}}
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

// TestAgainst: a checkpoint that was carried away finds a fork even when
// everything that lies around was replaced.
func TestAgainst(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	old := filepath.Join(t.TempDir(), "old")
	copyTree(t, base, old)
	var kept []byte
	with(t, base, func(s *Session) {
		add(t, s, `{"case_id":"A-1"}`)
		kept = s.Checkpoint()
		rep, err := s.Verify(false, kept)
		if err != nil || !rep.OK {
			t.Fatalf("its own checkpoint: %v %v", rep, err)
		}
		_, err = s.Verify(false, []byte("no checkpoint"))
		wantKind(t, err, Usage)
	})
	replaceTree(t, old, base) // with the state folder
	with(t, base, func(s *Session) {
		rep, err := s.Verify(false, kept)
		if err != nil {
			t.Fatal(err)
		}
		if rep.OK {
			t.Fatal("the kept checkpoint does not find that entries are gone")
		}
		for range 5 { // as long as before, and different
			add(t, s, `{"case_id":"B-1"}`)
		}
		if rep, err = s.Verify(false, kept); err != nil || rep.OK {
			t.Fatalf("the kept checkpoint does not find the fork: %v", err)
		}
	})
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
	for _, page := range []uint32{0, 1} {
		with(t, base, func(s *Session) {
			if _, err := s.st.Get(place{c: "work", page: page + 1}.key()); err != nil {
				t.Fatalf("too few pages to test with: %v", err)
			}
			if err := s.st.Commit(store.Batch{Delete: [][]byte{place{c: "work", page: page}.key()}}); err != nil {
				t.Fatal(err)
			}
			_, err := s.List(Filter{}, "")
			wantKind(t, err, Integrity)
			_, err = s.Find("a", "", "")
			wantKind(t, err, Integrity)
		})
	}
}
