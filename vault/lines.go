package vault

import (
	"errors"
	"strings"

	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// An entryLine is what the catalogue knows of one record: its line in the page
// of work and its line in that of identity, "" where there is none. The values
// are cut out when they are asked for: a list of everybody keeps every line.
type entryLine struct{ work, identity string }

func (e *entryLine) id() record.ID {
	line := e.work
	if line == "" {
		line = e.identity
	}
	return record.ID([]byte(line[:len(record.ID{})]))
}

func (e *entryLine) workColumns() (caseID, status, nextDue string) {
	_, v, _ := strings.Cut(e.work, "\t")
	caseID, v, _ = strings.Cut(v, "\t")
	status, nextDue, _ = strings.Cut(v, "\t")
	return caseID, status, nextDue
}

func (e *entryLine) identityColumns() (name, roman, alias, birth string) {
	_, v, _ := strings.Cut(e.identity, "\t")
	name, v, _ = strings.Cut(v, "\t")
	roman, v, _ = strings.Cut(v, "\t")
	alias, birth, _ = strings.Cut(v, "\t")
	return name, roman, alias, birth
}

// row is the masked line that may be shown.
func (e *entryLine) row(withheld []string) record.Row {
	caseID, status, nextDue := e.workColumns()
	name, _, _, birth := e.identityColumns()
	return record.NewRow(e.id(), caseID, name, birth, status, nextDue, withheld)
}

// withheldColumns are the fields of the catalogue that the member cannot read.
func (s *Session) withheldColumns() []string {
	var withheld []string
	for _, x := range catalogued {
		if !s.holds(x.c) {
			withheld = append(withheld, x.fields...)
		}
	}
	return withheld
}

// readCatalogue hands fn what the catalogue knows of each record in the given
// compartments, as far as the member holds them; work comes first. Two pages
// are in memory at a time, unless fn keeps them.
func (s *Session) readCatalogue(fn func(entryLine) error, of ...record.Compartment) error {
	err := s.st.View(func(tx *store.Tx) error {
		r := catalogueReader{s: s, tx: tx, fn: fn}
		for _, c := range of {
			r.work = r.work || c == "work" && s.holds(c)
			r.identity = r.identity || c == "identity" && s.holds(c)
		}
		return r.read()
	})
	return fromStore(err, "read the catalogue")
}

// A catalogueReader reads the catalogue from one snapshot of the store.
type catalogueReader struct {
	s              *Session
	tx             *store.Tx
	fn             func(entryLine) error
	work, identity bool   // which compartments to read
	next           uint32 // page of work
}

func (r *catalogueReader) read() error {
	if r.work {
		if err := r.tx.Scan(cataloguePrefix("work"), r.workPage); err != nil {
			return err
		}
		if r.next == 0 {
			if _, err := r.tx.Last([]byte{prefixSection}); !errors.Is(err, store.ErrNotFound) {
				return fail(Integrity, "%s is missing", place{c: "work"})
			}
		}
	}
	last, err := r.tx.Last(cataloguePrefix("identity"))
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if p, ok := parsePlace(last); err != nil || ok && p.page < r.next {
		return err
	}
	// Nobody has a line in identity alone, so the last page of work is gone.
	// Its key says so, also to who may not open the page of identity.
	if r.work {
		return fail(Integrity, "%s is missing", place{c: "work", page: r.next})
	}
	return r.tx.Scan(cataloguePrefix("identity"), r.identityPage)
}

// workPage reads a page of work and the one of identity with its number.
func (r *catalogueReader) workPage(key, value []byte) error {
	work, err := r.page(key, value)
	if err != nil {
		return err
	}
	// Every record has a line in work, so its pages leave no gap. A page that
	// was removed must not make people disappear without a word.
	if work.page != r.next {
		return fail(Integrity, "%s is missing", place{c: "work", page: r.next})
	}
	r.next++
	if !r.identity {
		return mergePages(work.lines, nil, r.fn)
	}
	key = place{c: "identity", page: work.page}.key()
	value, err = r.tx.Get(key)
	if errors.Is(err, store.ErrNotFound) {
		return mergePages(work.lines, nil, r.fn)
	}
	if err != nil {
		return err
	}
	identity, err := r.page(key, value)
	if err != nil {
		return err
	}
	return mergePages(work.lines, identity.lines, r.fn)
}

// identityPage reads a page beside which none of work was read.
func (r *catalogueReader) identityPage(key, value []byte) error {
	if p, ok := parsePlace(key); ok && p.page < r.next {
		return nil
	}
	page, err := r.page(key, value)
	if err != nil {
		return err
	}
	return mergePages(nil, page.lines, r.fn)
}

func (r *catalogueReader) page(key, value []byte) (*cataloguePage, error) {
	p, ok := parsePlace(key)
	if !ok {
		return nil, fail(Integrity, "the catalogue has a page without a place")
	}
	sec, err := r.s.parseSection(p, r.s.keys[p.c], value)
	if err != nil {
		return nil, err
	}
	return parseCataloguePage(p, sec)
}

// mergePages brings the lines of two pages of one number together; either may
// lack a record. The records mostly stand in the same order, so a line is
// looked for behind the last one that was found.
func mergePages(work, identity []string, fn func(entryLine) error) error {
	taken, at := make([]bool, len(identity)), 0
	for _, line := range work {
		e := entryLine{work: line}
		for n := range identity {
			i := (at + n) % len(identity)
			if !taken[i] && strings.HasPrefix(identity[i], line[:len(record.ID{})]) {
				e.identity, taken[i], at = identity[i], true, i+1
				break
			}
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	for i, line := range identity {
		if taken[i] {
			continue
		}
		if err := fn(entryLine{identity: line}); err != nil {
			return err
		}
	}
	return nil
}
