// Package table reads lists of people as offices keep them: CSV, as Korean
// and other spreadsheets save it, XLSX and JSON lines. Bytes come in, rows of
// strings go out. It knows no vault and no schema, writes nothing, and guesses
// nothing in silence: what it cannot decide it asks for, by an error with a
// hint.
//
// # CSV
//
// RFC 4180, read strictly, with these decisions where the RFC is silent:
//
//   - The delimiter is a comma, a semicolon or a tab, whichever the header and
//     the first rows agree on; an Excel line "sep=;" before the header decides.
//   - A row ends with LF, CR LF or CR. A cell that starts with a quote ends
//     with one; inside, a quote is doubled and line ends are text. A quote
//     elsewhere in an unquoted cell is text, as in Excel. Text between a
//     closing quote and the delimiter makes the row a [RowError].
//   - A row without content (only delimiters, quotes, spaces) is passed over
//     but counted in [Row.Number], so that the number is the row a spreadsheet
//     shows, less the header's.
//   - The header is the first row with content, or the one of the first twenty
//     in which most cells are known names ([Options.Known]), two at least.
//   - A column without a name is left out if there is nothing below it, and is
//     called after its letters otherwise: "(I)".
//   - A row must have as many cells as the header. NUL is refused.
//   - A cell that holds a spreadsheet's error (#N/A), the header once more, a line
//     of totals and a remark below the list are no people: each is a [RowError].
//
// The encoding is decided over the whole file, in this order: a UTF-16 or UTF-8
// mark; all of it is valid UTF-8; all of it is valid CP949. CP949 here is what
// Windows code page 949 assigns, without its private-use areas. A file that is
// neither is refused, unless [Options.Encoding] names one: then only the rows
// that do not fit are rejected. A file that is both is UTF-8 if at least half
// of its non-ASCII characters then are Hangul, and is refused otherwise. UTF-16
// without a mark is refused.
//
// # Workbooks
//
// A sheet of an XLSX or XLSM file (ECMA-376, transitional or strict) is read as
// the CSV that it could have been saved as, so that all of the above holds for
// it, with these decisions:
//
//   - A number has all digits that Excel keeps (15) and no exponent. A date, by
//     the cell's format, is YYYY-MM-DD, with a time if it has one; the 29th of
//     February 1900, which only Excel has, is written as such. A format such as
//     00000 or 000-0000 puts its zeros and marks in.
//   - A formula has the value that was saved last; one without is an error as
//     #N/A is. Nothing is calculated.
//   - A cell merged over several rows stands in the first column of each row that
//     has something of its own. Pronunciation beside a text is left out.
//   - Rows and columns that are hidden, by a filter or by hand, are read as all
//     others, and a notice says how many there are. Of several sheets the first
//     visible one is read.
//   - Remarks that are pinned to cells are not read, and a notice says so.
//     Macros and links to other files are not looked at. A document type is
//     refused. Behind a password nothing can be read.
//
// # JSON lines
//
// One JSON object (RFC 8259) a line, in UTF-8 with or without a mark. The
// header is the union of the keys of all good lines, in order of appearance.
// Refused, a line at a time: invalid UTF-8, halves of surrogate pairs, NUL,
// one key twice in an object at any depth, more than 32 levels. A row's
// number is its line's.
//
// # Limits
//
// One cell 1 MiB, one row 4 MiB, both as bytes in the file; 512 columns; a JSON
// key 1 KiB. Memory stays within a small multiple of one row, whatever the size
// of the file; of a workbook, the strings that its cells share come to it, 128
// MiB at most. A workbook's directory has 1 MiB, its sheet 512 MiB of XML and 1
// GiB of text, and above 16 MiB no part is packed to less than a 200th.
package table

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

const (
	maxCell    = 1 << 20
	maxRow     = 4 << 20
	maxKey     = 1 << 10
	maxColumns = 512
)

// Options say what is known of a file before it is read.
type Options struct {
	// Name is the file's base name. Only its extension is looked at, and only
	// where the content leaves the format open.
	Name string
	// Encoding is "" (find it), "utf-8", "cp949" (also euc-kr, ms949, uhc) or
	// "utf-16" (which has a mark).
	Encoding string
	// Delimiter is 0 (find it) or an ASCII mark such as ',', ';', '\t', '|'.
	Delimiter rune
	// Sheet names the sheet of a workbook; "" is the first that is not hidden.
	Sheet string
	// Known reports whether a text is the name of a column, which finds the header
	// below titles. nil: the header is the first row.
	Known func(name string) bool
}

// Row is one row of data.
type Row struct {
	// Number is 1 for the first row after the header, or for the first JSON line.
	Number int
	// Values stand in the order of [File.Header], in UTF-8. From JSON lines,
	// strings come unescaped, other values as their JSON text, null and absent as "".
	Values []string
}

// parser turns the raw rows of one format into values.
type parser interface {
	blank(raw) bool
	values(raw) ([]string, *RowError)
}

// File is a table opened for reading. It holds no resources of its own; the
// reader stays the caller's. It is not safe for concurrent use.
type File struct {
	format   string
	encoding string
	delim    rune
	rows     int
	header   []string
	notices  []Notice

	scan   *scanner
	parser parser
	number int
	failed error
}

// Open reads r to its end to decide what it is, and goes back to the start of
// the data. It returns a [*FileError] for a file that cannot be read as a
// table, with a hint for the user, and r's own error wrapped.
func Open(r io.ReadSeeker, o Options) (*File, error) {
	ext := strings.ToLower(filepath.Ext(o.Name))
	s, err := sniff(r, ext)
	if err != nil {
		return nil, err
	}
	asked, err := encodingName(o.Encoding)
	if err != nil {
		return nil, err
	}
	f := &File{format: s.format}
	if s.format == "xlsx" {
		return f, f.openBook(r, o, asked)
	}
	if o.Sheet != "" {
		return nil, &FileError{Code: "sheet-none"}
	}
	wide := s.format == "utf-16"
	if wide {
		r = &stream{start: decodeUTF16(r)}
		if s, err = sniff(r, ext); err != nil {
			return nil, err
		}
		f.format = s.format
	}
	if wide && asked != "" && asked != "utf-16" || !wide && asked == "utf-16" || s.mark > 0 && asked == "cp949" {
		return nil, &FileError{Code: "encoding-mark"}
	}
	if wide {
		asked = "utf-8"
	}
	if s.mark > 0 {
		f.notices = append(f.notices, Notice{Code: "mark-dropped"})
	}
	if f.format == "jsonl" {
		err = f.openJSON(r, s.mark, asked)
	} else {
		err = f.openCSV(r, s.mark, o, asked)
	}
	if err != nil {
		return nil, err
	}
	if wide {
		f.encoding = "utf-16"
	}
	return f, nil
}

// Format is "csv", "jsonl" or "xlsx".
func (f *File) Format() string { return f.format }

// Encoding is "utf-8", "cp949" or "utf-16"; that of a workbook is "utf-8".
func (f *File) Encoding() string { return f.encoding }

// Delimiter is the mark between cells, 0 for JSON lines and workbooks. A file of
// one column has ','.
func (f *File) Delimiter() rune { return f.delim }

// Rows is how many rows [File.Next] will return or reject, for showing progress.
func (f *File) Rows() int { return f.rows }

// Header returns the names of the columns, none empty and none twice; from CSV
// without surrounding space. It is empty if no JSON line is good.
func (f *File) Header() []string { return slices.Clone(f.header) }

// Notices are what was decided or left out on the way, for the user to see.
func (f *File) Notices() []Notice { return slices.Clone(f.notices) }

// Next returns the next row. The error is [io.EOF] at the end; a [*RowError]
// if this row is rejected, and the next call goes on behind it; any other
// error is final.
func (f *File) Next() (Row, error) {
	for f.failed == nil {
		raw, err := f.scan.next()
		if err != nil {
			f.failed = readError(err)
			break
		}
		f.number++
		if f.parser.blank(raw) {
			continue
		}
		values, bad := f.parser.values(raw)
		if bad == nil && f.format != "jsonl" {
			bad = f.noPerson(values)
		}
		if bad != nil {
			bad.Row = f.number
			if !slices.Contains(f.header, bad.Column) {
				bad.Column = "" // a key of a bad JSON line may be anything
			}
			return Row{}, bad
		}
		if len(values) != len(f.header) {
			f.failed = &FileError{Code: "changed"}
			break
		}
		return Row{Number: f.number, Values: values}, nil
	}
	return Row{}, f.failed
}

// scanFrom starts a scanner at an offset of the file.
func scanFrom(r io.ReadSeeker, offset int64, delim byte) (*scanner, error) {
	if _, err := r.Seek(offset, io.SeekStart); err != nil {
		return nil, fmt.Errorf("go to the start of the table: %w", err)
	}
	return &scanner{r: r, offset: offset, delim: delim}, nil
}

func readError(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return fmt.Errorf("read the table: %w", err)
}
