package vault

import (
	"slices"

	"casevault/crypto"
	"casevault/vault/record"
)

// everybody loads the given compartments, work among them, of all records, as
// far as they are held, in the order of their ids: to read the store from end to
// end takes half the time of looking everybody up. What is lost as a whole it
// does not miss; that is for check.
func (s *Session) everybody(fn func(*stored) error, compartments ...record.Compartment) error {
	var at record.ID
	found := make(map[place]*crypto.Section) // of the record
	open := func(p place) (*crypto.Section, error) {
		if sec := found[p]; sec != nil {
			return sec, nil
		}
		return nil, fail(Integrity, "%s is missing", p)
	}
	finish := func() error {
		if at == (record.ID{}) {
			return nil
		}
		st, err := s.loadFrom(open, at, compartments...)
		if err != nil {
			return err
		}
		clear(found)
		return fn(st)
	}
	err := s.st.Scan([]byte{prefixSection}, func(key, value []byte) error {
		p, ok := parsePlace(key)
		if !ok {
			return fail(Integrity, "the store holds a section without a place")
		}
		if p.id != at {
			if err := finish(); err != nil {
				return err
			}
			at = p.id
		}
		if !s.holds(p.c) || !slices.Contains(compartments, p.c) || p.c == "work" && p.page > 0 {
			return nil
		}
		sec, err := s.parseSection(p, s.keys[p.c], value)
		found[p] = sec
		return err
	})
	if err == nil {
		err = finish()
	}
	return fromStore(err, "read the store")
}
