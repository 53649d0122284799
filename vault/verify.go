package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
)

// A Report is the result of check and audit verify. Checked names what was
// wholly checked; Findings is empty if all of that holds.
type Report struct {
	OK       bool
	Entries  int64
	Root     string
	Checked  []string
	Findings []audit.Finding
}

// A verification replays the log and holds everything else against it.
type verification struct {
	r        *Reader
	v        *audit.Verifier
	checked  []string
	findings []audit.Finding

	trails []*crypto.Key // nil: bodies stay closed
	signed bool          // every body must open
}

func (w *verification) find(seq int64, format string, args ...any) {
	w.findings = append(w.findings, audit.Finding{Seq: seq, What: fmt.Sprintf(format, args...)})
}

// Check holds the log against itself and the store against the log. It needs
// no key.
func (r *Reader) Check() (*Report, error) { return r.verification(nil).run(nil) }

// Verify is Check, and holds a checkpoint that was kept elsewhere against the
// log; nil is none.
func (r *Reader) Verify(against []byte) (*Report, error) { return r.verification(nil).run(against) }

// Verify is [Reader.Verify] and opens the bodies of the entries that the
// member may read, an auditor everyone's, to check who signed them. It is
// logged.
func (s *Session) Verify(against []byte) (*Report, error) {
	if err := isCheckpoint(against); err != nil {
		return nil, err
	}
	w, err := s.startCheck("verify")
	if err != nil {
		return nil, err
	}
	return w.run(against)
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

// isCheckpoint refuses bad input before a long replay. nil is none.
func isCheckpoint(against []byte) error {
	if against == nil {
		return nil
	}
	if _, err := audit.ReadCheckpoint(against); err != nil {
		return fail(Usage, "the file to compare with is no checkpoint: %w", err)
	}
	return nil
}

func (r *Reader) verification(trails []*crypto.Key) *verification {
	return &verification{r: r, v: audit.NewVerifier(verifier(r.VaultID())), trails: trails}
}

func (w *verification) run(against []byte) (*Report, error) {
	if err := isCheckpoint(against); err != nil {
		return nil, err
	}
	if err := w.replay(); err != nil {
		return nil, err
	}
	if err := w.commitments(); err != nil {
		return nil, err
	}
	w.checked = []string{"tree", "prev", "head", "commitments", "authority"}
	if w.signed {
		w.checked = append(w.checked, "signatures")
	}
	if against != nil {
		w.checked = append(w.checked, "against")
		if _, err := w.r.checkpoint(against, "the checkpoint that was kept"); err != nil {
			w.find(-1, "%v", err)
		}
	}
	return w.report(), nil
}

func (w *verification) report() *Report {
	findings := append(w.v.Findings, w.findings...)
	slices.SortStableFunc(findings, func(a, b audit.Finding) int { return int(a.Seq - b.Seq) })
	return &Report{
		OK: len(findings) == 0, Entries: w.r.edge.Size(), Root: w.r.edge.Root().String(),
		Checked: w.checked, Findings: findings,
	}
}

// replay reads every entry in order and recomputes the tree beside it.
func (w *verification) replay() error {
	next := int64(0)
	err := w.r.st.Scan([]byte{prefixLeaf}, func(key, raw []byte) error {
		if len(key) != 9 || int64(binary.BigEndian.Uint64(key[1:])) != next {
			return fail(Integrity, "entry %d of the log is missing", next)
		}
		l, hashes := w.v.Next(raw)
		w.storedHashes(next, hashes)
		if l != nil {
			w.body(l)
		}
		next++
		return nil
	})
	if err != nil {
		return fromStore(err, "read the log")
	}
	if w.v.Root() != w.r.edge.Root() || w.v.Size() != w.r.edge.Size() {
		w.find(-1, "the entries do not have the root that the signed checkpoint names")
	}
	return nil
}

// storedHashes compares the tree as stored with the tree as it must be.
func (w *verification) storedHashes(seq int64, hashes []tlog.Hash) {
	at := tlog.StoredHashIndex(0, seq)
	for i, h := range hashes {
		b, err := w.r.st.Get(key64(prefixHash, at+int64(i)))
		if err != nil || !bytes.Equal(b, h[:]) {
			w.find(seq, "a stored hash of the tree is missing or wrong")
		}
	}
}

// body opens an entry's body and checks that the member it names signed it.
func (w *verification) body(l *audit.Leaf) {
	if w.trails == nil {
		return
	}
	text, err := openBody(w.trails, l.Body)
	if errors.Is(err, crypto.ErrWrongKey) {
		if w.signed {
			w.find(l.Seq, "nobody's trail key opens its body")
		}
		return
	}
	if err != nil {
		w.find(l.Seq, "its body does not open: %v", err)
		return
	}
	e, signed, sig, err := audit.ParseEvent(text)
	if err != nil {
		w.find(l.Seq, "%v", err)
		return
	}
	signer := w.v.Roster.SignerAt(e.Member, l.Seq)
	if signer == nil || !crypto.Verify(signer, sig, "entry", w.r.VaultID(), l.Head(), signed) {
		w.find(l.Seq, "its body was not signed by the member it names")
	}
}

func openBody(trails []*crypto.Key, body []byte) ([]byte, error) {
	err := error(crypto.ErrWrongKey)
	for _, k := range trails {
		var text []byte
		if text, err = k.Open(body); !errors.Is(err, crypto.ErrWrongKey) {
			return text, err
		}
	}
	return nil, err
}

// commitments holds all that is stored against the log.
func (w *verification) commitments() error {
	var all []tlog.Hash
	places := make(map[tlog.Hash]string)
	err := w.r.st.Scan(nil, func(key, value []byte) error {
		switch {
		case len(key) == 0:
			w.find(-1, "the store holds a value without a key")
		case bytes.IndexByte(committed, key[0]) >= 0:
			c := audit.Commit(key, value)
			all = append(all, c)
			if p, ok := parsePlace(key); ok {
				places[c] = p.String()
			} else if key[0] != prefixSchema || len(key) != 1 {
				w.find(-1, "the store holds a value in no place that the format knows")
			}
		case bytes.IndexByte([]byte{prefixLeaf, prefixHash, prefixHead}, key[0]) < 0:
			w.find(-1, "the store holds a value in no place that the format knows")
		}
		return nil
	})
	if err != nil {
		return fromStore(err, "read the store")
	}
	w.v.CheckStored(all, func(c tlog.Hash) { w.find(-1, "%s is not what the log says", places[c]) })
	return nil
}
