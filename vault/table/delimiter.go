package table

import (
	"bytes"
	"io"
	"strings"
)

// candidates are the delimiters looked for. Others must be named.
const candidates = ",;\t"

// sample is how many rows are asked for their opinion.
const sample = 20

// findDelimiter returns the delimiter of the CSV data at start.
func findDelimiter(r io.ReadSeeker, start int64) (byte, error) {
	var best, rival vote
	for _, d := range []byte(candidates) {
		v, err := count(r, start, d)
		if err != nil {
			return 0, err
		}
		switch {
		case v.columns < 2:
		case v.agree > best.agree:
			best, rival = v, best
		case v.agree > rival.agree:
			rival = v
		}
	}
	switch {
	case best.columns == 0: // one column
		return ',', nil
	case rival.agree == best.agree:
		return 0, &FileError{Code: "delimiter-undecided", Args: []any{best.delim, rival.delim}}
	}
	return best.delim, nil
}

// vote is what the first rows say if divided by delim.
type vote struct {
	delim   byte
	columns int // in the header
	agree   int // rows with as many, the header among them
}

func count(r io.ReadSeeker, start int64, delim byte) (vote, error) {
	v := vote{delim: delim}
	s, err := scanFrom(r, start, delim)
	if err != nil {
		return v, err
	}
	p := csvParser{delim: delim}
	for rows := 0; rows <= sample; {
		row, err := s.next()
		if err == io.EOF {
			return v, nil
		}
		if err != nil {
			return v, readError(err)
		}
		if p.blank(row) {
			continue
		}
		if v.columns == 0 {
			v.columns = row.columns
		}
		if row.columns == v.columns && row.fault == nil {
			v.agree++
		}
		rows++
	}
	return v, nil
}

// sepLine looks for Excel's first line "sep=;" and returns its delimiter and
// where the data behind it starts.
func sepLine(r io.ReadSeeker, start int64) (delim byte, next int64, err error) {
	s, err := scanFrom(r, start, asLines)
	if err != nil {
		return 0, 0, err
	}
	row, err := s.next()
	if err != nil && err != io.EOF {
		return 0, 0, readError(err)
	}
	line := bytes.Trim(row.data, `"`)
	if len(line) != 5 || !strings.EqualFold(string(line[:4]), "sep=") || !validDelimiter(rune(line[4])) {
		return 0, start, nil
	}
	return line[4], s.offset + int64(s.at), nil
}

// validDelimiter keeps letters out: they are second bytes of CP949 pairs.
func validDelimiter(d rune) bool {
	return d == '\t' || strings.ContainsRune("!#$%&'()*+,-./:;<=>?@^_`|~", d)
}
