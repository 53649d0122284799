package table

import (
	"cmp"
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// A sheet is read as the CSV that it could have been saved as, so that all that
// holds for the one holds for the other. The first time it is read to its end
// it finds out how wide it is and which cells are merged, which stands behind the
// cells; from the second time on rows are filled up to the width, and a cell
// that is merged over several rows stands in each.
type sheet struct {
	book   *book
	p      *part
	out    []byte // of the CSV, what was not read yet
	at     int
	said   int64 // bytes of the CSV so far
	ended  bool
	inData bool

	row   int // the number of the current row, of the last one between rows
	lines int // that were written
	cells [][]byte
	bytes int // of the cells
	cell  cellBeingRead

	width  int      // columns that hold something
	merged []merged // by their first row; complete once the sheet was read
	known  bool     // width and merged are
	next   int      // of merged
	open   []mergedText
	hidden int   // rows
	shut   []int // hidden columns
	cached int   // results of formulas
}

type cellBeingRead struct {
	open, formula, value bool
	col, style           int
	kind                 string
	text                 richText
	raw                  []byte
}

// merged is a range over several rows, by numbers from 1.
type merged struct{ top, bottom, col int }

type mergedText struct {
	merged
	text []byte
}

// start goes back to the beginning.
func (s *sheet) start() (io.Reader, error) {
	if s.p != nil {
		if err := s.p.close(); err != nil {
			return nil, err
		}
	}
	p, err := s.book.open(s.book.sheet, maxSheet)
	if err != nil {
		return nil, err
	}
	*s = sheet{book: s.book, p: p, out: s.out[:0], width: s.width, merged: s.merged, known: s.known, hidden: s.hidden, shut: s.shut, cached: s.cached}
	return s, nil
}

func (s *sheet) Read(b []byte) (int, error) {
	for s.at == len(s.out) {
		if s.ended {
			return 0, io.EOF
		}
		s.out, s.at = s.out[:0], 0
		if err := s.step(); err != nil {
			return 0, err
		}
	}
	n := copy(b, s.out[s.at:])
	s.at += n
	return n, nil
}

// step reads one token.
func (s *sheet) step() error {
	t, err := s.p.next()
	if err == io.EOF {
		s.ended = true
		if !s.known {
			slices.SortFunc(s.merged, func(a, b merged) int { return cmp.Compare(a.top, b.top) })
			s.known = true
		}
		return nil
	}
	if err != nil {
		return err
	}
	c := &s.cell
	switch t := t.(type) {
	case xml.StartElement:
		return s.startElement(element{t.Name.Local, t.Attr})
	case xml.CharData:
		if c.value {
			c.raw = append(c.raw, t...)
		}
		c.text.chars(t)
		if len(c.raw)+len(c.text.text) > maxRow {
			return &FileError{Code: "xlsx-large"}
		}
	case xml.EndElement:
		c.text.end(t.Name.Local)
		switch {
		case t.Name.Local == "v":
			c.value = false
		case t.Name.Local == "c" && c.open:
			return s.endCell()
		case t.Name.Local == "row" && s.inData:
			return s.endRow()
		case t.Name.Local == "sheetData":
			s.inData = false
		}
	}
	return nil
}

func (s *sheet) startElement(e element) error {
	c := &s.cell
	switch {
	case e.name == "sheetData":
		s.inData = true
	case e.name == "mergeCell" && !s.known:
		return s.merge(e.attr("ref"))
	case e.name == "col" && !s.known:
		return s.hideColumns(e)
	case !s.inData:
	case e.name == "row":
		n, err := e.number("r", s.row+1)
		if err != nil || n <= s.row || n > maxSheetRow {
			return &FileError{Code: "xlsx-broken"}
		}
		if e.isTrue("hidden") && !s.known {
			s.hidden++
		}
		s.row, s.cells, s.bytes = n, s.cells[:0], 0
	case e.name == "c":
		return s.startCell(e)
	case !c.open:
	case e.name == "f":
		c.formula = true
	case e.name == "v":
		c.value = true
	default:
		c.text.start(e.name)
	}
	return nil
}

func (s *sheet) hideColumns(e element) error {
	from, err := e.number("min", 1)
	to, err2 := e.number("max", from)
	if err != nil || err2 != nil {
		return &FileError{Code: "xlsx-broken"}
	}
	for n := from; n <= min(to, maxColumns) && e.isTrue("hidden"); n++ {
		s.shut = append(s.shut, n)
	}
	return nil
}

// hiddenColumns counts those that hold something.
func (s *sheet) hiddenColumns() (n int) {
	for _, col := range s.shut {
		if col <= s.width {
			n++
		}
	}
	return n
}

func (s *sheet) startCell(e element) error {
	col := len(s.cells) + 1
	if ref := e.attr("r"); ref != "" {
		var ok bool
		if col, _, ok = cellOf(ref); !ok || col <= len(s.cells) {
			return &FileError{Code: "xlsx-broken"}
		}
	}
	style, err := e.number("s", 0)
	if err != nil || col > maxSheetCol || s.row == 0 {
		return &FileError{Code: "xlsx-broken"}
	}
	s.cell = cellBeingRead{open: true, col: col, style: style, kind: e.attr("t"), raw: s.cell.raw[:0], text: richText{text: s.cell.text.text[:0]}}
	return nil
}

// noValue is how a cell without a value that can be trusted is written: a
// formula whose result the program that wrote it did not work out.
const noValue = "#N/A"

func (s *sheet) endCell() error {
	c := &s.cell
	c.open = false
	var text []byte
	switch c.kind {
	case "s":
		var ok bool
		if text, ok = s.book.shared.get(c.raw); !ok && len(c.raw) > 0 {
			return &FileError{Code: "xlsx-broken"}
		}
	case "inlineStr":
		text = slices.Clone(c.text.take())
	case "str":
		text = slices.Clone(unescape(c.raw))
	case "b":
		text = []byte(strings.NewReplacer("0", "FALSE", "1", "TRUE").Replace(string(c.raw)))
	case "e", "d":
		text = slices.Clone(c.raw)
	default:
		if len(c.raw) > 0 {
			text = []byte(s.book.number(string(c.raw), c.style))
		}
	}
	if c.formula {
		if len(c.raw) == 0 && c.kind != "str" {
			text = []byte(noValue)
		} else if !s.known {
			s.cached++
		}
	}
	if s.bytes += len(text); s.bytes > maxRow {
		return &FileError{Code: "xlsx-large"}
	}
	for len(s.cells) < c.col {
		s.cells = append(s.cells, nil)
	}
	s.cells[c.col-1] = text
	if !s.known && len(text) > 0 {
		s.width = max(s.width, c.col)
	}
	return nil
}

// endRow writes a row, and empty lines for those before that the file leaves out.
func (s *sheet) endRow() error {
	for ; s.lines < s.row-1; s.lines++ {
		s.out = append(s.out, '\n')
	}
	s.lines++
	if s.known {
		if err := s.fillMerged(); err != nil {
			return err
		}
	}
	own := slices.ContainsFunc(s.cells, func(c []byte) bool { return len(c) > 0 })
	for i := 0; own && i < max(len(s.cells), s.width); i++ {
		if i > 0 {
			s.out = append(s.out, ',')
		}
		if i < len(s.cells) && len(s.cells[i]) > 0 {
			s.out = appendQuoted(s.out, s.cells[i])
		}
	}
	s.out = append(s.out, '\n')
	if s.said += int64(len(s.out)); s.said > maxSheetText {
		return &FileError{Code: "xlsx-large"}
	}
	return nil
}

func appendQuoted(out, cell []byte) []byte {
	out = append(out, '"')
	for _, c := range cell {
		if c == '"' {
			out = append(out, '"')
		}
		out = append(out, c)
	}
	return append(out, '"')
}
