package vault

import (
	"errors"
	"fmt"
	"strconv"

	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// All payloads of a record, work apart, stay under recordLimit. Of the pages
// that a change leaves as they are only the ciphertext is at hand, without a
// key for it: it counts less sectionMost, so that a record which was accepted
// once can always be changed elsewhere.

const (
	recordLimit = 512 << 10
	errTooLarge = "the record is larger than 512 KiB"

	// sectionMost is the most by which a stored section exceeds its payload: age
	// header, signature with path, padding, and a tag for each 64 KiB.
	sectionMost = 1280
)

// A tooLarge error names what to shorten.
type tooLarge struct {
	field string             // "" if it is in a part that was not opened
	part  record.Compartment // in which most stands
}

func (e *tooLarge) Error() string {
	if e.field != "" {
		return fmt.Sprintf("the record is larger than 512 KiB; its largest field is %s", e.field)
	}
	return fmt.Sprintf("the record is larger than 512 KiB; its largest part is %s", e.part)
}

// checkSize holds a record, of which b has the pages that change, against the
// limit.
func (s *Session) checkSize(b *sealer, st *stored) error {
	size := make(map[record.Compartment]int)
	written := make(map[string]bool)
	for i := len(b.places) - 1; i >= 0 && b.places[i].id == st.id; i-- {
		p := b.places[i]
		written[pageName(p.c, p.page)] = true
		size[p.c] += len(b.sections[i].Payload)
	}
	for name := range st.manifest.Pages {
		if written[name] {
			continue
		}
		p, err := st.place(name)
		if err != nil {
			return err
		}
		value, err := s.st.Get(p.key())
		if errors.Is(err, store.ErrNotFound) {
			return fail(Integrity, "%s is missing", p)
		}
		if err != nil {
			return fromStore(err, "measure the record")
		}
		size[p.c] += max(0, len(value)-sectionMost)
	}
	total, most := 0, record.Compartment("")
	for _, c := range record.Compartments() {
		if c == "work" {
			continue
		}
		total += size[c]
		if most == "" || size[c] > size[most] {
			most = c
		}
	}
	if total <= recordLimit {
		return nil
	}
	return &Error{Failed, &tooLarge{s.largest(st.rec, most), most}}
}

// place is the inverse of pageName.
func (st *stored) place(name string) (place, error) {
	if len(name) > 1 {
		c, ok := compartmentOf(name[0])
		if n, err := strconv.ParseUint(name[1:], 10, 32); ok && err == nil {
			return place{st.id, c, uint32(n)}, nil
		}
	}
	return place{}, fail(Integrity, "record %s: the manifest names a page that cannot be", st.id)
}

// largest returns the field of a compartment in which most stands, "" if it has
// none.
func (s *Session) largest(rec *record.Record, c record.Compartment) (name string) {
	size := 0
	for _, n := range rec.Names() {
		if f, ok := s.schema.Field(n); !ok || f.Compartment != c {
			continue
		}
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
