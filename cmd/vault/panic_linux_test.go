package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPanicOnTerminal: the word is shown, and only it destroys anything, or its
// keys with the keyboard on Korean.
func TestPanicOnTerminal(t *testing.T) {
	d := newDesk(t)
	key := filepath.Join(d.dir, "v", "members", "kim.age")
	for _, other := range []struct {
		typed []string
		code  int
	}{{[]string{"yes\n", "vkrl\n", "DESTROY\n"}, 1}, {[]string{"\n"}, 1}, {[]string{"y\n", "\x04"}, 1}, {[]string{"\x03"}, 130}} {
		d.start("panic")
		for _, typed := range other.typed {
			d.wait("Type destroy and press Enter")
			d.write(typed)
		}
		d.ends(other.code)
		if _, err := os.Stat(key); err != nil {
			t.Fatalf("%q destroyed it: %v", other.typed, err)
		}
	}
	d.start("panic")
	d.wait("everything is lost for good")
	for _, typed := range []string{"destory\n", "ㅇㄷㄴㅅ개ㅛ\n"} {
		d.wait("Type destroy")
		d.write(typed)
	}
	d.wait("The keys are destroyed")
	d.ends(0)
	if _, err := os.Stat(key); !os.IsNotExist(err) {
		t.Errorf("the identity is there: %v", err)
	}
}
