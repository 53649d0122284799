package vault

import (
	"casevault/crypto"
	"casevault/vault/record"
)

// CheckData is Check and opens everything the member holds: every section is
// in its place, of the revision its record names, signed by a member; the
// catalogue says what the records say; the ledger of releases reads. It is logged.
func (s *Session) CheckData() (*Report, error) {
	w, err := s.startCheck("read-data")
	if err != nil {
		return nil, err
	}
	if _, err := w.run(nil); err != nil {
		return nil, err
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
		w.find(-1, "catalogue", "the catalogue has a line of record %s that the record does not bear out", line[1:11])
	}
	for _, sec := range pages {
		s.checkSignature(w, sec, "catalogue", "a page of the catalogue", good)
	}
	if _, err := s.ledger(); err != nil {
		w.find(-1, "ledger", "%v", err)
	}
	w.checked = append(w.checked, "records", "catalogue", "ledger")
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
		err := s.st.Scan(cataloguePrefix(x.c), func(key, value []byte) error {
			p, ok := parsePlace(key)
			if !ok {
				return nil
			}
			sec, err := s.parseSection(p, s.keys[p.c], value)
			if err != nil {
				w.find(-1, "catalogue", "%v", err)
				return nil
			}
			page, err := parseCataloguePage(p, sec)
			if err != nil {
				w.find(-1, "catalogue", "%v", err)
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
		w.find(-1, "records", "%v", err)
		return
	}
	for _, sec := range st.sections {
		s.checkSignature(w, sec, "records", "a part of record "+id.String(), good)
	}
	delete(stored, "w0")
	for name := range st.manifest.Pages {
		if !stored[name] {
			w.find(-1, "records", "record %s: its page %s is missing", id, name)
		}
		delete(stored, name)
	}
	for name := range stored {
		w.find(-1, "records", "record %s: it has a page %s that it does not name", id, name)
	}
	for _, x := range catalogued {
		line := string(letter(x.c)) + catalogueLine(st, x.c)
		if s.holds(x.c) && !lines[line] && st.rec.Has(x.c) {
			w.find(-1, "catalogue", "record %s: the catalogue does not have its line of %s", id, x.c)
		}
		delete(lines, line)
	}
	for _, item := range st.rec.Get(journal).Items() {
		if !s.noteSigned(id, item) {
			w.find(-1, "records", "record %s: a note was not signed by the member it names", id)
		}
	}
}

func (s *Session) checkSignature(w *verification, sec *crypto.Section, check, what string, good map[[32]byte]bool) {
	if !s.signedAmong(sec, good) {
		w.find(-1, check, "%s was not signed by a member", what)
	}
}
