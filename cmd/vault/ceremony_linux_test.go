package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// founderWords are those that the admin reads aloud.
func (d *desk) founderWords() string {
	d.t.Helper()
	var doc struct {
		Founder string `json:"founder_fingerprint"`
	}
	if err := json.Unmarshal([]byte(d.must("identity", "show", "--json")), &doc); err != nil {
		d.t.Fatal(err)
	}
	return doc.Founder
}

// TestFirstUseOnTerminal: whoever has an identity of their own is asked for the
// founder's words by the first command that needs the vault, whatever it is.
func TestFirstUseOnTerminal(t *testing.T) {
	d := newDesk(t)
	stick := d.dir + "/lee.age"
	d.must("add", "--from", d.file("hong.json", `{"case_id":"CR-1","legal_name":"홍길동"}`))
	d.must("identity", "new", "--name", "박지원", "-o", stick, "--new-passphrase-file", d.dir+"/pass", "--work-factor", "10")
	d.must("member", "add", "박지원", "--role", "caseworker", "--public", stick+".public")
	words := d.founderWords()
	six := strings.Join(strings.Fields(words)[:6], " ")
	before, err := os.ReadFile(stick)
	if err != nil {
		t.Fatal(err)
	}

	// Three wrong answers, or leaving, and nothing has changed.
	for _, leave := range []struct {
		typed []string
		code  int
	}{
		{[]string{"\n", six[:20] + "\n", "bado bado bado bado bado bado\n"}, 12},
		{[]string{"bado\n", "\x04"}, 1},
		{[]string{"\x03"}, 130},
	} {
		d.start("list", "--identity", stick)
		d.wait("read the founder's fingerprint aloud")
		for _, typed := range leave.typed {
			d.wait("Words: ")
			d.write(typed)
		}
		d.wait("(closed)")
		d.ends(leave.code)
		if d.stdout.Len() > 0 {
			t.Errorf("shown: %s", d.stdout.String())
		}
	}
	if now, err := os.ReadFile(stick); err != nil || string(now) != string(before) {
		t.Errorf("the identity changed without the words: %v", err)
	}

	// The words, and the command goes on. They were never on the screen.
	d.start("list", "--identity", stick)
	if s := d.wait("Words: "); strings.Contains(s, strings.Fields(words)[0]) || !strings.Contains(s, "founder") {
		t.Errorf("the words stand on the screen before they are typed: %q", s)
	}
	d.write("kima\n")
	d.wait("once more")
	d.wait("Words: ")
	d.write(strings.ToUpper(strings.ReplaceAll(six, " ", "-")) + "\n")
	d.wait("is bound to this vault")
	d.ends(0)
	if !strings.Contains(d.stdout.String(), "CR-1") {
		t.Errorf("the list: %s", d.stdout.String())
	}
	d.start("list", "--identity", stick)
	d.ends(0)
	if s := d.seen.String(); strings.Contains(s, "Words") {
		t.Errorf("asked again: %q", s)
	}
}
