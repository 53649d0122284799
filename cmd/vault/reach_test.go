package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/confine"
)

// commandsOf returns every command of the tree.
func commandsOf(root *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{root}
	for n := 0; n < len(all); n++ {
		all = append(all, all[n].Commands()...)
	}
	return all
}

// undeclared returns the flags and arguments of a command that name a file by
// their help, and do not keep it within reach.
func undeclared(e *env, c *cobra.Command) (missing []string) {
	// --flag FILE of the line of usage is the flag's business, not an argument.
	bare := regexp.MustCompile(`--?[a-z-]+ \S+`).ReplaceAllString(c.Use, "")
	if regexp.MustCompile(`\b(FILE|DIR|FOLDER)\b`).MatchString(bare) {
		e.within = nil
		if err := c.Args(c, []string{"some-file"}); err != nil || len(e.within) == 0 {
			missing = append(missing, c.CommandPath()+" FILE")
		}
	}
	for _, usage := range strings.Split(c.LocalFlags().FlagUsages(), "\n") {
		name := regexp.MustCompile(`--([a-z-]+) (FILE|DIR|FOLDER)\b`).FindStringSubmatch(usage)
		// The folder of the vault and the identity are for every command.
		if name == nil || name[1] == "vault" || name[1] == "identity" {
			continue
		}
		if _, ok := c.LocalFlags().Lookup(name[1]).Value.(*fileFlag); !ok {
			missing = append(missing, c.CommandPath()+" --"+name[1])
		}
	}
	return missing
}

// TestFilesAreDeclared: where Landlock holds, a file that was not declared
// cannot be opened; this finds it also where it does not.
func TestFilesAreDeclared(t *testing.T) {
	e := testEnv()
	files := 0
	for _, c := range commandsOf(e.root()) {
		for _, what := range undeclared(e, c) {
			t.Errorf("%s: declare the file with reads, makes, makesBeside or takesFile (reach.go)", what)
		}
		files += strings.Count(c.Use+c.LocalFlags().FlagUsages(), "FILE")
	}
	if files < 15 {
		t.Errorf("only %d files in the usage of all commands", files)
	}
	c := &cobra.Command{Use: "x FILE [--from FILE]", Args: e.takes(1, 1)}
	c.Flags().String("from", "", "a `FILE`")
	if got := undeclared(e, c); len(got) != 2 {
		t.Errorf("of two undeclared files it finds %v", got)
	}
}

func TestReach(t *testing.T) {
	dir := t.TempDir()
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	below := filepath.Join(dir, "a", "b")
	for _, tt := range []struct {
		name string
		how  access
		want []confine.Path
	}{
		{"", reading, nil},
		{"-", reading, nil},
		{below, reading, []confine.Path{{Name: below}}},
		{dir, making, []confine.Path{{Name: dir, Write: true}}},
		{filepath.Join(dir, "new"), making, []confine.Path{{Name: dir, Write: true}}},
		{filepath.Join(dir, "new") + "/", making, []confine.Path{{Name: dir, Write: true}}},
		{below, making, []confine.Path{{Name: filepath.Dir(below), Write: true}}}, // which is not there, and is not made
		{below, beside, []confine.Path{{Name: below}, {Name: dir, Write: true}}},
		{"new", making, []confine.Path{{Name: here, Write: true}}},
		{".", beside, []confine.Path{{Name: here}, {Name: filepath.Dir(here), Write: true}}},
	} {
		e := testEnv()
		e.reach(tt.name, tt.how)
		if !slices.Equal(e.within, tt.want) {
			t.Errorf("reach(%q, %d) = %v, want %v", tt.name, tt.how, e.within, tt.want)
		}
	}
}
