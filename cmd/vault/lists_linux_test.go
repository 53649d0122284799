package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestColumnsOnTerminal(t *testing.T) {
	d := newDesk(t)
	list := d.file("list.csv", "성명,비고,별칭이요,나이\n홍길동,x,길동이,40\n")
	d.start("import", list)
	d.wait("1  case_id")
	d.wait(`Column "비고" is which number?`)
	d.write("\n")
	d.wait(`Column "별칭이요" is which number?`)
	d.write("99\n")
	d.wait("A number from 1 to")
	d.wait(`Column "별칭이요" is which number?`)
	d.write("1\n") // the first free field, case_id
	d.wait(`Column "나이" is which number?`)
	d.write("1\n")
	d.wait("Another column is that field already")
	d.wait(`Column "나이" is which number?`)
	d.write("\n")
	d.wait("Store these people (1)?")
	d.write("y\n")
	d.wait("unprotected")
	d.ends(0)
	if out := d.stdout.String(); !strings.Contains(out, "홍**") || strings.Contains(out, "홍길동") {
		t.Errorf("the preview: %s", out)
	}
	if rows := d.must("list", "--jsonl"); !strings.Contains(rows, `"case_id":"길동이"`) {
		t.Errorf("the column was not taken: %s", rows)
	}

	// Leaving stores nothing.
	d.start("import", d.file("other.csv", "성명,비고\n김철수,x\n"))
	d.wait("which number?")
	d.write("\x04")
	d.ends(1)
	if rows := d.must("list", "--ids"); strings.Count(rows, "\n") != 1 {
		t.Errorf("after leaving: %q", rows)
	}
}

// TestColumnsRemembered brings in the same list next month, and one in which
// resident numbers stand, which Enter leaves out.
func TestColumnsRemembered(t *testing.T) {
	d := newDesk(t)
	d.start("import", d.file("may.csv", "성명,별칭이요,주민번호\n홍길동,길동이,850307-1234567\n"))
	d.wait(`Column "별칭이요" is which number?`)
	d.write("1\n")
	d.wait(`Column "주민번호" holds resident numbers`)
	d.write("\n")
	d.wait("Store these people (1)?")
	d.write("\n") // Enter is no
	d.wait("nothing was stored")
	d.ends(1)

	d.start("import", d.file("june.csv", "별칭이요,성명,주민번호\n영이,김영이,850307-1234567\n"))
	shown := d.wait("The same this time?")
	if !strings.Contains(shown, "별칭이요: case number") || !strings.Contains(shown, "주민번호: left out") {
		t.Errorf("it says %q", shown)
	}
	d.write("y\n")
	d.wait("Store these people (1)?")
	d.write("y\n")
	d.wait("unprotected")
	d.ends(0)
	if rows := d.must("list", "--jsonl"); strings.Count(rows, "\n") != 1 || !strings.Contains(rows, `"case_id":"영이"`) {
		t.Errorf("stored: %s", rows)
	}
	if found := d.must("show", "case:영이", "--json"); strings.Contains(found, "resident_number") {
		t.Errorf("the resident number was stored: %s", found)
	}
}

// TestClashesOnTerminal brings in a list that says other things of people who
// are there: they stay as they are unless somebody says so, one by one or all.
func TestClashesOnTerminal(t *testing.T) {
	d := newDesk(t)
	list := func(name string, digit int) string {
		text := "사건번호,성명,전화번호,상태\n"
		for n := range 4 {
			text += fmt.Sprintf("C-%d,홍길동,010-1111-%d00%d,open\n", n, digit, n)
		}
		return d.file(name, text)
	}
	d.must("import", list("old.csv", 1))
	d.start("import", list("new.csv", 2))
	d.wait("Of some who are there already (4)")
	d.wait("(Enter: 1)")
	d.write("\n")
	d.wait("(Enter: 1)")
	d.write("x\n")
	d.wait("(Enter: 1)")
	d.write("2\n")
	d.wait("row 2: taken over")
	d.wait("(Enter: 1)")
	d.write("4\n")
	d.wait("row 3: taken over")
	d.wait("row 4: taken over")
	d.ends(0)
	if out := d.stdout.String(); !strings.Contains(out, "010-****-1000  010-****-2000") || strings.Contains(out, "1111") {
		t.Errorf("it shows %s", out)
	}
	for n, want := range []string{"010-****-1000", "010-****-2001", "010-****-2002", "010-****-2003"} {
		if view := d.must("show", fmt.Sprintf("case:C-%d", n), "--json"); !strings.Contains(view, want) {
			t.Errorf("C-%d: %s, want %s", n, view, want)
		}
	}
	if log := d.must("audit", "log", "--json"); strings.Count(log, `"action":"edit"`) != 3 {
		t.Errorf("the log: %s", log)
	}

	// Leaving in the middle keeps what was said before, and changes nothing more.
	d.start("import", list("newer.csv", 3))
	d.wait("(Enter: 1)")
	d.write("2\n")
	d.wait("(Enter: 1)")
	d.write("\x03")
	d.ends(130)
	if view := d.must("show", "case:C-1", "--json"); !strings.Contains(view, "010-****-2001") {
		t.Errorf("changed after leaving: %s", view)
	}
}
