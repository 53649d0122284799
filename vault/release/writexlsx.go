package release

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A workbook of one sheet in Office Open XML (ECMA-376), with no more than a
// spreadsheet needs to open it: no properties, author, program or time. Every
// cell is an inline string in the format Text, so there is no formula, not even
// after somebody opens a cell and presses Enter.
//
// What a spreadsheet cannot hold is refused, not cut.
const (
	maxSheetRows    = 1 << 20
	maxSheetColumns = 1 << 14
	maxSheetCell    = 32767 // characters, in UTF-16
)

// xlsxParts are the parts before the sheet, in their order.
func xlsxParts() [][2]string {
	const (
		head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
		main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		rel  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		pkg  = "http://schemas.openxmlformats.org/package/2006/"
		mime = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	)
	return [][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="` + pkg + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + mime + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + mime + `styles+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + mime + `worksheet+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="` + pkg + `relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", head + `<workbook xmlns="` + main + `" xmlns:r="` + rel + `"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", head + `<Relationships xmlns="` + pkg + `relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + rel + `/styles" Target="styles.xml"/></Relationships>`},
		// Style 1 is numFmt 49, Text.
		{"xl/styles.xml", head + `<styleSheet xmlns="` + main + `"><fonts count="1"><font/></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
			`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
			`<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`},
	}
}

func writeXLSX(w io.Writer, head []string, rows iter.Seq[[]string]) error {
	z := zip.NewWriter(w)
	for _, part := range xlsxParts() {
		f, err := zipFile(z, part[0])
		if err == nil {
			_, err = io.WriteString(f, part[1])
		}
		if err != nil {
			return err
		}
	}
	f, err := zipFile(z, "xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	b.WriteString(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	n := 1
	if err := writeSheetRow(b, n, head); err != nil {
		return err
	}
	for row := range rows {
		n++
		if err := writeSheetRow(b, n, row); err != nil {
			return err
		}
	}
	b.WriteString(`</sheetData></worksheet>`)
	if err := b.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// zipFile begins an entry dated to the first day that zip knows, for all of them.
func zipFile(z *zip.Writer, name string) (io.Writer, error) {
	//lint:ignore SA1019 Modified would add a field that only some systems write.
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, ModifiedDate: 1<<5 | 1})
}

func writeSheetRow(b *bufio.Writer, n int, cells []string) error {
	if n > maxSheetRows || len(cells) > maxSheetColumns {
		return fmt.Errorf("a spreadsheet has at most %d rows and %d columns", maxSheetRows, maxSheetColumns)
	}
	fmt.Fprintf(b, `<row r="%d">`, n)
	for i, s := range cells {
		if s == "" {
			continue
		}
		s = guardEscapes(s)
		if utf16Len(s) > maxSheetCell {
			return fmt.Errorf("a cell of a spreadsheet holds at most %d characters: row %d, column %s has more", maxSheetCell, n, columnName(i))
		}
		fmt.Fprintf(b, `<c r="%s%d" s="1" t="inlineStr"><is><t xml:space="preserve">`, columnName(i), n)
		if err := xml.EscapeText(b, []byte(s)); err != nil {
			return err
		}
		b.WriteString(`</t></is></c>`)
	}
	_, err := b.WriteString(`</row>`)
	return err
}

// guardEscapes keeps text such as _x000D_ what it is: in a string of a
// spreadsheet it stands for a character (ECMA-376, ST_Xstring).
func guardEscapes(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`).ReplaceAllString(s, "_x005F_$1")
}

func utf16Len(s string) (n int) {
	for _, r := range s {
		n++
		if r >= 0x10000 && r != utf8.RuneError {
			n++
		}
	}
	return n
}

// columnName is A for 0, AA for 26.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}
