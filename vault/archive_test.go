package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"testing"
)

type archiveItem struct {
	kind        byte
	name, value string
}

func archiveOf(t testing.TB, items ...archiveItem) []byte {
	t.Helper()
	var b bytes.Buffer
	a, err := newArchiveWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range items {
		if err := a.item(x.kind, []byte(x.name), []byte(x.value)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.end(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readAll(b []byte) ([]archiveItem, error) {
	a, err := newArchiveReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	var out []archiveItem
	for {
		more, err := a.next()
		if err != nil || !more {
			return out, err
		}
		out = append(out, archiveItem{a.kind, string(a.name), string(a.value)})
	}
}

var wholeArchive = []archiveItem{{'f', "HEAD", "h"}, {'f', "keyring", ""}, {'p', "K", "k"}, {'p', "La", strings.Repeat("x", 70_000)}, {'p', "Lb", ""}}

func TestArchive(t *testing.T) {
	whole := archiveOf(t, wholeArchive...)
	got, err := readAll(whole)
	if err != nil || len(got) != len(wholeArchive) {
		t.Fatalf("%d items, %v", len(got), err)
	}
	for i, x := range wholeArchive {
		if got[i] != x {
			t.Errorf("item %d is %c %q", i, got[i].kind, got[i].name)
		}
	}
	for n := range whole {
		if n > 200 && n < len(whole)-200 {
			continue // within the long value
		}
		if _, err := readAll(whole[:n]); err == nil {
			t.Errorf("cut to %d bytes it is read", n)
		}
		flipped := bytes.Clone(whole)
		flipped[n] ^= 1
		if _, err := readAll(flipped); err == nil {
			t.Errorf("with byte %d changed it is read", n)
		}
	}
	for name, items := range map[string][]archiveItem{
		"a file behind a pair": {{'p', "K", ""}, {'f', "HEAD", ""}},
		"a name twice":         {{'p', "K", "1"}, {'p', "K", "2"}},
		"names descend":        {{'f', "keyring", ""}, {'f', "HEAD", ""}},
		"no name":              {{'f', "", ""}},
		"a pair without a key": {{'p', "", ""}},
		"an unknown kind":      {{'x', "HEAD", ""}},
		"a long name":          {{'p', strings.Repeat("K", maxArchiveName+1), ""}},
	} {
		if _, err := readAll(archiveOf(t, items...)); err == nil {
			t.Errorf("%s: read", name)
		}
	}
	if _, err := readAll(append(bytes.Clone(whole), 0)); err == nil {
		t.Error("with something behind its end it is read")
	}
	// A length that would take 4 GB is refused before any is taken.
	huge := append([]byte(archiveVersion), 'p', 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff)
	if _, err := readAll(huge); err == nil {
		t.Error("a value of 4 GB is read")
	}
}

// FuzzArchive: what is read is written back byte for byte.
func FuzzArchive(f *testing.F) {
	f.Add(archiveOf(f, wholeArchive...))
	f.Add(archiveOf(f))
	end := binary.BigEndian.AppendUint64(nil, 0)
	sum := sha256.Sum256([]byte(archiveVersion))
	f.Add(append([]byte(archiveVersion+"e\x00\x00\x00\x00\x00\x00\x00\x28"), append(end, sum[:]...)...))
	f.Fuzz(func(t *testing.T, b []byte) {
		items, err := readAll(b)
		if err == nil && !bytes.Equal(archiveOf(t, items...), b) {
			t.Errorf("%q is read but not written so", b)
		}
	})
}
