package table

import (
	"slices"
	"strings"
)

// merge notes a merged range: "B2:B5". One within a row needs no note, for
// only its first cell holds anything.
func (s *sheet) merge(ref string) error {
	from, to, _ := strings.Cut(ref, ":")
	col, top, ok := cellOf(from)
	_, bottom, also := cellOf(to)
	if !ok || !also || bottom == top {
		return nil
	}
	if len(s.merged) == maxMerged {
		return &FileError{Code: "xlsx-large"}
	}
	s.merged = append(s.merged, merged{top, bottom, col})
	return nil
}

// fillMerged puts into the current row what is merged over it, and takes up
// what begins in it. A row that has nothing of its own stays empty.
func (s *sheet) fillMerged() error {
	s.open = slices.DeleteFunc(s.open, func(m mergedText) bool { return m.bottom < s.row })
	own := slices.ContainsFunc(s.cells, func(c []byte) bool { return len(c) > 0 })
	if own {
		for _, m := range s.open {
			s.fill(m)
		}
	}
	for ; s.next < len(s.merged) && s.merged[s.next].top <= s.row; s.next++ {
		m := s.merged[s.next]
		if m.top == s.row && m.col <= len(s.cells) && len(s.cells[m.col-1]) > 0 {
			s.open = append(s.open, mergedText{m, slices.Clone(s.cells[m.col-1])})
		}
	}
	if len(s.open) > maxColumns { // more than can lie side by side
		return &FileError{Code: "xlsx-broken"}
	}
	return nil
}

func (s *sheet) fill(m mergedText) {
	if m.col > s.width {
		return
	}
	for len(s.cells) < m.col {
		s.cells = append(s.cells, nil)
	}
	if len(s.cells[m.col-1]) == 0 {
		s.cells[m.col-1] = m.text
	}
}

// cellOf reads a cell's name, such as AB12: its column and row from 1.
func cellOf(ref string) (col, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 3 && 'A' <= ref[i] && ref[i] <= 'Z'; i++ {
		col = col*26 + int(ref[i]-'A') + 1
	}
	digits := ref[i:]
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' || row > maxSheetRow {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return col, row, i > 0 && row > 0
}

// columnName writes a column's number, from 1, as spreadsheets do: AB.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
