package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

// How Remains reads tables and logs that may be damaged anywhere. A block is
// found through the table's index or, if that is damaged, by trying each place
// where one could begin and each where it could end, until its checksum fits.

const (
	bitDelete    = 0x01
	maxBlock     = MaxValue + 64<<10
	blockEntry   = 4             // bytes of an entry's header: overlap and diff
	maxStoredKey = maxKey + 8    // with its version
	noBlock      = math.MaxInt64 // before the first one
)

func versionOf(key []byte) uint64 {
	return math.MaxUint64 - binary.BigEndian.Uint64(key[len(key)-8:])
}

// table notes every value of every block that is whole.
func (r *Remains) table(name string, b []byte) {
	var c tableChecker
	indexed, end := map[int64]int64{}, int64(len(b))
	if _, err := c.readIndex(bytes.NewReader(b), int64(len(b))); err != nil {
		r.damage(name, err.Error())
	} else {
		last := c.blocks[len(c.blocks)-1]
		end = last.offset + last.size
		for _, s := range c.blocks {
			indexed[s.offset] = s.size
		}
	}
	var before []byte
	bad := int64(noBlock) // where what cannot be read begins
	for at := int64(0); at < end; {
		size := indexed[at]
		if len(indexed) == 0 {
			size = findBlock(b[at:end])
		}
		first, last, ok := r.block(b[at:at+size], at)
		if !ok {
			bad = min(bad, at)
			at += max(size, 1)
			continue
		}
		if bad != noBlock {
			r.Damage = append(r.Damage, Damage{name, unreadable(at-bad, bad), before, first})
		}
		before, bad = last, noBlock
		at += size
	}
	if bad != noBlock && len(indexed) > 0 {
		r.Damage = append(r.Damage, Damage{name, unreadable(end-bad, bad), before, nil})
	}
}

func unreadable(n, at int64) string { return fmt.Sprintf("%d bytes at %d do not match", n, at) }

// findBlock returns the size of the block that begins with b, 0 if none does.
func findBlock(b []byte) int64 {
	if len(b) < blockEntry || binary.LittleEndian.Uint16(b) != 0 {
		return 0
	}
	if diff := binary.LittleEndian.Uint16(b[2:]); diff <= 8 || diff > maxStoredKey {
		return 0
	}
	for end := 4; end <= min(len(b), maxBlock); end++ {
		// The length of a checksum is below 14, so three zeros stand before its last byte.
		if b[end-1] <= maxFooter && b[end-2] == 0 && b[end-3] == 0 && b[end-4] == 0 && checkBlock(b[:end]) == nil {
			return int64(end)
		}
	}
	return 0
}

// block notes the values of a block that begins at an offset of its file, and
// returns its first and last key without their versions.
func (r *Remains) block(b []byte, at int64) (first, last []byte, ok bool) {
	if checkBlock(b) != nil {
		return nil, nil, false
	}
	_, body, _ := cutChecksum(b)
	n := int(binary.BigEndian.Uint32(body[len(body)-4:]))
	starts := body[len(body)-4-4*n:]
	entries := body[:len(body)-4-4*n]
	var base []byte
	for i := range n {
		from, to := int(binary.LittleEndian.Uint32(starts[4*i:])), len(entries)
		if i+1 < n {
			to = int(binary.LittleEndian.Uint32(starts[4*i+4:]))
		}
		if from < 0 || from+blockEntry > to || to > len(entries) {
			return nil, nil, false
		}
		overlap, diff := int(binary.LittleEndian.Uint16(entries[from:])), int(binary.LittleEndian.Uint16(entries[from+2:]))
		from += blockEntry
		if overlap > len(base) || from+diff+2 > to {
			return nil, nil, false
		}
		key := append(bytes.Clone(base[:overlap]), entries[from:from+diff]...)
		meta := entries[from+diff]
		from += diff + 2
		_, k := binary.Uvarint(entries[from:to]) // expiry
		if len(key) <= 8 || k <= 0 {
			return nil, nil, false
		}
		if i == 0 {
			base, first = key, key[:len(key)-8]
		}
		last = key[:len(key)-8]
		r.put(key, meta, at+int64(from+k), to-from-k)
	}
	return first, last, true
}

// memLog notes every record that is whole. Whether its transaction was finished
// is not asked: what is sealed and named by other values proves itself.
func (r *Remains) memLog(name string, b []byte) {
	bad := int64(noBlock)
	var before []byte
	for at := int64(vlogHeaderSize); at < int64(len(b)); {
		m, ok := parseMemRecord(b[at:])
		if !ok || len(m.key) == 0 {
			skip := int64(len(b)) - at
			if i := bytes.IndexFunc(b[at:], func(c rune) bool { return c != 0 }); i >= 0 {
				bad = min(bad, at)
				skip = max(int64(i), 1)
			}
			at += nextRecord(b[at:], skip)
			continue
		}
		user := bytes.Clone(m.key[:max(len(m.key)-8, 0)])
		if bytes.HasPrefix(user, []byte("!badger!")) {
			user = before
		}
		if bad != noBlock {
			r.Damage = append(r.Damage, Damage{name, unreadable(at-bad, bad), before, user})
		}
		bad, before = noBlock, user
		r.put(m.key, m.meta, at+m.size-4-int64(len(m.value)), len(m.value))
		at += m.size
	}
	if bad != noBlock {
		r.Damage = append(r.Damage, Damage{name, unreadable(int64(len(bytes.TrimRight(b, "\x00")))-bad, bad), before, nil})
	}
}

// nextRecord returns how far the next place lies where a record may begin: with
// meta of a transaction and no user meta. At least skip bytes are passed over.
func nextRecord(b []byte, skip int64) int64 {
	for i := max(skip, 1); i+1 < int64(len(b)); i++ {
		if b[i+1] == 0 && (b[i]&^bitDelete == bitTxn || b[i] == bitFinTxn) {
			return i
		}
	}
	return int64(len(b))
}
