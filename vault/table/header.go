package table

import (
	"fmt"
	"io"
	"strings"
)

// findHeader returns how many rows with content stand above the header: titles,
// a date, the upper line of a header in two. It is the row among the first in
// which most cells are known names, two at least; else the first.
func (f *File) findHeader(r io.ReadSeeker, start int64, p *csvParser, known func(string) bool) (above int, err error) {
	if known == nil {
		return 0, nil
	}
	s, err := scanFrom(r, start, p.delim)
	if err != nil {
		return 0, err
	}
	most := 1
	for n := 0; n < sample; {
		row, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, readError(err)
		}
		if p.blank(row) {
			continue
		}
		p.header = anonymous(min(row.columns, maxColumns))
		names, _ := p.values(row)
		count := 0
		for _, name := range names {
			if known(strings.TrimSpace(name)) {
				count++
			}
		}
		if count > most {
			above, most = n, count
		}
		n++
	}
	return above, nil
}

// anonymous is a header that leaves nothing out.
func anonymous(columns int) []string {
	names := make([]string, columns)
	for i := range names {
		names[i] = columnName(i + 1)
	}
	return names
}

// readHeader reads the row with content that has so many above it. A column
// without a name is left out if there is nothing below, and is called after its
// letters otherwise: what people write beside a list may matter.
func (f *File) readHeader(p *csvParser, above int, filled []int) error {
	row, err := f.scan.next()
	line := 1
	for n := above; err == nil; line++ {
		if !p.blank(row) {
			if n == 0 {
				break
			}
			n--
		}
		row, err = f.scan.next()
	}
	if err == io.EOF {
		return &FileError{Code: "changed"}
	}
	if err != nil {
		return readError(err)
	}
	if row.columns > maxColumns {
		return &FileError{Code: "header-columns", Args: []any{row.columns, maxColumns}}
	}
	p.header = anonymous(row.columns)
	names, bad := p.values(row)
	if bad != nil {
		bad.Column = "" // it has no name yet
		return &FileError{Code: "header", Err: bad}
	}
	if line > 1 {
		f.notices = append(f.notices, Notice{Code: "header-row", Args: []any{line}})
	}
	seen := make(map[string]int, len(names))
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if names[i] != "" && names[i] != name {
			f.notices = append(f.notices, Notice{Code: "header-trimmed", Args: []any{i + 1}})
		}
		if names[i] == "" {
			if i >= len(filled) || filled[i] <= above {
				continue
			}
			names[i] = fmt.Sprintf("(%s)", columnName(i+1))
		}
		if first, twice := seen[names[i]]; twice {
			return &FileError{Code: "header-duplicate", Args: []any{first, i + 1}}
		}
		seen[names[i]] = i + 1
		f.header = append(f.header, names[i])
	}
	p.header = names
	return nil
}
