package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// create makes a store in a new folder and closes it when the test ends.
func create(t *testing.T) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "vault")
	return open(t, dir, Options{Create: true}), dir
}

func open(t *testing.T, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func shut(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, s *Store, kv ...string) {
	t.Helper()
	if err := s.Commit(batch(kv...)); err != nil {
		t.Fatal(err)
	}
}

// batch makes a batch of key, value, key, value…
func batch(kv ...string) (b Batch) {
	for i := 0; i < len(kv); i += 2 {
		b.Put = append(b.Put, KV{[]byte(kv[i]), []byte(kv[i+1])})
	}
	return b
}

// dump returns all that the store holds, in order.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	var out bytes.Buffer
	err := s.Scan(nil, func(k, v []byte) error {
		fmt.Fprintf(&out, "%s=%s\n", k, v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestCommitAndReopen(t *testing.T) {
	s, dir := create(t)
	put(t, s, "a", "1", "b", "2", "b2", "", "c", "3")
	if err := s.Commit(Batch{Delete: [][]byte{[]byte("c")}, Put: []KV{{[]byte("b"), []byte("22")}}}); err != nil {
		t.Fatal(err)
	}
	want := "a=1\nb=22\nb2=\n"
	for range 3 {
		if got := dump(t, s); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
		if v, err := s.Get([]byte("b2")); err != nil || len(v) != 0 {
			t.Errorf("empty value: %q, %v", v, err)
		}
		if _, err := s.Get([]byte("c")); !errors.Is(err, ErrNotFound) {
			t.Errorf("deleted key: %v", err)
		}
		shut(t, s)
		s = open(t, dir, Options{})
	}
}

func TestScanAndLast(t *testing.T) {
	s, _ := create(t)
	put(t, s, "a", "1", "b1", "x", "b2", "y", "b\xff", "z", "c", "2", "\xff\xff", "end")
	var keys []string
	if err := s.ScanKeys([]byte("b"), func(k []byte) error { keys = append(keys, string(k)); return nil }); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprintf("%q", keys) != `["b1" "b2" "b\xff"]` {
		t.Errorf("keys %q", keys)
	}
	stop := errors.New("stop")
	if err := s.Scan(nil, func(_, _ []byte) error { return stop }); err != stop {
		t.Errorf("an error of the callback became %v", err)
	}
	for prefix, want := range map[string]string{"": "\xff\xff", "b": "b\xff", "a": "a", "b2": "b2", "\xff": "\xff\xff", "\xff\xff": "\xff\xff"} {
		if got, err := s.Last([]byte(prefix)); err != nil || string(got) != want {
			t.Errorf("Last(%q) = %q, %v; want %q", prefix, got, err, want)
		}
	}
	for _, prefix := range []string{"aa", "d", "\x00", "\xff\xff\xff"} {
		if got, err := s.Last([]byte(prefix)); !errors.Is(err, ErrNotFound) {
			t.Errorf("Last(%q) = %q, %v", prefix, got, err)
		}
	}
}

func TestBatchLimits(t *testing.T) {
	s, _ := create(t)
	val := func(n int) []byte { return bytes.Repeat([]byte{1}, n) }
	for _, b := range []Batch{
		{Put: []KV{{[]byte("k"), val(MaxValue + 1)}}},
		{Put: []KV{{[]byte("k"), val(MaxValue)}, {[]byte("l"), val(MaxBatch - MaxValue)}}, Delete: [][]byte{[]byte("m")}},
	} {
		if err := s.Commit(b); !errors.Is(err, ErrTooLarge) {
			t.Errorf("size %d: %v", b.Size(), err)
		}
	}
	for _, key := range []string{"", "!badger!x", string(val(maxKey + 1))} {
		if err := s.Commit(batch(key, "v")); err == nil {
			t.Errorf("key of %d bytes was accepted", len(key))
		}
	}
	// The limits themselves must fit Badger's.
	if err := s.Commit(Batch{Put: []KV{{[]byte("k"), val(MaxValue)}, {[]byte("l"), val(MaxBatch - MaxValue - 2 - 2*perKey)}}}); err != nil {
		t.Error(err)
	}
	var many Batch
	for i := 0; many.Size()+perKey+2 <= MaxBatch; i++ {
		many.Put = append(many.Put, KV{Key: []byte{byte(i >> 8), byte(i)}})
	}
	if err := s.Commit(many); err != nil {
		t.Errorf("%d keys: %v", len(many.Put), err)
	}
}

func TestFilesAndHead(t *testing.T) {
	s, dir := create(t)
	if _, err := s.ReadHead(); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := s.ReadFile("keyring"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for _, text := range []string{"one", "two"} {
		if err := errors.Join(s.WriteHead([]byte("H"+text)), s.WriteFile("keyring", []byte(text))); err != nil {
			t.Fatal(err)
		}
	}
	shut(t, s)
	s = open(t, dir, Options{})
	head, err1 := s.ReadHead()
	ring, err2 := s.ReadFile("keyring")
	if string(head) != "Htwo" || string(ring) != "two" || err1 != nil || err2 != nil {
		t.Errorf("%q %q %v %v", head, ring, err1, err2)
	}
	for _, name := range []string{"", "MANIFEST", "../HEAD", "a.b", "attachments", "KEYREGISTRY"} {
		if err := s.WriteFile(name, nil); err == nil {
			t.Errorf("the name %q was accepted", name)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	empty := t.TempDir()
	if _, err := Open(empty, Options{}); !errors.Is(err, ErrNoVault) {
		t.Error(err)
	}
	if e, _ := os.ReadDir(empty); len(e) != 0 {
		t.Error("looking for a vault left files behind")
	}
	other := t.TempDir()
	os.WriteFile(filepath.Join(other, "letter.txt"), nil, 0o600)
	if _, err := Open(other, Options{Create: true}); !errors.Is(err, ErrNotEmpty) {
		t.Error(err)
	}
	s, dir := create(t)
	if _, err := Open(dir, Options{Create: true}); !errors.Is(err, ErrNotEmpty) {
		t.Error(err)
	}
	var inUse *InUseError
	if _, err := Open(dir, Options{Wait: -1}); !errors.As(err, &inUse) || inUse.PID != os.Getpid() {
		t.Error(err)
	}
	shut(t, s)
	shut(t, open(t, dir, Options{}))
}

func TestSpaceIsCheckedFirst(t *testing.T) {
	s, _ := create(t)
	var free int64 = 63 << 20
	s.opt.Free = func(string) (int64, error) { return free, nil }
	var full *NoSpaceError
	if err := s.Commit(batch("k", "v")); !errors.As(err, &full) || full.Free != free {
		t.Error(err)
	}
	entry := batch("e", "v")
	entry.Entry = true
	if err := s.Commit(entry); err != nil {
		t.Error(err)
	}
	free = 7 << 20
	if err := s.Commit(entry); !errors.As(err, &full) {
		t.Error(err)
	}
	if got := dump(t, s); got != "e=v\n" {
		t.Errorf("%q", got)
	}
}

func TestClosed(t *testing.T) {
	s, _ := create(t)
	shut(t, s)
	shut(t, s)
	if _, err := s.Get([]byte("k")); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := s.Commit(batch("k", "v")); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := s.WriteHead(nil); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

// A caller that holds a snapshot must not see later commits. Where a commit opens
// Badger anew, it waits for the caller.
func TestViewIsASnapshot(t *testing.T) {
	s, _ := create(t)
	put(t, s, "k", "old")
	started, committed := make(chan bool), make(chan bool)
	go func() {
		<-started
		s.Commit(batch("k", "new", "k2", "new"))
		close(committed)
	}()
	err := s.View(func(tx *Tx) error {
		close(started)
		if !mustReopen {
			select {
			case <-committed:
			case <-time.After(10 * time.Second):
				return errors.New("Commit waits for a reader")
			}
		}
		v, err := tx.Get([]byte("k"))
		if string(v) != "old" {
			t.Errorf("got %q", v)
		}
		_, err2 := tx.Get([]byte("k2"))
		if !errors.Is(err2, ErrNotFound) {
			t.Error(err2)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	<-committed
	if got := dump(t, s); got != "k=new\nk2=new\n" {
		t.Errorf("after the commit: %q", got)
	}
}

// TestCreateFilled: a new store takes what it is filled with, in ascending
// order and nothing of Badger's own.
func TestCreateFilled(t *testing.T) {
	filled := func(keys ...string) (*Store, error) {
		return Open(filepath.Join(t.TempDir(), "vault"), Options{Create: true, Fill: func(add func(key, value []byte) error) error {
			for _, k := range keys {
				if err := add([]byte(k), []byte("of "+k)); err != nil {
					return err
				}
			}
			return nil
		}})
	}
	s, err := filled("a", "a\x00", "b")
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, "b", "newer")
	if got := dump(t, s); got != "a=of a\na\x00=of a\x00\nb=newer\n" {
		t.Errorf("it holds %q", got)
	}
	shut(t, s)
	for _, keys := range [][]string{{"b", "a"}, {"a", "a"}, {""}, {"!badger!head"}, {"a", strings.Repeat("k", maxKey+1)}} {
		if _, err := filled(keys...); err == nil {
			t.Errorf("filled with %.20q", keys)
		}
	}
}

// TestWriteNew: a file is there whole or not at all, and never replaced.
func TestWriteNew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f")
	write := func(w io.Writer) error { _, err := w.Write([]byte("all")); return err }
	refuse := errors.New("refused")
	if err := WriteNew(path, nil, write, func(string) error { return refuse }); !errors.Is(err, refuse) {
		t.Error(err)
	}
	if err := WriteNew(path, nil, func(w io.Writer) error { return errors.Join(write(w), refuse) }, nil); !errors.Is(err, refuse) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	same := func(temp string) error {
		if b, err := os.ReadFile(temp); err != nil || string(b) != "all" {
			return fmt.Errorf("%q, %v", b, err)
		}
		return nil
	}
	if err := WriteNew(path, nil, write, same); err != nil {
		t.Fatal(err)
	}
	if err := WriteNew(path, nil, write, same); !errors.Is(err, fs.ErrExist) {
		t.Errorf("replaced: %v", err)
	}
	if err := same(path); err != nil {
		t.Error(err)
	}
}
