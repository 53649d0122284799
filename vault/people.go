package vault

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"

	"casevault/vault/record"
)

// people knows who is in the vault, or came earlier in a list, by what makes
// two rows the same person: an equal case number, an equal name and birth
// date, or, for those with neither, equal in every field.
type people struct {
	s        *Session
	byNumber map[string]string // folded -> id, or "row N" in a dry run
	byPerson map[string]string
	byAll    map[uint64]string
	stored   map[string]record.ID
	hashes   map[string][]uint64 // of the fields of rows of this list
	seed     maphash.Seed
}

func (s *Session) knownPeople() (*people, error) {
	k := &people{
		s: s, seed: maphash.MakeSeed(), byNumber: make(map[string]string), byPerson: make(map[string]string),
		byAll: make(map[uint64]string), stored: make(map[string]record.ID), hashes: make(map[string][]uint64),
	}
	var nameless []record.ID
	if err := s.readCatalogue(func(e entryLine) error {
		id := e.id()
		name := id.String()
		k.stored[name] = id
		caseID, _, _ := e.workColumns()
		legal, _, _, birth := e.identityColumns()
		number, person := record.FoldKey(caseID), record.FoldKey(legal, birth)
		k.note(number, person, name)
		if number == "" && person == "" {
			nameless = append(nameless, id)
		}
		return nil
	}, "work", "identity"); err != nil {
		return nil, err
	}
	for _, id := range nameless {
		st, err := s.load(id, record.Compartments()...)
		if err != nil {
			return nil, err
		}
		k.byAll[k.all(k.fieldHashes(st.rec))] = id.String()
	}
	return k, nil
}

func (k *people) note(number, person, name string) {
	if number != "" {
		k.byNumber[number] = name
	}
	if person != "" {
		k.byPerson[person] = name
	}
}

// newID returns an id that nobody has. An import relies on it: it does not look
// in the store whether a new record would replace one.
func (k *people) newID() record.ID {
	for {
		id := record.NewID()
		_, stored := k.stored[id.String()]
		_, listed := k.hashes[id.String()]
		if !stored && !listed {
			return id
		}
	}
}

func keysOf(rec *record.Record) (number, person string) {
	return record.FoldKey(rec.Get("case_id").Text()), record.FoldKey(rec.Get("legal_name").Text(), rec.Get("birth_date").Text())
}

// add remembers a row that was accepted.
func (k *people) add(st *stored, row int, dryRun bool) {
	name := st.id.String()
	if dryRun {
		name = fmt.Sprintf("row %d", row)
	}
	number, person := keysOf(st.rec)
	k.note(number, person, name)
	k.hashes[name] = k.fieldHashes(st.rec)
	if number == "" && person == "" {
		k.byAll[k.all(k.hashes[name])] = name
	}
}

// same returns who a row is, "" for somebody new, and in which fields the row
// says something else than what is known.
func (k *people) same(rec *record.Record) (of string, differs []string, err error) {
	number, person := keysOf(rec)
	switch {
	case number != "" && k.byNumber[number] != "":
		of = k.byNumber[number]
	case person != "" && k.byPerson[person] != "":
		of = k.byPerson[person]
	case number == "" && person == "":
		of = k.byAll[k.all(k.fieldHashes(rec))]
	}
	if of == "" {
		return "", nil, nil
	}
	theirs, ok := k.hashes[of]
	if !ok {
		st, err := k.s.load(k.stored[of], k.s.compartmentsOf(rec.Names())...)
		if err != nil {
			return "", nil, err
		}
		theirs = k.fieldHashes(st.rec)
	}
	for i, h := range k.fieldHashes(rec) {
		// A field that the row leaves empty contradicts nothing.
		if h != 0 && h != theirs[i] {
			differs = append(differs, k.s.schema.Fields()[i].Name)
		}
	}
	return of, differs, nil
}

// foldedKey is a value in the form in which it tells people apart, so that a
// spelling by which nobody becomes another is no difference; "" for fields that
// tell nobody apart.
func foldedKey(field, text string) string {
	if field != "case_id" && field != "legal_name" {
		return ""
	}
	return record.FoldKey(text)
}

// fieldHashes returns a hash of each field's value in the schema's order, 0
// for an empty one. They stand for the values so that a long list need not be
// kept in memory.
func (k *people) fieldHashes(rec *record.Record) []uint64 {
	fields := k.s.schema.Fields()
	out := make([]uint64, len(fields))
	var h maphash.Hash
	h.SetSeed(k.seed)
	for i, f := range fields {
		v := rec.Get(f.Name)
		if v.Empty() {
			continue
		}
		h.Reset()
		h.WriteString(cmp.Or(foldedKey(f.Name, v.Text()), v.Text()))
		for _, it := range v.Items() {
			h.WriteByte(1)
			for _, key := range slices.Sorted(maps.Keys(it)) {
				h.WriteString(key)
				h.WriteByte(2)
				h.WriteString(it[key])
				h.WriteByte(3)
			}
		}
		out[i] = max(h.Sum64(), 1)
	}
	return out
}

func (k *people) all(hashes []uint64) uint64 {
	return maphash.Comparable(k.seed, fmt.Sprint(hashes))
}
