package store

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4/fb"
)

// A table (*.sst), as Badger 4 writes it without compression or encryption:
//
//	block … block | index | uint32 length of the index | checksum | uint32 length of the checksum
//
// Integers are big-endian. A checksum is a protobuf of two varints: 1 algorithm
// (0, CRC-32C), 2 sum; here it is that of the index. The index is a flatbuffer
// TableIndex: the first key, offset and length of each block in order, a bloom
// filter, the largest version. A block is
//
//	entries | uint32 offset of each entry, little-endian | uint32 number of entries | checksum | uint32 length of the checksum
//
// and its checksum covers all that stands before it.

// maxFooter bounds a checksum: two tags, a one-byte varint and a ten-byte one.
const maxFooter = 13

// tableChecker keeps its buffers from table to table: with hundreds of them,
// allocation was half the cost of the check.
type tableChecker struct {
	index, block []byte
	blocks       []span
}

// check checks a table's footer, index and, because Badger reads it at
// Open in a goroutine that nobody guards, the last block; with full, all
// blocks. It returns the largest version in the table.
func (c *tableChecker) check(path string, full bool) (maxVersion uint64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return 0, err
	}
	maxVersion, what := c.read(f, fi.Size(), full)
	if what != nil {
		return 0, damaged("table %s: %v", filepath.Base(path), what)
	}
	return maxVersion, nil
}

func (c *tableChecker) read(r io.ReaderAt, size int64, full bool) (maxVersion uint64, err error) {
	maxVersion, err = c.readIndex(r, size)
	if err != nil {
		return 0, err
	}
	blocks := c.blocks
	if !full {
		blocks = blocks[len(blocks)-1:]
	}
	for _, at := range blocks {
		c.block = slices.Grow(c.block[:0], int(at.size))[:at.size]
		if _, err := r.ReadAt(c.block, at.offset); err != nil {
			return 0, err
		}
		if err := checkBlock(c.block); err != nil {
			return 0, err
		}
	}
	return maxVersion, nil
}

// span is where a block stands in its table, in bytes.
type span struct{ offset, size int64 }

// readIndex reads the table from its end to its index.
func (c *tableChecker) readIndex(r io.ReaderAt, size int64) (maxVersion uint64, err error) {
	errShort := errors.New("it is cut off or overwritten at the end")
	tail := make([]byte, min(size, maxFooter+8))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil {
		return 0, err
	}
	sum, rest, ok := cutChecksum(tail)
	if !ok || len(rest) < 4 {
		return 0, errShort
	}
	n := int64(binary.BigEndian.Uint32(rest[len(rest)-4:]))
	end := size - int64(len(tail)-len(rest)) - 4
	if n < 8 || n >= end {
		return 0, errShort
	}
	c.index = slices.Grow(c.index[:0], int(n))[:n]
	if _, err := r.ReadAt(c.index, end-n); err != nil {
		return 0, err
	}
	if castagnoli(c.index) != sum {
		return 0, errors.New("its index does not match its checksum")
	}
	return c.parseIndex(end - n)
}

// parseIndex lists the blocks, which must fill the file up to the index at end.
func (c *tableChecker) parseIndex(end int64) (maxVersion uint64, err error) {
	defer func() { // flatbuffers trusts its offsets
		if recover() != nil {
			err = errors.New("its index is malformed")
		}
	}()
	index := fb.GetRootAsTableIndex(c.index, 0)
	n := index.OffsetsLength()
	if n < 1 || n > len(c.index) {
		return 0, errors.New("its index is malformed")
	}
	c.blocks = slices.Grow(c.blocks[:0], n)[:n]
	var at int64
	for i := range c.blocks {
		var o fb.BlockOffset
		if !index.Offsets(&o, i) || len(o.KeyBytes()) < 8 || int64(o.Offset()) != at || o.Len() == 0 {
			return 0, errors.New("its index is malformed")
		}
		c.blocks[i] = span{at, int64(o.Len())}
		at += int64(o.Len())
	}
	if at != end {
		return 0, errors.New("its blocks do not fill the file")
	}
	return index.MaxVersion(), nil
}

// checkBlock checks a block against its checksum and the bounds that Badger
// takes for granted when it parses one.
func checkBlock(b []byte) error {
	sum, body, ok := cutChecksum(b)
	if !ok || castagnoli(body) != sum {
		return errors.New("a block does not match its checksum")
	}
	if len(body) < 4 {
		return errors.New("a block is malformed")
	}
	n := int64(binary.BigEndian.Uint32(body[len(body)-4:]))
	if n < 1 || n*4+4 > int64(len(body)) {
		return errors.New("a block is malformed")
	}
	return nil
}

// cutChecksum takes a checksum and its length off the end of b.
func cutChecksum(b []byte) (sum uint32, rest []byte, ok bool) {
	if len(b) < 4 {
		return 0, nil, false
	}
	n := int64(binary.BigEndian.Uint32(b[len(b)-4:]))
	b = b[:len(b)-4]
	if n > maxFooter || n > int64(len(b)) {
		return 0, nil, false
	}
	b, proto := b[:int64(len(b))-n], b[int64(len(b))-n:]
	var v [3]uint64
	err := protoNumbers(proto, v[:])
	return uint32(v[2]), b, err == nil && v[1] == 0 && v[2] == uint64(uint32(v[2]))
}
