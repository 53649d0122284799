package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// inspection is what checkGeneration found in a generation without damage.
type inspection struct {
	logs  []memLog // .mem files that hold committed transactions
	waste []string // files to remove before Badger sees them
	named []string // tables that MANIFEST names and that were not yet given their name
	undo  []uint64 // tables that MANIFEST names and that were never needed
	clean bool     // Badger can open it without writing
}

func (in *inspection) logBytes() (n int64) {
	for _, l := range in.logs {
		n += l.end
	}
	return n
}

// checkGeneration reads a generation's files the way Badger will, and returns
// *DamagedError where Badger would lose data or die. It changes nothing. With
// full it reads every block of every table.
func checkGeneration(dir string, full bool) (*inspection, error) {
	in := &inspection{clean: true}
	onDisk, fresh, err := in.files(dir)
	if err != nil {
		return nil, err
	}
	named, err := readManifest(filepath.Join(dir, "MANIFEST"))
	if err != nil {
		return nil, err
	}
	var tables tableChecker
	for id, level := range named {
		name := tableName(id)
		if !onDisk[id] && fresh[id] {
			in.named = append(in.named, name)
			delete(fresh, id)
			name += arriving
		} else if !onDisk[id] {
			if level > 0 {
				return nil, damaged("table %s is missing", name)
			}
			in.undo = append(in.undo, id)
			continue
		}
		if _, err := tables.check(filepath.Join(dir, name), full); err != nil {
			return nil, err
		}
	}
	for id := range fresh { // a crash came before MANIFEST named them
		in.waste = append(in.waste, tableName(id)+arriving)
	}
	var extra []uint64
	for id := range onDisk {
		if _, ok := named[id]; !ok {
			in.clean = false
			if !in.flushed(dir, id) {
				extra = append(extra, id)
			}
		}
	}
	if err := in.retried(dir, named, extra); err != nil {
		return nil, err
	}
	in.clean = in.clean && len(in.logs) == 0 && len(in.waste) == 0 && len(in.named) == 0 && len(in.undo) == 0
	return in, nil
}

// files sorts the generation's files, and returns the numbers of its tables and
// of those that have not got their name yet.
func (in *inspection) files(dir string) (onDisk, fresh map[uint64]bool, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("read the generation: %w", err)
	}
	onDisk, fresh = map[uint64]bool{}, map[uint64]bool{}
	for _, e := range entries {
		if e.Name() == "attachments" && e.IsDir() {
			continue
		}
		if !e.Type().IsRegular() {
			return nil, nil, damaged("%s is not a regular file", e.Name())
		}
		if name, isNew := strings.CutSuffix(e.Name(), arriving); isNew && filepath.Ext(name) == ".sst" {
			id, err := fileNumber(name, tableName)
			if err != nil {
				return nil, nil, err
			}
			fresh[id] = true
			continue
		}
		if err := in.file(dir, e.Name(), onDisk); err != nil {
			return nil, nil, err
		}
	}
	return onDisk, fresh, nil
}

// file sorts one file of the generation by its name.
func (in *inspection) file(dir, name string, tables map[uint64]bool) error {
	path := filepath.Join(dir, name)
	switch ext := filepath.Ext(name); {
	case ext == ".sst":
		id, err := fileNumber(name, tableName)
		tables[id] = true
		return err
	case ext == ".mem":
		if _, err := fileNumber(name, memName); err != nil {
			return err
		}
		return in.memLog(path, name)
	case ext == ".vlog":
		return in.valueLog(path, name)
	case name == "KEYREGISTRY":
		// Nothing is encrypted by Badger, so the file carries nothing and is made
		// anew. Read as it stands, a damaged length would allocate 4 GB.
		b, err := ReadRegular(path, 28)
		if err != nil || len(b) != 28 || string(b[16:]) != "Hello Badger" {
			in.waste = append(in.waste, name)
		}
	case name == "MANIFEST-REWRITE" || name == "REWRITE-KEYREGISTRY":
		in.waste = append(in.waste, name)
	}
	return nil
}

func (in *inspection) memLog(path, name string) error {
	fi, err := os.Stat(path)
	if err != nil {
		return err
	}
	if fi.Size() > 4*memTableSize {
		return damaged("%s is %d bytes long", name, fi.Size())
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	l, err := readMemLog(b)
	if err != nil {
		return damaged("%s: %v", name, err)
	}
	if l.maxVersion == 0 {
		// Made and never written, or cut to nothing by a kill while Badger
		// deleted it; Badger stumbles over the latter.
		in.waste = append(in.waste, name)
		return nil
	}
	l.name = name
	in.logs = append(in.logs, l)
	return nil
}

// valueLog accepts a value log without values: 20 bytes of header, then zeros.
// All of them are waste; one that holds something was not written by us.
func (in *inspection) valueLog(path, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 4<<20))
	if err != nil {
		return err
	}
	if len(b) < vlogHeaderSize || binary.BigEndian.Uint64(b) != 0 {
		in.waste = append(in.waste, name)
		return nil
	}
	if !allZero(b[vlogHeaderSize:]) {
		return damaged("%s holds bytes where none may be", name)
	}
	if len(b) > vlogHeaderSize {
		in.waste = append(in.waste, name)
	}
	return nil
}

// flushed reports whether a table that MANIFEST does not name, which Badger will
// delete, is what a kill left while a memtable was flushed: its .mem is still there.
func (in *inspection) flushed(dir string, id uint64) bool {
	version, err := new(tableChecker).check(filepath.Join(dir, tableName(id)), true)
	for _, l := range in.logs {
		if err != nil || l.maxVersion == version {
			return true
		}
	}
	return false
}

// retried decides about tables that are named and absent, and others that are
// there and not named. Badger leaves both behind when the disk is full or refuses a
// sync while it flushes a memtable: it flushes once more under another number, and
// Close may even succeed. A table that is not named was not needed if what is
// alive holds each of its keys, as new or newer. One of level 0 that is absent was not
// needed if what is alive holds every transaction up to the newest: they are
// numbered without a gap, and only a rewrite, on the last level, spreads one
// over several tables. Else MANIFEST was cut or a table is lost. The loss of the
// newest transactions is found by who knows HEAD.
func (in *inspection) retried(dir string, named map[uint64]byte, extra []uint64) error {
	if len(in.undo)+len(extra) == 0 {
		return nil
	}
	alive := &Remains{genDir: dir, at: make(map[string]where), versions: make(map[uint64]bool)}
	other := &Remains{genDir: dir, at: make(map[string]where)}
	err := errors.Join(alive.committed(in.logs), alive.read(".sst", maxTableFile, func(name string, b []byte) {
		id, err := fileNumber(strings.TrimSuffix(name, arriving), tableName)
		if _, ok := named[id]; ok && err == nil {
			alive.table(name, b)
		} else if !allZero(b) { // else it was made, and then there was no room to fill it
			other.table(name, b)
		}
	}))
	if err != nil {
		return err
	}
	if len(other.Damage) > 0 {
		return damaged("MANIFEST does not name the table %s", tableName(slices.Min(extra)))
	}
	for key, w := range other.at {
		if have, ok := alive.at[key]; !ok || have.version < w.version {
			return damaged("MANIFEST does not name the table %s", tableName(slices.Min(extra)))
		}
	}
	for v := range uint64(len(alive.versions)) {
		if len(in.undo) > 0 && !alive.versions[v+1] {
			return damaged("table %s is missing", tableName(slices.Min(in.undo)))
		}
	}
	for _, id := range extra {
		in.waste = append(in.waste, tableName(id))
	}
	return nil
}

// repair removes and cuts what would trip Badger, and nothing that it would
// have kept.
func (in *inspection) repair(dir string) error {
	if len(in.undo) > 0 {
		if err := undoManifest(dir, in.undo); err != nil {
			return err
		}
	}
	for _, name := range in.named {
		if err := arrive(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	for _, name := range in.waste {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !missing(err) {
			return err
		}
	}
	for _, l := range in.logs {
		// What follows is zeros or a torn record, whose lengths Badger would trust.
		if err := os.Truncate(filepath.Join(dir, l.name), l.end); err != nil {
			return err
		}
	}
	return nil
}

func tableName(id uint64) string { return fmt.Sprintf("%06d.sst", id) }
func memName(id uint64) string   { return fmt.Sprintf("%05d.mem", id) }

// fileNumber returns the number in a file name that spell spells.
func fileNumber(name string, spell func(uint64) string) (uint64, error) {
	digits, _, _ := strings.Cut(name, ".")
	id, err := strconv.ParseUint(digits, 10, 31)
	if err != nil || spell(id) != name {
		return 0, damaged("%q is not a name that badger gives", name)
	}
	return id, nil
}

func allZero(b []byte) bool {
	zeros := make([]byte, 64<<10)
	for len(b) > 0 {
		n := min(len(b), len(zeros))
		if !bytes.Equal(b[:n], zeros[:n]) {
			return false
		}
		b = b[n:]
	}
	return true
}
