package vault

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// randomIDs are those of n records, sorted.
func randomIDs(n int) (ids []string) {
	for range n {
		id := record.NewID()
		ids = append(ids, string(id[:]))
	}
	slices.Sort(ids)
	return ids
}

// enter writes releases of so many people each into the ledger of a vault.
func enter(t *testing.T, s *Session, people ...int) (lists [][]string) {
	t.Helper()
	for _, n := range people {
		ids := randomIDs(n)
		lists = append(lists, ids)
		l, err := s.ledger()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.add(Release{Time: "2026-01-01T00:00:00Z", Member: "kim", Reason: strings.Repeat("r", 300), Records: ids}); err != nil {
			t.Fatal(err)
		}
		putLedger(t, s, l)
	}
	return lists
}

func putLedger(t *testing.T, s *Session, l *ledger) {
	t.Helper()
	put, err := l.seal(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.commit(audit.Event{Action: "release"}, writes{put: put}); err != nil {
		t.Fatal(err)
	}
}

// TestLedgerPages: a ledger of many releases and of many people in one is read
// back as it was written, page by page.
func TestLedgerPages(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var lists [][]string
	with(t, base, func(s *Session) {
		people := []int{1, 2*ledgerIDs + 1, ledgerIDs, 3, 15000}
		for range 70 {
			people = append(people, 20)
		}
		lists = enter(t, s, people...)
	})
	with(t, base, func(s *Session) {
		l, err := s.ledger()
		if err != nil {
			t.Fatal(err)
		}
		for n, p := range l.pages {
			if b, err := p.payload(); err != nil || len(b) > 80<<10 {
				t.Errorf("page %d has %d bytes, %v", n, len(b), err)
			}
		}
		got := l.releases()
		if len(got) != len(lists) || len(l.pages) < 7 || l.last() != len(lists) {
			t.Fatalf("%d releases in %d pages, the last is %d", len(got), len(l.pages), l.last())
		}
		for i, r := range got {
			if r.Number != i+1 || !slices.Equal(r.Records, lists[i]) {
				t.Errorf("release %d is not as it was written", i+1)
			}
		}
		if err := s.Returned(2, ""); err != nil {
			t.Fatal(err)
		}
		if due, err := s.Releases(true, false, ""); err != nil || len(due.List) != len(lists)-1 {
			t.Error(len(due.List), err)
		}
		sound(t, s)
	})
}

// TestLedgerDamage: a page that is missing, put back from before, moved, not
// signed by a member or in no order is damage, to list and check --read-data.
func TestLedgerDamage(t *testing.T) {
	t.Parallel()
	whole := newVault(t)
	var old []byte
	at := func(n uint32) []byte { return place{ledgerID(), "work", n}.key() }
	with(t, whole, func(s *Session) {
		enter(t, s, 1)
		old, _ = s.st.Get(at(0))
		enter(t, s, 9*ledgerIDs)
	})
	seal := func(s *Session, signer *crypto.SigningKey, payload string) []byte {
		sec := crypto.Section{Record: ledgerID(), Compartment: 'w', Revision: 9, Payload: []byte(payload)}
		b, err := s.keys["work"].Seal(crypto.EncodeSections(s.VaultID(), signer, []crypto.Section{sec})[0])
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sealed := func(lines ...string) func(s *Session) store.Batch {
		return func(s *Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: at(0), Value: seal(s, s.id.Signing(), ledgerVersion+"\n"+strings.Join(lines, ""))}}}
		}
	}
	const line = `{"number":%d,"time":"2026-01-01T00:00:00Z","count":1,"records":["K7QXM2M9DT"]}` + "\n"
	for name, damage := range map[string]func(s *Session) store.Batch{
		"the first page missing": func(*Session) store.Batch { return store.Batch{Delete: [][]byte{at(0)}} },
		"the last page missing":  func(*Session) store.Batch { return store.Batch{Delete: [][]byte{at(4)}} },
		"an inner page missing":  func(*Session) store.Batch { return store.Batch{Delete: [][]byte{at(1)}} },
		"an old page": func(s *Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: at(0), Value: old}}}
		},
		"a page in another place": func(s *Session) store.Batch {
			b, err := s.st.Get(at(1))
			if err != nil {
				t.Fatal(err)
			}
			return store.Batch{Put: []store.KV{{Key: at(0), Value: b}}}
		},
		"a page by nobody": func(s *Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: at(0), Value: seal(s, crypto.NewSigningKey(crypto.NewSecret()), ledgerVersion+"\n"+fmt.Sprintf(line, 1))}}}
		},
		"another version": func(s *Session) store.Batch {
			return store.Batch{Put: []store.KV{{Key: at(0), Value: seal(s, s.id.Signing(), "casevault-releases/v2\n")}}}
		},
		"a number twice":        sealed(fmt.Sprintf(line, 1), fmt.Sprintf(line, 1)),
		"a number too low":      sealed(fmt.Sprintf(line, 3), fmt.Sprintf(line, 2)),
		"fewer than it says":    sealed(strings.Replace(fmt.Sprintf(line, 1), `"count":1`, `"count":2`, 1)),
		"a line that is cut":    sealed(strings.TrimSuffix(fmt.Sprintf(line, 1), "\n")),
		"a record that is none": sealed(`{"number":1,"time":"2026-01-01T00:00:00Z","records":["I7QXM2M9DT"]}` + "\n"),
		"something unknown":     sealed(`{"number":1,"time":"2026-01-01T00:00:00Z","value":"x","records":[]}` + "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			copyTree(t, whole, base)
			with(t, base, func(s *Session) {
				if err := s.st.Commit(damage(s)); err != nil {
					t.Fatal(err)
				}
				_, err := s.Releases(false, false, "")
				wantKind(t, err, Integrity)
				rep, err := s.CheckData()
				if err != nil || !slices.ContainsFunc(rep.Findings, func(f audit.Finding) bool { return f.Check == "ledger" }) {
					t.Errorf("%+v %v", rep, err)
				}
				if rep, err = s.Check(); err != nil || rep.OK {
					t.Error("the log does not find it", err)
				}
			})
		})
	}
}

// TestSalvageLedger: what left the office is known after a salvage, too.
func TestSalvageLedger(t *testing.T) {
	t.Parallel()
	w := newWreck(t)
	var lists [][]string
	with(t, w.base, func(s *Session) {
		lists = enter(t, s, 2, 3*ledgerIDs)
		if _, err := s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	w.ruin(place{ledgerID(), "work", 1}.key())
	w.salvaged(func(out *SalvageResult, s *Session) {
		if !slices.ContainsFunc(out.Damage, func(d string) bool { return strings.Contains(d, "of its 6000 records") }) {
			t.Errorf("%q", out.Damage)
		}
		got := ledgerOf(t, s)
		if len(got) == 0 || !slices.Equal(got[0].Records, lists[0]) {
			t.Errorf("%d releases", len(got))
		}
		for _, r := range got {
			if r.Number > len(lists) || r.Time == "" {
				t.Errorf("%+v", r)
			}
		}
	})
}

// FuzzLedgerPage: what parses is written back with the same lines.
func FuzzLedgerPage(f *testing.F) {
	f.Add(ledgerVersion + "\n" + `{"number":1,"time":"2026-01-01T00:00:00Z","lines":[{"field":"sex","transform":"keep"}],"records":["K7QXM2M9DT"]}` + "\n" + `{"number":1,"records":[]}` + "\n")
	f.Add(ledgerVersion + "\n{}\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines, err := parseLedgerPage([]byte(text))
		if err != nil {
			return
		}
		b, err := (&ledgerPage{lines: lines}).payload()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseLedgerPage(b)
		if err != nil || fmt.Sprint(again) != fmt.Sprint(lines) {
			t.Errorf("%q became %q, %v", text, b, err)
		}
	})
}
