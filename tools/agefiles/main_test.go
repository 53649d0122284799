package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	list, files := filepath.Join(dir, "list.jsonl"), filepath.Join(dir, "files")
	lines := []string{`{"legal_name":"홍길동"}`, `{"legal_name":"이순신"}`, `{"legal_name":"홍길서"}`}
	if err := os.WriteFile(list, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args, want string
	}{
		{"import " + list + " " + files, ""},
		{"show " + files + " 2", lines[1] + "\n"},
		{"find " + files + " 홍길", "1\n3\n"},
		{"find " + files + " 김", ""},
	} {
		var out bytes.Buffer
		if err := run(&out, strings.Fields(c.args)); err != nil || out.String() != c.want {
			t.Errorf("%s: %q, %v; want %q", c.args, out.String(), err, c.want)
		}
	}
	b, err := os.ReadFile(recordFile(files, 1))
	if err != nil || !bytes.HasPrefix(b, []byte("age-encryption.org/v1\n")) || bytes.Contains(b, []byte("홍길동")) {
		t.Errorf("record 1 is not sealed: %v", err)
	}
	for _, args := range []string{"", "show " + files, "show " + files + " x", "show " + files + " 4", "find " + dir + " x", "open a b"} {
		if run(new(bytes.Buffer), strings.Fields(args)) == nil {
			t.Errorf("%q succeeded", args)
		}
	}
}
