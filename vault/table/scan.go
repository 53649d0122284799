package table

import (
	"bytes"
	"io"
)

// chunk is how much is read from the file at once, and how far a row may
// overshoot maxRow before the scanner notices.
const chunk = 64 << 10

// asLines, in place of a delimiter, makes every line one cell in which a quote
// means nothing: JSON lines.
const asLines = '\n'

// raw is one row as it lies in the file. Its bytes are the scanner's and last
// until the next call. Structure is the same in every encoding that is read
// here: no delimiter, quote or line end is ever the second byte of a CP949 pair.
type raw struct {
	offset  int64  // of data in the file, bytes
	data    []byte // without the line end
	cells   []cell // at most maxColumns of them
	columns int
	fault   *RowError // why no cell of it can be trusted, or nil
}

// cell is a range of raw.data, without its outer quotes.
type cell struct {
	from, to int
	doubled  bool // it holds doubled quotes
}

// scanner cuts a stream into rows, holding one row at a time.
type scanner struct {
	r     io.Reader
	delim byte

	buf      []byte
	row      int // buf[row:at] is the current row so far, buf[at:end] is unread
	at, end  int
	offset   int64 // of buf[0] in the file
	err      error // from r, once buf is used up
	cells    []cell
	columns  int
	long     bool // the row outgrew maxRow and its start is gone
	lines    int  // line ends within what is gone
	unclosed bool
	loose    bool // text after a closing quote
}

// next returns the next row, io.EOF at the end, or r's error.
func (s *scanner) next() (raw, error) {
	s.row = s.at
	s.cells, s.columns, s.lines = s.cells[:0], 0, 0
	s.long, s.unclosed, s.loose = false, false, false
	if _, ok := s.peek(); !ok {
		return raw{}, s.err
	}
	offset := s.offset + int64(s.row)
	for {
		s.cell()
		if c, ok := s.peek(); !ok || c == '\n' || c == '\r' {
			break
		}
		s.at++ // the delimiter
	}
	if s.err != nil && s.err != io.EOF {
		return raw{}, s.err
	}
	n, fault := s.at-s.row, s.fault()
	if n > maxRow {
		n = 0 // lineEnd may let go of it
	}
	s.lineEnd() // may move the buffer
	return raw{
		offset: offset, data: s.buf[s.row : s.row+n],
		cells: s.cells, columns: s.columns, fault: fault,
	}, nil
}

// cell moves over one cell and notes where it lies.
func (s *scanner) cell() {
	s.columns++
	c, ok := s.peek()
	now := cell{from: s.at - s.row}
	if ok && c == '"' && s.delim != asLines {
		now.doubled = s.quoted()
		now.from++
		now.to = s.at - s.row
		if !s.unclosed {
			now.to--
		}
		if c, ok := s.peek(); ok && c != s.delim && c != '\n' && c != '\r' {
			s.loose = true
			s.plain()
		}
	} else {
		s.plain()
		now.to = s.at - s.row
	}
	if !s.long && len(s.cells) < maxColumns {
		s.cells = append(s.cells, now)
	}
}

// plain moves to the next delimiter or line end.
func (s *scanner) plain() {
	for {
		for i, c := range s.buf[s.at:s.end] {
			if c == s.delim || c == '\n' || c == '\r' {
				s.at += i
				return
			}
		}
		s.at = s.end
		if !s.more() {
			return
		}
	}
}

// quoted moves from an opening quote to behind the closing one, and reports
// whether there were doubled quotes between them.
func (s *scanner) quoted() (doubled bool) {
	s.at++
	for {
		n := bytes.IndexByte(s.buf[s.at:s.end], '"')
		if n < 0 {
			s.at = s.end
			if !s.more() {
				s.unclosed = true
				return doubled
			}
			continue
		}
		s.at += n + 1
		if c, ok := s.peek(); !ok || c != '"' {
			return doubled
		}
		doubled = true
		s.at++
	}
}

// lineEnd moves over LF, CR LF or CR.
func (s *scanner) lineEnd() {
	c, ok := s.peek()
	if !ok {
		return
	}
	s.at++
	if c == '\r' {
		if c, ok := s.peek(); ok && c == '\n' {
			s.at++
		}
	}
}

// fault says why the row just scanned must be rejected. An unclosed quote
// comes first: it explains the length too, and everything behind it is lost.
func (s *scanner) fault() *RowError {
	row := s.buf[s.row:s.at]
	switch {
	case s.unclosed:
		return &RowError{Code: "unclosed-quote", Args: []any{s.lines + lineEnds(bytes.TrimRight(row, "\r\n"))}}
	case s.long || len(row) > maxRow:
		return &RowError{Code: "row-too-long", Args: []any{maxRow}}
	case s.loose:
		return &RowError{Code: "text-after-quote", Args: []any{s.lines + lineEnds(row)}}
	}
	return nil
}

func lineEnds(b []byte) int {
	return max(bytes.Count(b, []byte{'\n'}), bytes.Count(b, []byte{'\r'}))
}

func (s *scanner) peek() (byte, bool) {
	if s.at == s.end && !s.more() {
		return 0, false
	}
	return s.buf[s.at], true
}

// more reads on and reports whether there is a byte more. What is before the
// current row is let go; so is the row itself once it is longer than any row
// may be, so that a file that is one endless row costs no memory.
func (s *scanner) more() bool {
	if s.at-s.row > maxRow {
		s.long = true
		s.lines += lineEnds(s.buf[s.row:s.at])
		s.row = s.at
	}
	if s.row > 0 {
		copy(s.buf, s.buf[s.row:s.end])
		s.offset += int64(s.row)
		s.at, s.end, s.row = s.at-s.row, s.end-s.row, 0
	}
	if len(s.buf)-s.end < chunk {
		s.buf = append(s.buf[:s.end], make([]byte, max(chunk, s.end))...)
	}
	for tries := 0; s.err == nil; tries++ {
		n, err := s.r.Read(s.buf[s.end : s.end+chunk])
		s.end += n
		s.err = err
		if n > 0 {
			return true
		}
		if tries == 100 && err == nil {
			s.err = io.ErrNoProgress
		}
	}
	return false
}
