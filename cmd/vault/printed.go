package main

import (
	"fmt"
	"html"
	"path/filepath"
	"strconv"
	"strings"

	"rsc.io/qr"

	"casevault/audit"
)

// A sheet is a checkpoint or a share for paper: groups that somebody can type,
// and a code. A checkpoint's code holds the whole signed note, so that a scan
// proves the signature too.
type sheet struct {
	title, what, use string
	fields           [][2]string
	rows             []string // the groups
	code             *qr.Code
}

// rowGroups is how many groups stand in a row.
const rowGroups = 6

func (e *env) sheet(c audit.Checkpoint, note []byte, groups string) (*sheet, error) {
	// 15 of 100 modules may be unreadable: paper is folded and stained.
	code, err := qr.Encode(string(note), qr.M)
	if err != nil {
		return nil, fmt.Errorf("draw the code of the checkpoint: %w", err)
	}
	p := &sheet{title: e.say("page.title"), what: e.say("page.what"), use: e.say("page.use"), code: code}
	p.fields = [][2]string{{e.say("label.printed"), e.Now().Format("2006-01-02")}, {e.say("label.entries"), strconv.FormatInt(c.Size, 10)},
		{e.say("label.origin"), grouped(c.Origin)}, {e.say("label.root"), grouped(c.Root.String())}}
	p.setRows(groups)
	return p, nil
}

func (p *sheet) setRows(groups string) {
	all := strings.Fields(groups)
	for n := 0; n < len(all); n += rowGroups {
		p.rows = append(p.rows, fmt.Sprintf("%2d-%-2d  %s", n+1, n+rowGroups, strings.Join(all[n:n+rowGroups], "  ")))
	}
}

// isHTML reports whether the sheet goes into a file for a browser to print.
func isHTML(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".html" || ext == ".htm"
}

// printSheet writes the sheet as text. Ink is drawn as a full block: right on
// paper, inverted on a dark terminal, which phones read all the same.
func (e *env) printSheet(p *sheet) {
	e.print(p.title + "\n\n" + p.what + "\n" + p.use + "\n")
	e.printFields(p.fields)
	e.print("\n" + strings.Join(p.rows, "\n") + "\n")
	e.print(blocks(p.code))
}

// quiet is the empty border that a code needs, in modules.
const quiet = 4

// blocks draws a code with two modules in a character.
func blocks(c *qr.Code) string {
	var b strings.Builder
	for y := -quiet; y < c.Size+quiet; y += 2 {
		for x := -quiet; x < c.Size+quiet; x++ {
			switch upper, lower := c.Black(x, y), c.Black(x, y+1); {
			case upper && lower:
				b.WriteRune('█')
			case upper:
				b.WriteRune('▀')
			case lower:
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// html returns the sheet as a document of one file: no script, nothing to load.
func (p *sheet) html(language string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html>
<html lang="%s">
<meta charset="utf-8">
<title>%s</title>
<style>
body { font: 12pt sans-serif; max-width: 17cm; margin: 1cm auto }
pre, dd { font: 12pt monospace; overflow-wrap: anywhere; white-space: pre-wrap }
svg { width: 8cm; height: 8cm }
</style>
<h1>%s</h1>
<p>%s
<p>%s
<dl>
`, html.EscapeString(language), html.EscapeString(p.title), html.EscapeString(p.title), html.EscapeString(p.what), html.EscapeString(p.use))
	for _, f := range p.fields {
		fmt.Fprintf(&b, "<dt>%s<dd>%s\n", html.EscapeString(f[0]), html.EscapeString(f[1]))
	}
	fmt.Fprintf(&b, "</dl>\n<pre>%s</pre>\n", html.EscapeString(strings.Join(p.rows, "\n")))
	side := p.code.Size + 2*quiet
	fmt.Fprintf(&b, "<svg viewBox=\"%d %d %d %d\" shape-rendering=\"crispEdges\"><path d=\"%s\"/></svg>\n</html>\n", -quiet, -quiet, side, side, outline(p.code))
	return []byte(b.String())
}

// outline draws each run of black modules as one rectangle of an SVG path.
func outline(c *qr.Code) string {
	var b strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for c.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	return b.String()
}
