package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strconv"
)

// A memtable's log (*.mem), as Badger 4 writes it without encryption: 8 bytes
// key id (0), 12 random bytes, then records, then zeros up to 16 MiB:
//
//	meta byte | user meta byte | varint key length | varint value length | varint expiry | key | value | uint32 CRC-32C of all before
//
// A key ends in 8 bytes, big-endian, 2^64-1 less its version. The records of a
// transaction have bit 0x40 in meta and one version; its last record has bit
// 0x80, the key "!badger!txn" with that version, and the version in decimal as
// its value. Versions grow by one from transaction to transaction.

const (
	vlogHeaderSize = 20
	bitTxn         = 0x40
	bitFinTxn      = 0x80
	txnKey         = "!badger!txn"
)

// memLog is what a .mem file holds.
type memLog struct {
	name       string
	end        int64  // the bytes up to here are whole transactions
	maxVersion uint64 // the last transaction's version; 0 when there is none
}

// readMemLog finds the end of what was committed. After it come zeros, or the
// remains of the one transaction that a power cut interrupted: that one was
// never acknowledged. If a later transaction stands after the break, the broken
// one had been, and Badger would drop it in silence.
//
// A break in the very last transaction cannot be told from a power cut here;
// the layer above finds it because HEAD is ahead of the log.
func readMemLog(b []byte) (memLog, error) {
	if len(b) == 0 {
		return memLog{}, nil
	}
	if len(b) < vlogHeaderSize || binary.BigEndian.Uint64(b) != 0 {
		return memLog{}, errors.New("it does not begin as it must")
	}
	l := memLog{end: vlogHeaderSize}
	var open uint64 // version of the transaction being read, 0 between two
	at := int64(vlogHeaderSize)
	for {
		r, ok := parseMemRecord(b[at:])
		if !ok || len(r.key) == 0 {
			break
		}
		if open == 0 && r.meta&bitTxn != 0 {
			open = r.version
		}
		if r.version != open {
			break
		}
		at += r.size
		if r.meta&bitFinTxn != 0 {
			if !r.finishes() {
				break
			}
			l.end, l.maxVersion, open = at, open, 0
		}
	}
	return l, l.checkRest(b[at:], open)
}

// checkRest looks for transactions after the break. open is the version of the
// interrupted transaction, 0 when none of its records could be read.
func (l *memLog) checkRest(rest []byte, open uint64) error {
	lost := errors.New("a committed transaction is damaged")
	if open == 0 && l.maxVersion != 0 {
		open = l.maxVersion + 1
	}
	for found := 0; ; {
		i := bytes.Index(rest, []byte(txnKey))
		if i < 0 {
			return nil
		}
		// Five bytes of header: two of meta, three varints below 128.
		if r, ok := parseMemRecord(rest[max(i-5, 0):]); ok && r.finishes() {
			if found++; found > 1 || open != 0 && r.version != open {
				return lost
			}
		}
		rest = rest[i+1:]
	}
}

type memRecord struct {
	meta       byte
	key, value []byte
	version    uint64
	size       int64 // of the whole record
}

// finishes reports whether r is the record that ends a transaction.
func (r *memRecord) finishes() bool {
	n, err := strconv.ParseUint(string(r.value), 10, 64)
	return r.meta&bitFinTxn != 0 && err == nil && n == r.version
}

// parseMemRecord reads the record at the beginning of b; ok is false if there is
// none with a matching checksum.
func parseMemRecord(b []byte) (r memRecord, ok bool) {
	if len(b) < 2 {
		return r, false
	}
	r.meta = b[0]
	at := 2
	var v [3]uint64 // key length, value length, expiry
	for i := range v {
		n, k := binary.Uvarint(b[at:])
		if k <= 0 {
			return r, false
		}
		v[i], at = n, at+k
	}
	// Badger allocates what these lengths say before it looks at the checksum.
	if v[0] > 1<<16 || v[1] > 4*memTableSize || uint64(len(b)-at) < v[0]+v[1]+4 {
		return r, false
	}
	end := at + int(v[0]+v[1])
	if castagnoli(b[:end]) != binary.BigEndian.Uint32(b[end:]) {
		return r, false
	}
	r.key, r.value = b[at:at+int(v[0])], b[at+int(v[0]):end]
	if len(r.key) > 8 {
		r.version = math.MaxUint64 - binary.BigEndian.Uint64(r.key[len(r.key)-8:])
	}
	r.size = int64(end) + 4
	return r, true
}
