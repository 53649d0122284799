package vault

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
)

// filesIn returns the files below a folder, by path with slashes.
func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if fi, err := e.Info(); err != nil || fi.Mode().Perm() != privateMode {
			t.Errorf("%s: %v, %v", path, fi.Mode(), err)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestTiles holds our tiles against those that the Go checksum database's
// package makes of the same tree, around every edge.
func TestTiles(t *testing.T) {
	t.Parallel()
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (out []tlog.Hash, err error) {
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	var edge audit.Edge
	for _, size := range []int64{1, 2, 255, 256, 257, 511, 512, 513, 65_536 + 257} {
		x := &exporter{dir: t.TempDir()}
		for n := range size {
			raw := fmt.Appendf(nil, "entry %d", n)
			if n == edge.Size() {
				stored = append(stored, edge.Append(tlog.RecordHash(raw))...)
			}
			if err := x.entry(raw); err != nil {
				t.Fatal(err)
			}
		}
		if err := x.partial(); err != nil {
			t.Fatal(err)
		}
		files, entries := filesIn(t, x.dir), int64(0)
		for _, tile := range tlog.NewTiles(tileHeight, 0, size) {
			want, err := tlog.ReadTileData(tile, reader)
			if err != nil {
				t.Fatal(err)
			}
			if got := files[tilePath(tile)]; string(got) != string(want) {
				t.Errorf("size %d: %s is %d bytes, want %d", size, tilePath(tile), len(got), len(want))
			}
			delete(files, tilePath(tile))
			if tile.L > 0 {
				continue
			}
			tile.L = -1
			if bundle := files[tilePath(tile)]; entries == tile.N<<tileHeight {
				entries += entriesIn(t, bundle, entries)
			}
			delete(files, tilePath(tile))
		}
		if len(files) != 0 || entries != size {
			t.Errorf("size %d: %d entries, and besides the tiles %d files", size, entries, len(files))
		}
	}
	for n, want := range map[int64]string{0: "tile/entries/000", 1_234_067: "tile/entries/x001/x234/067"} {
		if got := tilePath(tlog.Tile{H: tileHeight, L: -1, N: n, W: 256}); got != want {
			t.Errorf("bundle %d lies in %s, want %s", n, got, want)
		}
	}
}

// entriesIn counts the entries of a bundle, which begins with entry first.
func entriesIn(t *testing.T, b []byte, first int64) (n int64) {
	t.Helper()
	for ; len(b) > 0; n++ {
		size := 2 + int(binary.BigEndian.Uint16(b))
		if string(b[2:size]) != fmt.Sprintf("entry %d", first+n) {
			t.Fatalf("entry %d of a bundle is %q", n, b[2:size])
		}
		b = b[size:]
	}
	return n
}

func TestExport(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) { imported(t, s, rows(30), ImportOptions{}) })
	before := tree(t, base)
	r := reading(t, testConfig(base), false)
	defer r.Close()
	dir := filepath.Join(t.TempDir(), "out")
	if n, err := r.Export(dir, "read me"); err != nil || n != r.edge.Size() {
		t.Fatal(n, err)
	}
	files := filesIn(t, dir)
	if string(files["README"]) != "read me" || len(files) != 5 {
		t.Errorf("%d files", len(files))
	}
	v, err := note.NewVerifier(strings.TrimSpace(string(files["log.vkey"])))
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(files["checkpoint"], note.VerifierList(v))
	if err != nil || !strings.HasPrefix(n.Text, r.origin()+"\n") {
		t.Errorf("the checkpoint does not open with log.vkey: %v", err)
	}
	if _, err := r.Export(dir, ""); err == nil {
		t.Error("an export was written over another")
	}
	if _, err := r.Export(filepath.Join(dir, "no", "where"), ""); err == nil {
		t.Error("a folder was made for the export's folder")
	}
	if left := filesIn(t, filepath.Dir(dir)); len(left) != 5 {
		t.Errorf("%d files are left", len(left))
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	sameTree(t, "an export", base, before)
}
