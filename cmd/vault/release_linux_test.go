package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// officeOf adds n people who look alike.
func (d *desk) officeOf(n int) {
	d.t.Helper()
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, `{"case_id":"CR-%d","legal_name":"홍길%c","birth_date":"1985-03-07","sex":"F"}`+"\n", i, rune(0xAC00+i))
	}
	d.must("import", d.file("people.jsonl", list.String()))
}

// TestDryRunOnTerminal: what would leave is shown on a terminal, and nowhere
// else; what is there now is masked unless there is a reason.
func TestDryRunOnTerminal(t *testing.T) {
	d := newDesk(t)
	d.officeOf(24)
	d.joined = true
	for reason, want := range map[string]string{"": "1985-**-**", "looking": "1985-03-07"} {
		d.start("release", "case:CR-1", "--profile", "statistics", "--dry-run", "--reason", reason)
		shown := d.wait("Nothing was written")
		if !strings.Contains(shown, want) || !strings.Contains(shown, "does not leave") || strings.Contains(shown, "홍길") {
			t.Errorf("%q", shown)
		}
		d.ends(0)
	}
	d.joined = false
	d.start("release", "--all", "--profile", "statistics", "--dry-run")
	d.wait("on the terminal and nowhere else")
	d.ends(2)
	if d.stdout.Len() > 0 {
		t.Errorf("not on the terminal: %s", d.stdout.String())
	}
	if s := d.must("release", "list", "--json"); !strings.Contains(s, `"releases":[]`) {
		t.Errorf("in the ledger: %s", s)
	}
}

// TestPlaintextOnTerminal: nothing leaves in clear without a yes.
func TestPlaintextOnTerminal(t *testing.T) {
	d := newDesk(t)
	d.officeOf(24)
	file := filepath.Join(d.dir, "out.csv")
	for _, leave := range []struct {
		typed string
		code  int
	}{{"\n", 1}, {"n\n", 1}, {"\x04", 1}, {"\x03", 130}} {
		d.start("release", "--all", "--profile", "statistics", "--plaintext", "-o", file, "--reason", "yearly")
		d.wait("in clear?")
		d.write(leave.typed)
		d.ends(leave.code)
		if _, err := os.Stat(file); err == nil {
			t.Errorf("after %q there is a file", leave.typed)
		}
	}
	d.start("release", "--all", "--profile", "statistics", "--plaintext", "-o", file, "--reason", "yearly")
	d.wait("in clear?")
	d.write("y\n")
	d.ends(0)
	if fi, err := os.Stat(file); err != nil || fi.Mode().Perm() != 0o600 {
		t.Error(fi, err)
	}
}
