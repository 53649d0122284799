package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestOneTimeOnTerminal: whatever command comes first, new keys come before it,
// and then the command goes on.
func TestOneTimeOnTerminal(t *testing.T) {
	d := newDesk(t)
	d.must("add", "--from", d.file("hong.json", `{"case_id":"CR-1","legal_name":"홍길동"}`))
	d.must("member", "add", "lee", "--role", "caseworker", "--one-time", "--new-passphrase-file", d.dir+"/pass", "--work-factor", "10")
	lee := filepath.Join(d.dir, "v", "members", "lee.age")
	d.start("list", "--identity", lee)
	d.wait("Somebody else made this identity")
	d.wait("New passphrase: ")
	d.write("\x03")
	d.ends(130)
	d.start("list", "--identity", lee)
	for _, asked := range []string{"New passphrase: ", "again: "} {
		d.wait(asked)
		d.write("bado kile fuga\n")
	}
	d.ends(0)
	if !strings.Contains(d.stdout.String(), "CR-1") {
		t.Errorf("the list: %s", d.stdout.String())
	}
	d.file("mine", "bado kile fuga\n")
	d.must("list", "--identity", lee, "--passphrase-file", d.dir+"/mine")
}
