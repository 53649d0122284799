package store

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
)

// MANIFEST, as Badger 4 writes it:
//
//	"Bdgr" | uint16 0 | uint16 8          external and internal version, big-endian
//	then change sets: uint32 length | uint32 CRC-32C of the body | body
//
// A body is a protobuf ManifestChangeSet: field 1, repeated, a ManifestChange
// of varints: 1 table id, 2 operation (0 create, 1 delete), 3 level, 4 key id,
// 5 encryption, 6 compression. A set that ends beyond the file is a torn write,
// which Badger cuts off; whether a table was lost with it is seen from the
// table's file (inspection.unnamed).

const (
	manifestMagic = "Bdgr\x00\x00\x00\x08"
	maxManifest   = 64 << 20
)

// readManifest returns the ids of the tables that are alive, with their levels.
func readManifest(path string) (map[uint64]byte, error) {
	b, err := ReadRegular(path, maxManifest)
	if missing(err) {
		// Badger would make a new one and delete every table.
		return nil, damaged("MANIFEST is missing")
	}
	if err != nil {
		return nil, err
	}
	live, err := parseManifest(b)
	if err != nil {
		return nil, damaged("MANIFEST: %v", err)
	}
	return live, nil
}

func parseManifest(b []byte) (map[uint64]byte, error) {
	if len(b) < len(manifestMagic)+8 || string(b[:len(manifestMagic)]) != manifestMagic {
		return nil, errors.New("it does not begin as it must")
	}
	live := map[uint64]byte{}
	size := len(b)
	for b = b[len(manifestMagic):]; len(b) >= 8; {
		n, sum := int64(binary.BigEndian.Uint32(b)), binary.BigEndian.Uint32(b[4:])
		if n > int64(size) {
			return nil, errors.New("a change set is longer than the file")
		}
		if n > int64(len(b)-8) {
			break
		}
		body := b[8 : 8+n]
		if castagnoli(body) != sum {
			return nil, errors.New("a change set does not match its checksum")
		}
		err := protoFields(body, func(field int, _ uint64, change []byte) error {
			if field != 1 || change == nil {
				return errProto
			}
			return applyChange(live, change)
		})
		if err != nil {
			return nil, err
		}
		b = b[8+n:]
	}
	return live, nil
}

func applyChange(live map[uint64]byte, b []byte) error {
	var v [7]uint64
	err := protoNumbers(b, v[:])
	id, op := v[1], v[2]
	_, have := live[id]
	switch {
	case err != nil:
		return err
	case id > math.MaxInt32 || v[3] >= maxLevels:
		return errors.New("a table has an impossible number or level")
	case v[4] != 0 || v[5] != 0 || v[6] != 0:
		return errors.New("a table is compressed or encrypted by badger, which this program never does")
	case op == 0 && !have:
		live[id] = byte(v[3])
	case op == 1:
		delete(live, id)
	default:
		return errors.New("a change makes no sense")
	}
	return nil
}

var errProto = errors.New("a message is malformed")

// protoFields calls fn for each field of a protobuf message that consists of
// varints (sub is nil) and byte strings (sub is not nil).
func protoFields(b []byte, fn func(field int, n uint64, sub []byte) error) error {
	for len(b) > 0 {
		tag, k := binary.Uvarint(b)
		if k <= 0 || tag>>3 == 0 || tag>>3 > 64 {
			return errProto
		}
		n, m := binary.Uvarint(b[k:])
		if m <= 0 {
			return errProto
		}
		b = b[k+m:]
		var sub []byte
		switch tag & 7 {
		case 0:
		case 2:
			if n > uint64(len(b)) {
				return errProto
			}
			sub = b[:n:n]
			b = b[n:]
		default:
			return errProto
		}
		if err := fn(int(tag>>3), n, sub); err != nil {
			return err
		}
	}
	return nil
}

// protoNumbers reads a message of numbers alone: the one of field n into v[n].
func protoNumbers(b []byte, v []uint64) error {
	return protoFields(b, func(field int, n uint64, sub []byte) error {
		if sub != nil || field >= len(v) {
			return errProto
		}
		v[field] = n
		return nil
	})
}

// castagnoli is CRC-32C; MakeTable returns the same shared table each time.
func castagnoli(b []byte) uint32 {
	return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))
}
