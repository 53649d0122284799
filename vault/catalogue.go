package vault

import (
	"errors"
	"slices"
	"strings"

	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// The catalogue holds what list and find need of every record, so that these
// do not open them all. It has numbered pages; each is a section per
// compartment, work and identity, whose payload is
//
//	casevault-catalogue/v1 COLUMN…
//	ID<tab>VALUE<tab>VALUE…
//
// A record's lines stand in the pages of the same number, which its manifest
// names. A line is absent where the writer did not hold the compartment.

const (
	catalogueVersion = "casevault-catalogue/v1"
	// catalogueFill is when a page takes no further record; edits may let it
	// grow a little beyond.
	catalogueFill = 40 << 10
)

// catalogued are the fields in the catalogue, in the order of its columns.
var catalogued = [...]struct {
	c      record.Compartment
	fields []string
}{
	{"work", []string{"case_id", "status", "next_due"}},
	{"identity", []string{"legal_name", "romanized_name", "alias", "birth_date"}},
}

func catalogueFields(c record.Compartment) []string {
	for _, x := range catalogued {
		if x.c == c {
			return x.fields
		}
	}
	return nil
}

// catalogueLine is a record's line in one compartment's page.
func catalogueLine(st *stored, c record.Compartment) string {
	var b strings.Builder
	b.Write(st.id[:])
	for _, f := range catalogueFields(c) {
		b.WriteByte('\t')
		b.WriteString(strings.NewReplacer("\t", " ", "\n", " ").Replace(st.rec.Get(f).Text()))
	}
	return b.String()
}

// A cataloguePage is one compartment's page, taken apart.
type cataloguePage struct {
	place
	revision uint32
	lines    []string
	size     int
	dirty    bool
}

func (s *Session) openCataloguePage(p place) (*cataloguePage, error) {
	sec, err := s.openSection(p, s.keys[p.c])
	if err != nil {
		return nil, err
	}
	return parseCataloguePage(p, sec)
}

func parseCataloguePage(p place, sec *crypto.Section) (*cataloguePage, error) {
	head, rest, ok := strings.Cut(string(sec.Payload), "\n")
	if !ok || head != catalogueHead(p.c) {
		return nil, fail(Integrity, "%s does not parse", p)
	}
	page := &cataloguePage{place: p, revision: sec.Revision, size: len(sec.Payload)}
	for rest != "" {
		var line string
		line, rest, ok = strings.Cut(rest, "\n")
		if !ok || strings.Count(line, "\t") != len(catalogueFields(p.c)) || strings.IndexByte(line, '\t') != len(record.ID{}) {
			return nil, fail(Integrity, "%s does not parse", p)
		}
		page.lines = append(page.lines, line)
	}
	return page, nil
}

func catalogueHead(c record.Compartment) string {
	return catalogueVersion + " " + strings.Join(catalogueFields(c), " ")
}

func (p *cataloguePage) payload() []byte {
	return []byte(catalogueHead(p.c) + "\n" + strings.Join(p.lines, "\n") + "\n")
}

// set puts a record's line in the place of its old one, or behind the others.
func (p *cataloguePage) set(line string) {
	id := line[:len(record.ID{})]
	for i, old := range p.lines {
		if strings.HasPrefix(old, id) {
			if old != line {
				p.lines[i], p.dirty = line, true
				p.size += len(line) - len(old)
			}
			return
		}
	}
	p.append(line)
}

func (p *cataloguePage) append(line string) {
	p.lines, p.dirty = append(p.lines, line), true
	p.size += len(line) + 1
}

// A catalogue is the set of pages a transaction touches.
type catalogue struct {
	s     *Session
	pages map[place]*cataloguePage
	last  uint32
	known bool // last is read
}

func (s *Session) catalogue() *catalogue {
	return &catalogue{s: s, pages: make(map[place]*cataloguePage)}
}

// page returns a page; one that does not exist yet is empty.
func (c *catalogue) page(of record.Compartment, n uint32) (*cataloguePage, error) {
	p := place{c: of, page: n}
	if have := c.pages[p]; have != nil {
		return have, nil
	}
	_, err := c.s.st.Get(p.key())
	switch {
	case errors.Is(err, store.ErrNotFound):
		c.pages[p] = &cataloguePage{place: p, size: len(catalogueHead(of)) + 1}
	case err != nil:
		return nil, fromStore(err, "read the catalogue")
	default:
		if c.pages[p], err = c.s.openCataloguePage(p); err != nil {
			return nil, err
		}
	}
	return c.pages[p], nil
}

// assign gives a new record its page: the last one, or the next when that is
// full in either compartment.
func (c *catalogue) assign(st *stored) error {
	if !c.known {
		key, err := c.s.st.Last([]byte{prefixCatalogue, letter("work")})
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return fromStore(err, "read the catalogue")
		}
		if p, ok := parsePlace(key); ok {
			c.last = p.page
		}
		c.known = true
	}
	for _, x := range catalogued {
		if !c.s.holds(x.c) {
			continue
		}
		p, err := c.page(x.c, c.last)
		if err != nil {
			return err
		}
		if p.size > catalogueFill {
			c.last++
			break
		}
	}
	st.manifest.Catalogue = c.last
	return nil
}

// put writes the record's lines, in the compartments that are held and loaded.
func (c *catalogue) put(st *stored, changed []record.Compartment, fresh bool) error {
	for _, x := range catalogued {
		if !c.s.holds(x.c) || !slices.Contains(changed, x.c) {
			continue
		}
		p, err := c.page(x.c, st.manifest.Catalogue)
		if err != nil {
			return err
		}
		if line := catalogueLine(st, x.c); fresh {
			p.append(line)
		} else {
			p.set(line)
		}
	}
	return nil
}

// flush adds the changed pages to the transaction.
func (c *catalogue) flush(b *sealer) {
	for _, p := range c.pages {
		if p.dirty {
			p.revision++
			p.dirty = false
			b.add(p.place, p.revision, p.payload())
		}
	}
}

// An entryLine is what the catalogue knows of one record.
type entryLine struct {
	id                        record.ID
	caseID, status, nextDue   string
	name, roman, alias, birth string
	hasWork, hasIdentity      bool
}

// readCatalogue opens every page the member may read, in order.
func (s *Session) readCatalogue() ([]entryLine, error) {
	var all []entryLine
	at := make(map[record.ID]int)
	for _, x := range catalogued {
		if !s.holds(x.c) {
			continue
		}
		err := s.st.Scan([]byte{prefixCatalogue, letter(x.c)}, func(key, value []byte) error {
			p, ok := parsePlace(key)
			if !ok {
				return fail(Integrity, "the catalogue has a page without a place")
			}
			sec, err := s.parseSection(p, s.keys[p.c], value)
			if err != nil {
				return err
			}
			page, err := parseCataloguePage(p, sec)
			if err != nil {
				return err
			}
			all = appendLines(all, at, page)
			return nil
		})
		if err != nil {
			return nil, fromStore(err, "read the catalogue")
		}
	}
	return all, nil
}

func appendLines(all []entryLine, at map[record.ID]int, page *cataloguePage) []entryLine {
	for _, line := range page.lines {
		id := record.ID([]byte(line[:len(record.ID{})]))
		i, ok := at[id]
		if !ok {
			i = len(all)
			at[id] = i
			all = append(all, entryLine{id: id})
		}
		e, v := &all[i], line[len(record.ID{})+1:]
		if page.c == "work" {
			e.hasWork = true
			e.caseID, v, _ = strings.Cut(v, "\t")
			e.status, e.nextDue, _ = strings.Cut(v, "\t")
		} else {
			e.hasIdentity = true
			e.name, v, _ = strings.Cut(v, "\t")
			e.roman, v, _ = strings.Cut(v, "\t")
			e.alias, e.birth, _ = strings.Cut(v, "\t")
		}
	}
	return all
}

// row is the masked line that may be shown.
func (s *Session) row(e *entryLine) record.Row {
	var withheld []string
	for _, x := range catalogued {
		if !s.holds(x.c) {
			withheld = append(withheld, x.fields...)
		}
	}
	return record.NewRow(e.id, e.caseID, e.name, e.birth, e.status, e.nextDue, withheld)
}
