package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// How a record lies in the store: for each compartment that has a value, pages
// 0, 1, …, each a section. The payload of a page is the JSON of its fields
// (package record). Only the journal, the list of case notes, goes over to
// further pages. Page 0 of work always exists; its payload is
//
//	{"manifest":{…},"fields":{…}}
//
// and further pages of work hold {"history":[…]}, the oldest lines of the
// history. The manifest names the revision of every other page, so that one
// section put back from an old copy is refused without asking the log.

const (
	journal      = "case_notes"
	pageFill     = 32 << 10 // a journal page takes no further note beyond this
	historyLines = 256      // kept in page 0 of work
	historyMoved = 192      // moved to a page of their own when there are more
)

// A manifest is what page 0 of work says about the record besides its fields.
type manifest struct {
	Created   string            `json:"created"` // RFC 3339, UTC
	Updated   string            `json:"updated"`
	Catalogue uint32            `json:"catalogue"` // page of the catalogue
	Pages     map[string]uint32 `json:"pages"`     // letter and number of a page -> its revision
	History   []HistoryLine     `json:"history"`   // the newest lines, oldest first
}

// A HistoryLine says that a revision changed fields, when, and by whom.
type HistoryLine struct {
	Revision int      `json:"revision"`
	Time     string   `json:"time"` // RFC 3339, UTC
	Member   string   `json:"member"`
	Action   string   `json:"action"` // add, edit, note, import
	Fields   []string `json:"fields"`
}

type workPage struct {
	Manifest manifest        `json:"manifest"`
	Fields   json.RawMessage `json:"fields"`
}

type historyPage struct {
	History []HistoryLine `json:"history"`
}

func pageName(c record.Compartment, page uint32) string {
	return fmt.Sprintf("%c%d", letter(c), page)
}

// A stored is a record being read or changed.
type stored struct {
	id       record.ID
	revision uint32
	manifest manifest
	rec      *record.Record
	sections []*crypto.Section // as opened, for the check of signatures
}

func (st *stored) meta() record.Meta {
	created, _ := time.Parse(time.RFC3339, st.manifest.Created)
	updated, _ := time.Parse(time.RFC3339, st.manifest.Updated)
	return record.Meta{ID: st.id, Revision: int(st.revision), Created: created, Updated: updated}
}

// pages returns how many pages of a compartment there are.
func (st *stored) pages(c record.Compartment) uint32 {
	n := uint32(0)
	if c == "work" {
		n = 1
	}
	for {
		if _, ok := st.manifest.Pages[pageName(c, n)]; !ok {
			return n
		}
		n++
	}
}

// openSection reads, opens and parses what lies at a place. A place that
// something names and that is empty is damage, never "no such record".
func (r *Reader) openSection(p place, key *crypto.Key) (*crypto.Section, error) {
	b, err := r.st.Get(p.key())
	if errors.Is(err, store.ErrNotFound) {
		return nil, fail(Integrity, "%s is missing", p)
	}
	if err != nil {
		return nil, fromStore(err, "read "+p.String())
	}
	return r.parseSection(p, key, b)
}

func (r *Reader) parseSection(p place, key *crypto.Key, b []byte) (*crypto.Section, error) {
	text, err := key.Open(b)
	if err != nil {
		return nil, fail(Integrity, "open %s: %w", p, err)
	}
	sec, err := crypto.ParseSection(r.VaultID(), text)
	if err != nil {
		return nil, fail(Integrity, "open %s: %w", p, err)
	}
	if sec.Record != p.id || sec.Compartment != letter(p.c) || sec.Page != p.page {
		return nil, fail(Integrity, "%s holds what belongs elsewhere", p)
	}
	return sec, nil
}

func (p place) String() string {
	switch p.id {
	case record.ID{}:
		return fmt.Sprintf("page %d of the catalogue's %s part", p.page, p.c)
	case ledgerID():
		return fmt.Sprintf("page %d of the ledger of releases", p.page)
	}
	return fmt.Sprintf("page %d of the %s part of record %s", p.page, p.c, p.id)
}

// open opens what lies at a place of a compartment that is held.
func (s *Session) open(p place) (*crypto.Section, error) { return s.openSection(p, s.keys[p.c]) }

// loadManifest opens page 0 of work.
func (s *Session) loadManifest(id record.ID) (*stored, error) { return s.manifestFrom(s.open, id) }

func (s *Session) manifestFrom(open func(place) (*crypto.Section, error), id record.ID) (*stored, error) {
	sec, err := open(place{id, "work", 0})
	if err != nil {
		return nil, err
	}
	var w workPage
	if err := strictJSON(sec.Payload, &w); err != nil {
		return nil, fail(Integrity, "record %s: the manifest does not parse", id)
	}
	st := &stored{id: id, revision: sec.Revision, manifest: w.Manifest, rec: s.schema.New(), sections: []*crypto.Section{sec}}
	if err := st.rec.Decode("work", w.Fields); err != nil {
		return nil, fail(Integrity, "record %s: the work part does not parse", id)
	}
	return st, nil
}

// load opens the given compartments of a record, as far as they are held.
func (s *Session) load(id record.ID, compartments ...record.Compartment) (*stored, error) {
	return s.loadFrom(s.open, id, compartments...)
}

func (s *Session) loadFrom(open func(place) (*crypto.Section, error), id record.ID, compartments ...record.Compartment) (*stored, error) {
	st, err := s.manifestFrom(open, id)
	if err != nil {
		return nil, err
	}
	for _, c := range compartments {
		if c == "work" || !s.holds(c) {
			continue
		}
		for page := uint32(0); page < st.pages(c); page++ {
			if err := s.loadPage(open, st, c, page); err != nil {
				return nil, err
			}
		}
	}
	return st, nil
}

func (s *Session) loadPage(open func(place) (*crypto.Section, error), st *stored, c record.Compartment, page uint32) error {
	sec, err := open(place{st.id, c, page})
	if err != nil {
		return err
	}
	if sec.Revision != st.manifest.Pages[pageName(c, page)] {
		return fail(Integrity, "%s is of another revision than the record says: an old copy was put back", place{st.id, c, page})
	}
	st.sections = append(st.sections, sec)
	if page == 0 {
		err = st.rec.Decode(c, sec.Payload)
	} else {
		more := s.schema.New()
		if err = more.Decode(c, sec.Payload); err == nil {
			err = st.rec.Extend(journal, more.Get(journal).Items())
		}
	}
	if err != nil {
		return fail(Integrity, "%s does not parse", place{st.id, c, page})
	}
	return nil
}

// checkSignatures verifies that members signed what was opened.
func (s *Session) checkSignatures(st *stored) error {
	for _, sec := range st.sections {
		if !s.signedByMember(sec) {
			return fail(Integrity, "record %s: a part was not signed by a member", st.id)
		}
	}
	return nil
}

func (r *Reader) signedByMember(sec *crypto.Section) bool {
	for _, m := range r.roster.Members() {
		for _, key := range m.Keys() {
			if sec.Verify(r.VaultID(), key) {
				return true
			}
		}
	}
	return false
}

// signedAmong is signedByMember for many sections: those that were written
// together share a signature, which known remembers.
func (r *Reader) signedAmong(sec *crypto.Section, known map[[32]byte]bool) bool {
	k := sec.SignatureKey()
	ok, seen := known[k]
	if !seen {
		ok = r.signedByMember(sec)
		known[k] = ok
	}
	return ok
}

// strictJSON decodes one document without unknown members or anything behind.
func strictJSON(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF { // More overlooks a bracket that closes nothing
		return errors.New("more than one document")
	}
	return nil
}
