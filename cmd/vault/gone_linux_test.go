package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Whoever reads the answer may go before the end, as head does. The vault is
// closed all the same: no log of a memtable is left to be repaired.
func TestReaderGone(t *testing.T) {
	d := newDesk(t)
	d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`))
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	var said bytes.Buffer
	cmd := d.command("list")
	cmd.Stdout, cmd.Stderr = w, &said
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != 1 || said.Len() > 0 {
		t.Errorf("exit code %d, said %q", code, said.String())
	}
	if left, _ := filepath.Glob(filepath.Join(d.dir, "v/store/*/*.mem")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}
