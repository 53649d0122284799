package table

import (
	"bytes"
	"io"
)

// csvParser reads the cells of raw rows.
type csvParser struct {
	delim  byte
	enc    encoding
	name   string   // of enc
	header []string // of all columns; "" for those that are left out
	out    []byte   // reused
	ends   []int    // reused
}

// openCSV finds the delimiter and reads on as openRows does. The data starts
// behind the mark of UTF-8, if there is one.
func (f *File) openCSV(r io.ReadSeeker, mark int64, o Options, asked string) error {
	delim, start, err := f.delimiter(r, mark, o.Delimiter)
	if err != nil {
		return err
	}
	f.delim = rune(delim)
	s := &survey{}
	if asked == "cp949" || asked == "" && mark == 0 {
		s.table = newCP949()
	}
	return f.openRows(r, start, s, asked, o.Known)
}

// openRows finds encoding and header, and counts the rows.
func (f *File) openRows(r io.ReadSeeker, start int64, s *survey, asked string, known func(string) bool) error {
	err := f.survey(r, start, s)
	if err != nil {
		return err
	}
	if f.encoding = asked; asked == "" {
		both := false
		if f.encoding, both, err = s.decide(); err != nil {
			return err
		}
		if both {
			f.notices = append(f.notices, Notice{Code: "both-encodings"})
		}
	}
	p := &csvParser{delim: byte(f.delim), enc: utf8Text{}, name: "UTF-8"}
	if f.encoding == "cp949" {
		p.enc, p.name = s.table, "CP949"
	}
	f.parser = p
	above, err := f.findHeader(r, start, p, known)
	if err != nil {
		return err
	}
	if f.scan, err = scanFrom(r, start, p.delim); err != nil {
		return err
	}
	f.rows -= above
	return f.readHeader(p, above, s.filled)
}

func (f *File) delimiter(r io.ReadSeeker, start int64, asked rune) (byte, int64, error) {
	delim, next, err := sepLine(r, start)
	if err != nil {
		return 0, 0, err
	}
	if next > start {
		f.notices = append(f.notices, Notice{Code: "sep-line"})
	}
	switch {
	case asked != 0 && !validDelimiter(asked):
		return 0, 0, &FileError{Code: "delimiter-unknown"}
	case asked != 0:
		return byte(asked), next, nil
	case delim != 0:
		return delim, next, nil
	}
	delim, err = findDelimiter(r, next)
	return delim, next, err
}

// survey reads all rows once.
func (f *File) survey(r io.ReadSeeker, start int64, s *survey) error {
	sc, err := scanFrom(r, start, byte(f.delim))
	if err != nil {
		return err
	}
	p := csvParser{delim: byte(f.delim)}
	number, rows := -1, -1 // the header is row 0
	for {
		row, err := sc.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return readError(err)
		}
		if number >= 0 || !p.blank(row) {
			number++
		}
		if !p.blank(row) {
			rows++
			s.fill(rows, row)
		}
		s.row(max(number, 0), row)
	}
	if rows < 0 {
		return &FileError{Code: "empty"}
	}
	f.rows = rows
	return nil
}

func (p *csvParser) blank(r raw) bool {
	if r.fault != nil {
		return false
	}
	for _, c := range r.data {
		if c != p.delim && c != '"' && c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

// values decodes the cells of a row into one string and returns its pieces.
func (p *csvParser) values(r raw) ([]string, *RowError) {
	if r.fault != nil {
		return nil, r.fault
	}
	if r.columns != len(p.header) {
		return nil, &RowError{Code: "columns", Args: []any{len(p.header), r.columns}}
	}
	p.out, p.ends = p.out[:0], p.ends[:0]
	for i, c := range r.cells {
		if p.header[i] == "" {
			continue
		}
		b := r.data[c.from:c.to]
		if bad := p.refuse(b); bad != nil {
			bad.Column = p.header[i]
			return nil, bad
		}
		from := len(p.out)
		p.out = p.enc.append(p.out, b)
		if c.doubled {
			p.out = p.out[:from+undouble(p.out[from:])]
		}
		p.ends = append(p.ends, len(p.out))
	}
	all, values, from := string(p.out), make([]string, len(p.ends)), 0
	for i, to := range p.ends {
		values[i] = all[from:to]
		from = to
	}
	return values, nil
}

// undouble makes one quote of two, in place, and returns the new length. The
// quotes inside a cell come in pairs only: a single one would have ended it.
func undouble(b []byte) int {
	out := b[:0]
	for {
		i := bytes.IndexByte(b, '"')
		if i < 0 {
			return len(append(out, b...))
		}
		out = append(out, b[:i+1]...)
		b = b[i+2:]
	}
}

func (p *csvParser) refuse(b []byte) *RowError {
	if len(b) > maxCell {
		return &RowError{Code: "cell-too-long", Args: []any{maxCell}}
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return &RowError{Code: "nul"}
	}
	if i := p.enc.check(b); i >= 0 {
		return &RowError{Code: "row-encoding", Args: []any{p.name, i + 1}}
	}
	return nil
}
