package main

import (
	"strings"
	"testing"
)

// TestEraseOnTerminal: nobody is erased without a whole word.
func TestEraseOnTerminal(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.must("add", "--from", d.file("hong.json", `{"case_id":"CR-1","legal_name":"홍길동"}`)))
	for _, leave := range []struct {
		typed string
		code  int
	}{{"\n", 1}, {"y\n", 1}, {"yes\n", 1}, {"\x04", 1}, {"\x03", 130}} {
		d.start("erase", "case:CR-1", "--reason", "asked")
		if s := d.wait("to do it:"); !strings.Contains(s, id) {
			t.Errorf("it does not say who: %q", s)
		}
		d.write(leave.typed)
		d.ends(leave.code)
		if d.stdout.Len() > 0 {
			t.Errorf("shown after %q: %s", leave.typed, d.stdout.String())
		}
		d.must("show", id)
	}
	d.start("erase", "case:CR-1", "--reason", "asked")
	d.wait("to do it:")
	d.write("erase\n")
	d.ends(0)
	if !strings.Contains(d.stdout.String(), "casevault-receipt/v1\n") {
		t.Errorf("no receipt: %s", d.stdout.String())
	}
	if s := d.must("list", "--json"); !strings.Contains(s, `"records":[]`) {
		t.Errorf("still there: %s", s)
	}
}
