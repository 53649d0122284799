package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
)

// A new generation is written as tables of Badger's last level, in order and
// without overlap, and a MANIFEST that names them; Badger makes the rest when
// it opens it. Its StreamWriter would do the same in goroutines, where a full
// disk is a panic or a SIGBUS that ends the process, with up to sixteen tables
// in memory. Here it is an error of write(2), and one table.

const (
	// tableSize is what a table holds before the next is begun; 512 of them are
	// 8 GB.
	tableSize = BulkSize

	// firstVersion is the version of every pair in a new generation. Badger
	// continues with the next.
	firstVersion = 1

	progressEvery = 1000
)

// fill writes a new generation with what r makes of s into the folder dir, and
// counts in want what went there. Everything is synced when it returns.
func (s *Store) fill(ctx context.Context, r Rewrite, dir string, want *tally) error {
	s.mu.RLock()
	_, total, bytes := s.tables() // replaced values among them
	s.mu.RUnlock()
	if err := s.needSpace(spaceToChange + bytes + bytes/8); err != nil {
		return err
	}
	if err := eraseFolder(dir); err != nil { // of a rewrite that failed before
		return err
	}
	if err := makeFolder(dir); err != nil {
		return err
	}
	w, done := &tableWriter{dir: dir}, 0
	t := &transformer{fn: r.Transform, take: func(key, value []byte) error {
		want.add(key, value)
		if r.Taken != nil {
			r.Taken(key, value)
		}
		return w.add(key, value)
	}}
	err := s.Scan(nil, func(key, value []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := t.add(key, value)
		if done++; r.Progress != nil && done%progressEvery == 0 && done < total {
			r.Progress(done, total)
		}
		return err
	})
	if err == nil {
		err = t.flush()
	}
	if err == nil {
		err = w.finish()
	}
	if err == nil {
		err = carryFiles(s.genDir(), dir)
	}
	if err == nil {
		err = errors.Join(syncDir(dir), syncDir(filepath.Dir(dir)))
	}
	if err == nil && r.Progress != nil {
		r.Progress(done, done)
	}
	return err
}

// tableWriter writes pairs, which come in the order of their keys, to tables
// numbered from 1.
type tableWriter struct {
	dir    string
	tables uint64
	open   *table.Builder
	file   []byte // of the last table; its memory serves the next
	last   []byte // key, for addNext
}

// addNext is add for pairs from outside: keys out of order would make a table
// in which nothing is found, and reserved ones would be Badger's.
func (w *tableWriter) addNext(key, value []byte) error {
	if bytes.Compare(key, w.last) <= 0 {
		return errors.New("the keys do not ascend")
	}
	if err := checkKey(key); err != nil {
		return err
	}
	w.last = append(w.last[:0], key...)
	return w.add(key, value)
}

func (w *tableWriter) add(key, value []byte) error {
	if len(value) > MaxValue {
		return fmt.Errorf("%w: a value of %d bytes, at most %d", ErrTooLarge, len(value), MaxValue)
	}
	if w.open == nil {
		w.open = newTable(tableSize)
	}
	w.open.Add(y.KeyWithTs(key, firstVersion), y.ValueStruct{Value: value}, 0)
	if w.open.ReachedCapacity() {
		return w.endTable()
	}
	return nil
}

func (w *tableWriter) endTable() error {
	w.file = tableBytes(w.open, w.file)
	w.open = nil
	w.tables++
	return writeSynced(filepath.Join(w.dir, tableName(w.tables)), w.file, 0o600)
}

// newTable begins a table of about size bytes.
func newTable(size int) *table.Builder {
	o := badgerOptions("", false)
	return table.NewTableBuilder(table.Options{
		TableSize:          uint64(size),
		BlockSize:          o.BlockSize,
		BloomFalsePositive: o.BloomFalsePositive,
		Compression:        o.Compression,
	})
}

// tableBytes ends a table and returns its file, in buf if that is large enough.
func tableBytes(b *table.Builder, buf []byte) []byte {
	t := b.Done()
	file := slices.Grow(buf[:0], t.Size)[:t.Size]
	t.Copy(file)
	b.Close()
	return file
}

// finish ends the last table and writes MANIFEST.
func (w *tableWriter) finish() error {
	if w.open != nil {
		if err := w.endTable(); err != nil {
			return err
		}
	}
	return writeSynced(filepath.Join(w.dir, "MANIFEST"), manifestOf(w.tables), 0o600)
}

// manifestOf returns the MANIFEST of the tables 1 to n on the last level; its
// format stands in manifest.go.
func manifestOf(n uint64) []byte {
	var set []byte
	for id := uint64(1); id <= n; id++ {
		set = appendCreate(set, id, maxLevels-1)
	}
	return append([]byte(manifestMagic), changeSet(set)...)
}

// appendCreate appends to a set the change that a table is there.
func appendCreate(set []byte, id uint64, level byte) []byte {
	change := binary.AppendUvarint([]byte{1 << 3}, id)
	if level > 0 {
		change = append(change, 3<<3, level)
	}
	set = append(set, 1<<3|2, byte(len(change)))
	return append(set, change...)
}

// changeSet puts length and checksum before the body of a change set.
func changeSet(body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = binary.BigEndian.AppendUint32(b, castagnoli(body))
	return append(b, body...)
}

// carryFiles copies our own files from one generation to the next and links
// its attachments.
func carryFiles(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || checkFileName(e.Name()) != nil {
			continue
		}
		b, err := ReadRegular(filepath.Join(from, e.Name()), maxFile)
		if err == nil {
			err = writeSynced(filepath.Join(to, e.Name()), b, 0o600)
		}
		if err != nil {
			return err
		}
	}
	from, to = filepath.Join(from, "attachments"), filepath.Join(to, "attachments")
	if err := makeFolder(to); err != nil {
		return err
	}
	if entries, err = os.ReadDir(from); err != nil && !missing(err) {
		return err
	}
	for _, e := range entries {
		if err := linkOrCopy(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
			return err
		}
	}
	return syncDir(to)
}

// linkOrCopy copies where there are no hard links, as on a FAT stick.
func linkOrCopy(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
