package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"
)

// seeds returns the real files of a store whose names end so, less zeros.
func seeds(f *testing.F, suffix string) (out [][]byte) {
	f.Helper()
	t := new(testing.T)
	dir := filepath.Join(f.TempDir(), "vault")
	s, err := Open(dir, Options{Create: true})
	for i := 0; i < 40 && err == nil; i++ {
		err = s.Commit(batch(fmt.Sprintf("key %d", i), strings.Repeat("v", i*9)))
		if err == nil && i == 20 {
			err = s.reopen()
		}
	}
	if err != nil {
		f.Fatal(err)
	}
	for name, file := range snapshot(t, dir) {
		if strings.HasSuffix(name, suffix) {
			out = append(out, file.data)
		}
	}
	if err := s.Close(); err != nil || len(out) == 0 {
		f.Fatal(len(out), err)
	}
	return out
}

// What parseManifest accepts, Badger must read the same way.
func FuzzManifest(f *testing.F) {
	for _, b := range append(seeds(f, "MANIFEST"), manifestOf(0), manifestOf(3), manifestOf(200), nil) {
		f.Add(b)
	}
	f.Add([]byte(manifestMagic + "\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\x00\x00\x00\x00"))
	f.Add([]byte(manifestMagic + "\x00\x00\x00\x02\x00\x00\x00\x00\b0")) // a change that is a number: it was taken for table 0
	path := filepath.Join(f.TempDir(), "MANIFEST")
	f.Fuzz(func(t *testing.T, b []byte) {
		// The fuzzer finds no checksums; give it those of the first change set.
		if at := len(manifestMagic); len(b) >= at+8 {
			n := int64(binary.BigEndian.Uint32(b[at:]))
			if rest := b[at+8:]; n <= int64(len(rest)) {
				binary.BigEndian.PutUint32(b[at+4:], castagnoli(rest[:n]))
			}
		}
		live, err := parseManifest(b)
		if err != nil {
			return
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		theirs, _, err := badger.ReplayManifestFile(file, 0, badgerOptions(path, false))
		if err != nil {
			t.Fatalf("badger refuses it: %v", err)
		}
		want := slices.Sorted(maps.Keys(theirs.Tables))
		if got := slices.Sorted(maps.Keys(live)); !slices.Equal(got, want) {
			t.Errorf("tables %v, badger says %v", got, want)
		}
	})
}

func FuzzMemLog(f *testing.F) {
	for _, b := range append(seeds(f, ".mem"), nil, make([]byte, vlogHeaderSize)) {
		f.Add(b, uint(len(b)/2))
		f.Add(b, uint(len(b)))
	}
	f.Fuzz(func(t *testing.T, b []byte, cut uint) {
		l, err := readMemLog(b)
		if err != nil || len(b) == 0 {
			return
		}
		if l.end < vlogHeaderSize || l.end > int64(len(b)) {
			t.Fatalf("it ends at %d of %d", l.end, len(b))
		}
		// What repair leaves is the same log, and zeros after it mean nothing.
		for _, same := range [][]byte{b[:l.end], append(bytes.Clone(b[:l.end]), make([]byte, 100)...)} {
			if again, err := readMemLog(same); err != nil || again != l {
				t.Errorf("%+v became %+v, %v", l, again, err)
			}
		}
		// A power cut loses the end and nothing else.
		part := b[:min(uint64(cut), uint64(l.end))]
		if len(part) >= vlogHeaderSize {
			if p, err := readMemLog(part); err != nil || p.end > int64(len(part)) || p.maxVersion > l.maxVersion {
				t.Errorf("cut at %d: %+v, %v", len(part), p, err)
			}
		}
	})
}

// A table that tableChecker accepts can be opened and walked by Badger without the
// end of the process; a panic is for guard to catch.
func FuzzTable(f *testing.F) {
	for _, b := range seeds(f, ".sst") {
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := new(tableChecker).read(bytes.NewReader(b), int64(len(b)), true); err != nil {
			return
		}
		_ = guard(func() error {
			tab, err := table.OpenInMemoryTable(b, 1, &table.Options{BlockSize: 4 << 10})
			if err != nil {
				t.Fatal("badger refuses it")
			}
			it := tab.NewIterator(table.NOCACHE)
			defer it.Close()
			for it.Rewind(); it.Valid(); it.Next() {
			}
			return nil
		})
	})
}

// The index is behind a checksum that no fuzzer finds.
func FuzzIndex(f *testing.F) {
	for _, b := range seeds(f, ".sst") {
		n := len(b)
		sum := int(binary.BigEndian.Uint32(b[n-4:]))
		end := n - 4 - sum - 4
		index := b[end-int(binary.BigEndian.Uint32(b[end:])) : end]
		f.Add(index, int64(end-len(index)))
	}
	f.Fuzz(func(t *testing.T, index []byte, end int64) {
		c := &tableChecker{index: index}
		if _, err := c.parseIndex(end); err != nil {
			return
		}
		var at int64
		for _, b := range c.blocks {
			if b.offset != at || b.size < 1 {
				t.Fatal("blocks overlap or leave a gap")
			}
			at += b.size
		}
		if at != end {
			t.Errorf("blocks end at %d, not %d", at, end)
		}
	})
}

func FuzzCurrent(f *testing.F) {
	for _, text := range []string{currentHead + firstGen + "\n", currentHead + "gen-1000000\n", currentHead + "../..\n", currentHead + "gen-000000\n", currentHead + " gen-000001\n", ""} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		gen, err := parseCurrent(b)
		if err != nil {
			return
		}
		if currentHead+gen+"\n" != string(b) || filepath.Base(gen) != gen || !strings.HasPrefix(gen, "gen-") {
			t.Errorf("%q is taken for %q", b, gen)
		}
	})
}

func TestParseCurrent(t *testing.T) {
	for text, want := range map[string]string{
		currentHead + "gen-000001\n":   "gen-000001",
		currentHead + "gen-1000000\n":  "gen-1000000",
		currentHead + "gen-0000001\n":  "",
		currentHead + "gen-000000\n":   "",
		currentHead + "gen-00001\n":    "",
		currentHead + "gen-000001":     "",
		currentHead + "gen-000001\n\n": "",
		currentHead + "gen-000001/\n":  "",
		currentHead + "gen-+00001\n":   "",
		"casevault-store/v2\ngen-1\n":  "",
		"":                             "",
	} {
		if got, err := parseCurrent([]byte(text)); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

// What is read of a table or a log lies within it, whatever its bytes are.
func FuzzRemains(f *testing.F) {
	found := 0
	for _, suffix := range []string{".sst", ".mem"} {
		for _, b := range seeds(f, suffix) {
			f.Add(b)
			f.Add(b[:len(b)-min(len(b), 30)]) // without an index
			found++
		}
	}
	if found < 2 {
		f.Fatal("no seeds")
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, parse := range []func(*Remains){func(r *Remains) { r.table("x", b) }, func(r *Remains) { r.memLog("x", b) }} {
			r := &Remains{files: []string{"x"}, at: make(map[string]where)}
			parse(r)
			for key, w := range r.at {
				if w.offset < 0 || w.size < 0 || w.offset+int64(w.size) > int64(len(b)) {
					t.Errorf("%q at %d, %d bytes of %d", key, w.offset, w.size, len(b))
				}
			}
		}
	})
}
