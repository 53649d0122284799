package table

import (
	"bytes"
	"io"
)

// jsonParser reads raw lines as objects.
type jsonParser struct {
	index   map[string]int // of a key in the header
	members []member       // reused
}

// openJSON reads all lines once for their keys.
func (f *File) openJSON(r io.ReadSeeker, start int64, asked string) error {
	if asked == "cp949" {
		return &FileError{Code: "encoding-json"}
	}
	f.encoding = "utf-8"
	p := &jsonParser{index: make(map[string]int)}
	var err error
	if f.scan, err = scanFrom(r, start, asLines); err != nil {
		return err
	}
	for number := 1; ; number++ {
		row, err := f.scan.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return readError(err)
		}
		if p.blank(row) {
			continue
		}
		f.rows++
		if p.read(row) == nil {
			f.addKeys(p)
		}
		if len(f.header) > maxColumns {
			return &FileError{Code: "header-keys", Args: []any{number, maxColumns}}
		}
	}
	if f.rows == 0 {
		return &FileError{Code: "empty"}
	}
	f.parser = p
	f.scan, err = scanFrom(r, start, asLines)
	return err
}

func (f *File) addKeys(p *jsonParser) {
	for _, m := range p.members {
		if _, known := p.index[string(m.key)]; !known {
			p.index[string(m.key)] = len(f.header)
			f.header = append(f.header, string(m.key))
		}
	}
}

func (p *jsonParser) blank(r raw) bool {
	return r.fault == nil && len(bytes.TrimSpace(r.data)) == 0
}

func (p *jsonParser) read(r raw) *RowError {
	if r.fault != nil {
		return r.fault
	}
	var bad *RowError
	p.members, bad = readObject(r.data, p.members[:0])
	return bad
}

// values returns the values in the order of the header, or one too many for a
// key that was not there when the file was read for its keys.
func (p *jsonParser) values(r raw) ([]string, *RowError) {
	if bad := p.read(r); bad != nil {
		return nil, bad
	}
	values := make([]string, len(p.index))
	for _, m := range p.members {
		i, known := p.index[string(m.key)]
		if !known {
			return append(values, ""), nil
		}
		values[i] = string(m.value)
	}
	return values, nil
}
