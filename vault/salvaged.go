package vault

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casevault/crypto"
	"casevault/vault/record"
)

// How one record is put together from the sections of it that can be read.

// readSchema takes the schema that the log names or, where the log does not
// tell, the one that is stored; if that is lost, the default.
func (r *remains) readSchema() (*record.Schema, error) {
	b, err := r.Get([]byte{prefixSchema})
	if err == nil && (!r.whole || sha256.Sum256(b) == r.roster.Schema) {
		if s, err := record.ParseSchema(b); err == nil {
			r.schema = b
			return s, nil
		}
	}
	r.lostSchema = true
	r.schema = record.DefaultJSON()
	return record.ParseSchema(r.schema)
}

// records puts all records together and says what is missing.
// The records themselves it puts together once more when they are written: all
// of them would take much memory.
func (r *remains) records(schema *record.Schema) (*SalvageResult, []record.ID) {
	out := &SalvageResult{From: r.id.Vault, Entries: r.entries, EntriesLost: r.size - r.entries, Damage: r.damage()}
	for _, m := range r.roster.Members() {
		if m.Revoked < 0 && m.Label != r.id.Label && !r.former[m.Label] {
			out.Members = append(out.Members, m.Label)
		}
	}
	r.places = make(map[record.ID][]place)
	for _, key := range r.Keys([]byte{prefixSection}) {
		if p, ok := parsePlace(key); ok {
			r.places[p.id] = append(r.places[p.id], p)
		}
	}
	var named map[record.ID]bool
	named, r.lines = r.named()
	for id := range r.places {
		named[id] = true
	}
	order := slices.SortedFunc(maps.Keys(named), record.ID.Compare)
	var found []record.ID
	for _, id := range order {
		if r.erased[id] { // not lost, and what is left of it must not come back
			if len(r.places[id]) > 0 {
				out.Erased = append(out.Erased, id)
			}
			continue
		}
		p := r.record(schema, id)
		switch {
		case len(p.sections) == 0 && len(p.st.rec.Names()) == 0:
			out.Lost = append(out.Lost, id)
			continue
		case len(p.missing) > 0:
			out.Part = append(out.Part, PartRecord{id, p.missing})
		default:
			out.Whole++
		}
		found = append(found, id)
	}
	return out, found
}

// damage says what cannot be read besides records.
func (r *remains) damage() (all []string) {
	for _, d := range r.Damage {
		all = append(all, describe(d))
	}
	all = append(all, r.gaps...)
	if r.lostSchema {
		all = append(all, "the schema cannot be read; the default one takes its place")
	}
	for _, x := range r.roster.Profiles() {
		if r.profile(x) == nil {
			all = append(all, fmt.Sprintf("version %d of the profile %s cannot be read", x.Version, x.Name))
		}
	}
	_, lost := r.ledgerRemains()
	return append(all, lost...)
}

// record puts one together.
func (r *remains) record(schema *record.Schema, id record.ID) *piecing {
	p := &piecing{r: r, schema: schema, st: &stored{id: id, rec: schema.New()}, sections: make(map[string]*crypto.Section), missed: make(map[string]bool)}
	p.piece(r.places[id], r.lines[id])
	return p
}

// piecing is one record on the way.
type piecing struct {
	r        *remains
	schema   *record.Schema
	st       *stored
	sections map[string]*crypto.Section // by the page's name
	missing  []string
	missed   map[string]bool // pages that missing speaks of
}

func (p *piecing) miss(page string, format string, args ...any) {
	p.missed[page] = true
	c, _ := compartmentOf(page[0])
	what := string(c)
	if page[1:] != "0" {
		what += ", page " + page[1:]
	}
	p.missing = append(p.missing, what+": "+fmt.Sprintf(format, args...))
}

func (p *piecing) piece(places []place, lines map[record.Compartment]string) {
	for _, at := range places {
		name := pageName(at.c, at.page)
		sec, proven, err := p.r.section(at)
		if err != nil {
			p.miss(name, "%v", err)
			continue
		}
		if !proven {
			p.miss(name, "is there, signed by somebody whose enrolment cannot be read")
		}
		p.sections[name] = sec
		p.st.revision = max(p.st.revision, sec.Revision)
	}
	p.manifest()
	p.decode()
	for _, x := range catalogued {
		name := pageName(x.c, 0)
		lost := p.missed[name] || p.sections["w0"] == nil // then nobody says which pages there were
		if lost && p.sections[name] == nil && lines[x.c] != "" {
			p.miss(name, "only what the catalogue says of it came over")
			p.fromCatalogue(x.fields, strings.Split(lines[x.c], "\t")[1:])
		}
	}
	p.unsignNotes()
	p.st.manifest.Pages = make(map[string]uint32)
}

// manifest reads page 0 of work and holds the other pages against it.
func (p *piecing) manifest() {
	var w workPage
	sec := p.sections["w0"]
	if sec == nil || strictJSON(sec.Payload, &w) != nil || p.st.rec.Decode("work", w.Fields) != nil {
		delete(p.sections, "w0")
		if !p.missed["w0"] {
			p.miss("w0", "cannot be read")
		}
		return
	}
	p.st.manifest = w.Manifest
	for _, name := range slices.Sorted(maps.Keys(w.Manifest.Pages)) {
		if _, err := p.st.place(name); err != nil {
			continue
		}
		have, want := p.sections[name], w.Manifest.Pages[name]
		switch {
		case have == nil && !p.missed[name]:
			p.miss(name, "cannot be read")
		case have != nil && have.Revision != want:
			p.miss(name, "is of revision %d, the record says %d", have.Revision, want)
		}
	}
	for name := range p.sections { // of a page that the record has no more
		if _, ok := w.Manifest.Pages[name]; !ok && name != "w0" {
			delete(p.sections, name)
		}
	}
}

// decode reads the other pages, in order, and the older history.
func (p *piecing) decode() {
	var older []HistoryLine
	for _, name := range slices.SortedFunc(maps.Keys(p.sections), comparePages) {
		sec := p.sections[name]
		at, err := p.st.place(name)
		switch {
		case err != nil || name == "w0":
			continue
		case at.c == "work":
			var h historyPage
			if err = strictJSON(sec.Payload, &h); err == nil {
				older = append(older, h.History...)
			}
		case at.page == 0:
			err = p.st.rec.Decode(at.c, sec.Payload)
		default:
			more := p.schema.New()
			if err = more.Decode(at.c, sec.Payload); err == nil {
				err = p.st.rec.Extend(journal, more.Get(journal).Items())
			}
		}
		if err != nil {
			p.miss(name, "does not parse")
			delete(p.sections, name)
		}
	}
	p.st.manifest.History = append(older, p.st.manifest.History...)
}

// comparePages sorts w2 before w10.
func comparePages(a, b string) int {
	if a[0] != b[0] || len(a) == len(b) {
		return strings.Compare(a, b)
	}
	return len(a) - len(b)
}

// fromCatalogue takes from the record's line what its own section would say.
func (p *piecing) fromCatalogue(fields, values []string) {
	for i, name := range fields {
		if i >= len(values) || values[i] == "" {
			continue
		}
		if v, _, err := p.schema.Parse(name, values[i]); err == nil {
			_ = p.st.rec.Set(name, v) // what the field does not take was not written by us
		}
	}
}

// unsignNotes takes the signatures off the notes: they are of another vault.
// Those that did not verify there are reported.
func (p *piecing) unsignNotes() {
	items := p.st.rec.Get(journal).Items()
	for _, item := range items {
		if item["_key"] == "" && item["_sig"] == "" {
			continue
		}
		if !p.noteSigned(item) {
			p.miss("n0", "a note is there that was not signed by a known member")
		}
		delete(item, "_key")
		delete(item, "_sig")
	}
	if len(items) > 0 {
		_ = p.st.rec.Set(journal, record.Value{}.Append(items...)) // the same notes, with less
	}
}

func (p *piecing) noteSigned(item record.Item) bool {
	for _, by := range p.r.signers {
		if noteSignedBy(by.public, p.r.id.Vault, p.st.id, item) {
			return true
		}
	}
	return false
}
