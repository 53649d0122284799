package table

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// texts are the strings that cells share, in blocks: one slice of them would
// be copied whenever it grows, and a string each would double the memory.
type texts struct {
	blocks [][]byte
	at     []place
	bytes  int
}

type place struct{ block, from, to uint32 }

const (
	textBlock = 1 << 20
	maxTexts  = 1 << 22   // strings
	maxText   = 128 << 20 // bytes of them all
)

func (t *texts) add(b []byte) error {
	t.bytes += len(b)
	if len(t.at) == maxTexts || t.bytes > maxText {
		return &FileError{Code: "xlsx-large"}
	}
	n := len(t.blocks) - 1
	if n < 0 || cap(t.blocks[n])-len(t.blocks[n]) < len(b) {
		t.blocks = append(t.blocks, make([]byte, 0, max(textBlock, len(b))))
		n++
	}
	from := len(t.blocks[n])
	t.blocks[n] = append(t.blocks[n], b...)
	t.at = append(t.at, place{uint32(n), uint32(from), uint32(from + len(b))})
	return nil
}

// get returns the string of an index, which is digits.
func (t *texts) get(index []byte) ([]byte, bool) {
	n, err := strconv.Atoi(string(index))
	if err != nil || n < 0 || n >= len(t.at) {
		return nil, false
	}
	p := t.at[n]
	return t.blocks[p.block][p.from:p.to], true
}

// A richText gathers the text of a string element: that of its runs, without
// the pronunciation that stands beside it.
type richText struct {
	text     []byte
	inText   bool
	phonetic bool
}

func (r *richText) start(name string) {
	switch name {
	case "rPh":
		r.phonetic = true
	case "t":
		r.inText = !r.phonetic
	}
}

func (r *richText) end(name string) {
	switch name {
	case "rPh":
		r.phonetic = false
	case "t":
		r.inText = false
	}
}

func (r *richText) chars(b []byte) {
	if r.inText {
		r.text = append(r.text, b...)
	}
}

// take returns what was gathered and begins anew.
func (r *richText) take() []byte {
	text := unescape(r.text)
	*r = richText{text: r.text[:0]}
	return text
}

// unescape undoes, in place, how workbooks write characters that XML cannot
// hold: _x000D_.
func unescape(b []byte) []byte {
	if !strings.Contains(string(b), "_x") {
		return b
	}
	out := b[:0]
	for i := 0; i < len(b); i++ {
		if i+7 <= len(b) && b[i] == '_' && b[i+1] == 'x' && b[i+6] == '_' {
			if c, err := strconv.ParseUint(string(b[i+2:i+6]), 16, 16); err == nil && utf8.ValidRune(rune(c)) {
				out = utf8.AppendRune(out, rune(c)) // three bytes at most, for seven
				i += 6
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

func (b *book) readShared(name string) error {
	p, err := b.open(name, maxStrings)
	if err != nil {
		return err
	}
	var text richText
	for {
		t, err := p.next()
		if err == io.EOF {
			b.shared.at = slices.Clip(b.shared.at)
			return p.close()
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			text.start(t.Name.Local)
		case xml.CharData:
			text.chars(t)
			if len(text.text) > maxRow {
				return &FileError{Code: "xlsx-large"}
			}
		case xml.EndElement:
			text.end(t.Name.Local)
			if t.Name.Local == "si" {
				if err := b.shared.add(text.take()); err != nil {
					return err
				}
			}
		}
	}
}
