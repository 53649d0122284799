package main

import (
	"fmt"
	"html"
	"strings"
	"time"

	"casevault/vault/release"
)

const statsStyle = `body{font:11pt/1.4 sans-serif;margin:2em auto;max-width:70em;color:#000;background:#fff}
h1{font-size:16pt}p{color:#333;max-width:45em}table{border-collapse:collapse}
th,td{border:1px solid #999;padding:.3em .6em;text-align:right;vertical-align:top}th{background:#eee}th:first-child{text-align:left}
svg{display:block;margin-top:.2em}@media print{tr{break-inside:avoid}thead{display:table-header-group}}
`

// barWidth is that of the largest number's bar, in pixels.
const barWidth = 80

// statsPage is a statistic that needs nothing but itself: each number with its
// bar below. A hidden number has none: its length would tell.
func (e *env) statsPage(t statistic) string {
	var b strings.Builder
	rows := t.Rows(e.statsLabels(t))
	title := e.say("stats.title", rows[0][0])
	b.WriteString(release.PageHead(e.words.Language(), title, statsStyle))
	fmt.Fprintf(&b, "<h1>%s</h1>\n<p>%s</p>\n<table><thead>", html.EscapeString(title),
		html.EscapeString(e.say("stats.made", e.Now().Format(time.DateOnly), t.Total)))
	statsRow(&b, rows[0], nil)
	b.WriteString("</thead><tbody>\n")
	most := t.largest()
	for i, row := range rows[1 : len(rows)-1] {
		statsRow(&b, row, func(j int) string { return t.bar(i, j, most) })
	}
	statsRow(&b, rows[len(rows)-1], nil)
	fmt.Fprintf(&b, "</tbody></table>\n<p>%s</p>\n</body></html>\n", html.EscapeString(e.say("stats.hidden.note", t.K)))
	return b.String()
}

// statsRow writes a line's name and its numbers, each with what bar returns.
func statsRow(b *strings.Builder, cells []string, bar func(column int) string) {
	for i, text := range cells {
		tag, more := "td", ""
		if i == 0 || bar == nil {
			tag = "th"
		} else {
			more = bar(i - 1)
		}
		if i == 0 {
			b.WriteString("<tr>")
		}
		fmt.Fprintf(b, "<%s>%s%s</%s>", tag, html.EscapeString(text), more, tag)
	}
	b.WriteString("</tr>\n")
}

// largest is the largest number that has a bar.
func (t statistic) largest() int {
	most := 1
	for i, n := range t.LineTotals {
		if t.Columns == nil {
			most = max(most, n)
		}
		for _, c := range t.Cells[i][:len(t.Columns)] {
			most = max(most, c.People)
		}
	}
	return most
}

// bar draws the number in a line's column. Totals beside it have none, since
// they would dwarf the others.
func (t statistic) bar(i, j, most int) string {
	n := t.LineTotals[i]
	switch {
	case j < len(t.Columns):
		n = t.Cells[i][j].People
	case t.Columns != nil:
		return ""
	}
	if n == 0 {
		return "" // hidden
	}
	return fmt.Sprintf(`<svg width="%d" height="8" aria-hidden="true"><rect width="%d" height="8" fill="#2b5c8a"/></svg>`, barWidth, max(1, n*barWidth/most))
}
