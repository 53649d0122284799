package table

import (
	"archive/zip"
	"bufio"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// seekerAt lets package zip read from a reader that seeks. Not for concurrent use.
type seekerAt struct{ io.ReadSeeker }

func (s seekerAt) ReadAt(b []byte, off int64) (int, error) {
	if _, err := s.Seek(off, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(s.ReadSeeker, b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// openArchive reads the directory of a ZIP archive. Package zip takes memory for
// every entry that a directory has, whatever its end says: a file of 100 MB can
// have two million. So the end must stand where programs that write workbooks
// put it, and the directory right before it, and short.
func openArchive(r io.ReadSeeker) (*zip.Reader, error) {
	const endLen = 22
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, readError(err)
	}
	end := make([]byte, endLen)
	if size < endLen {
		return nil, &FileError{Code: "xlsx-broken"}
	}
	if _, err := (seekerAt{r}).ReadAt(end, size-endLen); err != nil {
		return nil, readError(err)
	}
	length, offset := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	if string(end[:4]) != "PK\x05\x06" || offset+length != size-endLen {
		return nil, &FileError{Code: "xlsx-broken"}
	}
	if length > maxDirectory {
		return nil, &FileError{Code: "xlsx-large"}
	}
	z, err := zip.NewReader(seekerAt{r}, size)
	if err != nil {
		return nil, &FileError{Code: "xlsx-broken", Err: err}
	}
	return z, nil
}

// find returns a part, nil if there is none. Names differ in case only where a
// program was careless.
func (b *book) find(part string) *zip.File {
	for _, f := range b.zip.File {
		if strings.EqualFold(f.Name, part) {
			return f
		}
	}
	return nil
}

// A part is an XML part that is being read. It has no memory of what it has
// read: neither a deep nesting nor a long text can fill it.
type part struct {
	in    *metered
	d     *xml.Decoder
	depth int
}

// metered ends a part that says more than it may, in one token or in all.
type metered struct {
	r           io.ReadCloser
	left, token int64 // bytes that may come, in all and before the next token
}

func (m *metered) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	m.left -= int64(n)
	m.token -= int64(n)
	if m.left < 0 || m.token < 0 {
		return 0, &FileError{Code: "xlsx-large"}
	}
	return n, err
}

// open starts to read a part of at most so many bytes.
func (b *book) open(name string, most int64) (*part, error) {
	f := b.find(name)
	if f == nil {
		return nil, &FileError{Code: "xlsx-broken"}
	}
	size, packed := f.UncompressedSize64, f.CompressedSize64
	if size > uint64(most) || size > maxSmallPart && size/maxRatio > packed {
		return nil, &FileError{Code: "xlsx-large"}
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(err)
	}
	m := &metered{r: r, left: most, token: maxRow}
	return &part{in: m, d: xml.NewDecoder(bufio.NewReaderSize(m, chunk))}, nil
}

// next returns the next token, io.EOF at the end.
func (p *part) next() (xml.Token, error) {
	p.in.token = maxRow
	t, err := p.d.RawToken()
	switch t.(type) {
	case xml.StartElement:
		p.depth++
	case xml.EndElement:
		p.depth--
	case xml.Directive: // a document type, with entities that could name other files or grow
		return nil, &FileError{Code: "xlsx-broken"}
	}
	if err == io.EOF && p.depth != 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && err != io.EOF {
		return nil, broken(err)
	}
	return t, err
}

// broken says that a workbook does not read. The message of a syntax error
// could hold a piece of the text, so it is left out.
func broken(err error) error {
	var known *FileError
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &syntax):
		return &FileError{Code: "xlsx-broken"}
	}
	return &FileError{Code: "xlsx-broken", Err: err}
}

// An element is the start of an XML element. Prefixes are left out: the parts
// that are read have one vocabulary.
type element struct {
	name  string
	attrs []xml.Attr
}

func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) isTrue(name string) bool {
	v := e.attr(name)
	return v == "1" || v == "true"
}

// number reads an attribute that counts, def if it is not there.
func (e element) number(name string, def int) (int, error) {
	text := e.attr(name)
	if text == "" {
		return def, nil
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		return 0, &FileError{Code: "xlsx-broken"}
	}
	return int(n), nil
}

// read calls each with every element of a part.
func (b *book) read(name string, most int64, each func(element) error) error {
	p, err := b.open(name, most)
	if err != nil {
		return err
	}
	for {
		t, err := p.next()
		if err == io.EOF {
			return p.close()
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := each(element{e.Name.Local, e.Attr}); err != nil {
				return err
			}
		}
	}
}

func (p *part) close() error {
	if err := p.in.r.Close(); err != nil {
		return fmt.Errorf("close a part of the workbook: %w", err)
	}
	return nil
}
