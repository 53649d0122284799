package release

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"iter"
)

// pageStyle is all that a page may load: its hash stands in the page's policy.
const pageStyle = `body{font:10pt/1.4 sans-serif;margin:2em;color:#000;background:#fff}h1{font-size:14pt}
table{border-collapse:collapse}th,td{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
th{background:#eee}@media print{tr{break-inside:avoid}thead{display:table-header-group}}
`

// PageHead begins an HTML page that loads nothing, runs nothing and tells nobody
// that it was opened. What follows it may use no other style than style, CSS
// that no value of a record is in.
func PageHead(language, title, style string) string {
	sum := sha256.Sum256([]byte(style))
	return fmt.Sprintf(`<!DOCTYPE html>
<html lang="%s"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'"><meta name="referrer" content="no-referrer"><title>%s</title><style>%s</style></head><body>
`, html.EscapeString(language), base64.StdEncoding.EncodeToString(sum[:]), html.EscapeString(title), style)
}

func writeHTML(w io.Writer, language, title string, head []string, rows iter.Seq[[]string]) error {
	b := bufio.NewWriter(w)
	b.WriteString(PageHead(language, title, pageStyle))
	fmt.Fprintf(b, "<h1>%s</h1>\n<table><thead>", html.EscapeString(title))
	writeHTMLRow(b, "th", head)
	b.WriteString("</thead><tbody>\n")
	for row := range rows {
		writeHTMLRow(b, "td", row)
	}
	b.WriteString("</tbody></table>\n</body></html>\n")
	return b.Flush()
}

func writeHTMLRow(b *bufio.Writer, cell string, row []string) {
	b.WriteString("<tr>")
	for _, s := range row {
		fmt.Fprintf(b, "<%s>%s</%s>", cell, html.EscapeString(s), cell)
	}
	b.WriteString("</tr>\n")
}
