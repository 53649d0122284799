package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// salvaged is all that ReadRemains finds in a folder.
func salvaged(t *testing.T, dir string) (map[string]string, []Damage) {
	t.Helper()
	r, err := ReadRemains(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got := map[string]string{}
	for _, key := range r.Keys(nil) {
		value, err := r.Get(key)
		if err != nil {
			t.Fatal(err)
		}
		got[string(key)] = string(value)
	}
	return got, r.Damage
}

// Whatever happens to one file, all that lies outside of the damage is read,
// nothing is read wrongly, and nothing on the disk changes.
func TestRemains(t *testing.T) {
	whole, want := damageable(t)
	dir := filepath.Join(t.TempDir(), "vault")
	whole.write(t, dir)
	if got, damage := salvaged(t, dir); !maps.Equal(got, want) || len(damage) != 0 {
		t.Fatalf("%d of %d values, %v", len(got), len(want), damage)
	}
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		for what, f := range mutations(whole[name]) {
			im := maps.Clone(whole)
			delete(im, name)
			if f != nil {
				im[name] = *f
			}
			dir := filepath.Join(t.TempDir(), "vault")
			im.write(t, dir)
			got, damage := salvaged(t, dir)
			lost := 0
			for key, value := range want {
				// Of a key that was written twice, the older value may be what is left.
				if got[key] == "" && value != "" {
					lost++
				} else if got[key] != value {
					t.Fatalf("%s %s: %s is %q", name, what, key, got[key])
				}
			}
			flipped := strings.HasPrefix(what, "flipped")
			if lost > 0 && (len(damage) == 0 && filepath.Ext(name) != ".mem" || flipped && lost > 100) {
				t.Errorf("%s %s: %d values lost, %v", name, what, lost, damage)
			}
			if len(got) > len(want) {
				t.Errorf("%s %s: values that were never written", name, what)
			}
			for path, f := range snapshot(t, dir) {
				if filepath.Base(path) != "lock" && !bytes.Equal(f.data, bytes.TrimRight(im[path].data, "\x00")) {
					t.Errorf("%s %s: reading changed %s", name, what, path)
				}
			}
		}
	}
}

// A table whose index is gone is read block by block.
func TestRemainsWithoutIndex(t *testing.T) {
	s, dir := create(t)
	want := map[string]string{}
	var pairs []string
	for i := range 300 {
		k, v := fmt.Sprintf("key %04d", i), strings.Repeat(fmt.Sprint(i), 100)
		pairs = append(pairs, k, v)
		want[k] = v
	}
	put(t, s, pairs...)
	if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	path := filepath.Join(dir, "store", "gen-000002", tableName(1))
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b[:len(b)-100], 0o600); err != nil {
		t.Fatal(err)
	}
	got, damage := salvaged(t, dir)
	if !maps.Equal(got, want) || len(damage) != 1 || damage[0].File != tableName(1) {
		t.Errorf("%d of %d values, %v", len(got), len(want), damage)
	}
	// With a block broken too, its neighbours are named.
	b = b[:len(b)-100]
	b[20_000] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	got, damage = salvaged(t, dir)
	const inABlock = blockSize / 200 // values have about 240 bytes
	if len(got) < 300-inABlock || len(got) == 300 || len(damage) != 2 {
		t.Fatalf("%d of %d values, %v", len(got), len(want), damage)
	}
	for k := range want {
		inside := k > string(damage[1].After) && k < string(damage[1].Before)
		if _, ok := got[k]; ok == inside {
			t.Errorf("%s is there: %v; damaged between %s and %s", k, ok, damage[1].After, damage[1].Before)
		}
	}
}

// Badger, whose sync was refused once, names a table that it then removed, or
// leaves one that it then wrote again. Neither is damage; a lost table is.
func TestRetriedFlush(t *testing.T) {
	s, dir := create(t)
	for i := range 5 {
		put(t, s, fmt.Sprint("k", i), "v")
		if i == 1 {
			if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
				t.Fatal(err)
			}
		}
		shut(t, s)
		s = open(t, dir, Options{})
	}
	shut(t, s)
	whole := snapshot(t, dir)
	gen := filepath.Join("store", "gen-000002")
	manifest := whole[filepath.Join(gen, "MANIFEST")]
	names := func(ids ...uint64) imageFile {
		b := bytes.Clone(manifest.data)
		for _, id := range ids {
			b = append(b, changeSet(appendCreate(nil, id, 0))...)
		}
		return imageFile{b, len(b)}
	}
	var tables []string
	for name := range whole {
		if filepath.Ext(name) == ".sst" {
			tables = append(tables, name)
		}
	}
	slices.Sort(tables)
	if len(tables) < 4 {
		t.Fatal(tables)
	}
	try := func(what string, sound bool, change func(im image)) {
		im := maps.Clone(whole)
		change(im)
		dir := filepath.Join(t.TempDir(), "vault")
		im.write(t, dir)
		s, err := Open(dir, Options{})
		var broken *DamagedError
		if !sound {
			if !errors.As(err, &broken) {
				t.Errorf("%s: %v", what, err)
			}
			return
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
			return
		}
		if got := dump(t, s); got != "k0=v\nk1=v\nk2=v\nk3=v\nk4=v\n" {
			t.Errorf("%s: %q", what, got)
		}
		put(t, s, "more", "v")
		shut(t, s)
		shut(t, open(t, dir, Options{ReadOnly: true, Verify: true}))
	}
	try("named and absent", true, func(im image) { im[filepath.Join(gen, "MANIFEST")] = names(50, 51) })
	try("there twice", true, func(im image) { im[filepath.Join(gen, tableName(60))] = im[tables[2]] })
	try("both", true, func(im image) {
		im[filepath.Join(gen, "MANIFEST")] = names(50)
		im[filepath.Join(gen, tableName(60))] = im[tables[2]]
	})
	try("made and not filled", true, func(im image) {
		im[filepath.Join(gen, tableName(60))], im[filepath.Join(gen, tableName(61))] = imageFile{}, imageFile{nil, 4096}
	})
	try("a flushed table emptied", false, func(im image) { im[tables[1]] = imageFile{} })
	try("the rewritten table lost", false, func(im image) { delete(im, tables[0]) })
	try("a flushed table lost", false, func(im image) { delete(im, tables[1]) })
	try("MANIFEST cut", false, func(im image) {
		im[filepath.Join(gen, "MANIFEST")] = imageFile{manifest.data[:len(manifest.data)-12], manifest.size - 12}
	})
}

func TestBeforeRepair(t *testing.T) {
	s, dir := create(t)
	put(t, s, "k", "v")
	shut(t, s)
	s = open(t, dir, Options{})
	if err := s.WriteHead([]byte("head")); err != nil {
		t.Fatal(err)
	}
	if err := commitDB(s.db, batch("k", "w")); err != nil { // Commit, on Windows, empties the log
		t.Fatal(err)
	}
	im := snapshot(t, dir)
	shut(t, s)
	crashed := filepath.Join(t.TempDir(), "vault")
	im.write(t, crashed)
	refusal := errors.New("refused")
	before := hashes(t, crashed)
	_, err := Open(crashed, Options{Before: func(head []byte, get func([]byte) ([]byte, error)) error {
		v, err := get([]byte("k"))
		if _, none := get([]byte("none")); string(head) != "head" || string(v) != "w" || err != nil || !errors.Is(none, ErrNotFound) {
			t.Errorf("%q, %q, %v, %v", head, v, err, none)
		}
		return refusal
	}})
	if !errors.Is(err, refusal) || !maps.Equal(before, hashes(t, crashed)) {
		t.Errorf("%v", err)
	}
	// A transaction that is torn behind this value will be dropped, so it is not
	// what the store has.
	torn := filepath.Join(crashed, "store", firstGen, memName(1))
	b, err := os.ReadFile(torn)
	if err != nil {
		t.Fatal(err)
	}
	b[bytes.LastIndex(b, []byte(txnKey))] ^= 1
	if err := os.WriteFile(torn, b, 0o600); err != nil {
		t.Fatal(err)
	}
	before = hashes(t, crashed)
	_, err = Open(crashed, Options{Before: func(_ []byte, get func([]byte) ([]byte, error)) error {
		if v, err := get([]byte("k")); string(v) != "v" {
			t.Errorf("%q, %v", v, err)
		}
		return refusal
	}})
	if !errors.Is(err, refusal) || !maps.Equal(before, hashes(t, crashed)) {
		t.Errorf("%v", err)
	}
	// Closed properly, there is nothing to ask.
	shut(t, open(t, dir, Options{Before: func([]byte, func([]byte) ([]byte, error)) error { return refusal }}))
}
