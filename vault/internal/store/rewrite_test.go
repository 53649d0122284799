package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRewrite(t *testing.T) {
	s, dir := create(t)
	put(t, s, "a", "1", "b", "2", "c", "", "d", "4")
	put(t, s, "b", "22")
	if err := s.WriteFile("keyring", []byte("old keys")); err != nil {
		t.Fatal(err)
	}
	attachment := filepath.Join(s.genDir(), "attachments", "x1")
	if err := os.WriteFile(attachment, []byte("sealed"), 0o600); err != nil {
		t.Fatal(err)
	}
	var progress string
	err := s.Rewrite(context.Background(), Rewrite{
		Transform: func(key, value []byte) ([]byte, bool, error) {
			return bytes.ToUpper(append(value, 'x')), string(key) != "d", nil
		},
		Announce: func(next *Store) error {
			if got := dump(t, next); got != "a=1X\nb=22X\nc=X\n" {
				t.Errorf("Announce sees %q", got)
			}
			if got := dump(t, s); got != "a=1\nb=22\nc=\nd=4\n" {
				t.Errorf("the old generation has become %q", got)
			}
			if err := next.WriteHead([]byte("early")); err == nil {
				t.Error("HEAD could be written before CURRENT")
			}
			if err := next.Rewrite(context.Background(), Rewrite{}); err == nil {
				t.Error("a rewrite within a rewrite")
			}
			put(t, next, "log", "entry", "a", "1Y")
			return next.WriteFile("keyring", []byte("new keys"))
		},
		Verify: func(next *Store) error {
			if got := dump(t, next); got != "a=1Y\nb=22X\nc=X\nlog=entry\n" {
				t.Errorf("Verify sees %q", got)
			}
			return nil
		},
		Progress: func(done, total int) { progress += fmt.Sprintf("%d/%d ", done, total) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if progress != "4/4 " {
		t.Errorf("progress %q", progress)
	}
	put(t, s, "after", "z")
	want := "a=1Y\nafter=z\nb=22X\nc=X\nlog=entry\n"
	for range 2 {
		ring, err := s.ReadFile("keyring")
		if got := dump(t, s); got != want || string(ring) != "new keys" || err != nil {
			t.Errorf("%q, %q, %v", got, ring, err)
		}
		if b, err := os.ReadFile(filepath.Join(s.genDir(), "attachments", "x1")); string(b) != "sealed" {
			t.Error("attachment:", err)
		}
		shut(t, s)
		s = open(t, dir, Options{Verify: true})
	}
	wantGenerations(t, dir, "gen-000002")
}

// wantGenerations fails unless the store's folder holds these and no others.
func wantGenerations(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "store"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if e.Name() != "CURRENT" {
			got = append(got, e.Name())
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("generations %q, want %q", got, want)
	}
}

// Many tables, empty results, and a second rewrite of what a rewrite made.
func TestRewriteSizes(t *testing.T) {
	s, _ := create(t)
	for i := range 30 {
		value := bytes.Repeat([]byte{byte(i)}, 900_000)
		if err := s.Commit(Batch{Put: []KV{{[]byte{1, byte(i)}, value}, {[]byte{2, byte(i)}, nil}}}); err != nil {
			t.Fatal(err)
		}
	}
	before := dump(t, s)
	for range 2 {
		if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
			t.Fatal(err)
		}
		if got := dump(t, s); got != before {
			t.Error("a copy differs from its original")
		}
		st, err := s.Stats()
		live, liveErr := s.live()
		if err != nil || liveErr != nil || st.Tables != 2 || st.Bytes-live > 1<<20 {
			t.Errorf("%+v, %d bytes live, %v %v", st, live, err, liveErr)
		}
	}
	none := func(_, _ []byte) ([]byte, bool, error) { return nil, false, nil }
	if err := s.Rewrite(context.Background(), Rewrite{Transform: none}); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s); got != "" {
		t.Errorf("%d bytes are left", len(got))
	}
	put(t, s, "k", "v")
}

// Whatever goes wrong before CURRENT leaves the old generation, in use.
func TestRewriteStops(t *testing.T) {
	stop := errors.New("stop")
	ctx, cancel := context.WithCancel(context.Background())
	for name, r := range map[string]Rewrite{
		"transform": {Transform: func(_, _ []byte) ([]byte, bool, error) { return nil, false, stop }},
		"too large": {Transform: func(_, _ []byte) ([]byte, bool, error) { return make([]byte, MaxValue+1), true, nil }},
		"announce": {Announce: func(next *Store) error {
			return errors.Join(next.Commit(batch("k", "new")), stop)
		}},
		"verify": {Verify: func(*Store) error { return stop }},
		"cancel": {Announce: func(*Store) error { cancel(); return nil }},
		"closed": {Announce: func(next *Store) error { return next.Close() }},
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := create(t)
			put(t, s, "k", "old")
			err := s.Rewrite(ctx, r)
			if err == nil || errors.Is(err, ErrUnknownOutcome) {
				t.Fatal(err)
			}
			wantGenerations(t, dir, firstGen)
			put(t, s, "l", "more")
			if got := dump(t, s); got != "k=old\nl=more\n" {
				t.Errorf("%q", got)
			}
			if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
				t.Error(err)
			}
		})
		if name == "cancel" {
			ctx, cancel = context.WithCancel(context.Background())
		}
	}
	cancel()
}

func TestRewriteNeedsSpace(t *testing.T) {
	s, dir := create(t)
	put(t, s, "k", "v")
	s.opt.Free = func(string) (int64, error) { return 60 << 20, nil }
	var full *NoSpaceError
	if err := s.Rewrite(context.Background(), Rewrite{}); !errors.As(err, &full) {
		t.Error(err)
	}
	wantGenerations(t, dir, firstGen)
	if got := dump(t, s); got != "k=v\n" {
		t.Errorf("%q", got)
	}
}

func TestNeedsRewrite(t *testing.T) {
	s, dir := create(t)
	big := bytes.Repeat([]byte{7}, 1_000_000)
	for i := range 50 { // 49 MB of it replaced
		if err := s.Commit(Batch{Put: []KV{{[]byte("k"), big}}}); err != nil {
			t.Fatal(err)
		}
		put(t, s, "n", fmt.Sprint(i))
	}
	if s.NeedsRewrite() {
		t.Error("looked at the garbage after 100 transactions")
	}
	shut(t, s) // so that all of it is in tables; Badger writes them when it finds the time
	s = open(t, dir, Options{})
	for range measureEvery {
		put(t, s, "n", "v")
	}
	if !s.NeedsRewrite() {
		st, err := s.Stats()
		t.Errorf("no rewrite at %+v, %v", st, err)
	}
	if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
		t.Fatal(err)
	}
	if s.NeedsRewrite() {
		t.Error("another rewrite right after one")
	}
	st, err := s.Stats()
	if err != nil || st.Generation != "gen-000002" || st.Tables != 1 || st.Bytes > 1_100_000 || st.Free < 1 || st.Recovered {
		t.Errorf("%+v, %v", st, err)
	}
}

// Readers and a writer of files go on while generations change under them.
func TestRewriteBesideReaders(t *testing.T) {
	s, _ := create(t)
	put(t, s, "k", "v")
	stop, ended := make(chan bool), make(chan error, 2)
	loop := func(do func() error) {
		for {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			if err := do(); err != nil {
				ended <- err
				return
			}
		}
	}
	go loop(func() error {
		v, err := s.Get([]byte("k"))
		if err == nil && string(v) != "v" {
			err = fmt.Errorf("read %q", v)
		}
		return err
	})
	go loop(func() error {
		if err := s.WriteFile("keyring", []byte("keys")); err != nil {
			return err
		}
		_, err := s.ReadFile("keyring")
		return err
	})
	for range 5 {
		if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	if err := errors.Join(<-ended, <-ended); err != nil {
		t.Error(err)
	}
}

// Each session that commits leaves one table, one that does not leaves none:
// tables grow by what was done and not by looking.
func TestTablesASession(t *testing.T) {
	s, dir := create(t)
	for i := range 4 {
		if i%2 == 0 {
			put(t, s, "k", fmt.Sprint(i))
		}
		shut(t, s)
		s = open(t, dir, Options{})
		if st, err := s.Stats(); err != nil || st.Tables != 1+i/2 {
			t.Errorf("after session %d: %+v, %v", i, st, err)
		}
	}
}

// TestNeedsRewriteOfTables: the small tables that sessions leave are not kept
// for ever, and a rewrite is not due after every few.
func TestNeedsRewriteOfTables(t *testing.T) {
	t.Parallel()
	s, dir := create(t)
	n := 0
	for ; !s.NeedsRewrite(); n++ {
		if n > fewTables {
			t.Fatalf("none is due after %d sessions", n)
		}
		put(t, s, fmt.Sprint(n), "v")
		shut(t, s)
		s = open(t, dir, Options{})
	}
	if n < fewTables {
		t.Errorf("due after %d sessions", n)
	}
	if err := s.Rewrite(context.Background(), Rewrite{}); err != nil {
		t.Fatal(err)
	}
	if s.NeedsRewrite() {
		t.Error("due again at once")
	}
}
