package main

import (
	"bufio"
	"bytes"
	"fmt"
	"html"

	"casevault/cmd/vault/internal/term"
)

// A page is a report before it is text or HTML.
type page struct {
	title string
	facts [][2]string // label and value
	parts []part
	sign  string // the label of a line to sign by hand; "": none
}

// A part is one question with its answer: a table, its head first, or none.
type part struct {
	title, note string
	prose       bool // the note is all there is
	cells       [][]string
}

// pageText writes a page as the command line writes everything else.
func (e *env) pageText(p page) ([]byte, error) {
	var b bytes.Buffer
	sub := *e
	sub.Out, sub.room = bufio.NewWriter(&b), 78
	sub.print(p.title)
	sub.print()
	sub.printFields(p.facts)
	for _, x := range p.parts {
		sub.print()
		sub.print("== " + x.title)
		sub.print(term.Wrap(x.note, sub.room))
		switch {
		case x.prose:
		case len(x.cells) < 2:
			sub.print(e.say("page.none"))
		default:
			if err := sub.printTable(x.cells); err != nil {
				return nil, err
			}
		}
	}
	if err := sub.Out.Flush(); err != nil {
		return nil, fmt.Errorf("make the report: %w", err)
	}
	return b.Bytes(), nil
}

// pageStyle makes tables that can be read and printed without anything else.
const pageStyle = `body{font:10pt/1.4 sans-serif;margin:2em auto;max-width:70em;color:#000;background:#fff}
h1{font-size:16pt}h2{font-size:12pt;margin:1.6em 0 .2em}p{margin:.2em 0 .4em;color:#444}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#eee}.facts th{width:12em}.sign{margin-top:4em;border-top:1px solid #000;width:24em;padding-top:.3em}
@media print{body{margin:0;max-width:none;font-size:9pt}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}}
`

// pageHTML writes a page that needs nothing but itself: no script, no other
// resource. Every text is escaped: members typed some of them.
func (e *env) pageHTML(p page) []byte {
	var b bytes.Buffer
	put := func(format string, texts ...any) {
		for i, t := range texts {
			texts[i] = html.EscapeString(t.(string))
		}
		fmt.Fprintf(&b, format, texts...)
	}
	put("<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title><style>\n", e.words.Language(), p.title)
	b.WriteString(pageStyle)
	put("</style></head><body>\n<h1>%s</h1>\n<table class=\"facts\">\n", p.title)
	for _, f := range p.facts {
		put("<tr><th>%s</th><td>%s</td></tr>\n", f[0], f[1])
	}
	put("</table>\n")
	for _, x := range p.parts {
		put("<h2>%s</h2>\n<p>%s</p>\n", x.title, x.note)
		if x.prose {
			continue
		}
		if len(x.cells) < 2 {
			put("<p><strong>%s</strong></p>\n", e.say("page.none"))
			continue
		}
		put("<table><thead>")
		putRow(put, "th", x.cells[0])
		put("</thead><tbody>\n")
		for _, row := range x.cells[1:] {
			putRow(put, "td", row)
		}
		put("</tbody></table>\n")
	}
	if p.sign != "" {
		put("<div class=\"sign\">%s</div>\n", p.sign)
	}
	put("</body></html>\n")
	return b.Bytes()
}

func putRow(put func(string, ...any), cell string, row []string) {
	put("<tr>")
	for _, text := range row {
		put("<"+cell+">%s</"+cell+">", text)
	}
	put("</tr>\n")
}
