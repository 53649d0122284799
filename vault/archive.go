package vault

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
)

// An archive is what a backup seals: a whole vault as one stream,
//
//	casevault-backup/v1\n
//	kind (1) ‖ length of name, 4 bytes ‖ length of value, 4 bytes ‖ name ‖ value
//	…
//
// Kind 'f' is a file, named as in the vault's folder (HEAD, keyring,
// members/LABEL.age); 'p' a pair of the store; 'e' ends the stream: no name, and
// as its value the number of items before it (8 bytes) and SHA-256 of all bytes
// before it. Files come first; names of each kind ascend as bytes. Numbers are
// big-endian. age tells a stream that was cut or changed; the end is for
// whoever writes one wrongly.
const (
	archiveVersion = "casevault-backup/v1\n"

	archiveFile = 'f'
	archivePair = 'p'
	archiveEnd  = 'e'

	maxArchiveName  = 1 << 10
	maxArchiveValue = 16 << 20 // a keyring's; pairs are smaller
)

// An archiveWriter writes an archive, and counts and hashes on the way.
type archiveWriter struct {
	w    io.Writer
	hash hash.Hash
	n    uint64
	head []byte
}

func newArchiveWriter(w io.Writer) (*archiveWriter, error) {
	a := &archiveWriter{w: w, hash: sha256.New()}
	return a, a.write([]byte(archiveVersion))
}

func (a *archiveWriter) write(b []byte) error {
	a.hash.Write(b)
	_, err := a.w.Write(b)
	return err
}

func (a *archiveWriter) item(kind byte, name, value []byte) error {
	a.head = append(a.head[:0], kind)
	a.head = binary.BigEndian.AppendUint32(a.head, uint32(len(name)))
	a.head = binary.BigEndian.AppendUint32(a.head, uint32(len(value)))
	if err := errors.Join(a.write(a.head), a.write(name), a.write(value)); err != nil {
		return err
	}
	a.n++
	return nil
}

// end writes the last item and returns its value.
func (a *archiveWriter) end() ([]byte, error) {
	sum := a.hash.Sum(binary.BigEndian.AppendUint64(nil, a.n))
	return sum, a.item(archiveEnd, nil, sum)
}

// An archiveReader reads what archiveWriter wrote and accepts nothing else.
type archiveReader struct {
	r     *bufio.Reader
	hash  hash.Hash
	n     uint64
	kind  byte
	name  []byte
	value []byte // valid until the next item
	end   []byte // value of the last item, once it was read
}

func newArchiveReader(r io.Reader) (*archiveReader, error) {
	a := &archiveReader{r: bufio.NewReaderSize(r, 1<<20), hash: sha256.New(), kind: archiveFile}
	version := make([]byte, len(archiveVersion))
	if err := a.read(version); err != nil {
		return nil, err
	}
	if string(version) != archiveVersion {
		return nil, errors.New("not a backup, or of a later version")
	}
	return a, nil
}

func (a *archiveReader) read(b []byte) error {
	if _, err := io.ReadFull(a.r, b); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return errors.New("cut off")
		}
		return err
	}
	a.hash.Write(b)
	return nil
}

// next reads an item; false is the sound end.
func (a *archiveReader) next() (bool, error) {
	var before [sha256.Size]byte
	a.hash.Sum(before[:0])
	var head [9]byte
	if err := a.read(head[:]); err != nil {
		return false, err
	}
	kind, n, m := head[0], binary.BigEndian.Uint32(head[1:]), binary.BigEndian.Uint32(head[5:])
	if n > maxArchiveName || m > maxArchiveValue {
		return false, errors.New("an item that is larger than any can be")
	}
	name := make([]byte, n)
	if err := a.read(name); err != nil {
		return false, err
	}
	if kind == archiveEnd {
		return false, a.readEnd(n, m, before[:])
	}
	ascends := kind == a.kind && bytes.Compare(name, a.name) > 0 ||
		kind == archivePair && a.kind == archiveFile && n > 0
	if !ascends || kind != archiveFile && kind != archivePair {
		return false, errors.New("an item in a place where none of its kind can be")
	}
	if uint32(cap(a.value)) < m {
		a.value = make([]byte, m)
	}
	a.kind, a.name, a.value = kind, name, a.value[:m]
	a.n++
	return true, a.read(a.value)
}

// files reads an archive's files, and leaves the reader at its first pair.
func (a *archiveReader) files() (map[string][]byte, error) {
	files := make(map[string][]byte)
	for {
		more, err := a.next()
		switch {
		case err != nil:
			return nil, err
		case !more:
			return nil, errors.New("it holds no store")
		case a.kind == archivePair:
			return files, nil
		}
		files[string(a.name)] = bytes.Clone(a.value)
	}
}

func (a *archiveReader) readEnd(n, m uint32, hash []byte) error {
	want := append(binary.BigEndian.AppendUint64(nil, a.n), hash...)
	if n != 0 || m != uint32(len(want)) {
		return errors.New("its end is not one")
	}
	a.end = make([]byte, m)
	if err := a.read(a.end); err != nil {
		return err
	}
	if !bytes.Equal(a.end, want) {
		return errors.New("it does not hold what its end says")
	}
	if _, err := a.r.ReadByte(); !errors.Is(err, io.EOF) {
		if err == nil {
			return errors.New("something stands behind its end")
		}
		return err
	}
	return nil
}
