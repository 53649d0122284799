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
	"casevault/vault/record"
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

	trails   []*crypto.Key // nil: bodies stay closed
	unopened int           // bodies that none of trails opens
	signed   bool          // every body was opened
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
	if against != nil {
		if _, err := audit.ReadCheckpoint(against); err != nil {
			return nil, fail(Usage, "the file to compare with is no checkpoint: %w", err)
		}
	}
	trails, err := s.trails()
	if err != nil {
		return nil, err
	}
	if err := s.commit(audit.Event{Action: "check", Notes: []string{"verify"}}, writes{}); err != nil {
		return nil, err
	}
	w := s.verification(trails)
	w.signed = s.audit != nil
	return w.run(against)
}

func (r *Reader) verification(trails []*crypto.Key) *verification {
	return &verification{r: r, v: audit.NewVerifier(verifier(r.VaultID())), trails: trails}
}

func (w *verification) run(against []byte) (*Report, error) {
	if against != nil {
		// Bad input is refused before the long replay.
		if _, err := audit.ReadCheckpoint(against); err != nil {
			return nil, fail(Usage, "the file to compare with is no checkpoint: %w", err)
		}
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
		w.against(against)
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
		w.unopened++
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

// against holds a kept checkpoint against the log.
func (w *verification) against(b []byte) {
	w.checked = append(w.checked, "against")
	if _, err := w.r.against(b); err != nil {
		w.find(-1, "%v", err)
	}
}

// CheckData is Check and opens everything the member holds: every section is
// in its place, of the revision its record names, signed by a member; the
// catalogue says what the records say. It is logged.
func (s *Session) CheckData() (*Report, error) {
	trails, err := s.trails()
	if err != nil {
		return nil, err
	}
	if err := s.commit(audit.Event{Action: "check", Notes: []string{"read-data"}}, writes{}); err != nil {
		return nil, err
	}
	w := s.verification(trails)
	w.signed = s.audit != nil
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
	if err := s.checkRecords(w); err != nil {
		return nil, err
	}
	return w.report(), nil
}

func (s *Session) checkRecords(w *verification) error {
	if !s.holds("work") {
		return nil
	}
	ids, sections, err := s.recordPages()
	if err != nil {
		return err
	}
	lines := make(map[string]bool)
	pages, err := s.allCatalogueLines(w, lines)
	if err != nil {
		return err
	}
	good := make(map[[32]byte]bool)
	for n, id := range ids {
		s.checkRecord(w, id, sections[id], lines, good)
		s.cfg.progress(n+1, len(ids))
	}
	for line := range lines {
		w.find(-1, "the catalogue has a line of record %s that the record does not bear out", line[1:11])
	}
	for _, sec := range pages {
		s.checkSignature(w, sec, "a page of the catalogue", good)
	}
	w.checked = append(w.checked, "records", "catalogue")
	return nil
}

// recordPages lists all records and which pages of each are stored.
func (s *Session) recordPages() ([]record.ID, map[record.ID]map[string]bool, error) {
	var ids []record.ID
	pages := make(map[record.ID]map[string]bool)
	err := s.st.ScanKeys([]byte{prefixSection}, func(key []byte) error {
		p, ok := parsePlace(key)
		if !ok {
			return nil // commitments finds it
		}
		if pages[p.id] == nil {
			ids = append(ids, p.id)
			pages[p.id] = make(map[string]bool)
		}
		pages[p.id][pageName(p.c, p.page)] = true
		return nil
	})
	return ids, pages, fromStore(err, "read the store")
}

// allCatalogueLines collects the lines, each behind its compartment's letter,
// and the sections they stand in.
func (s *Session) allCatalogueLines(w *verification, lines map[string]bool) (pages []*crypto.Section, err error) {
	for _, x := range catalogued {
		if !s.holds(x.c) {
			continue
		}
		err := s.st.Scan([]byte{prefixCatalogue, letter(x.c)}, func(key, value []byte) error {
			p, ok := parsePlace(key)
			if !ok {
				return nil
			}
			sec, err := s.parseSection(p, s.keys[p.c], value)
			if err != nil {
				w.find(-1, "%v", err)
				return nil
			}
			page, err := parseCataloguePage(p, sec)
			if err != nil {
				w.find(-1, "%v", err)
				return nil
			}
			pages = append(pages, sec)
			for _, line := range page.lines {
				lines[string(letter(x.c))+line] = true
			}
			return nil
		})
		if err != nil {
			return nil, fromStore(err, "read the catalogue")
		}
	}
	return pages, nil
}

func (s *Session) checkRecord(w *verification, id record.ID, stored map[string]bool, lines map[string]bool, good map[[32]byte]bool) {
	st, err := s.load(id, record.Compartments()...)
	if err != nil {
		w.find(-1, "%v", err)
		return
	}
	for _, sec := range st.sections {
		s.checkSignature(w, sec, "a part of record "+id.String(), good)
	}
	delete(stored, "w0")
	for name := range st.manifest.Pages {
		if !stored[name] {
			w.find(-1, "record %s: its page %s is missing", id, name)
		}
		delete(stored, name)
	}
	for name := range stored {
		w.find(-1, "record %s: it has a page %s that it does not name", id, name)
	}
	for _, x := range catalogued {
		line := string(letter(x.c)) + catalogueLine(st, x.c)
		if s.holds(x.c) && !lines[line] && st.rec.Has(x.c) {
			w.find(-1, "record %s: the catalogue does not have its line of %s", id, x.c)
		}
		delete(lines, line)
	}
	for _, item := range st.rec.Get(journal).Items() {
		if !s.noteSigned(id, item) {
			w.find(-1, "record %s: a note was not signed by the member it names", id)
		}
	}
}

func (s *Session) checkSignature(w *verification, sec *crypto.Section, what string, good map[[32]byte]bool) {
	k := sec.SignatureKey()
	ok, known := good[k]
	if !known {
		ok = s.signedByMember(sec)
		good[k] = ok
	}
	if !ok {
		w.find(-1, "%s was not signed by a member", what)
	}
}

// noteSigned checks the signature of a note; notes that came with a list have
// none.
func (s *Session) noteSigned(id record.ID, item record.Item) bool {
	if item["_sig"] == "" && item["_key"] == "" {
		return true
	}
	sig, err := bytesOfBase64(item["_sig"])
	if err != nil {
		return false
	}
	for _, m := range s.roster.Members() {
		if m.Label == item["author"] && crypto.SignerIDOf(m.Key[:]).String() == item["_key"] {
			return crypto.Verify(m.Key[:], sig, "note", s.VaultID(), noteParts(id, item)...)
		}
	}
	return false
}
