package vault

import (
	"encoding/binary"

	"casevault/audit"
	"casevault/vault/record"
)

// Keys of the store are one prefix byte and then:
//
//	L  seq, 8 bytes                         a leaf of the log
//	H  index, 8 bytes                       a stored hash of its tree (tlog.StoredHashIndex)
//	K                                       the newest checkpoint, signed
//	S                                       the schema, in clear
//	P  version (4), name                    a version of a release profile, in clear
//	s  record id (10), letter (1), page (4) a section
//	c  letter (1), page (4)                 a page of the catalogue
//	r  letter of work (1), page (4)         a page of the ledger of releases
//
// Numbers are big-endian. The log commits to every value under S, P, s, c and r.
const (
	prefixLeaf      = 'L'
	prefixHash      = 'H'
	prefixHead      = 'K'
	prefixSchema    = 'S'
	prefixProfile   = 'P'
	prefixSection   = 's'
	prefixCatalogue = 'c'
	prefixLedger    = 'r'
)

// committed are the prefixes whose values the log commits to.
var committed = []byte{prefixSchema, prefixProfile, prefixCatalogue, prefixLedger, prefixSection}

func key64(prefix byte, n int64) []byte {
	return binary.BigEndian.AppendUint64([]byte{prefix}, uint64(n))
}

// letter is the byte that stands for a compartment in keys and sections.
func letter(c record.Compartment) byte {
	switch c {
	case "work":
		return 'w'
	case "identity":
		return 'i'
	case "kin":
		return 'k'
	case "health":
		return 'h'
	case "notes":
		return 'n'
	}
	panic("vault: no letter for a compartment")
}

func compartmentOf(letterByte byte) (record.Compartment, bool) {
	for _, c := range record.Compartments() {
		if letter(c) == letterByte {
			return c, true
		}
	}
	return "", false
}

// A place is where a section is stored. The zero record id stands for the
// catalogue, and [ledgerID] for the ledger of releases.
type place struct {
	id   record.ID
	c    record.Compartment
	page uint32
}

// ledgerID stands in the sections of the ledger where others have a record's id.
// No record can have it.
func ledgerID() record.ID { return record.ID([]byte("!releases!")) }

// isRecord reports whether a section of a record lies there.
func (p place) isRecord() bool { return p.id != (record.ID{}) && p.id != ledgerID() }

func (p place) key() []byte {
	k := []byte{prefixCatalogue}
	switch {
	case p.id == ledgerID():
		k[0] = prefixLedger
	case p.isRecord():
		k = append([]byte{prefixSection}, p.id[:]...)
	}
	return binary.BigEndian.AppendUint32(append(k, letter(p.c)), p.page)
}

// knownPlace reports whether the format has a key of that form.
func knownPlace(key []byte) bool {
	if len(key) == 0 {
		return false
	}
	switch key[0] {
	case prefixLeaf, prefixHash:
		return len(key) == 9
	case prefixHead, prefixSchema:
		return len(key) == 1
	case prefixProfile:
		return len(key) > 5 && audit.ValidProfile(string(key[5:]))
	}
	_, ok := parsePlace(key)
	return ok
}

func parsePlace(key []byte) (place, bool) {
	var p place
	var ok bool
	switch {
	case len(key) == 6 && key[0] == prefixCatalogue:
		key = key[1:]
	case len(key) == 6 && key[0] == prefixLedger && key[1] == letter("work"):
		p.id, key = ledgerID(), key[1:]
	case len(key) == 16 && key[0] == prefixSection:
		id, err := record.ParseID(string(key[1:11]))
		if err != nil || string(id[:]) != string(key[1:11]) {
			return p, false
		}
		p.id, key = id, key[11:]
	default:
		return p, false
	}
	p.c, ok = compartmentOf(key[0])
	p.page = binary.BigEndian.Uint32(key[1:])
	return p, ok
}
