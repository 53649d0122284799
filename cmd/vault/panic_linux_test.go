package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPanicOnTerminal: the word is shown, and only it destroys anything.
func TestPanicOnTerminal(t *testing.T) {
	d := newDesk(t)
	key := filepath.Join(d.dir, "v", "members", "kim.age")
	for _, other := range []struct {
		typed string
		code  int
	}{{"yes\n", 1}, {"\n", 1}, {"\x04", 1}, {"\x03", 130}} {
		d.start("panic")
		d.wait("Type destroy and press Enter")
		d.write(other.typed)
		d.ends(other.code)
		if _, err := os.Stat(key); err != nil {
			t.Fatalf("%q destroyed it: %v", other.typed, err)
		}
	}
	d.start("panic")
	d.wait("everything is lost for good")
	d.wait("Type destroy")
	d.write("destroy\n")
	d.wait("The keys are destroyed")
	d.ends(0)
	if _, err := os.Stat(key); !os.IsNotExist(err) {
		t.Errorf("the identity is there: %v", err)
	}
}
