package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

func TestWorkbooksRefused(t *testing.T) {
	const good = `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>`
	const sheet = "xl/worksheets/sheet2.xml"
	tests := []struct {
		name   string
		change func(map[string]string)
		asked  Options
		code   string
	}{
		{"sheet that is not there", nil, Options{Sheet: "x"}, "sheet-unknown"},
		{"encoding", nil, Options{Encoding: "utf-8"}, "xlsx-options"},
		{"delimiter", nil, Options{Delimiter: ','}, "xlsx-options"},
		{"text document", func(p map[string]string) {
			p["_rels/.rels"] = strings.ReplaceAll(p["_rels/.rels"], "workbook.xml", "document.bin")
		}, Options{}, "zip"},
		{"archive", func(p map[string]string) { delete(p, "_rels/.rels") }, Options{}, "zip"},
		{"no part of the sheet", func(p map[string]string) { delete(p, sheet) }, Options{}, "xlsx-broken"},
		{"no shared strings", func(p map[string]string) { delete(p, "xl/sharedStrings.xml") }, Options{}, "xlsx-broken"},
		{"string that is not there", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], "<v>0<", "<v>9<", 1) }, Options{}, "xlsx-broken"},
		{"document type", func(p map[string]string) {
			p[sheet] = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + strings.Replace(p[sheet], `<?xml version="1.0" encoding="UTF-8"?>`, "", 1)
		}, Options{}, "xlsx-broken"},
		{"unknown entity", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], "<v>0<", "<v>&a;<", 1) }, Options{}, "xlsx-broken"},
		{"other encoding", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], "UTF-8", "EUC-KR", 1) }, Options{}, "xlsx-broken"},
		{"cut off", func(p map[string]string) { p[sheet] = strings.TrimSuffix(p[sheet], "</worksheet>") }, Options{}, "xlsx-broken"},
		{"rows out of order", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], "</row>", `</row><row r="1"/>`, 1) }, Options{}, "xlsx-broken"},
		{"row beyond", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], `r="1"`, `r="1048577"`, 1) }, Options{}, "xlsx-broken"},
		{"cell twice", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], "</c>", `</c><c r="A1"/>`, 1) }, Options{}, "xlsx-broken"},
		{"cell beyond", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], `"A1"`, `"ZZZ1"`, 1) }, Options{}, "xlsx-broken"},
		{"column beyond ours", func(p map[string]string) { p[sheet] = strings.Replace(p[sheet], `"A1"`, `"AAA1"`, 1) }, Options{}, "header-columns"},
		{"no cells", func(p map[string]string) { p[sheet] = "<worksheet/>" }, Options{}, "empty"},
		{"sheet of zeros", func(p map[string]string) { p[sheet] += strings.Repeat(" ", maxSmallPart+1) }, Options{}, "xlsx-large"},
		{"strings of zeros", func(p map[string]string) { p["xl/sharedStrings.xml"] += strings.Repeat(" ", maxSmallPart+1) }, Options{}, "xlsx-large"},
		{"names of zeros", func(p map[string]string) { p["xl/workbook.xml"] += strings.Repeat(" ", maxSmallPart+1) }, Options{}, "xlsx-large"},
		{"one long token", func(p map[string]string) { p[sheet] = "<worksheet a='" + unpackable(maxRow+2*chunk) + "'/>" }, Options{}, "xlsx-large"},
		{"one long cell", func(p map[string]string) {
			p[sheet] = strings.Replace(p[sheet], "<v>0</v>", "<v>"+strings.Repeat("<i/>"+unpackable(1<<20), 5)+"</v>", 1)
		}, Options{}, "xlsx-large"},
		{"one long row", func(p map[string]string) {
			p["xl/sharedStrings.xml"] = "<sst><si><t>" + unpackable(1<<20) + "</t></si></sst>"
			p[sheet] = strings.Replace(p[sheet], ` r="A1" t="s"><v>0</v></c>`, ` t="s"><v>0</v></c>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 5), 1)
		}, Options{}, "xlsx-large"},
		{"many parts", func(p map[string]string) {
			for i := range maxDirectory / 64 {
				p[fmt.Sprintf("xl/media/%030d", i)] = ""
			}
		}, Options{}, "xlsx-large"},
		{"merged without end", func(p map[string]string) {
			p[sheet] = strings.Replace(p[sheet], "</sheetData>", "</sheetData>"+strings.Repeat(`<mergeCell ref="A1:A2"/>`, maxMerged+1), 1)
		}, Options{}, "xlsx-large"},
		{"merged over each other", func(p map[string]string) {
			p[sheet] = strings.Replace(p[sheet], "</sheetData>", "</sheetData>"+strings.Repeat(`<mergeCell ref="A1:A2"/>`, maxColumns+1), 1)
		}, Options{}, "xlsx-broken"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := parts(good)
			if tt.change != nil {
				tt.change(all)
			}
			_, err := Open(bytes.NewReader(workbook(t, all)), tt.asked)
			var bad *FileError
			if !errors.As(err, &bad) || bad.Code != tt.code {
				t.Fatalf("Open gives %v, want %s", err, tt.code)
			}
			if text := bad.Error(); strings.Contains(text, "%!") || text == bad.Code || bad.Hint() == "" {
				t.Errorf("the message is %q, the hint %q", text, bad.Hint())
			}
		})
	}
}

// unpackable is text that no archive makes much smaller.
func unpackable(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = 'a' + byte(x>>24)%26
	}
	return string(b)
}

func started(t *testing.T, file []byte) *sheet {
	t.Helper()
	b, err := openBook(bytes.NewReader(file), "")
	if err != nil {
		t.Fatal(err)
	}
	s := &sheet{book: b}
	if _, err := s.start(); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSheetThatSaysTooMuch lets few bytes stand for many: strings are shared.
func TestSheetThatSaysTooMuch(t *testing.T) {
	s := started(t, workbook(t, parts(`<sheetData><row><c t="s"><v>0</v></c></row></sheetData>`)))
	s.said = maxSheetText
	var bad *FileError
	if _, err := io.ReadAll(s); !errors.As(err, &bad) || bad.Code != "xlsx-large" {
		t.Errorf("read: %v", err)
	}
}

// TestNestedWithoutEnd reads a part that is nothing but elements in elements.
func TestNestedWithoutEnd(t *testing.T) {
	file := workbook(t, parts(strings.Repeat("<a>", 1<<20)))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s := started(t, file)
	if _, err := io.ReadAll(s); err == nil {
		t.Error("read to its end")
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if used := int64(after.HeapAlloc) - int64(before.HeapAlloc); used > 4<<20 {
		t.Errorf("%d bytes are kept", used)
	}
	runtime.KeepAlive(s)
}
