package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
	pageFill     = 32 << 10  // a journal page takes no further note beyond this
	recordLimit  = 512 << 10 // of all payloads of a record
	historyLines = 256       // kept in page 0 of work
	historyMoved = 192       // moved to a page of their own when there are more
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
		return nil, fromStore(err, fmt.Sprintf("read %s", p))
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
	if p.id == (record.ID{}) {
		return fmt.Sprintf("page %d of the catalogue's %s part", p.page, p.c)
	}
	return fmt.Sprintf("page %d of the %s part of record %s", p.page, p.c, p.id)
}

// loadManifest opens page 0 of work.
func (s *Session) loadManifest(id record.ID) (*stored, error) {
	sec, err := s.openSection(place{id, "work", 0}, s.keys["work"])
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
	st, err := s.loadManifest(id)
	if err != nil {
		return nil, err
	}
	for _, c := range compartments {
		if c == "work" || !s.holds(c) {
			continue
		}
		for page := uint32(0); page < st.pages(c); page++ {
			if err := s.loadPage(st, c, page); err != nil {
				return nil, err
			}
		}
	}
	return st, nil
}

func (s *Session) loadPage(st *stored, c record.Compartment, page uint32) error {
	sec, err := s.openSection(place{st.id, c, page}, s.keys[c])
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
			err = st.rec.Set(journal, st.rec.Get(journal).Append(more.Get(journal).Items()...))
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
		if sec.Verify(r.VaultID(), m.Key[:]) {
			return true
		}
	}
	return false
}

// payloads splits a compartment of a record into pages.
func (s *Session) payloads(rec *record.Record, c record.Compartment) ([][]byte, error) {
	if c != "notes" {
		return [][]byte{rec.Encode(c)}, nil
	}
	first := rec.Clone()
	if err := first.Set(journal, record.Value{}); err != nil {
		return [][]byte{rec.Encode(c)}, nil // a schema without a journal
	}
	pages, page, size := [][]byte(nil), first, len(first.Encode(c))
	for _, item := range rec.Get(journal).Items() {
		n := itemSize(item)
		if size+n > pageFill && !page.Get(journal).Empty() {
			pages = append(pages, page.Encode(c))
			page, size = s.schema.New(), 0
		}
		if err := page.Set(journal, page.Get(journal).Append(item)); err != nil {
			return nil, fail(Failed, "%w", err)
		}
		size += n
	}
	return append(pages, page.Encode(c)), nil
}

func itemSize(item record.Item) int {
	n := 8
	for k, v := range item {
		n += len(k) + len(v) + 6
	}
	return n
}

// strictJSON decodes one document without unknown members or anything behind.
func strictJSON(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if d.More() {
		return errors.New("more than one document")
	}
	return nil
}

// sealer collects the sections of one transaction, signs them together and
// seals them.
type sealer struct {
	places   []place
	sections []crypto.Section
}

func (b *sealer) add(p place, revision uint32, payload []byte) {
	b.places = append(b.places, p)
	b.sections = append(b.sections, crypto.Section{Record: p.id, Compartment: letter(p.c), Page: p.page, Revision: revision, Payload: payload})
}

// signGroup is how many sections share a signature: a larger tree saves little
// time and makes every section's path longer.
const signGroup = 64

func (b *sealer) seal(s *Session) ([]store.KV, error) {
	out := make([]store.KV, 0, len(b.places))
	for from := 0; from < len(b.sections); from += signGroup {
		to := min(from+signGroup, len(b.sections))
		for i, text := range crypto.EncodeSections(s.VaultID(), s.id.Signing(), b.sections[from:to]) {
			p := b.places[from+i]
			sealed, err := s.keys[p.c].Seal(text)
			if err != nil {
				return nil, fail(Failed, "seal %s: %w", p, err)
			}
			out = append(out, store.KV{Key: p.key(), Value: sealed})
		}
	}
	return out, nil
}

// putRecord adds the sections of a record's changed compartments to b, with
// the next revision and its line of history; st becomes that revision. It
// returns the keys of pages that are no more.
func (s *Session) putRecord(b *sealer, st *stored, changed []record.Compartment, line HistoryLine) ([][]byte, error) {
	st.revision++
	now := s.cfg.Now().UTC().Format(time.RFC3339)
	if st.manifest.Created == "" {
		st.manifest.Created = now
		st.manifest.Pages = make(map[string]uint32)
	}
	st.manifest.Updated = now
	line.Revision, line.Time, line.Member = int(st.revision), now, s.me.Label
	st.manifest.History = append(st.manifest.History, line)

	var gone [][]byte
	total := 0
	for _, c := range changed {
		if c == "work" {
			continue
		}
		var pages [][]byte
		var err error
		if st.rec.Has(c) {
			if pages, err = s.payloads(st.rec, c); err != nil {
				return nil, err
			}
		}
		for n := uint32(len(pages)); n < st.pages(c); n++ {
			gone = append(gone, place{st.id, c, n}.key())
		}
		for n := st.pages(c); n > uint32(len(pages)); n-- {
			delete(st.manifest.Pages, pageName(c, n-1))
		}
		for n, payload := range pages {
			total += len(payload)
			st.manifest.Pages[pageName(c, uint32(n))] = st.revision
			b.add(place{st.id, c, uint32(n)}, st.revision, payload)
		}
	}
	if total > recordLimit {
		return nil, fail(Failed, "the record is larger than 512 KiB; its largest field is %s", largest(st.rec))
	}
	return gone, s.putWork(b, st)
}

func largest(rec *record.Record) (name string) {
	size := -1
	for _, n := range rec.Names() {
		v := rec.Get(n)
		k := len(v.Text())
		for _, it := range v.Items() {
			k += itemSize(it)
		}
		if k > size {
			name, size = n, k
		}
	}
	return name
}

// putWork adds page 0 of work, and moves old history to a page of its own when
// there is much of it.
func (s *Session) putWork(b *sealer, st *stored) error {
	if len(st.manifest.History) > historyLines {
		n := st.pages("work")
		old, err := json.Marshal(historyPage{st.manifest.History[:historyMoved]})
		if err != nil {
			return err
		}
		st.manifest.History = slices.Clone(st.manifest.History[historyMoved:])
		st.manifest.Pages[pageName("work", n)] = st.revision
		b.add(place{st.id, "work", n}, st.revision, old)
	}
	text, err := json.Marshal(workPage{st.manifest, st.rec.Encode("work")})
	if err != nil {
		return err
	}
	b.add(place{st.id, "work", 0}, st.revision, text)
	return nil
}
