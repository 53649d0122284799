package table

import (
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// A stream is text that is made while it is read, and can be made again from
// its beginning.
type stream struct {
	start func() (io.Reader, error)
	r     io.Reader
}

func (s *stream) Read(b []byte) (int, error) { return s.r.Read(b) }

// Seek goes to an offset from the start.
func (s *stream) Seek(offset int64, _ int) (int64, error) {
	var err error
	if s.r, err = s.start(); err != nil {
		return 0, err
	}
	return io.CopyN(io.Discard, s.r, offset)
}

// decodeUTF16 reads UTF-16 with its mark, as Excel's "Unicode text" is. What is
// half a character becomes U+FFFD, of which whoever takes the value warns.
func decodeUTF16(r io.ReadSeeker) func() (io.Reader, error) {
	return func() (io.Reader, error) {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return nil, fmt.Errorf("go to the start of the table: %w", err)
		}
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(r), nil
	}
}
