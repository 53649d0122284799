package table

import (
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/korean"
)

// cp949Bytes writes text as Korean Excel does.
func cp949Bytes(t testing.TB, text string) string {
	t.Helper()
	b, err := korean.EUCKR.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// utf16Bytes writes text as UTF-16 with its mark.
func utf16Bytes(text string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// oleFile is the beginning of a compound file with a stream of that name.
func oleFile(stream string) string {
	b := make([]byte, 4096)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	b[30], b[48] = 9, 2 // sectors of 512 bytes; the directory is the third
	copy(b[3*512+128:], utf16Bytes(stream, binary.LittleEndian)[2:])
	return string(b)
}

// got is everything a file gave.
type got struct {
	Header []string
	Rows   []Row
	Bad    []RowError
}

// readAll reads a file to its end and checks that it counted right.
func readAll(t testing.TB, f *File) got {
	t.Helper()
	g := got{Header: f.Header()}
	for {
		row, err := f.Next()
		var bad *RowError
		switch {
		case err == io.EOF:
			if n := len(g.Rows) + len(g.Bad); n != f.Rows() {
				t.Errorf("Rows() = %d, but %d rows came", f.Rows(), n)
			}
			if _, again := f.Next(); again != io.EOF {
				t.Errorf("after the end Next gives %v", again)
			}
			return g
		case errors.As(err, &bad):
			g.Bad = append(g.Bad, *bad)
		case err != nil:
			t.Fatal(err)
		default:
			g.Rows = append(g.Rows, row)
		}
	}
}

func open(t testing.TB, content string, o Options) *File {
	t.Helper()
	f, err := Open(strings.NewReader(content), o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSameRowsInEveryDress(t *testing.T) {
	const csv = "번호,성명,비고\r\n1,홍길동,\"가, \"\"나\"\"\n다\"\r\n2,똠방각하,\r\n"
	want := got{
		Header: []string{"번호", "성명", "비고"},
		Rows: []Row{
			{1, []string{"1", "홍길동", "가, \"나\"\n다"}},
			{2, []string{"2", "똠방각하", ""}},
		},
	}
	tests := []struct {
		name, content, encoding string
		delim                   rune
		asked                   Options
	}{
		{"utf-8", csv, "utf-8", ',', Options{}},
		{"utf-8 with mark", "\ufeff" + csv, "utf-8", ',', Options{}},
		{"utf-8 with mark, asked", "\ufeff" + csv, "utf-8", ',', Options{Encoding: "UTF8"}},
		{"cp949", cp949Bytes(t, csv), "cp949", ',', Options{}},
		{"cp949 asked", cp949Bytes(t, csv), "cp949", ',', Options{Encoding: "EUC-KR"}},
		{"line feeds", strings.ReplaceAll(csv, "\r\n", "\n"), "utf-8", ',', Options{}},
		{"carriage returns", strings.ReplaceAll(csv, "\r\n", "\r"), "utf-8", ',', Options{}},
		{"no last line end", strings.TrimSuffix(csv, "\r\n"), "utf-8", ',', Options{}},
		{"semicolon", "번호;성명;비고\n1;홍길동;\"가, \"\"나\"\"\n다\"\n2;똠방각하;\n", "utf-8", ';', Options{}},
		{"tab", "번호\t성명\t비고\n1\t홍길동\t\"가, \"\"나\"\"\n다\"\n2\t똠방각하\t\n", "utf-8", '\t', Options{}},
		{"sep line", "sep=|\r\n번호|성명|비고\n1|홍길동|\"가, \"\"나\"\"\n다\"\n2|똠방각하|\n", "utf-8", '|', Options{}},
		{"asked delimiter", "번호|성명|비고\n1|홍길동|\"가, \"\"나\"\"\n다\"\n2|똠방각하|\n", "utf-8", '|', Options{Delimiter: '|'}},
		{"json lines", `{"번호":"1","성명":"홍길동","비고":"가, \"나\"\n다"}` + "\n" + `{"번호":2,"성명":"\ub620방각하","비고":null}`, "utf-8", 0, Options{}},
		{"utf-16, little end first", utf16Bytes(csv, binary.LittleEndian), "utf-16", ',', Options{}},
		{"utf-16, big end first", utf16Bytes(csv, binary.BigEndian), "utf-16", ',', Options{Encoding: "utf-16le"}},
		{"unicode text of excel", utf16Bytes("번호\t성명\t비고\r\n1\t홍길동\t\"가, \"\"나\"\"\n다\"\r\n2\t똠방각하\t\r\n", binary.LittleEndian), "utf-16", '\t', Options{}},
		{"utf-16 with sep line", utf16Bytes("sep=|\r\n번호|성명|비고\n1|홍길동|\"가, \"\"나\"\"\n다\"\n2|똠방각하|\n", binary.LittleEndian), "utf-16", '|', Options{}},
		{"utf-16 json lines", utf16Bytes(`{"번호":"1","성명":"홍길동","비고":"가, \"나\"\n다"}`+"\n"+`{"번호":2,"성명":"똠방각하"}`, binary.BigEndian), "utf-16", 0, Options{}},
		{"json lines with mark", "\ufeff" + `{"번호":"1","성명":"홍길동","비고":"가, \"나\"\u000a다"}` + "\r\n" + `{"번호":2,"성명":"똠방각하"}` + "\r\n", "utf-8", 0, Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, tt.content, tt.asked)
			if f.Encoding() != tt.encoding || f.Delimiter() != tt.delim {
				t.Errorf("read as %s with %q, want %s with %q", f.Encoding(), f.Delimiter(), tt.encoding, tt.delim)
			}
			if diff := cmp.Diff(want, readAll(t, f)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRowsRejected(t *testing.T) {
	row := func(n int, v ...string) Row { return Row{n, v} }
	tests := []struct {
		name, content string
		asked         Options
		rows          []Row
		bad           []RowError
	}{
		{"wrong count", "a,b\n1\n2,3\n4,5,6\n", Options{}, []Row{row(2, "2", "3")},
			[]RowError{{1, "", "columns", []any{2, 1}}, {3, "", "columns", []any{2, 3}}}},
		{"unclosed quote", "a,b\n1,2\n\"3,4\n5,6\n7,8", Options{}, []Row{row(1, "1", "2")},
			[]RowError{{2, "", "unclosed-quote", []any{2}}}},
		{"text after quote", "a,b\n\"1,2\n\"3\",4\n5,6\n", Options{}, []Row{row(2, "5", "6")},
			[]RowError{{1, "", "text-after-quote", []any{1}}}},
		{"quote inside is text", "a,b\n5\" disk,say \"hi\"\n", Options{}, []Row{row(1, "5\" disk", "say \"hi\"")}, nil},
		{"nul", "a,b\n1,x\x00y\n2,z\n", Options{}, []Row{row(2, "2", "z")}, []RowError{{1, "b", "nul", nil}}},
		{"blank rows are counted", "\n\na,b\n\n1,2\n,\n\"\", \n3,4\n\n", Options{}, []Row{row(2, "1", "2"), row(5, "3", "4")}, nil},
		{"mixed, utf-8 asked", "a,성명\n1,홍길동\n2,\xb1\xe6\n3,임꺽정\n", Options{Encoding: "utf-8"},
			[]Row{row(1, "1", "홍길동"), row(3, "3", "임꺽정")},
			[]RowError{{2, "성명", "row-encoding", []any{"UTF-8", 1}}}},
		{"mixed, cp949 asked", "a,b\n1,\xc8\xab\n2,x\xff\n3,\xc9\xa1\n4,\xc8\n", Options{Encoding: "uhc"}, []Row{row(1, "1", "홍")},
			[]RowError{{2, "b", "row-encoding", []any{"CP949", 2}}, {3, "b", "row-encoding", []any{"CP949", 1}},
				{4, "b", "row-encoding", []any{"CP949", 1}}}},
		{"large cells", "a,b\n1," + strings.Repeat("x", maxCell) + "1\n2,3\n\"" + strings.Repeat("y", maxRow) + "\",4\n5,6\n", Options{},
			[]Row{row(2, "2", "3"), row(4, "5", "6")},
			[]RowError{{1, "b", "cell-too-long", []any{maxCell}}, {3, "", "row-too-long", []any{maxRow}}}},
		{"many cells", "a,b\n" + strings.Repeat(",1", 3000) + "\n5,6\n", Options{}, []Row{row(2, "5", "6")},
			[]RowError{{1, "", "columns", []any{2, 3001}}}},
		{"one column", "a\n1\n홍길동\n", Options{}, []Row{row(1, "1"), row(2, "홍길동")}, nil},
		{"header alone", "a,b\n", Options{}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := readAll(t, open(t, tt.content, tt.asked))
			if diff := cmp.Diff(tt.rows, g.Rows); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.bad, g.Bad); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFilesRefused(t *testing.T) {
	tests := []struct {
		name, content string
		asked         Options
		want          FileError
	}{
		{"nothing", "", Options{}, FileError{Code: "empty"}},
		{"only a mark", "\ufeff", Options{}, FileError{Code: "empty"}},
		{"only line ends", "\r\n\r\n ", Options{}, FileError{Code: "empty"}},
		{"only delimiters", ",,\n,,\n", Options{}, FileError{Code: "empty"}},
		{"utf-16 without a mark", utf16Bytes("번호,성명\r\n1,홍길동\r\n2,임꺽정\r\n", binary.LittleEndian)[2:], Options{}, FileError{Code: "utf-16-unmarked"}},
		{"utf-16 asked", "a,b\n", Options{Encoding: "UTF-16"}, FileError{Code: "encoding-mark"}},
		{"utf-16, cp949 asked", utf16Bytes("a,b\n", binary.BigEndian), Options{Encoding: "cp949"}, FileError{Code: "encoding-mark"}},
		{"archive cut off", "PK\x03\x04\x14\x00\x06\x00", Options{Name: "list.xlsx"}, FileError{Code: "xlsx-broken"}},
		{"old office document", oleFile("SomethingElse"), Options{}, FileError{Code: "ole"}},
		{"old office document cut off", oleFile("")[:10], Options{}, FileError{Code: "ole"}},
		{"old workbook", oleFile("Workbook"), Options{}, FileError{Code: "ole-xls"}},
		{"workbook behind a password", oleFile("EncryptedPackage"), Options{Name: "list.xlsx"}, FileError{Code: "ole-encrypted"}},
		{"document of hangul", oleFile("HwpSummaryInformation"), Options{}, FileError{Code: "ole-hwp"}},
		{"sheet of a csv", "a,b\n", Options{Sheet: "x"}, FileError{Code: "sheet-none"}},
		{"web page as xls", "\r\n<HTML><table>", Options{Name: "list.xls"}, FileError{Code: "markup"}},
		{"picture", "\x89PNG\r\n\x1a\n", Options{}, FileError{Code: "binary"}},
		{"binary", "\x01\x02\x03\x04abc\x00\x00\x05\x06", Options{}, FileError{Code: "binary"}},
		{"json array", "[\n {\"a\":1}\n]", Options{}, FileError{Code: "json-array"}},
		{"json array by name", "[1]", Options{Name: "x.json"}, FileError{Code: "json-array"}},
		{"json document", "{\n \"a\": 1\n}\n", Options{}, FileError{Code: "json-document"}},
		{"json in cp949", "{\"a\":1}\n", Options{Encoding: "cp949"}, FileError{Code: "encoding-json"}},
		{"unknown encoding", "a,b\n", Options{Encoding: "latin1"}, FileError{Code: "encoding-unknown"}},
		{"mark and cp949", "\ufeffa,b\n", Options{Encoding: "cp949"}, FileError{Code: "encoding-mark"}},
		{"mixed", "a,b\n1,홍\n2,\xb1\xe6\n", Options{}, FileError{Code: "encoding-neither", Args: []any{2, int64(13), 1, int64(7)}}},
		{"mark, then broken", "\ufeffa,b\n1,2\n3,\xb1\xe6\n", Options{}, FileError{Code: "encoding-broken", Args: []any{2, int64(14)}}},
		{"latin or cp949", "a,b\n1,\xc3\xa9\n", Options{}, FileError{Code: "encoding-both"}},
		{"delimiter letter", "a,b\n", Options{Delimiter: 'a'}, FileError{Code: "delimiter-unknown"}},
		{"delimiter quote", "a,b\n", Options{Delimiter: '"'}, FileError{Code: "delimiter-unknown"}},
		{"two delimiters", "a,b;c\n1,2;3\n", Options{}, FileError{Code: "delimiter-undecided", Args: []any{byte(','), byte(';')}}},
		{"one name twice", "a,b, a\n", Options{}, FileError{Code: "header-duplicate", Args: []any{1, 3}}},
		{"too many columns", strings.Repeat("a,", 600) + "b\n", Options{}, FileError{Code: "header-columns", Args: []any{601, 512}}},
		{"header open", "\"a,b\n1,2\n", Options{}, FileError{Code: "header", Err: &RowError{Code: "unclosed-quote", Args: []any{1}}}},
		{"header in cp949, utf-8 asked", cp949Bytes(t, "번호,성명\n"), Options{Encoding: "utf-8"},
			FileError{Code: "header", Err: &RowError{Code: "row-encoding", Args: []any{"UTF-8", 1}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(strings.NewReader(tt.content), tt.asked)
			var bad *FileError
			if !errors.As(err, &bad) {
				t.Fatalf("Open gives %v, want a FileError", err)
			}
			if diff := cmp.Diff(tt.want, *bad); diff != "" {
				t.Error(diff)
			}
			if text := bad.Error(); strings.Contains(text, "%!") || text == bad.Code || bad.Hint() == "" {
				t.Errorf("the message is %q, the hint %q", text, bad.Hint())
			}
		})
	}
}

func TestNotices(t *testing.T) {
	tests := []struct {
		name, content string
		want          []Notice
	}{
		{"none", "a,b\n", nil},
		{"mark", "\ufeffa,b\n", []Notice{{Code: "mark-dropped"}}},
		{"trimmed", "a, b\n", []Notice{{"header-trimmed", []any{2}}}},
		{"sep", "sep=;\na;b\n", []Notice{{Code: "sep-line"}}},
		// EA B0 81 twice is 각각 in UTF-8 and three rare characters in CP949.
		{"both", "a,b\n1,각각\n", []Notice{{Code: "both-encodings"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, tt.content, Options{})
			if diff := cmp.Diff(tt.want, f.Notices()); diff != "" {
				t.Error(diff)
			}
			for _, n := range f.Notices() {
				if text := n.String(); strings.Contains(text, "%!") || text == n.Code {
					t.Errorf("the notice %s says %q", n.Code, text)
				}
			}
		})
	}
}
