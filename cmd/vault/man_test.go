package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"casevault/cmd/vault/internal/words"
)

var manDir = flag.String("man", "", "write the manual pages below this folder")

// A manual is vault(1) in one language, made of the commands themselves, so that
// it says what --help says. It is made here and not by a command: the program
// links nothing for it.
type manual struct {
	path, language                      string // the path below a folder of manuals
	name, description, exit, codes, see string
}

func manuals() []manual {
	return []manual{{
		path: "man1/vault.1", language: "en", name: "NAME", description: "DESCRIPTION", exit: "EXIT CODES", see: "SEE ALSO",
		codes: "0 done, 1 failure, 2 usage, 3 partly done, 10 no vault there, 11 in use, 12 wrong passphrase, 13 no such record, 14 not permitted, 20 altered or lost, 21 the log entry could not be written, 22 the process could not be confined, 130 interrupted.",
	}, {
		path: "ko/man1/vault.1", language: "ko", name: "이름", description: "설명", exit: "종료 코드", see: "함께 보기",
		codes: "0 완료, 1 실패, 2 사용법이 틀림, 3 일부만 완료, 10 그곳에 금고가 없음, 11 사용 중, 12 암호문구가 틀림, 13 그런 기록이 없음, 14 권한 없음, 20 변경되었거나 없어짐, 21 감사 기록에 쓸 수 없음, 22 프로세스를 격리할 수 없음, 130 중단함.",
	}}
}

// TestManual makes each manual and holds it against the commands; make man has
// it written.
func TestManual(t *testing.T) {
	for _, m := range manuals() {
		e := testEnv()
		e.words = words.In(m.language)
		root := e.root()
		page := m.page(e, root)
		for _, c := range below(root) {
			if !strings.Contains(page, "\n.SS "+roff(c.UseLine())+"\n") {
				t.Errorf("%s has nothing about %s", m.path, c.CommandPath())
			}
		}
		for line := range strings.Lines(page) {
			if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !macro(line) {
				t.Errorf("%s: text that roff would obey: %s", m.path, line)
			}
		}
		if *manDir == "" {
			continue
		}
		path := filepath.Join(*manDir, m.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// macro reports whether a line starts with one that page writes.
func macro(line string) bool {
	switch strings.Fields(line)[0] {
	case ".TH", ".nh", ".ad", ".SH", ".SS", ".TP", ".PP", ".EX", ".EE":
		return true
	}
	return false
}

// page returns the manual in the macros of man(7).
func (m manual) page(e *env, root *cobra.Command) string {
	var b bytes.Buffer
	heading := func(text string) { fmt.Fprintf(&b, ".SH %s\n", roff(strings.TrimSuffix(text, ":"))) }
	fmt.Fprintf(&b, ".TH VAULT 1 \"\" \"casevault %s\" casevault\n.nh\n.ad l\n", version)
	heading(m.name)
	fmt.Fprintf(&b, "vault \\- %s\n", roff(root.Short))
	heading(e.say("usage.usage"))
	fmt.Fprint(&b, "\\fBvault\\fR \\fICOMMAND\\fR …\n")
	heading(m.description)
	fmt.Fprintln(&b, roff(root.Long))
	for _, g := range append(root.Groups(), &cobra.Group{Title: e.say("usage.others")}) {
		heading(g.Title)
		for _, c := range below(root) {
			top := c
			for top.Parent() != root {
				top = top.Parent()
			}
			if top.GroupID == g.ID {
				fmt.Fprintf(&b, ".SS %s\n%s\n", roff(c.UseLine()), roff(c.Long))
				options(&b, c.LocalNonPersistentFlags())
				fmt.Fprintf(&b, ".PP\n%s\n.EX\n%s\n.EE\n", e.say("usage.examples"), roff(c.Example))
			}
		}
	}
	heading(e.say("usage.global"))
	options(&b, root.PersistentFlags())
	heading(m.exit)
	fmt.Fprintln(&b, m.codes)
	heading(m.see)
	fmt.Fprintln(&b, "age(1), CASEWORKER.md, ADMIN.md, AUDITOR.md")
	return b.String()
}

// options writes a paragraph for each flag.
func options(b *bytes.Buffer, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "\\fB" + roff("--"+f.Name) + "\\fR"
		if f.Shorthand != "" {
			name = "\\fB" + roff("-"+f.Shorthand) + "\\fR, " + name
		}
		if value != "" {
			name += " \\fI" + roff(value) + "\\fR"
		}
		fmt.Fprintf(b, ".TP\n%s\n%s\n", name, roff(usage))
	})
}

// below returns all commands under one, each before those under it.
func below(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range c.Commands() {
		all = append(append(all, sub), below(sub)...)
	}
	return all
}

// roff escapes what roff would obey: backslashes, hyphens, a dot or an apostrophe
// at the start of a line.
func roff(text string) string {
	r := strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n.", "\n\\&.", "\n'", "\n\\&'")
	return r.Replace("\n" + text)[1:]
}
