package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"casevault/audit"
)

func testSheet(t *testing.T) (*sheet, audit.Checkpoint) {
	t.Helper()
	c := audit.Checkpoint{Origin: audit.Origin(strings.Repeat("7f3a", 16)), Size: 100_000}
	note, err := c.Sign(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	printed, err := c.Printed()
	if err != nil {
		t.Fatal(err)
	}
	p, err := testEnv().sheet(c, note, printed.Groups())
	if err != nil {
		t.Fatal(err)
	}
	return p, c
}

// TestCodeIsDrawnAsItIs reads both drawings of a code back, module by module.
func TestCodeIsDrawnAsItIs(t *testing.T) {
	p, _ := testSheet(t)
	type module struct{ x, y int }
	text, svg := make(map[module]bool), make(map[module]bool)
	for row, line := range strings.Split(blocks(p.code), "\n") {
		for x, r := range []rune(line) {
			text[module{x - quiet, 2*row - quiet}] = r == '█' || r == '▀'
			text[module{x - quiet, 2*row - quiet + 1}] = r == '█' || r == '▄'
		}
	}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(outline(p.code), -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		for i := range n {
			svg[module{x + i, y}] = m[3] == m[4]
		}
	}
	for y := -quiet; y < p.code.Size+quiet; y++ {
		for x := -quiet; x < p.code.Size+quiet; x++ {
			if want := p.code.Black(x, y); text[module{x, y}] != want || svg[module{x, y}] != want {
				t.Fatalf("module %d, %d: drawn %v and %v, want %v", x, y, text[module{x, y}], svg[module{x, y}], want)
			}
		}
	}
	if side := p.code.Size + 2*quiet; side > 79 {
		t.Errorf("the code is %d characters wide: no terminal shows it in one piece", side)
	}
}

// TestSheetIsWhole: what stands on the page leads back to the checkpoint, and
// the document asks for nothing from outside.
func TestSheetIsWhole(t *testing.T) {
	p, c := testSheet(t)
	var typed []string
	for _, row := range p.rows {
		_, groups, _ := strings.Cut(strings.TrimSpace(row), "  ")
		typed = append(typed, groups)
	}
	got, err := audit.ReadGroups(strings.Join(typed, "\n"))
	if want, err2 := c.Printed(); err != nil || err2 != nil || got != want {
		t.Errorf("the rows %q read as %+v (%v), want %+v (%v)", p.rows, got, err, want, err2)
	}
	doc := p.html("en")
	for _, want := range append([]string{p.what, outline(p.code), fmt.Sprint(c.Size)}, p.rows...) {
		if !bytes.Contains(doc, []byte(want)) {
			t.Errorf("the document lacks %q", want)
		}
	}
	if bad := regexp.MustCompile(`(?i)<script|<link|<img|src=|href=|url\(|@import|on[a-z]+=`).Find(doc); bad != nil {
		t.Errorf("the document has %q", bad)
	}
	p.what = "<script>"
	if bytes.Contains(p.html("en"), []byte("<script>")) {
		t.Error("a text is not escaped")
	}
}
