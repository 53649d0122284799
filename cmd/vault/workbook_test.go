package main

import (
	"archive/zip"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// workbook FILE.xlsx FILE.csv… makes a workbook whose sheets are the files, called
// as these. A number is a number, and one after an @ a date.
func workbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: workbook file.xlsx file.csv...")
	}
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := map[string]string{"xl/styles.xml": `<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>`}
	sheets, links := "", `<Relationship Id="s" Type="`+kind+`styles" Target="styles.xml"/>`
	for i, name := range args[1:] {
		rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(name))).ReadAll()
		ts.Check(err)
		text := ""
		for _, row := range rows {
			text += "<row>"
			for _, v := range row {
				switch day := strings.TrimPrefix(v, "@"); {
				case day != v:
					text += `<c s="1"><v>` + day + `</v></c>`
				case v != "" && strings.Trim(v, "0123456789") == "":
					text += `<c><v>` + v + `</v></c>`
				default:
					text += `<c t="inlineStr"><is><t>` + html.EscapeString(v) + `</t></is></c>`
				}
			}
			text += "</row>"
		}
		parts[fmt.Sprintf("xl/s%d.xml", i)] = `<worksheet><sheetData>` + text + `</sheetData></worksheet>`
		sheets += fmt.Sprintf(`<sheet name="%s" r:id="r%d"/>`, strings.TrimSuffix(name, ".csv"), i)
		links += fmt.Sprintf(`<Relationship Id="r%d" Type="%sworksheet" Target="s%d.xml"/>`, i, kind, i)
	}
	parts["_rels/.rels"] = `<r><Relationship Type="` + kind + `officeDocument" Target="xl/workbook.xml"/></r>`
	parts["xl/workbook.xml"], parts["xl/_rels/workbook.xml.rels"] = `<w>`+sheets+`</w>`, `<r>`+links+`</r>`
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(f)
	for name, content := range parts {
		w, err := z.Create(name)
		ts.Check(err)
		_, err = io.WriteString(w, content)
		ts.Check(err)
	}
	ts.Check(errors.Join(z.Close(), f.Close()))
}
