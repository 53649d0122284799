package vault

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A way is one of the ways to verify, and what it must list as checked.
type way struct {
	name    string
	run     func(t *testing.T, base string, against []byte) (*Report, error)
	checked []string
}

func ways() []way {
	keyless := []string{"tree", "prev", "head", "commitments", "authority"}
	signed := slices.Insert(slices.Clone(keyless), 4, "signatures")
	member := func(label string, full bool) func(*testing.T, string, []byte) (*Report, error) {
		return func(t *testing.T, base string, against []byte) (*Report, error) {
			s, err := Open(testConfig(base), memberFile(base, label), testPassphrase)
			if err != nil {
				return nil, err
			}
			defer s.Close()
			return s.Verify(full, keptIf(t, against)...)
		}
	}
	return []way{
		{"keyless", func(t *testing.T, base string, against []byte) (*Report, error) {
			r, err := OpenToVerify(testConfig(base), "")
			if err != nil {
				return nil, err
			}
			defer r.Close()
			return r.Verify(keptIf(t, against)...)
		}, keyless},
		{"caseworker", member("lee", false), keyless},
		{"caseworker, full", member("lee", true), keyless},
		{"auditor", member("park", false), signed},
		{"auditor, full", member("park", true), signed},
		{"founder", member("kim", false), signed},
		{"founder, full", member("kim", true), signed},
	}
}

// cast is a vault of kim, the caseworker lee and the auditor park, who all
// were there, with a checkpoint that was kept.
func castOf(t *testing.T) (base string, kept []byte) {
	base = newVault(t)
	with(t, base, func(s *Session) {
		add(t, s, `{"case_id":"A-1","legal_name":"홍길동"}`)
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, nil)
		enrol(t, s, "park", []string{audit.RoleAuditor}, nil)
		add(t, s, `{"case_id":"A-2","legal_name":"이순신"}`)
		add(t, s, `{"case_id":"A-3"}`)
		add(t, s, `{"case_id":"A-4"}`)
	})
	for _, label := range []string{"lee", "park"} { // their trail keys
		as(t, base, label, func(s *Session) { kept = bytes.Clone(s.Checkpoint()) })
	}
	with(t, base, func(s *Session) {
		for range 8 {
			add(t, s, `{"case_id":"A-5"}`)
		}
	})
	return base, kept
}

// wrongIn returns the words of what does not hold. What keeps the vault from
// being opened is the head.
func wrongIn(t *testing.T, rep *Report, err error) []string {
	t.Helper()
	if err != nil {
		if KindOf(err) != Integrity {
			t.Errorf("an error of kind %q: %v", KindOf(err), err)
		}
		return []string{"head"}
	}
	var words []string
	for _, f := range rep.Findings {
		words = append(words, f.Check)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	if rep.OK != (len(words) == 0) {
		t.Errorf("ok is %v with findings %v", rep.OK, rep.Findings)
	}
	return words
}

// TestChecked: each word of "checked" finds what breaks just that, in every
// way to verify that lists the word, and in no other.
func TestChecked(t *testing.T) {
	t.Parallel()
	whole, kept := castOf(t)
	for _, b := range brokenVaults() {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			base := filepath.Join(t.TempDir(), "copy")
			copyTree(t, whole, base)
			b.do(t, base)
			for _, w := range ways() {
				for _, against := range [][]byte{nil, kept} {
					checked := w.checked
					if against != nil {
						checked = append(slices.Clone(checked), "against")
					}
					var want []string
					if slices.Contains(checked, b.check) || b.keyed && w.name != "keyless" {
						want = []string{b.check}
					}
					rep, err := w.run(t, base, against)
					if got := wrongIn(t, rep, err); !slices.Equal(got, want) {
						t.Errorf("%s: %v does not hold, want %v; %v %v", w.name, got, want, rep, err)
					}
					if rep != nil && (!slices.Equal(rep.Checked, checked) || rep.Reviewed != 0) {
						t.Errorf("%s: checked %v from %d, want %v", w.name, rep.Checked, rep.Reviewed, checked)
					}
				}
			}
		})
	}
}

// TestCheckedAgainst: the last word, which only a fork breaks: two vaults with
// one past, each sound in itself.
func TestCheckedAgainst(t *testing.T) {
	t.Parallel()
	base, _ := castOf(t)
	fork := filepath.Join(t.TempDir(), "fork")
	copyTree(t, base, fork)
	var kept []byte
	with(t, fork, func(s *Session) {
		add(t, s, `{"case_id":"B-1"}`)
		kept = s.Checkpoint()
	})
	with(t, base, func(s *Session) { add(t, s, `{"case_id":"B-2"}`) })
	for _, w := range ways() {
		rep, err := w.run(t, base, nil)
		if got := wrongIn(t, rep, err); got != nil {
			t.Errorf("%s: %v does not hold", w.name, got)
		}
		rep, err = w.run(t, base, kept)
		if got := wrongIn(t, rep, err); !slices.Equal(got, []string{"against"}) {
			t.Errorf("%s, against: %v does not hold", w.name, got)
		}
	}
}

// review signs a verdict as a member does who holds audit.
func review(t *testing.T, s *Session, verdict string) (seq int64) {
	t.Helper()
	seq = s.edge.Size()
	st := &audit.Statement{Kind: "review", Review: &audit.Review{Month: "2026-10", Date: "2026-11-02", Verdict: verdict}}
	if err := s.commit(audit.Event{Action: "review"}, writes{statement: st.Marshal()}); err != nil {
		t.Fatal(err)
	}
	return seq
}

// TestReviewed: a review spares the one who signed it, and nobody else, the
// bodies before it; and only those.
func TestReviewed(t *testing.T) {
	t.Parallel()
	base, _ := castOf(t)
	mallory := func(s *Session) (seq int64) {
		s.appendEntry(t, func(p *entryParts) { p.signing = crypto.NewSigningKey(crypto.NewSecret()) })
		return s.edge.Size() - 1
	}
	verify := func(label string, full bool, reviewed int64, want ...int64) {
		t.Helper()
		as(t, base, label, func(s *Session) {
			rep, err := s.Verify(full)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, f := range rep.Findings {
				if f.Check != "signatures" {
					t.Errorf("%v", f)
				}
				got = append(got, f.Seq)
			}
			if !slices.Equal(got, want) || rep.Reviewed != reviewed || !slices.Contains(rep.Checked, "signatures") {
				t.Errorf("%s, full %v: found at %v from %d on, want %v from %d; %v", label, full, got, rep.Reviewed, want, reviewed, rep.Checked)
			}
		})
	}
	var before, first, between, bad, after int64
	with(t, base, func(s *Session) { before = mallory(s) })
	as(t, base, "park", func(s *Session) { first = review(t, s, audit.Sound) })
	with(t, base, func(s *Session) { between = mallory(s) })
	as(t, base, "park", func(s *Session) { bad = review(t, s, audit.Unsound) })
	verify("park", false, first, between)
	verify("park", true, 0, before, between)
	verify("kim", false, 0, before, between) // park's word is not hers
	var second int64
	as(t, base, "park", func(s *Session) { second = review(t, s, audit.Sound) })
	with(t, base, func(s *Session) { after = mallory(s) })
	verify("park", false, second, after)
	verify("park", true, 0, before, between, after)
	if bad <= first || second <= bad {
		t.Fatalf("reviews at %d, %d, %d", first, bad, second)
	}

	// What needs no key is checked whole, also before the review.
	with(t, base, func(s *Session) {
		if err := s.st.Commit(store.Batch{Put: []store.KV{{Key: key64(prefixHash, tlog.StoredHashIndex(0, 5)), Value: make([]byte, 32)}}}); err != nil {
			t.Fatal(err)
		}
	})
	as(t, base, "park", func(s *Session) {
		rep, err := s.Verify(false)
		if got := wrongIn(t, rep, err); !slices.Equal(got, []string{"signatures", "tree"}) {
			t.Errorf("%v does not hold", got)
		}
	})
	as(t, base, "lee", func(s *Session) {
		if rep, err := s.Verify(false); err != nil || rep.Reviewed != 0 || slices.Contains(rep.Checked, "signatures") {
			t.Errorf("a caseworker: %+v, %v", rep, err)
		}
	})
}

// TestHiddenAuthority: an entry that names an older authority entry than the
// newest takes back an enrolment, a grant, a revocation. Whoever has seen these
// is not deceived.
func TestHiddenAuthority(t *testing.T) {
	t.Parallel()
	base, _ := castOf(t)
	seen := filepath.Join(t.TempDir(), "seen")
	copyTree(t, base, seen)
	with(t, base, func(s *Session) { s.appendEntry(t, func(p *entryParts) { p.leaf.Authority = 0 }) })
	with(t, base, func(s *Session) { // who did it has seen it so
		if s.roster.Member("lee") != nil {
			t.Fatal("the entry hides nothing")
		}
		rep, err := s.Verify(false)
		if got := wrongIn(t, rep, err); !slices.Contains(got, "authority") {
			t.Errorf("%v does not hold", got)
		}
	})
	replaceTree(t, filepath.Join(seen, "state"), filepath.Join(base, "state"))
	_, err := Open(testConfig(base), identityIn(base), testPassphrase)
	if wantKind(t, err, Integrity); !strings.Contains(err.Error(), "hides") {
		t.Errorf("%v", err)
	}
}
