package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// twins are the documents that exist in Korean, too.
func twins() map[string]string {
	return map[string]string{
		filepath.Join("..", "README.md"): filepath.Join("ko", "README.md"),
		"CASEWORKER.md":                  filepath.Join("ko", "CASEWORKER.md"),
		"ADMIN.md":                       filepath.Join("ko", "ADMIN.md"),
		"AUDITOR.md":                     filepath.Join("ko", "AUDITOR.md"),
	}
}

// A part is what stands below one heading.
type part struct {
	title    string
	level    int
	blocks   int      // paragraphs, lists, tables and examples, parted by empty lines
	rows     int      // of tables
	commands []string // of examples, in their order
	spoken   []string // commands in the running text, sorted
}

var (
	quoted = regexp.MustCompile(`"[^"$]*"`)
	remark = regexp.MustCompile(`\s{2,}.*$| +#.*$`)
	spoken = regexp.MustCompile("`([^`]+)`")
)

// command returns what two languages must have in common of a command: its
// words, without remarks, and without what somebody types in quotes.
func command(text string) (string, bool) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "$ ")
	is := strings.HasPrefix(text, "vault") && !strings.HasPrefix(text, "vault  ") // a label in an answer
	text = quoted.ReplaceAllString(remark.ReplaceAllString(text, ""), `"…"`)
	return strings.Join(strings.Fields(text), " "), is
}

// partsOf reads a document. What is indented by four or more is an example.
func partsOf(t *testing.T, path string) []part {
	t.Helper()
	b := contents(t, path)
	parts := []part{{}}
	for block := range strings.SplitSeq(strings.ReplaceAll(string(b), "\\\n", " "), "\n\n") {
		if hashes := strings.TrimLeft(block, "#"); len(hashes) < len(block) {
			title, rest, _ := strings.Cut(strings.TrimSpace(hashes), "\n")
			parts = append(parts, part{title: title, level: len(block) - len(hashes)})
			if block = rest; block == "" {
				continue
			}
		}
		p := &parts[len(parts)-1]
		p.blocks++
		var running strings.Builder
		for line := range strings.Lines(block) {
			switch {
			case strings.HasPrefix(line, "    "):
				if c, ok := command(line); ok {
					p.commands = append(p.commands, c)
				}
				continue
			case strings.HasPrefix(line, "|"):
				p.rows++
			}
			running.WriteString(line)
		}
		for _, m := range spoken.FindAllStringSubmatch(running.String(), -1) {
			if c, ok := command(strings.Join(strings.Fields(m[1]), " ")); ok {
				p.spoken = append(p.spoken, c)
			}
		}
		slices.Sort(p.spoken)
	}
	return parts
}

// TestTwins holds each handbook against its Korean twin, part by part. Whoever
// changes one changes the other.
func TestTwins(t *testing.T) {
	for english, korean := range twins() {
		en, ko := partsOf(t, english), partsOf(t, korean)
		if len(en) != len(ko) {
			t.Errorf("%s has %d headings, %s %d:\n\t%q\n\t%q", english, len(en)-1, korean, len(ko)-1, titles(en), titles(ko))
			continue
		}
		for i, a := range en {
			b := ko[i]
			differ := func(what string, x, y any) {
				t.Errorf("other %s:\n\t%v in %s %q\n\t%v in %s %q", what, x, english, a.title, y, korean, b.title)
			}
			if a.level != b.level {
				differ("levels of headings", a.level, b.level)
			}
			if a.blocks != b.blocks {
				differ("numbers of paragraphs", a.blocks, b.blocks)
			}
			if a.rows != b.rows {
				differ("numbers of rows", a.rows, b.rows)
			}
			for n := range max(len(a.commands), len(b.commands)) {
				if x, y := at(a.commands, n), at(b.commands, n); x != y {
					differ("commands in examples, the first", x, y)
					break
				}
			}
			if !slices.Equal(a.spoken, b.spoken) {
				differ("commands in the text", a.spoken, b.spoken)
			}
		}
	}
}

func titles(parts []part) (all []string) {
	for _, p := range parts[1:] {
		all = append(all, p.title)
	}
	return all
}

func at(list []string, n int) string {
	if n < len(list) {
		return list[n]
	}
	return "none"
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
