package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	link     = regexp.MustCompile(`\]\(([^)]+)\)`)
	unslug   = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	emphasis = strings.NewReplacer("`", "", "*", "")
)

// slug is what a link calls a heading, as GitHub makes it.
func slug(title string) string {
	title = unslug.ReplaceAllString(strings.ToLower(emphasis.Replace(title)), "")
	return strings.ReplaceAll(title, " ", "-")
}

// TestLinks follows every link within the documents.
func TestLinks(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"../*.md", "*.md", "ko/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		paths = append(paths, found...)
	}
	for _, path := range paths {
		b := contents(t, path)
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			file, heading, _ := strings.Cut(m[1], "#")
			to := path
			if file != "" {
				to = filepath.Join(filepath.Dir(path), file)
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s links to %s: %v", path, m[1], err)
				continue
			}
			if heading != "" && !slices.ContainsFunc(partsOf(t, to), func(p part) bool { return slug(p.title) == heading }) {
				t.Errorf("%s links to %s, and there is no such heading", path, m[1])
			}
		}
	}
}
