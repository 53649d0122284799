package vault

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A Report is the result of check and audit verify. Checked names what was
// wholly checked; Findings is empty if all of that holds. Of signatures that
// means the bodies of the entries from Reviewed on: the member verified those
// before it when they signed a review.
type Report struct {
	OK       bool
	Entries  int64
	Root     string
	Checked  []string
	Reviewed int64
	Findings []audit.Finding
}

// A verification replays the log and holds everything else against it.
type verification struct {
	r        *Reader
	v        *audit.Verifier
	checked  []string
	findings []audit.Finding

	trails   []*crypto.Key // nil: bodies stay closed
	signed   bool          // every body must open, from reviewed on
	reviewed int64
	chunk    []*audit.Leaf // whose bodies are to be opened next
	size     int           // of the chunk, bytes
}

func (w *verification) find(seq int64, check, format string, args ...any) {
	w.findings = append(w.findings, audit.Finding{Seq: seq, Check: check, What: fmt.Sprintf(format, args...)})
}

// Check holds the log against itself and the store against the log. It needs
// no key.
func (r *Reader) Check() (*Report, error) { return r.verification(nil).run(nil) }

// Verify is Check, and holds checkpoints that were kept elsewhere against the
// log.
func (r *Reader) Verify(kept ...Kept) (*Report, error) { return r.verification(nil).run(kept) }

// Verify is [Reader.Verify] and opens the bodies of the entries that the
// member may read, an auditor everyone's, to check who signed them: those of
// all entries if full, else from the member's newest sound review on. It is
// logged.
func (s *Session) Verify(full bool, kept ...Kept) (*Report, error) {
	w, err := s.startCheck("verify")
	if err != nil {
		return nil, err
	}
	if !full && w.signed {
		w.reviewed = s.reviewed()
	}
	return w.run(kept)
}

// reviewed returns how many entries the member has vouched for. Only their own
// word counts: another auditor's is no better than the log that it is about.
// The signature under it covers the root of those entries, which is recomputed
// in every verification, so nobody can put others in their place.
func (s *Session) reviewed() int64 {
	for _, r := range slices.Backward(s.roster.Reviews()) {
		if r.Member == s.me.Label && r.Verdict == audit.Sound {
			return r.Seq
		}
	}
	return 0
}

// startCheck logs that the member checks the vault, and returns a verification
// with the trail keys they may read with.
func (s *Session) startCheck(note string) (*verification, error) {
	trails, err := s.trails()
	if err != nil {
		return nil, err
	}
	if err := s.commit(audit.Event{Action: "check", Notes: []string{note}}, writes{}); err != nil {
		return nil, err
	}
	w := s.verification(trails)
	w.signed = s.audit != nil
	return w, nil
}

func (r *Reader) verification(trails []*crypto.Key) *verification {
	return &verification{r: r, v: audit.NewVerifier(verifier(r.VaultID())), trails: trails}
}

func (w *verification) run(kept []Kept) (*Report, error) {
	if err := w.replay(); err != nil {
		return nil, err
	}
	if err := w.r.readSchema(); err != nil {
		w.find(-1, "authority", "%v", err)
	}
	if err := w.commitments(); err != nil {
		return nil, err
	}
	w.keyring()
	w.checked = []string{"tree", "prev", "head", "commitments"}
	if w.signed {
		w.checked = append(w.checked, "signatures")
	}
	w.checked = append(w.checked, "authority")
	w.against(kept)
	if len(kept) > 0 {
		w.checked = append(w.checked, "against")
	}
	return w.report(), nil
}

func (w *verification) report() *Report {
	findings := append(w.v.Findings, w.findings...)
	slices.SortStableFunc(findings, func(a, b audit.Finding) int { return int(a.Seq - b.Seq) })
	return &Report{
		OK: len(findings) == 0, Entries: w.r.edge.Size(), Root: w.r.edge.Root().String(),
		Checked: w.checked, Reviewed: w.reviewed, Findings: findings,
	}
}

// replay reads every entry in order and recomputes the tree beside it.
func (w *verification) replay() error {
	err := w.r.st.View(func(tx *store.Tx) error {
		tree := newStoredTree(tx)
		defer tree.close()
		err := tx.Scan([]byte{prefixLeaf}, func(key, raw []byte) error {
			next := w.v.Size()
			if len(key) != 9 || int64(binary.BigEndian.Uint64(key[1:])) != next {
				return fail(Integrity, "entry %d of the log is missing", next)
			}
			l, hashes := w.v.Next(raw)
			if !tree.holds(next, hashes) {
				w.find(next, "tree", "a stored hash of the tree is missing or wrong")
			}
			if l != nil && w.trails != nil && next >= w.reviewed {
				w.collect(l)
			}
			return nil
		})
		if err == nil {
			w.openCollected()
			if err = tree.end(); tree.extra > 0 {
				w.find(-1, "tree", "the store holds hashes that are none of the tree: %d", tree.extra)
			}
		}
		return err
	})
	if err != nil {
		return fromStore(err, "read the log")
	}
	if w.v.Root() != w.r.edge.Root() || w.v.Size() != w.r.edge.Size() {
		w.find(-1, "head", "the entries do not have the root that the signed checkpoint names")
	}
	return nil
}

// commitments holds all that is stored against the log.
func (w *verification) commitments() error {
	var all []tlog.Hash
	err := w.r.st.Scan(nil, func(key, value []byte) error {
		if p, ok := parsePlace(key); ok && w.r.erasedIn(p.id) > 0 {
			w.find(-1, "commitments", "record %s is in the store although entry %d erased it", p.id, w.r.erasedIn(p.id))
		}
		if !knownPlace(key) {
			w.find(-1, "commitments", "the store holds a value in no place that the format knows")
		}
		if len(key) > 0 && bytes.IndexByte(committed, key[0]) >= 0 {
			all = append(all, audit.Commit(key, value))
		}
		return nil
	})
	if err != nil {
		return fromStore(err, "read the store")
	}
	wrong := make(map[tlog.Hash]bool)
	w.v.CheckStored(all, func(c tlog.Hash) { wrong[c] = true })
	if len(wrong) == 0 {
		return nil
	}
	// To remember the place of every value would cost more than to look again.
	err = w.r.st.Scan(nil, func(key, value []byte) error {
		if p, ok := parsePlace(key); ok && wrong[audit.Commit(key, value)] {
			w.find(-1, "commitments", "%s is not what the log says", p)
		}
		return nil
	})
	return fromStore(err, "read the store")
}
