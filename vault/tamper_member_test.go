package vault

import (
	"context"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// byMembers are the changes of lee, a caseworker, who has the log key, the keys
// of what was granted and software of their own.
func byMembers() []tampering {
	return []tampering{
		{"a record read without an entry", func(sc *scene) {
			sc.lee(func(s *Session) {
				_, err := s.load(sc.ids[0], "identity")
				sc.must(err)
			})
		}, "nothing inside", ""},
		{"a section changed without an entry", func(sc *scene) {
			sc.lee(func(s *Session) {
				sc.must(s.st.Commit(store.Batch{Put: sc.resealed(s)}))
			})
		}, "check", "not stored"},
		{"an entry in another's name", func(sc *scene) {
			sc.lee(func(s *Session) {
				kim := *s.me
				kim.Label = "kim"
				s.me = &kim
				sc.must(s.commit(audit.Event{Action: "list"}, writes{}))
			})
		}, "verify", "not signed by the member it names"},
		{"an entry that nobody can read", func(sc *scene) {
			sc.lee(func(s *Session) {
				s.trail = crypto.NewTrailKey(s.VaultID(), crypto.NewSecret())
				sc.must(s.commit(audit.Event{Action: "list"}, writes{}))
			})
		}, "verify", "nobody's trail key"},
		{"a note in another's name", func(sc *scene) {
			sc.lee(func(s *Session) {
				st, err := s.load(sc.ids[0], "notes")
				sc.must(err)
				item, _, err := s.newNote(sc.ids[0], "he was ill")
				sc.must(err)
				item["author"] = "kim"
				sc.must(st.rec.Set(journal, st.rec.Get(journal).Append(item)))
				sc.must(s.save(st, []record.Compartment{"notes"}, false, HistoryLine{Action: "note", Fields: []string{journal}}, ""))
			})
		}, "read-data", "a note was not signed"},
		{"a record changed, and not its line in the catalogue", func(sc *scene) {
			sc.lee(func(s *Session) {
				sc.must(s.commit(audit.Event{Action: "edit"}, writes{put: sc.resealed(s)}))
			})
		}, "read-data", "does not have its line"},
		{"a record removed by an entry that says something else", func(sc *scene) {
			sc.lee(func(s *Session) {
				gone := [][]byte{sc.section(0, "work"), sc.section(0, "identity"), sc.section(0, "notes")}
				sc.must(s.commit(audit.Event{Action: "list"}, writes{delete: gone}))
			})
		}, "show, read-data", "no such record"},

		{"a member enrolled by somebody who is no admin", func(sc *scene) {
			sc.enrolMole("member")
		}, "everybody", "not entitled"},
		{"a compartment granted to oneself", func(sc *scene) {
			sc.lee(func(s *Session) {
				s.secrets["health"] = &crypto.Secret{What: "health", Epoch: 1, Key: crypto.NewSecret()}
				sc.declare(s, &audit.Statement{Kind: "grant"}, "lee", s.me.Recipient, "health")
			})
		}, "everybody", "not entitled"},
		{"a trail key made for another", func(sc *scene) {
			sc.lee(func(s *Session) {
				s.secrets["trail"] = &crypto.Secret{What: "trail", Epoch: 2, Key: crypto.NewSecret()}
				sc.declare(s, &audit.Statement{Kind: "trail"}, "kim", s.me.Recipient, "trail")
			})
		}, "everybody", "not entitled"},
		{"keys taken in another's name", func(sc *scene) {
			sc.lee(func(s *Session) {
				id, err := crypto.NewIdentity("kim")
				sc.must(err)
				x := &audit.Renewal{Label: "kim", Key: [32]byte(id.Signing().Public()), Recipient: id.Recipient()}
				x.Sig = [64]byte(id.Signing().Sign("renew", s.VaultID(), x.Parts(s.roster.Member("kim").Key[:])...))
				sc.declare(s, &audit.Statement{Kind: "renew", Renew: x}, "kim", id.Recipient(), "work", "identity")
			})
		}, "everybody", "not entitled"},
		{"an entry signed with keys from before a renewal", func(sc *scene) {
			sc.lee(func(s *Session) {
				before := s.id
				_, err := s.renew(context.Background(), Renewal{Passphrase: testPassphrase})
				sc.must(err)
				s.id = before
				sc.must(s.commit(audit.Event{Action: "list"}, writes{}))
			})
		}, "verify", "not signed by the member it names"},
		{"a recovery set made by somebody who does not hold everything", func(sc *scene) {
			sc.lee(func(s *Session) {
				id, err := crypto.NewIdentity("paper")
				sc.must(err)
				st := &audit.Statement{Kind: "recovery", Shares: []audit.ShareHash{{N: 1}, {N: 2}},
					Recovery: &audit.Recovery{Set: 1, Key: [32]byte(id.Signing().Public()), Recipient: id.Recipient(), Shares: 2, Threshold: 2}}
				for _, c := range []string{"health", "audit"} { // what lee lacks
					s.secrets[c] = &crypto.Secret{What: c, Epoch: 1, Key: crypto.NewSecret()}
				}
				sc.declare(s, st, "recovery/1", id.Recipient(), append(audit.Compartments(), "log")...)
			})
		}, "everybody", "not entitled"},
		{"an admin enrolled with a recovery set that nobody made", func(sc *scene) {
			sc.enrolMole("recover")
		}, "everybody", "a recovery that is not in force"},
		{"a restore announced by somebody who is no admin", func(sc *scene) {
			sc.lee(func(s *Session) {
				st := &audit.Statement{Kind: "restore", Restore: &audit.Restore{Size: s.edge.Size() + 9}}
				sc.declare(s, st, "", "")
			})
		}, "everybody", "not entitled"},
		{"the last change of members hidden by the newest entry", func(sc *scene) {
			sc.lee(func(s *Session) { s.appendEntry(sc.t, func(p *entryParts) { p.leaf.Authority = 2 }) })
		}, "last seen, check", "does not name the newest authority entry"},
		{"a second founding", func(sc *scene) {
			sc.lee(func(s *Session) {
				f, err := found(InitOptions{Label: "lee", Schema: record.DefaultJSON()})
				sc.must(err)
				st, err := audit.ParseStatement(f.text)
				sc.must(err)
				sc.declare(s, st, "", "")
			})
		}, "everybody", "entry 0 and nowhere else"},

		{"the newest entries cut off, and the log continued", func(sc *scene) {
			replaceTree(sc.t, sc.oldPath(), sc.path())
			sc.lee(func(s *Session) {
				for range 5 { // more than there were
					_, err := s.List(Filter{}, "")
					sc.must(err)
				}
			})
		}, "last seen, --against", "different histories"},
		{"the newest entry replaced by one's own", func(sc *scene) {
			sc.rewriteAs(func(s *Session, leaves [][]byte) [][]byte {
				leaves[6] = sc.ownLeaf(s, leaves[6])
				return leaves
			})
		}, "last seen, --against", "different histories"},
		{"an entry before the last replaced by one's own, and the last linked to it", func(sc *scene) {
			with(sc.t, sc.base, func(s *Session) {
				_, err := s.List(Filter{}, "")
				sc.must(err)
			})
			sc.rewriteAs(func(s *Session, leaves [][]byte) [][]byte {
				leaves[6] = sc.ownLeaf(s, leaves[6])
				leaves[7] = sc.linked(leaves, 7)
				return leaves
			})
		}, "last seen, verify, --against", "not signed by the member it names"},
		{"an entry from before the last change of members replaced by one's own", func(sc *scene) {
			sc.rewriteAs(func(s *Session, leaves [][]byte) [][]byte {
				leaves[3] = sc.ownLeaf(s, leaves[3])
				return leaves
			})
		}, "last seen, check", "prev is not the root"},
		{"an entry left out, and the whole log rebuilt", func(sc *scene) {
			sc.rewriteAs(func(_ *Session, leaves [][]byte) [][]byte { return append(leaves[:3], leaves[4:]...) })
		}, "everybody", ""},
		{"entries exchanged, and the whole log rebuilt", func(sc *scene) {
			sc.rewriteAs(func(_ *Session, leaves [][]byte) [][]byte {
				leaves[3], leaves[4] = leaves[4], leaves[3]
				return leaves
			})
		}, "last seen, check", "says it is entry 4"},
		{"the log signed by somebody who was revoked", func(sc *scene) {
			var lee *Session
			sc.lee(func(s *Session) { lee = s })
			sc.revokeLee()
			sc.rebuild(lee.log, func(leaves [][]byte) [][]byte { return leaves })
		}, "everybody", "not signed by the log key"},
		{"one's own revocation cut off, and the log continued", func(sc *scene) {
			before := sc.copy(sc.t)
			sc.revokeLee()
			replaceTree(sc.t, before.path(), sc.path())
			sc.lee(func(s *Session) {
				for range 5 {
					_, err := s.List(Filter{}, "")
					sc.must(err)
				}
			})
		}, "last seen, --against", "not signed by the log key in force"},
		{"another state signed as the newest checkpoint", func(sc *scene) {
			sc.lee(func(s *Session) {
				note, err := audit.Checkpoint{Origin: s.origin(), Size: s.edge.Size(), Root: tlog.Hash{1}}.Sign(s.log[:])
				sc.must(err)
				sc.must(s.st.Commit(store.Batch{Put: []store.KV{{Key: []byte{prefixHead}, Value: note}}}))
			})
		}, "everybody", "different histories"},
	}
}

// lee opens the vault as lee, on a machine that never saw it.
func (sc *scene) lee(do func(s *Session)) {
	sc.t.Helper()
	cfg := testConfig(sc.base)
	cfg.StateDir = filepath.Join(sc.t.TempDir(), "lee")
	s, err := Open(cfg, filepath.Join(sc.base, "vault", "members", "lee.age"), testPassphrase)
	sc.must(err)
	do(s)
	sc.must(s.Close())
}

// revokeLee is what kim does when she knows; the checkpoint that is carried away
// is of after it.
func (sc *scene) revokeLee() {
	sc.t.Helper()
	with(sc.t, sc.base, func(s *Session) {
		_, err := s.Revoke(context.Background(), "lee", true, "")
		sc.must(err)
		sc.kept = s.Checkpoint()
	})
}

// resealed is the first record's identity part with another name, in its place
// and of the revision that the record names, signed by lee.
func (sc *scene) resealed(s *Session) []store.KV {
	sc.t.Helper()
	st, err := s.load(sc.ids[0], "identity")
	sc.must(err)
	v, _, err := s.schema.Parse("legal_name", "강감찬")
	sc.must(err)
	sc.must(st.rec.Set("legal_name", v))
	var b sealer
	b.add(place{sc.ids[0], "identity", 0}, st.manifest.Pages["i0"], st.rec.Encode("identity"))
	put, err := b.seal(s)
	sc.must(err)
	return put
}

// declare writes a statement, with the keys it announces in the keyring, past
// the check that a member's own program makes after it has written one.
func (sc *scene) declare(s *Session, st *audit.Statement, label, recipient string, what ...string) {
	sc.t.Helper()
	ring, err := s.readKeyring()
	sc.must(err)
	for _, w := range what {
		sc.must(seal(ring, st, label, s.secrets[w], recipient))
	}
	sc.must(s.st.WriteFile("keyring", ring.Marshal()))
	b, _, note, err := s.entry(s.edge, audit.Event{Action: "grant"}, writes{statement: st.Marshal()})
	sc.must(err)
	sc.must(s.st.Commit(b))
	sc.must(os.WriteFile(sc.path("HEAD"), note, 0o600))
}

// rewriteAs rebuilds the log with the log key that lee has.
func (sc *scene) rewriteAs(change func(s *Session, leaves [][]byte) [][]byte) {
	sc.t.Helper()
	var lee *Session
	sc.lee(func(s *Session) { lee = s })
	sc.rebuild(lee.log, func(leaves [][]byte) [][]byte { return change(lee, leaves) })
}

// ownLeaf is the leaf with the same head and a body by lee.
func (sc *scene) ownLeaf(s *Session, raw []byte) []byte {
	sc.t.Helper()
	l, err := audit.ParseLeaf(raw)
	sc.must(err)
	e := audit.Event{Version: 1, Time: "2026-11-23T10:30:00+09:00", Member: "lee", Action: "list", Outcome: "done", Records: []string{}, Fields: []string{}, Notes: []string{}}
	text, err := e.Encode(func(event []byte) []byte { return s.id.Signing().Sign("entry", s.VaultID(), l.Head(), event) })
	sc.must(err)
	l.Body, err = s.trail.Seal(text)
	sc.must(err)
	raw, err = l.Marshal()
	sc.must(err)
	return raw
}

// linked is leaf n with the root of the leaves before it.
func (sc *scene) linked(leaves [][]byte, n int) []byte {
	sc.t.Helper()
	var edge audit.Edge
	for _, raw := range leaves[:n] {
		edge.Append(tlog.RecordHash(raw))
	}
	l, err := audit.ParseLeaf(leaves[n])
	sc.must(err)
	l.Prev = edge.Root()
	raw, err := l.Marshal()
	sc.must(err)
	return raw
}

// enrolMole has lee enrol an admin, by a statement of that kind.
func (sc *scene) enrolMole(kind string) {
	sc.lee(func(s *Session) {
		id, err := crypto.NewIdentity("mole")
		sc.must(err)
		st := &audit.Statement{Kind: kind, Members: []audit.Enrolment{{
			Label: "mole", Key: [32]byte(id.Signing().Public()), Roles: []string{audit.RoleAdmin}, Recipient: id.Recipient(),
		}}}
		sc.declare(s, st, "mole", id.Recipient(), "log", "work")
	})
}
