package vault

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
)

// Export writes the log into a new folder, for somebody who has nothing of
// ours: the files of a C2SP tlog-tiles log (https://c2sp.org/tlog-tiles), the
// log key for tools that open signed notes, and the readme. It needs no key and
// leaves no entry. The folder is built beside and renamed, so half an export
// is never taken for a whole one. It returns the number of entries.
func (r *Reader) Export(dir, readme string) (int64, error) {
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		return 0, fail(Failed, "write the export: %s is there already", dir)
	}
	tmp := filepath.Join(filepath.Dir(filepath.Clean(dir)), "."+filepath.Base(dir)+".new-"+rand.Text()[:8])
	if err := os.Mkdir(tmp, 0o700); err != nil {
		return 0, fail(Failed, "write the export: %w", err)
	}
	defer os.RemoveAll(tmp)
	x := &exporter{dir: tmp}
	if err := r.st.Scan([]byte{prefixLeaf}, func(_, raw []byte) error { return x.entry(raw) }); err != nil {
		return 0, fromStore(err, "write the export")
	}
	if x.edge.Root() != r.edge.Root() {
		return 0, fail(Integrity, "the stored entries are not those of the newest checkpoint")
	}
	key := audit.VerifierKey(r.origin(), r.roster.LogKeyAt(x.edge.Size()))
	err := errors.Join(x.partial(), x.write("checkpoint", r.note), x.write("log.vkey", []byte(key+"\n")), x.write("README", []byte(readme)))
	if err == nil {
		err = os.Rename(tmp, dir)
	}
	if err != nil {
		return 0, fail(Failed, "write the export: %w", err)
	}
	return x.edge.Size(), nil
}

// tileHeight is that of tlog-tiles: a tile has 256 hashes, a bundle as many
// entries.
const tileHeight = 8

// An exporter cuts a log that it is given entry by entry into tiles.
type exporter struct {
	dir    string
	edge   audit.Edge
	bundle []byte   // entries, each behind its length in 2 bytes
	tiles  [][]byte // by level: the hashes since the last full tile
}

func (x *exporter) entry(raw []byte) error {
	if len(raw) > audit.MaxLeaf {
		return fail(Integrity, "entry %d is larger than any can be", x.edge.Size())
	}
	x.bundle = binary.BigEndian.AppendUint16(x.bundle, uint16(len(raw)))
	x.bundle = append(x.bundle, raw...)
	for level, h := range x.edge.Append(tlog.RecordHash(raw)) {
		if level%tileHeight != 0 {
			continue
		}
		if level /= tileHeight; level == len(x.tiles) {
			x.tiles = append(x.tiles, nil)
		}
		x.tiles[level] = append(x.tiles[level], h[:]...)
	}
	for level := 0; level < len(x.tiles) && len(x.tiles[level]) == tlog.HashSize<<tileHeight; level++ {
		if err := x.tile(level); err != nil {
			return err
		}
	}
	return nil
}

// partial writes what does not fill a tile.
func (x *exporter) partial() error {
	for level := range x.tiles {
		if len(x.tiles[level]) > 0 {
			if err := x.tile(level); err != nil {
				return err
			}
		}
	}
	return nil
}

// tile writes the newest tile of a level, and at level 0 the entries under it.
func (x *exporter) tile(level int) error {
	width := len(x.tiles[level]) / tlog.HashSize
	t := tlog.Tile{H: tileHeight, L: level, N: (x.edge.Size()>>(tileHeight*level) - 1) >> tileHeight, W: width}
	err := x.write(tilePath(t), x.tiles[level])
	x.tiles[level] = nil
	if t.L--; level == 0 && err == nil {
		err = x.write(tilePath(t), x.bundle)
		x.bundle = nil
	}
	return err
}

// tilePath is where tlog-tiles wants a tile: as the Go checksum database does,
// but for the height, and with entries for data (level -1).
func tilePath(t tlog.Tile) string {
	path := strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

func (x *exporter) write(name string, b []byte) error {
	path := filepath.Join(x.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close()) // it may go to a stick that is pulled out
}
