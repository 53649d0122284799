package vault

import (
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

// A scene is a vault with a past. Its log:
//
//	0  kim founds the vault
//	1  kim enrols lee, a caseworker with work, identity and notes
//	2  lee's first unlock
//	3  kim adds the first record
//	4  kim adds the second
//	5  kim grants lee kin; here the copy old is made
//	6  kim edits the first record
type scene struct {
	t    *testing.T
	base string
	old  string // a copy of base from before the last entry
	ids  [2]record.ID
	kept []byte // a checkpoint that was carried away: the newest one
}

func newScene(t *testing.T) *scene {
	sc := &scene{t: t, base: newVault(t), old: filepath.Join(t.TempDir(), "old")}
	with(t, sc.base, func(s *Session) {
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work", "identity", "notes"})
	})
	as(t, sc.base, "lee", func(*Session) {})
	with(t, sc.base, func(s *Session) {
		sc.ids[0] = add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1234-5678","case_notes":[{"date":"2026-01-02","text":"first"}]}`)
		sc.ids[1] = add(t, s, `{"case_id":"A-2","legal_name":"이순신","phone":"010-8765-4321"}`)
		sc.must(s.Grant("lee", []string{"kin"}, ""))
	})
	copyTree(t, sc.base, sc.old)
	with(t, sc.base, func(s *Session) {
		_, err := s.Edit("case:A-1", []byte(`{"legal_name":"성춘향"}`), "")
		sc.must(err)
		sc.kept = s.Checkpoint()
	})
	return sc
}

// copy returns the same scene once more, in folders of its own.
func (sc *scene) copy(t *testing.T) *scene {
	t.Helper()
	c := *sc
	c.t, c.base = t, filepath.Join(t.TempDir(), "base")
	copyTree(t, sc.base, c.base)
	return &c
}

func (sc *scene) must(err error) {
	sc.t.Helper()
	if err != nil {
		sc.t.Fatal(err)
	}
}

func (sc *scene) section(i int, c record.Compartment) []byte { return place{sc.ids[i], c, 0}.key() }

func (sc *scene) path(elem ...string) string {
	return filepath.Join(append([]string{sc.base, "vault"}, elem...)...)
}

func (sc *scene) oldPath(elem ...string) string {
	return filepath.Join(append([]string{sc.old, "vault"}, elem...)...)
}

// change writes to the store past the log.
func (sc *scene) change(make func(st *store.Store) store.Batch) {
	sc.t.Helper()
	st, err := store.Open(sc.path(), store.Options{})
	sc.must(err)
	sc.must(st.Commit(make(st)))
	sc.must(st.Close())
}

func (sc *scene) get(st *store.Store, key []byte) []byte {
	sc.t.Helper()
	v, err := st.Get(key)
	sc.must(err)
	return v
}

// oldValue returns what lay under a key before the last entry.
func (sc *scene) oldValue(key []byte) []byte {
	sc.t.Helper()
	dir := filepath.Join(sc.t.TempDir(), "old") // opened elsewhere: other tests read it, too
	copyTree(sc.t, sc.old, dir)
	st, err := store.Open(filepath.Join(dir, "vault"), store.Options{})
	sc.must(err)
	defer st.Close()
	return sc.get(st, key)
}

func (sc *scene) put(key, value []byte) {
	sc.t.Helper()
	sc.change(func(*store.Store) store.Batch { return store.Batch{Put: []store.KV{{Key: key, Value: value}}} })
}

func (sc *scene) delete(keys ...[]byte) {
	sc.t.Helper()
	sc.change(func(*store.Store) store.Batch { return store.Batch{Delete: keys} })
}

// flip changes a bit of a value, in its middle.
func (sc *scene) flip(key []byte) {
	sc.t.Helper()
	sc.change(func(st *store.Store) store.Batch {
		v := slices.Clone(sc.get(st, key))
		v[len(v)/2] ^= 1
		return store.Batch{Put: []store.KV{{Key: key, Value: v}}}
	})
}

// swap exchanges the values under pairs of keys.
func (sc *scene) swap(a, b []byte) {
	sc.t.Helper()
	sc.change(func(st *store.Store) store.Batch {
		return store.Batch{Put: []store.KV{{Key: a, Value: sc.get(st, b)}, {Key: b, Value: sc.get(st, a)}}}
	})
}

// ring changes the keyring; to is kim's recipient.
func (sc *scene) ring(change func(ring crypto.Keyring, to string)) {
	sc.t.Helper()
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

// rebuild writes the whole log anew: the leaves as change returns them, every
// hash, the checkpoint and HEAD, signed with the given log key.
func (sc *scene) rebuild(seed [32]byte, change func(leaves [][]byte) [][]byte) {
	sc.t.Helper()
	var note []byte
	sc.change(func(st *store.Store) store.Batch {
		old, err := audit.ReadCheckpoint(sc.get(st, []byte{prefixHead}))
		sc.must(err)
		var leaves [][]byte
		var b store.Batch
		for _, p := range []byte{prefixLeaf, prefixHash} {
			sc.must(st.Scan([]byte{p}, func(key, value []byte) error {
				if p == prefixLeaf {
					leaves = append(leaves, slices.Clone(value))
				}
				b.Delete = append(b.Delete, slices.Clone(key))
				return nil
			}))
		}
		edge := new(audit.Edge)
		for _, raw := range change(leaves) {
			var one store.Batch
			one, edge, note, err = sealLog(raw, edge, old.Origin, seed, writes{})
			sc.must(err)
			b.Put = append(b.Put, one.Put...)
		}
		return b
	})
	sc.must(os.WriteFile(sc.path("HEAD"), note, 0o600))
}

// A finder is who looks, in the words of the threat model:
//
//	everybody   every command, before it needs a key
//	unlock      kim, at the next unlock
//	last seen   a user who has opened the vault before
//	show, list  whoever shows the record, or lists
//	check       vault check: no key needed
//	verify      vault audit verify by an auditor
//	read-data   vault check --read-data by an auditor who holds every compartment
//	--against   vault audit verify --against the checkpoint that was kept
//
// found returns all who find something, in that order, and what they say. Who
// comes later checks what the earlier one does, and is left out: verify, read-data and
// --against are check with more, and read-data is verify with more. "nothing
// inside" is nobody.
func (sc *scene) found() (by string, said string) {
	sc.t.Helper()
	f := &findings{t: sc.t}
	fresh := testConfig(sc.base)
	fresh.StateDir = filepath.Join(sc.t.TempDir(), "fresh")

	r, err := OpenReader(fresh, true)
	f.note("everybody", nil, err)
	if err == nil {
		rep, err := r.Check()
		f.note("check", rep, err)
		rep, err = r.Verify(keptIf(sc.t, sc.kept)...)
		f.note("--against", rep, err)
		r.Close()
	}
	elsewhere := sc.copy(sc.t)
	s, err := Open(fresh, identityIn(sc.base), testPassphrase)
	f.note("unlock", nil, err)
	if err == nil {
		sc.look(f, s)
		sc.must(s.Close())
		s, err = Open(testConfig(elsewhere.base), identityIn(elsewhere.base), testPassphrase)
		if f.note("last seen", nil, err); err == nil {
			sc.must(s.Close())
		}
	}
	return f.result()
}

// look is what an unlocked member sees.
func (sc *scene) look(f *findings, s *Session) {
	_, err := s.Show(sc.ids[0].String(), []string{"all"}, "test")
	f.note("show", nil, err)
	_, err = s.List(Filter{}, "")
	f.note("list", nil, err)
	rep, err := s.Verify(false)
	f.note("verify", rep, err)
	rep, err = s.CheckData()
	f.note("read-data", rep, err)
}

type findings struct {
	t   *testing.T
	who []string
	say []string
}

func (f *findings) note(name string, rep *Report, err error) {
	f.t.Helper()
	switch {
	case err != nil && !slices.Contains([]Kind{Integrity, NotFound, NotMember}, KindOf(err)):
		f.t.Errorf("%s: an error of kind %q: %v", name, KindOf(err), err)
	case err != nil:
		f.who, f.say = append(f.who, name), append(f.say, err.Error())
	case rep != nil && rep.OK != (len(rep.Findings) == 0):
		f.t.Errorf("%s: ok is %v, with %d findings", name, rep.OK, len(rep.Findings))
	case rep != nil && !rep.OK:
		f.who = append(f.who, name)
		for _, x := range rep.Findings {
			f.say = append(f.say, x.What)
		}
	}
}

func (f *findings) result() (by, said string) {
	f.t.Helper()
	has := func(name string) bool { return slices.Contains(f.who, name) }
	drop := map[string]bool{}
	if has("everybody") {
		if !has("unlock") {
			f.t.Error("every command finds it, but an unlock does not")
		}
		drop["unlock"] = true
	}
	for _, pair := range [][2]string{{"check", "verify"}, {"check", "read-data"}, {"check", "--against"}, {"verify", "read-data"}} {
		if has(pair[0]) {
			if !has(pair[1]) && !(has("unlock") && pair[1] != "--against") {
				f.t.Errorf("%s finds it, but %s does not", pair[0], pair[1])
			}
			drop[pair[1]] = true
		}
	}
	var names []string
	for _, name := range []string{"everybody", "unlock", "last seen", "show", "list", "check", "verify", "read-data", "--against"} {
		if has(name) && !drop[name] {
			names = append(names, name)
		}
	}
	if names == nil {
		names = []string{"nothing inside"}
	}
	return strings.Join(names, ", "), strings.Join(f.say, "\n")
}

// leafHashes are the keys of the hashes that the newest of size leaves completed.
func leafHashes(size int64) (keys [][]byte) {
	for i := tlog.StoredHashIndex(0, size-1); i < tlog.StoredHashIndex(0, size); i++ {
		keys = append(keys, key64(prefixHash, i))
	}
	return keys
}
