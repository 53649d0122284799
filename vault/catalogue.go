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

// cataloguePrefix begins the keys of a compartment's pages.
func cataloguePrefix(c record.Compartment) []byte { return []byte{prefixCatalogue, letter(c)} }

// catalogueLine is a record's line in one compartment's page.
func catalogueLine(st *stored, c record.Compartment) string {
	var b strings.Builder
	b.Write(st.id[:])
	for _, f := range catalogueFields(c) {
		b.WriteByte('\t')
		b.WriteString(oneLine(st.rec.Get(f).Text()))
	}
	return b.String()
}

// oneLine keeps a value within its column.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n") {
		return s
	}
	return strings.NewReplacer("\t", " ", "\n", " ").Replace(s)
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
	columns := len(catalogueFields(p.c))
	page.lines = make([]string, 0, strings.Count(rest, "\n"))
	for rest != "" {
		var line string
		line, rest, ok = strings.Cut(rest, "\n")
		if !ok || strings.Count(line, "\t") != columns || strings.IndexByte(line, '\t') != len(record.ID{}) {
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
	var b strings.Builder
	for _, line := range append([]string{catalogueHead(p.c)}, p.lines...) {
		b.WriteString(line + "\n") // a page of nobody keeps its head: pages leave no gap
	}
	return []byte(b.String())
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
		key, err := c.s.st.Last(cataloguePrefix("work"))
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

// flush adds the changed pages to the transaction, and lets go of those that
// take no further record: an import would keep the whole catalogue in memory.
func (c *catalogue) flush(b *sealer) {
	for at, p := range c.pages {
		if p.dirty {
			p.revision++
			p.dirty = false
			b.add(p.place, p.revision, p.payload())
		}
		if c.known && at.page != c.last {
			delete(c.pages, at)
		}
	}
}
