package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// handbookCommands finds commands in the examples of a handbook and in its text.
var handbookCommands = regexp.MustCompile("(?m)^ {4,}(?:\\$ )?(vault [^ ].*)$|`(vault [^`]*)`")

// TestHandbooks parses each command that a handbook shows: it exists, takes these
// flags and as many arguments. Nothing is run.
func TestHandbooks(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"README.md", "docs/*.md", "docs/ko/*.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		paths = append(paths, found...)
	}
	remark := regexp.MustCompile(`\s{2,}.*$| +[#|<>].*$`)
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("\\\n", "", "`vault COMMAND", "`vault list").Replace(string(b))
		for _, m := range handbookCommands.FindAllStringSubmatch(text, -1) {
			line := remark.ReplaceAllString(m[1], "") + strings.Join(strings.Fields(m[2]), " ")
			args, err := split(strings.TrimPrefix(line, "vault "))
			if err != nil {
				t.Errorf("%s: %s: %v", path, line, err)
				continue
			}
			root := testEnv().root()
			root.InitDefaultHelpCmd()
			c, rest, err := root.Find(args)
			if err == nil {
				err = c.ParseFlags(rest)
			}
			rest = c.Flags().Args()
			switch shortened := m[1] == "" && len(rest) == 0; { // in the text arguments may be left out
			case err != nil, shortened:
			case c.Args != nil:
				err = c.Args(c, rest)
			case len(rest) > 0:
				err = errors.New("no such command")
			}
			if err != nil {
				t.Errorf("%s: %s: %v", path, line, err)
			}
		}
	}
}
