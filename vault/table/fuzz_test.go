package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzOpen reads arbitrary bytes under every option. Whatever they are, a row
// that comes has as many values as the header, is UTF-8 and has no NUL.
// readOrRefuse reads what Open gave: rows that are as long as the header, or else
// an error that has a text.
func readOrRefuse(t *testing.T, file *File, err error) (g got) {
	t.Helper()
	var bad *FileError
	switch {
	case err == nil:
		g = readAll(t, file)
	case !errors.As(err, &bad) || bad.Error() == bad.Code:
		t.Fatalf("Open gives %v", err)
	}
	for _, row := range g.Rows {
		if len(row.Values) != len(g.Header) {
			t.Fatalf("row %d has %d values, the header %d", row.Number, len(row.Values), len(g.Header))
		}
	}
	return g
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{
		"", "a,b\n1,2\n", "\ufeff성명;나이\r\n홍길동;3\r\n", "\xbc\xba\xb8\xed\t\xb3\xaa\n\xc8\xab\t1\n",
		"sep=;\na;b\n\"1\n;\"\"\";2", "a\r\"b\"c\r", "{\"a\":1}\n{\"b\":[]}\n", "PK\x03\x04", "a,b\n\x00,\xff\n", "[{}]",
	} {
		f.Add([]byte(s), "", "")
		f.Add([]byte(s), "cp949", ";")
		f.Add([]byte(s), "utf-8", "\t")
	}
	f.Fuzz(func(t *testing.T, content []byte, encoding, delim string) {
		var d rune
		if delim != "" {
			d, _ = utf8.DecodeRuneInString(delim)
		}
		file, err := Open(bytes.NewReader(content), Options{Encoding: encoding, Delimiter: d})
		g := readOrRefuse(t, file, err)
		for _, row := range g.Rows {
			for _, v := range row.Values {
				if !utf8.ValidString(v) || strings.Contains(v, "\x00") {
					t.Fatalf("row %d has the value %q", row.Number, v)
				}
			}
		}
		for _, bad := range g.Bad {
			if bad.Reason() == bad.Code || strings.Contains(bad.Error(), "%!") {
				t.Fatalf("the message is %q", bad.Error())
			}
		}
	})
}

// FuzzCSVRoundTrip writes cells with the standard library and reads them
// back, through a reader that gives one byte at a time.
func FuzzCSVRoundTrip(f *testing.F) {
	f.Add("홍길동", "a,b", "c\n\"d\"", byte(0))
	f.Add("", "\"", "\r\n;", byte(1))
	f.Fuzz(func(t *testing.T, a, b, c string, d byte) {
		want := []string{a, b, c}
		for _, v := range want {
			// encoding/csv's writer has its own mind about carriage returns.
			if !utf8.ValidString(v) || strings.ContainsAny(v, "\x00\r") {
				return
			}
		}
		if strings.Trim(a+b+c, " \t\",;") == "" {
			return // a row without content
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma = rune(candidates[int(d)%len(candidates)])
		if err := w.WriteAll([][]string{{"x", "y", "z"}, want}); err != nil {
			t.Fatal(err)
		}
		s := &scanner{r: iotest.OneByteReader(&out), delim: byte(w.Comma)}
		p := &csvParser{delim: s.delim, enc: utf8Text{}, name: "UTF-8", header: want}
		for range 2 {
			row, err := s.next()
			if err != nil {
				t.Fatal(err)
			}
			values, bad := p.values(row)
			if bad != nil {
				t.Fatal(bad)
			}
			if values[0] != "x" && !slices.Equal(values, want) {
				t.Errorf("read %q, wrote %q", values, want)
			}
		}
		if _, err := s.next(); err != io.EOF {
			t.Errorf("after the last row: %v", err)
		}
	})
}

// endless is a file of size bytes that repeats one pattern and is nowhere in memory.
type endless struct {
	head, pattern string
	size, at      int64
}

func (e *endless) Read(b []byte) (int, error) {
	if e.at >= e.size {
		return 0, io.EOF
	}
	part := e.head
	if from := e.at - int64(len(e.head)); from >= 0 {
		part = e.pattern[from%int64(len(e.pattern)):]
	} else {
		part = part[e.at:]
	}
	n := copy(b, part)
	e.at += int64(n)
	return n, nil
}

func (e *endless) Seek(offset int64, _ int) (int64, error) {
	e.at = offset
	return offset, nil
}

// TestMemoryBounded reads files far larger than the memory they may take:
// one endless row, one endless quoted cell, one endless row of delimiters,
// one endless line of JSON.
func TestMemoryBounded(t *testing.T) {
	const size, most = 128 << 20, 64 << 20
	tests := []struct{ name, head, pattern, code string }{
		{"row", "a,b\n1,", "가나", "row-too-long"},
		{"quoted cell", "a,b\n1,\"", "x\r\n", "unclosed-quote"},
		{"delimiters", "a,b\n1", ",", "row-too-long"},
		{"json", `{"a":1}` + "\n{", `"a":[`, "row-too-long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := Open(&endless{head: tt.head, pattern: strings.Repeat(tt.pattern, 1<<16), size: size}, Options{Encoding: "utf-8", Delimiter: ','})
			if err != nil {
				t.Fatal(err)
			}
			g := readAll(t, f)
			runtime.ReadMemStats(&after)
			if len(g.Bad) != 1 || g.Bad[0].Code != tt.code {
				t.Errorf("rejected %v, want one %s", g.Bad, tt.code)
			}
			// All that was ever allocated, so that no collection can hide it.
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("reading %d bytes allocated %d", size, used)
			}
		})
	}
}

// TestReadErrors lets the reader fail at every byte: the error comes through
// and no row comes after it.
func TestReadErrors(t *testing.T) {
	const content = "a,b\n1,\"2\n3\"\n4,5\n"
	broken := errors.New("the stick was pulled")
	whole := readAll(t, open(t, content, Options{}))
	for n := range len(content) {
		s := &scanner{r: io.MultiReader(strings.NewReader(content[:n]), iotest.ErrReader(broken)), delim: ','}
		p := &csvParser{delim: ',', enc: utf8Text{}, header: []string{"x", "y"}}
		f := &File{header: p.header, scan: s, parser: p, number: -1}
		var rows []Row
		for {
			row, err := f.Next()
			if err != nil {
				if !errors.Is(err, broken) {
					t.Fatalf("cut at %d: %v", n, err)
				}
				break
			}
			rows = append(rows, row)
		}
		if len(rows) > 0 {
			if diff := cmp.Diff(whole.Rows[:len(rows)-1], rows[1:]); diff != "" {
				t.Errorf("cut at %d: %s", n, diff)
			}
		}
	}
}
