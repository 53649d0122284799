package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// image is what a folder holds: the bytes of each file by its path, less the
// zeros at the end, and its size.
type image map[string]imageFile

type imageFile struct {
	data []byte
	size int
}

func snapshot(t *testing.T, dir string) image {
	t.Helper()
	im := image{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		im[name] = imageFile{bytes.TrimRight(b, "\x00"), len(b)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// trimmed is the image with fewer of the zeros that Badger's logs end in, so
// that a test with a thousand copies of it is quick.
func (im image) trimmed() image {
	for name, f := range im {
		f.size = min(f.size, len(f.data)+10_000)
		im[name] = f
	}
	return im
}

func (im image) write(t *testing.T, dir string) {
	t.Helper()
	for name, f := range im {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.WriteFile(path, f.data, 0o600), os.Truncate(path, int64(f.size))); err != nil {
			t.Fatal(err)
		}
	}
}

// mutations returns ways to damage a file: each byte of a small one, samples of
// a large one.
func mutations(f imageFile) map[string]*imageFile {
	out := map[string]*imageFile{"missing": nil, "empty": {}, "zeroed": {nil, f.size}}
	step := max(len(f.data)/12, 1)
	if len(f.data) < 80 {
		step = 3
	}
	for at := 0; at < len(f.data); at += step {
		flipped := bytes.Clone(f.data)
		flipped[at] ^= 1 << (at % 8)
		out[fmt.Sprintf("flipped at %d", at)] = &imageFile{flipped, f.size}
		if at%2 == 0 {
			out[fmt.Sprintf("cut at %d", at)] = &imageFile{f.data[:at:at], at}
		}
	}
	if f.size > len(f.data) {
		out["written after its end"] = &imageFile{append(bytes.Clone(f.data), 0, 0, 1, 2, 3, 0xff), f.size}
		out["cut at its end"] = &imageFile{f.data, len(f.data)}
	}
	out["longer"] = &imageFile{append(bytes.Clone(f.data), make([]byte, f.size-len(f.data)+100)...), f.size + 100}
	return out
}

// damageable makes a store with tables of a rewrite and of a flush and a log
// that Open must replay, and returns its files and what it holds.
func damageable(t *testing.T) (image, map[string]string) {
	t.Helper()
	s, dir := create(t)
	want := map[string]string{}
	fill := func(from, to int) {
		var pairs []string
		for i := from; i < to; i++ {
			k, v := fmt.Sprintf("key %04d", i), strings.Repeat(fmt.Sprint(i), i%60)
			pairs = append(pairs, k, v)
			want[k] = v
			if mustReopen && i < to-1 {
				continue // each commit makes a table, and each table is damaged below
			}
			put(t, s, pairs...)
			pairs = nil
		}
	}
	fill(0, 150)
	if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
		t.Fatal(err)
	}
	fill(100, 180)
	shut(t, s)
	s = open(t, dir, Options{})
	if err := errors.Join(s.WriteHead([]byte("head")), s.WriteFile("keyring", []byte("keys"))); err != nil {
		t.Fatal(err)
	}
	fill(170, 200)
	return snapshot(t, dir).trimmed(), want
}

// Each file of a store is flipped, cut, zeroed, lengthened or missing. Open
// says so, or what can be read is right; with Verify, only the log of a memtable,
// or the table that a commit made of it on Windows, may lose what was committed
// last, which HEAD shows to the layer above.
func TestDamage(t *testing.T) {
	whole, want := damageable(t)
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			for what, f := range mutations(whole[name]) {
				for _, verify := range []bool{true, false} {
					im := maps.Clone(whole)
					delete(im, name)
					if f != nil {
						im[name] = *f
					}
					tryDamaged(t, im, want, what, name, verify)
				}
			}
		})
	}
}

func tryDamaged(t *testing.T, im image, want map[string]string, what, name string, verify bool) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "vault")
	im.write(t, dir)
	s, err := Open(dir, Options{Verify: verify})
	var broken *DamagedError
	if errors.As(err, &broken) {
		// The source is left as it was.
		for path, f := range snapshot(t, dir) {
			if filepath.Base(path) != "lock" && !bytes.Equal(f.data, bytes.TrimRight(im[path].data, "\x00")) {
				t.Errorf("%s: Open found damage and changed %s", what, path)
			}
		}
		return
	}
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	defer s.Close()
	found := map[string]string{}
	err = s.Scan(nil, func(k, v []byte) error {
		found[string(k)] = string(v)
		return nil
	})
	for k := range want {
		if v, err := s.Get([]byte(k)); err == nil && verify && v != nil && string(v) != found[k] {
			t.Errorf("%s: Get and Scan disagree", what)
		}
	}
	if !verify {
		return
	}
	if err != nil {
		t.Errorf("%s: damage that Verify missed: %v", what, err)
	}
	lossy := filepath.Ext(name) == ".mem" || mustReopen && what == "missing" && filepath.Ext(name) == ".sst"
	for k, v := range want {
		if got, ok := found[k]; !ok && !lossy || ok && got != v && !lossy {
			t.Errorf("%s: %s is %q, %v; want %q", what, k, got, ok, v)
			return
		}
	}
	if len(found) > len(want) {
		t.Errorf("%s: keys that were never written", what)
	}
	if err := s.Commit(batch("new", "value")); err != nil {
		t.Errorf("%s: commit: %v", what, err)
	}
}

// As bbolt does: hash all files, look around, hash again.
func TestReadOnlyChangesNothing(t *testing.T) {
	s, dir := create(t)
	put(t, s, "k", "v")
	if err := errors.Join(s.WriteHead([]byte("head")), s.WriteFile("keyring", []byte("keys"))); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	before := hashes(t, dir)
	for _, verify := range []bool{false, true} {
		s = open(t, dir, Options{ReadOnly: true, Verify: verify})
		if got := dump(t, s); got != "k=v\n" {
			t.Errorf("%q", got)
		}
		if _, err := s.Stats(); err != nil || s.NeedsRewrite() {
			t.Error(err)
		}
		for what, err := range map[string]error{
			"commit":  s.Commit(batch("k", "w")),
			"head":    s.WriteHead(nil),
			"file":    s.WriteFile("keyring", nil),
			"rewrite": s.Rewrite(context.Background(), Rewrite{}),
		} {
			if !errors.Is(err, ErrReadOnly) {
				t.Errorf("%s: %v", what, err)
			}
		}
		shut(t, s)
	}
	if after := hashes(t, dir); canReadOnly && !maps.Equal(before, after) {
		t.Errorf("files changed: %v, then %v", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
	}
}

func hashes(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	out := map[string][32]byte{}
	for name, f := range snapshot(t, dir) {
		if name != "lock" {
			out[name] = sha256.Sum256(fmt.Append(f.data, f.size))
		}
	}
	return out
}
