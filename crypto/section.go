package crypto

import (
	"encoding/binary"
)

// A Section is what one age file of the store holds: the fields of one
// compartment of one record, or a page of the catalogue.
//
// Before sealing it is encoded as
//
//	version     1 byte, 0x01
//	vault id   32 bytes
//	record     10 bytes, the record's id in ASCII; ten zero bytes for a catalogue page
//	compartment 1 byte, its letter (docs/FORMAT.md)
//	page        4 bytes
//	revision    4 bytes, of the record when this page was last written
//	salt       16 random bytes
//	length      4 bytes
//	payload    length bytes
//	signer      8 bytes, SignerID of the author
//	signature  64 bytes
//	index       4 bytes   position of this section in the signed tree
//	count       4 bytes   leaves of the signed tree
//	path       32 bytes each, as many as index and count demand
//	zeros      up to a multiple of 512 bytes
//
// The leaf of a section is everything from version to payload. The signature
// is over Message("sections", vault, count, root). It does not cover the key's
// epoch: it survives a rotation. The salt keeps the holder of one compartment
// from testing guesses about another against the sibling hashes in the path.
type Section struct {
	Record      [10]byte
	Compartment byte
	Page        uint32
	Revision    uint32
	Payload     []byte

	// Set by ParseSection.
	Signer    SignerID
	signature []byte
	index     uint32
	count     uint32
	leaf      []byte     // the encoding up to the payload's end
	path      [][32]byte // from the leaf to the signed root
}

const (
	sectionVersion = 1
	sectionHead    = 1 + 32 + 10 + 1 + 4 + 4 + 16 + 4
	sectionTail    = 8 + 64 + 4 + 4
	sectionPad     = 512
	maxCount       = 1 << 20
)

// EncodeSections signs the sections as one tree and returns their encodings,
// ready to be sealed, in the same order.
func EncodeSections(vault VaultID, k *SigningKey, sections []Section) [][]byte {
	out := make([][]byte, len(sections))
	leaves := make([][32]byte, len(sections))
	for i := range sections {
		out[i] = sections[i].appendLeaf(vault)
		leaves[i] = leafHash(out[i])
	}
	root, paths := treePaths(leaves)
	sig := k.Sign("sections", vault, binary.BigEndian.AppendUint32(nil, uint32(len(sections))), root[:])
	for i, b := range out {
		b = append(b, k.id[:]...)
		b = append(b, sig...)
		b = binary.BigEndian.AppendUint32(b, uint32(i))
		b = binary.BigEndian.AppendUint32(b, uint32(len(sections)))
		for _, h := range paths[i] {
			b = append(b, h[:]...)
		}
		out[i] = pad(b, sectionPad)
	}
	return out
}

func (s *Section) appendLeaf(vault VaultID) []byte {
	b := make([]byte, 0, (sectionHead+len(s.Payload)+sectionTail+8*32+sectionPad)/sectionPad*sectionPad)
	b = append(b, sectionVersion)
	b = append(b, vault[:]...)
	b = append(b, s.Record[:]...)
	b = append(b, s.Compartment)
	b = binary.BigEndian.AppendUint32(b, s.Page)
	b = binary.BigEndian.AppendUint32(b, s.Revision)
	b = append(b, randomBytes(16)...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(s.Payload)))
	return append(b, s.Payload...)
}

// ParseSection is the inverse of [EncodeSections] for one section. It accepts
// only what that function writes, for this vault; the caller compares record,
// compartment, page and revision with what it asked for before it uses the
// payload. The signature is checked by [Section.Verify]. Errors wrap
// [ErrDamaged].
func ParseSection(vault VaultID, b []byte) (*Section, error) {
	if len(b) < sectionHead+sectionTail || b[0] != sectionVersion {
		return nil, damaged("section: not version %d", sectionVersion)
	}
	if VaultID(b[1:33]) != vault {
		return nil, damaged("section: of another vault")
	}
	s := &Section{
		Record:      [10]byte(b[33:43]),
		Compartment: b[43],
		Page:        binary.BigEndian.Uint32(b[44:]),
		Revision:    binary.BigEndian.Uint32(b[48:]),
	}
	n := uint64(binary.BigEndian.Uint32(b[68:]))
	end := sectionHead + n
	if end+sectionTail > uint64(len(b)) {
		return nil, damaged("section: the payload is cut off")
	}
	s.Payload = b[sectionHead:end]
	t := b[end:]
	s.Signer, s.signature = SignerID(t[:8]), t[8:72]
	s.index, s.count = binary.BigEndian.Uint32(t[72:]), binary.BigEndian.Uint32(t[76:])
	t = t[sectionTail:]
	if s.count == 0 || s.count > maxCount || s.index >= s.count {
		return nil, damaged("section: place in the signed tree")
	}
	s.path = make([][32]byte, pathLen(int(s.index), int(s.count)))
	for i := range s.path {
		if len(t) < 32 {
			return nil, damaged("section: the path is cut off")
		}
		s.path[i], t = [32]byte(t[:32]), t[32:]
	}
	if !padded(t, len(b)-len(t), sectionPad) {
		return nil, damaged("section: padding")
	}
	s.leaf = b[:end]
	return s, nil
}

// root is what the signature covers. It is not computed before it is asked
// for: lists read pages whose signature they do not check.
func (s *Section) root() [32]byte {
	return rootFromPath(leafHash(s.leaf), int(s.index), int(s.count), s.path)
}

// Verify reports whether public, the key that s.Signer names, signed the tree
// this section stands in.
func (s *Section) Verify(vault VaultID, public []byte) bool {
	if SignerIDOf(public) != s.Signer {
		return false
	}
	root := s.root()
	return Verify(public, s.signature, "sections", vault, binary.BigEndian.AppendUint32(nil, s.count), root[:])
}

// SignatureKey identifies the signed tree: sections with equal keys stand or
// fall together, so a full check verifies each signature once.
func (s *Section) SignatureKey() [32]byte {
	root := s.root()
	b := append(append(s.Signer[:], s.signature...), root[:]...)
	return leafHash(binary.LittleEndian.AppendUint32(b, s.count))
}
