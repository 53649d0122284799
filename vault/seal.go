package vault

import (
	"encoding/json"
	"slices"
	"time"

	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A sealer collects the sections of one transaction, signs them together and
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
	mark := len(b.places)
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
			st.manifest.Pages[pageName(c, uint32(n))] = st.revision
			b.add(place{st.id, c, uint32(n)}, st.revision, payload)
		}
	}
	if err := s.checkSize(b, st); err != nil {
		b.places, b.sections = b.places[:mark], b.sections[:mark]
		return nil, err
	}
	return gone, s.putWork(b, st)
}

// putWork adds page 0 of work, and moves old history to a page of its own when
// there is much of it.
func (s *Session) putWork(b *sealer, st *stored) error {
	for len(st.manifest.History) > historyLines { // a salvage brings all lines at once
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

// payloads splits a compartment of a record into pages.
func (s *Session) payloads(rec *record.Record, c record.Compartment) ([][]byte, error) {
	if c != "notes" {
		return [][]byte{rec.Encode(c)}, nil
	}
	if whole := rec.Encode(c); len(whole) <= pageFill {
		return [][]byte{whole}, nil
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
