package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const office = `"http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

// parts are those of a workbook with a visible sheet 명단, one that is hidden
// before it, and one behind.
func parts(sheetData string) map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"_rels/.rels":         `<Relationships><Relationship Id="r1" Type=` + office + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook><sheets><sheet name="숨김" sheetId="1" state="hidden" r:id="r1"/>` +
			`<sheet name="명단" sheetId="2" r:id="r2"/><sheet name="다른 것" sheetId="3" r:id="r3"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type=` + office + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type=` + office + `worksheet" Target="/xl/worksheets/sheet2.xml"/>` +
			`<Relationship Id="r3" Type=` + office + `worksheet" Target="worksheets/../worksheets/sheet3.xml"/>` +
			`<Relationship Id="r4" Type=` + office + `sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="r5" Type=` + office + `styles" Target="styles.xml"/>` +
			`<Relationship Id="r6" Type=` + office + `externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c t="inlineStr"><is><t>숨은 이름</t></is></c></row></sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<?xml version="1.0" encoding="UTF-8"?><worksheet>` + sheetData + `</worksheet>`,
		"xl/worksheets/sheet3.xml": `<worksheet><sheetData><row><c t="inlineStr"><is><t>셋째</t></is></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml": `<sst><si><t>성명</t></si><si><r><rPr><b/></rPr><t>홍</t></r><r><t xml:space="preserve">길동 </t></r><rPh sb="0" eb="1"><t>ホン</t></rPh></si>` +
			`<si><t>한 줄_x000D__x000a_두 줄_x005F_x</t></si><si><t/></si><si><t>a &amp; &quot;b&quot; <![CDATA[<c>]]></t></si></sst>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;년&quot; m&quot;월&quot; d&quot;일&quot;;@"/>` +
			`<numFmt numFmtId="165" formatCode="00000000"/><numFmt numFmtId="166" formatCode="[&lt;=99999999]####\-####;\(0##\)\ ####\-####"/>` +
			`<numFmt numFmtId="167" formatCode="[Red]#,##0.00_ "/><numFmt numFmtId="168" formatCode="[h]:mm"/><numFmt numFmtId="169" formatCode="G/표준&quot;days&quot;"/>` +
			`<numFmt numFmtId="170" formatCode="[$-412]AM/PM h:mm"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>` +
			`<xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs><dxfs><xf numFmtId="14"/></dxfs></styleSheet>`,
	}
}

func workbook(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbookCells(t *testing.T) {
	for _, tt := range []struct{ name, cell, want string }{
		{"shared", `<c t="s"><v>0</v></c>`, "성명"},
		{"runs without their pronunciation", `<c t="s"><v>1</v></c>`, "홍길동 "},
		{"escapes", `<c t="s"><v>2</v></c>`, "한 줄\r\n두 줄_x"},
		{"shared and empty", `<c t="s"><v>3</v></c>`, ""},
		{"entities and quotes", `<c t="s"><v>4</v></c>`, `a & "b" <c>`},
		{"inline", `<c t="inlineStr"><is><r><t>홍</t></r><r><t>길동</t></r><rPh><t>ホン</t></rPh></is></c>`, "홍길동"},
		{"prefix", `<x:c t="inlineStr"><x:is><x:t>홍</x:t></x:is></x:c>`, "홍"},
		{"text of a formula", `<c t="str"><f>A1</f><v>=위험</v></c>`, "=위험"},
		{"number of a formula", `<c><f>1+1</f><v>2</v></c>`, "2"},
		{"empty text of a formula", `<c t="str"><f>A9</f><v></v></c>`, ""},
		{"id of ten digits", `<c><v>1234567890</v></c>`, "1234567890"},
		{"exponent", `<c><v>1.01234567E+10</v></c>`, "10123456700"},
		{"small exponent", `<c><v>1E-3</v></c>`, "0.001"},
		{"sixteen digits", `<c><v>1234567890123456</v></c>`, "1234567890123456"},
		{"fifteen count", `<c><v>0.10000000000000001</v></c>`, "0.1"},
		{"negative", `<c><v>-3.5</v></c>`, "-3.5"},
		{"percent is no number", `<c><v>abc</v></c>`, "abc"},
		{"not finite", `<c><v>1E999</v></c>`, "1E999"},
		{"date", `<c s="1"><v>31113</v></c>`, "1985-03-07"},
		{"date of a format in Korean", `<c s="2"><v>31113</v></c>`, "1985-03-07"},
		{"date and time", `<c s="8"><v>31113.5</v></c>`, "1985-03-07 12:00:00"},
		{"nearly midnight", `<c s="8"><v>31112.999999999</v></c>`, "1985-03-07"},
		{"time", `<c s="9"><v>0.75</v></c>`, "18:00:00"},
		{"first day", `<c s="1"><v>1</v></c>`, "1900-01-01"},
		{"last day before the mistake", `<c s="1"><v>59</v></c>`, "1900-02-28"},
		{"the day that never was", `<c s="1"><v>60</v></c>`, "1900-02-29"},
		{"first day after", `<c s="1"><v>61</v></c>`, "1900-03-01"},
		{"negative date", `<c s="1"><v>-1</v></c>`, "-1"},
		{"date beyond", `<c s="1"><v>2958466</v></c>`, "2958466"},
		{"date of the strict edition", `<c t="d"><v>1985-03-07T00:00:00</v></c>`, "1985-03-07T00:00:00"},
		{"zeros in front", `<c s="3"><v>1234</v></c>`, "00001234"},
		{"more digits than the format", `<c s="3"><v>123456789012</v></c>`, "123456789012"},
		{"zeros for no whole number", `<c s="3"><v>1.5</v></c>`, "1.5"},
		{"telephone", `<c s="4"><v>1012345678</v></c>`, "(010) 1234-5678"},
		{"short telephone", `<c s="4"><v>1234567</v></c>`, "1234567"},
		{"thousands", `<c s="5"><v>1234</v></c>`, "1234"},
		{"hours", `<c s="6"><v>1.5</v></c>`, "1.5"},
		{"quoted days", `<c s="7"><v>45000</v></c>`, "45000"},
		{"style that is not there", `<c s="99"><v>45000</v></c>`, "45000"},
		{"true", `<c t="b"><v>1</v></c>`, "TRUE"},
		{"false", `<c t="b"><v>0</v></c>`, "FALSE"},
		{"no value", `<c s="1"/>`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sheet := `<sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row><row><c><v>1</v></c>` + tt.cell + `</row></sheetData>`
			if strings.HasPrefix(tt.cell, "<x:") {
				sheet = strings.NewReplacer("</", "</x:", "<", "<x:", "x:x:", "x:").Replace(strings.ReplaceAll(sheet, "</", "<\x00"))
				sheet = strings.ReplaceAll(sheet, "<x:\x00", "</x:")
				sheet = strings.ReplaceAll(sheet, "x:x:", "x:")
			}
			f, err := Open(bytes.NewReader(workbook(t, parts(sheet))), Options{Name: "x.xlsx"})
			if err != nil {
				t.Fatal(err)
			}
			g := readAll(t, f)
			want := got{[]string{"a", "b"}, []Row{{1, []string{"1", tt.want}}}, nil}
			if diff := cmp.Diff(want, g); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWorkbooksAsTheyCome(t *testing.T) {
	const text = `<c t="inlineStr"><is><t>%s</t></is></c>`
	cells := func(values ...string) string {
		row := "<row>"
		for _, v := range values {
			row += strings.Replace(fmt.Sprintf(text, v), `<c t="inlineStr"><is><t></t></is></c>`, "<c/>", 1)
		}
		return row + "</row>"
	}
	tests := []struct {
		name, sheet string
		want        got
		notices     []Notice
	}{
		{"title, gaps, hidden and merged",
			`<cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="true"/></cols><sheetData>` +
				`<row r="2"><c r="A2" t="inlineStr"><is><t>2026년 명단</t></is></c></row>` +
				`<row r="4"><c r="A4" t="inlineStr"><is><t>주소</t></is></c><c r="C4" t="inlineStr"><is><t>인적사항</t></is></c></row>` +
				`<row r="5"><c r="B5" t="inlineStr"><is><t>사건번호</t></is></c><c r="C5" t="inlineStr"><is><t>성명</t></is></c></row>` +
				`<row r="7" hidden="1"><c r="A7" t="inlineStr"><is><t>서울</t></is></c><c r="B7"><v>1</v></c><c r="C7" t="s"><v>1</v></c></row>` +
				`<row r="9"><c r="B9"><v>2</v></c></row><row r="10"/><row r="1000"><c r="A1000" s="1"/></row></sheetData>` +
				`<mergeCells><mergeCell ref="A2:C2"/><mergeCell ref="A7:A10"/><mergeCell ref="A4:A5"/><mergeCell ref="nonsense"/></mergeCells>`,
			got{[]string{"주소", "사건번호", "성명"}, []Row{{2, []string{"서울", "1", "홍길동 "}}, {4, []string{"서울", "2", ""}}}, nil},
			[]Notice{{"header-row", []any{5}}, {"xlsx-sheets", []any{2}}, {"xlsx-hidden", []any{1, 1}}}},
		{"no letters of cells", `<sheetData>` + cells("성명", "사건번호") + cells("", "7") + `</sheetData>`,
			got{[]string{"성명", "사건번호"}, []Row{{1, []string{"", "7"}}}, nil}, []Notice{{"xlsx-sheets", []any{2}}}},
		{"errors and formulas",
			`<sheetData>` + cells("성명", "사건번호") + `<row><c t="e"><v>#REF!</v></c><c><v>1</v></c></row>` +
				`<row><c t="str"><f>A1</f><v>갑</v></c><c><f>B1+1</f></c></row><row><c t="str"><f>A1</f><v>을</v></c><c><v>3</v></c></row></sheetData>`,
			got{[]string{"성명", "사건번호"}, []Row{{3, []string{"을", "3"}}}, []RowError{{1, "성명", "cell-error", nil}, {2, "사건번호", "cell-error", nil}}},
			[]Notice{{"xlsx-sheets", []any{2}}, {"xlsx-formulas", []any{2}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Open(bytes.NewReader(workbook(t, parts(tt.sheet))), Options{Known: known})
			if err != nil {
				t.Fatal(err)
			}
			if f.Format() != "xlsx" || f.Delimiter() != 0 {
				t.Errorf("format %q, delimiter %q", f.Format(), f.Delimiter())
			}
			if diff := cmp.Diff(tt.want, readAll(t, f)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.notices, f.Notices()); diff != "" {
				t.Error(diff)
			}
			for _, n := range f.Notices() {
				if strings.Contains(n.String(), "%!") || n.String() == n.Code {
					t.Errorf("the notice %s says %q", n.Code, n)
				}
			}
		})
	}
}

func TestSheets(t *testing.T) {
	all := parts(`<sheetData><row><c t="inlineStr"><is><t>첫째</t></is></c></row></sheetData>`)
	all["xl/workbook.xml"] = strings.Replace(all["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	all["xl/worksheets/sheet3.xml"] = `<worksheet><sheetData><row><c t="inlineStr"><is><t>날</t></is></c></row><row><c s="1"><v>29651</v></c></row><row><c s="1"><v>1</v></c></row></sheetData></worksheet>`
	for sheet, want := range map[string]got{
		"":     {Header: []string{"첫째"}},
		"명단":   {Header: []string{"첫째"}},
		"숨김":   {Header: []string{"숨은 이름"}},
		"다른 것": {Header: []string{"날"}, Rows: []Row{{1, []string{"1985-03-07"}}, {2, []string{"1904-01-02"}}}},
	} {
		f, err := Open(bytes.NewReader(workbook(t, all)), Options{Sheet: sheet})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, readAll(t, f)); diff != "" {
			t.Errorf("%s: %s", sheet, diff)
		}
	}
}

// TestPinnedRemarks: what is not read is at least spoken of.
func TestPinnedRemarks(t *testing.T) {
	all := parts(`<sheetData><row><c t="s"><v>0</v></c></row></sheetData>`)
	all["xl/worksheets/_rels/sheet2.xml.rels"] = `<Relationships><Relationship Id="r1" Type=` + office + `comments" Target="../comments1.xml"/></Relationships>`
	f, err := Open(bytes.NewReader(workbook(t, all)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []Notice{{"xlsx-sheets", []any{2}}, {Code: "xlsx-remarks"}}
	if diff := cmp.Diff(want, f.Notices()); diff != "" {
		t.Error(diff)
	}
}

// FuzzSheet reads arbitrary sheets. Whatever they are, a row that comes has as
// many values as the header, and the same sheet gives the same rows again.
func FuzzSheet(f *testing.F) {
	for _, s := range []string{
		`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3"><c r="B3" s="1"><v>31113</v></c></row></sheetData><mergeCell ref="A1:A3"/>`,
		`<sheetData><row><c t="inlineStr"><is><t>a"b</t></is></c><c t="b"><v>1</v></c></row><row><c t="e"><v>#N/A</v></c></row></sheetData>`,
		`<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row hidden="1"><c s="4"><f>x</f><v>1E10</v></c></row></sheetData>`,
		`<sheetData><row><c/></row>`, `<!DOCTYPE a>`, ``, `<sheetData><c><v>1</v></c><row><row>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		b := workbook(t, parts(content))
		file, err := Open(bytes.NewReader(b), Options{Known: known})
		readOrRefuse(t, file, err)
	})
}

// FuzzNumberFormat reads arbitrary codes of formats and fills digits in.
func FuzzNumberFormat(f *testing.F) {
	for _, s := range []string{"00000", `[<=9999999]###\-####;\(0##\)\ ###\-####`, `yyyy"년"`, "_", `"`, `\`, "[", "*", "General;;;@", "0;0;0"} {
		f.Add(s, uint32(1012345678))
	}
	f.Fuzz(func(t *testing.T, code string, n uint32) {
		b := &book{formats: []numberFormat{readCode(code)}}
		number := fmt.Sprint(n)
		out := b.number(number, 0)
		if !b.formats[0].date && !subsequence(out, number) {
			t.Errorf("%q shows %s as %q", code, number, out)
		}
	})
}

// subsequence reports whether the digits stand in the text, in their order.
func subsequence(text, digits string) bool {
	for i := range len(text) {
		if digits != "" && text[i] == digits[0] {
			digits = digits[1:]
		}
	}
	return digits == ""
}
