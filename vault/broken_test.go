package vault

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A broken is a vault in which one thing does not hold.
type broken struct {
	name  string
	check string // the one word of "checked" that must find it; "": nothing is wrong
	keyed bool   // found with any passphrase, also of those who do not list the word
	do    func(t *testing.T, base string)
}

// withKim lets kim, founder and so in possession of all keys, use software of
// her own, and then adds entries that are sound again.
func withKim(do func(t *testing.T, s *Session)) func(*testing.T, string) {
	return func(t *testing.T, base string) {
		with(t, base, func(s *Session) {
			do(t, s)
			s.appendEntry(t, func(*entryParts) {})
		})
		with(t, base, func(s *Session) { add(t, s, `{"case_id":"A-9"}`) })
	}
}

func forged(choose func(s *Session, p *entryParts)) func(*testing.T, string) {
	return withKim(func(t *testing.T, s *Session) { s.appendEntry(t, func(p *entryParts) { choose(s, p) }) })
}

func putting(b func(s *Session) store.Batch) func(*testing.T, string) {
	return withKim(func(t *testing.T, s *Session) {
		if err := s.st.Commit(b(s)); err != nil {
			t.Fatal(err)
		}
	})
}

func brokenVaults() []broken {
	inner := key64(prefixHash, tlog.StoredHashIndex(0, 5)) // of entry 5, which no proof needs
	return []broken{
		{"nothing", "", false, func(*testing.T, string) {}},
		{"a stored hash wrong", "tree", false, putting(func(*Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: inner, Value: make([]byte, 32)}}}
		})},
		{"a stored hash missing", "tree", false, putting(func(*Session) store.Batch { return store.Batch{Delete: [][]byte{inner}} })},
		{"a stored hash too many", "tree", false, putting(func(*Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: key64(prefixHash, 1<<40), Value: make([]byte, 32)}}}
		})},
		{"an entry on another past", "prev", false, forged(func(_ *Session, p *entryParts) { p.leaf.Prev[0] ^= 1 })},
		{"HEAD gone", "head", false, func(t *testing.T, base string) {
			if err := os.Remove(filepath.Join(base, "vault", "HEAD")); err != nil {
				t.Fatal(err)
			}
		}},
		{"HEAD ahead of the log", "head", false, func(t *testing.T, base string) {
			ahead := filepath.Join(t.TempDir(), "ahead")
			copyTree(t, base, ahead)
			with(t, ahead, func(s *Session) { add(t, s, `{"case_id":"A-9"}`) })
			b, err := os.ReadFile(filepath.Join(ahead, "vault", "HEAD"))
			if err = errors.Join(err, os.WriteFile(filepath.Join(base, "vault", "HEAD"), b, 0o600)); err != nil {
				t.Fatal(err)
			}
		}},
		{"the stored checkpoint signed by another key", "head", false, func(t *testing.T, base string) {
			with(t, base, func(s *Session) {
				seed := crypto.NewSecret()
				note, err := audit.Checkpoint{Origin: s.origin(), Size: s.edge.Size(), Root: s.edge.Root()}.Sign(seed[:])
				if err = errors.Join(err, s.st.Commit(store.Batch{Put: []store.KV{{Key: []byte{prefixHead}, Value: note}}})); err != nil {
					t.Fatal(err)
				}
			})
		}},
		{"a value removed", "commitments", false, putting(func(s *Session) store.Batch {
			return store.Batch{Delete: [][]byte{place{c: "identity"}.key()}}
		})},
		{"a value too many", "commitments", false, putting(func(s *Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: place{record.NewID(), "work", 0}.key(), Value: []byte("garbage")}}}
		})},
		{"a value announced and not written", "commitments", false, forged(func(_ *Session, p *entryParts) { p.leaf.Add = []tlog.Hash{{1}} })},
		{"an older authority entry named", "authority", false, forged(func(_ *Session, p *entryParts) { p.leaf.Authority = 0 })},
		{"a setting that a caseworker signed", "authority", false, withKim(func(t *testing.T, s *Session) {
			s.appendEntry(t, func(p *entryParts) {
				lee, err := readIdentity(s.cfg, filepath.Join(s.cfg.Dir, "members", "lee.age"), testPassphrase)
				if err != nil {
					t.Fatal(err)
				}
				st := &audit.Statement{Kind: "setting", Setting: []audit.Setting{{Name: "review-days", Value: "366"}}}
				p.leaf.Statement, p.leaf.Signer = st.Marshal(), lee.Signing().ID()
				p.leaf.Sig = lee.Signing().Sign("authority", s.VaultID(), p.leaf.AuthorityParts()...)
			})
		})},
		{"a body signed by nobody", "signatures", false, forged(func(_ *Session, p *entryParts) {
			p.signing = crypto.NewSigningKey(crypto.NewSecret())
		})},
		{"a body in another's name", "signatures", false, forged(func(_ *Session, p *entryParts) { p.event.Member = "lee" })},
		{"a body in nobody's name", "signatures", false, forged(func(_ *Session, p *entryParts) { p.event.Member = "mallory" })},
		{"a body that nobody's key opens", "signatures", false, forged(func(s *Session, p *entryParts) {
			p.trail = crypto.NewTrailKey(s.VaultID(), crypto.NewSecret())
		})},
		{"a body that is no age file", "signatures", true, forged(func(_ *Session, p *entryParts) { p.body = make([]byte, 700); rand.Read(p.body) })},
	}
}
