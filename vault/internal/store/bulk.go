package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4/y"
)

// Badger writes everything three times into memory maps: to the log of its
// memtable, to the memtable, to a table. That was half of an import's time and
// most of its memory, and a full disk is a signal there. So what comes by the
// megabyte becomes a table of level 0 at once, by write(2), in these steps:
//
//  1. Badger is closed: nobody else writes to the generation.
//  2. The table is written and synced beside its place, as 000190.sst.new.
//  3. MANIFEST is given a change set that names it, and synced. From here on
//     the table counts.
//  4. The table gets its name, and the folder is synced.
//
// A crash before step 3 leaves a file that nothing names, which Open removes;
// after it, one that Open puts in its place (inspection.named). A table that
// has its name but does not stand in MANIFEST remains damage, as always.

// arriving ends the name of a table that MANIFEST does not name yet.
const arriving = ".new"

// latest returns the pairs in the order of their keys, each key once.
func latest(put []KV) []KV {
	sorted := slices.Clone(put)
	slices.SortStableFunc(sorted, func(a, b KV) int { return bytes.Compare(a.Key, b.Key) })
	out := sorted[:0]
	for i, kv := range sorted {
		if i+1 == len(sorted) || !bytes.Equal(kv.Key, sorted[i+1].Key) {
			out = append(out, kv)
		}
	}
	return out
}

// addTable does the four steps and opens Badger again. s.writing is held.
func (s *Store) addTable(pairs []KV) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	version := s.db.MaxVersion() + 1
	if err := s.opt.Step.run("close", func() error { return s.shutInTime(s.db) }); err != nil {
		return err // Close will see to it that Badger ends before the lock does
	}
	s.db, s.unflushed = nil, 0
	id, err := s.nextTable()
	if err != nil {
		return err
	}
	path := filepath.Join(s.genDir(), tableName(id))
	for _, step := range []struct {
		op string
		do func() error
	}{
		{"table", func() error { return writeTable(path+arriving, pairs, version) }},
		{"manifest", func() error { return appendManifest(s.genDir(), id) }},
		{"name", func() error { return arrive(path) }},
	} {
		if err := s.opt.Step.run(step.op, step.do); err != nil {
			return fmt.Errorf("write table %s: %w", tableName(id), err)
		}
	}
	return s.openLive()
}

// nextTable returns a number that no table has. Badger, which is closed,
// continues behind the largest that MANIFEST names.
func (s *Store) nextTable() (uint64, error) {
	entries, err := os.ReadDir(s.genDir())
	if err != nil {
		return 0, err
	}
	last := uint64(0)
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".sst" {
			continue
		}
		id, err := fileNumber(e.Name(), tableName)
		if err != nil {
			return 0, err
		}
		last = max(last, id)
	}
	return last + 1, nil
}

func writeTable(path string, pairs []KV, version uint64) error {
	size := 0
	for _, kv := range pairs {
		size += len(kv.Key) + len(kv.Value) + pairOverhead
	}
	b := newTable(size / 2) // Badger takes twice as much memory at once
	for _, kv := range pairs {
		b.Add(y.KeyWithTs(kv.Key, version), y.ValueStruct{Value: kv.Value}, 0)
	}
	if err := writeSynced(path, tableBytes(b, nil), 0o600); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// appendManifest names a table of level 0 in MANIFEST, whose end is whole since
// Badger has just closed it.
func appendManifest(dir string, id uint64) error {
	f, err := os.OpenFile(filepath.Join(dir, "MANIFEST"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(changeSet(appendCreate(nil, id, 0)))
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// undoManifest takes tables out of MANIFEST, and what a torn write left behind its
// last whole change set.
func undoManifest(dir string, ids []uint64) error {
	path := filepath.Join(dir, "MANIFEST")
	b, err := ReadRegular(path, maxManifest)
	if err != nil {
		return err
	}
	end := len(manifestMagic)
	for len(b)-end >= 8 {
		n := int(binary.BigEndian.Uint32(b[end:]))
		if n > len(b)-end-8 {
			break
		}
		end += 8 + n
	}
	var set []byte
	for _, id := range ids {
		change := append(binary.AppendUvarint([]byte{1 << 3}, id), 2<<3, 1)
		set = append(append(set, 1<<3|2, byte(len(change))), change...)
	}
	return replace(path, append(b[:end:end], changeSet(set)...), 0o600)
}

// arrive gives a table that MANIFEST names its name.
func arrive(path string) error {
	if err := rename(path+arriving, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}
