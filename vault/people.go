package vault

import (
	"cmp"
	"fmt"
	"hash/maphash"

	"casevault/vault/record"
)

// people knows who is in the vault, or came earlier in a list, by what makes
// two rows the same person: an equal case number, an equal name and birth
// date, or, for those with neither, equal in every field.
type people struct {
	s        *Session
	all      []person
	ids      map[record.ID]bool
	byNumber map[twoHashes]uint32 // of what is folded -> place in all, from 1 on
	byPerson map[twoHashes]uint32
	byAll    map[uint64]int
	hashes   map[int][]uint64 // of the fields of those who are not stored yet
	seed     maphash.Seed
	second   maphash.Seed
}

// twoHashes stand for a text. A million texts took more memory than all the rest
// of an import; that two of them agree in 128 bits does not happen.
type twoHashes [2]uint64

func (k *people) hash(text string) twoHashes {
	return twoHashes{maphash.String(k.seed, text), maphash.String(k.second, text)}
}

type person struct {
	id  record.ID
	row int // in a dry run, which stores nobody
}

func (p person) String() string {
	if p.row > 0 {
		return fmt.Sprintf("row %d", p.row)
	}
	return p.id.String()
}

func (s *Session) knownPeople() (*people, error) {
	k := &people{
		s: s, seed: maphash.MakeSeed(), second: maphash.MakeSeed(), ids: make(map[record.ID]bool),
		byNumber: make(map[twoHashes]uint32), byPerson: make(map[twoHashes]uint32), byAll: make(map[uint64]int), hashes: make(map[int][]uint64),
	}
	var nameless []int
	if err := s.readCatalogue(func(e entryLine) error {
		caseID, _, _ := e.workColumns()
		legal, _, _, birth := e.identityColumns()
		number, name := record.FoldKey(caseID), record.FoldKey(legal, birth)
		n := k.note(number, name, person{id: e.id()})
		if number == "" && name == "" {
			nameless = append(nameless, n)
		}
		return nil
	}, "work", "identity"); err != nil {
		return nil, err
	}
	for _, n := range nameless {
		st, err := s.load(k.all[n-1].id, record.Compartments()...)
		if err != nil {
			return nil, err
		}
		k.byAll[k.together(k.fieldHashes(st.rec))] = n
	}
	return k, nil
}

// note remembers a person and returns their place.
func (k *people) note(number, name string, p person) int {
	k.all = append(k.all, p)
	k.ids[p.id] = true
	if number != "" {
		k.byNumber[k.hash(number)] = uint32(len(k.all))
	}
	if name != "" {
		k.byPerson[k.hash(name)] = uint32(len(k.all))
	}
	return len(k.all)
}

// newID returns an id that nobody has. An import relies on it: it does not look
// in the store whether a new record would replace one.
func (k *people) newID() record.ID {
	for {
		if id := record.NewID(); !k.ids[id] {
			return id
		}
	}
}

func keysOf(rec *record.Record) (number, name string) {
	return record.FoldKey(rec.Get("case_id").Text()), record.FoldKey(rec.Get("legal_name").Text(), rec.Get("birth_date").Text())
}

// add remembers a row that was accepted.
func (k *people) add(rec *record.Record, p person) {
	number, name := keysOf(rec)
	n := k.note(number, name, p)
	k.hashes[n] = k.fieldHashes(rec)
	if number == "" && name == "" {
		k.byAll[k.together(k.hashes[n])] = n
	}
}

// stored is told that all who were added are in the store by now: what they are
// compared with can be read there, and need not be kept in memory.
func (k *people) stored() { clear(k.hashes) }

// same returns who a row is, nil for somebody new, and in which fields the row
// says something else than what is known.
func (k *people) same(rec *record.Record) (of *person, differs []string, err error) {
	number, name := keysOf(rec)
	n := 0
	switch {
	case number != "" && k.byNumber[k.hash(number)] > 0:
		n = int(k.byNumber[k.hash(number)])
	case name != "" && k.byPerson[k.hash(name)] > 0:
		n = int(k.byPerson[k.hash(name)])
	case number == "" && name == "":
		n = k.byAll[k.together(k.fieldHashes(rec))]
	}
	if n == 0 {
		return nil, nil, nil
	}
	p := &k.all[n-1]
	theirs, ok := k.hashes[n]
	if !ok {
		st, err := k.s.load(p.id, k.s.compartmentsOf(rec.Names())...)
		if err != nil {
			return nil, nil, err
		}
		theirs = k.fieldHashes(st.rec)
	}
	for i, h := range k.fieldHashes(rec) {
		// A field that the row leaves empty contradicts nothing.
		if h != 0 && h != theirs[i] {
			differs = append(differs, k.s.schema.Fields()[i].Name)
		}
	}
	return p, differs, nil
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
// for an empty one.
func (k *people) fieldHashes(rec *record.Record) []uint64 {
	fields := k.s.schema.Fields()
	out := make([]uint64, len(fields))
	var buf []byte
	for i, f := range fields {
		v := rec.Get(f.Name)
		if v.Empty() {
			continue
		}
		if v.IsList() {
			buf = v.AppendJSON(buf[:0])
		} else {
			buf = append(buf[:0], cmp.Or(foldedKey(f.Name, v.Text()), v.Text())...)
		}
		out[i] = max(maphash.Bytes(k.seed, buf), 1)
	}
	return out
}

// together is a hash of the hashes of all fields.
func (k *people) together(hashes []uint64) uint64 {
	return maphash.Comparable(k.seed, fmt.Sprint(hashes))
}
