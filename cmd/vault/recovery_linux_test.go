package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rsc.io/qr"

	"casevault/audit"
)

// rowsOf are the groups of a printed sheet, row by row.
func (d *desk) rowsOf(path string) (rows []string) {
	d.t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	groups := strings.Fields(groupsOf(string(b)))
	if len(groups) != audit.PrintedGroups {
		d.t.Fatalf("%d groups in %s", len(groups), path)
	}
	for n := 0; n < len(groups); n += rowGroups {
		rows = append(rows, strings.Join(groups[n:n+rowGroups], " "))
	}
	return rows
}

// TestRecoveryOnTerminal makes a set and reads it back by typing: a wrong row is
// asked for again, nothing that is typed is shown, and who stops has no set.
func TestRecoveryOnTerminal(t *testing.T) {
	d := newDesk(t)
	sheets := filepath.Join(d.dir, "sheets")
	d.start("key", "recovery", "create", "--shares", "2", "-o", sheets)
	d.wait("Sheet 1, from group 1: ")
	d.write("\x04")
	d.wait("(closed)")
	d.ends(1)
	if status := d.must("status", "--json"); !strings.Contains(status, `"recovery":null`) {
		t.Errorf("a set that was not read back: %s", status)
	}

	d.start("key", "recovery", "create") // the sheets are there: only the reading is missing
	for n := 1; n <= 2; n++ {
		rows := d.rowsOf(fmt.Sprintf("%s/set-1-share-%d-of-2.txt", sheets, n))
		d.wait(fmt.Sprintf("Sheet %d, from group 1: ", n))
		d.write(rows[1] + "\n") // the second row in the place of the first
		d.wait("group 1 does not fit")
		for i, row := range rows {
			d.wait(fmt.Sprintf("Sheet %d, from group %d: ", n, rowGroups*i+1))
			d.write(strings.ToLower(row) + "\n")
		}
	}
	shown := d.wait("The set is in force")
	if row := d.rowsOf(sheets + "/set-1-share-2-of-2.txt")[2]; strings.Contains(strings.ToUpper(shown), row) {
		t.Errorf("what was typed is on the screen: %q", shown)
	}
	d.ends(0)

	d.start("key", "recovery", "drill")
	for n := 2; n >= 1; n-- {
		d.wait(fmt.Sprintf("Sheet %d, from group 1: ", 3-n))
		d.write(strings.Join(d.rowsOf(fmt.Sprintf("%s/set-1-share-%d-of-2.txt", sheets, n)), " ") + "\n")
	}
	d.wait("open every key")
	d.ends(0)
}

// TestShareSheet: what stands on the page and in its code leads back to the
// share, in both files; the page asks for nothing from outside.
func TestShareSheet(t *testing.T) {
	e := testEnv()
	s := audit.Share{Vault: [8]byte{0x7f, 0x3a}, Set: 2, Index: 3, Shares: 5, Threshold: 3, Value: [32]byte{1, 2, 3}}
	p, err := e.shareSheet(s)
	if err != nil {
		t.Fatal(err)
	}
	text, err := e.sheetText(p)
	if err != nil {
		t.Fatal(err)
	}
	for name, typed := range map[string]string{
		"the page": string(text), "the page from Windows": strings.ReplaceAll(string(text), "\n", "\r\n"), "the groups alone": s.Groups(),
	} {
		if got, err := audit.ReadShare(groupsOf(typed)); err != nil || got != s {
			t.Errorf("%s reads as %+v, %v", name, got, err)
		}
	}
	want, err := qr.Encode(s.Groups(), qr.Q)
	if err != nil || blocks(p.code) != blocks(want) || !bytes.Contains(text, []byte(blocks(want))) {
		t.Errorf("the code is not that of the groups: %v", err)
	}
	doc := p.html("ko")
	for _, must := range append([]string{"복구 조각", "3 / 5", p.use, outline(want)}, p.rows...) {
		if !bytes.Contains(doc, []byte(must)) {
			t.Errorf("the document lacks %q", must)
		}
	}
	if bytes.Contains(doc, []byte("<script")) || bytes.Contains(doc, []byte("http")) {
		t.Error("the document asks for something")
	}
}
