package main

import (
	"strings"
	"testing"
)

// TestNoteWithTheEditor: a terminal that can move its cursor gets our own editor;
// what is in the row when somebody leaves is kept with the lines before.
func TestNoteWithTheEditor(t *testing.T) {
	d := newDesk(t)
	d.term = "xterm"
	id := strings.TrimSpace(d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`)))
	const row, begins = "\x1b[J> ", "\x1b[?2004h"
	d.start("note", id)
	d.wait(begins)
	d.write("왔\u1102\u1161\x7f다\r") // the third is half a syllable of jamo, rubbed out
	d.wait(begins)
	d.write("\x1b[200~집을\r구함\x1b[201~") // the second line stays in the row
	d.wait(row + "구함")
	d.write("\x03")
	d.ends(130)
	d.start("note", id)
	d.wait("왔다\r\n집을\r\n구함\r\n")
	d.wait(begins)
	d.write("y\r")
	d.wait(begins)
	d.write(".\r")
	d.ends(0)
	if view := d.must("show", id, "--json"); !strings.Contains(view, `"text":"왔다\n집을\n구함"`) {
		t.Errorf("the note: %s", view)
	}
}
