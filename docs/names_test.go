package docs_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNamesAreDocumented looks in the source for what a reader of another
// make must know by name: actions, kinds of signatures, versions, domains.
func TestNamesAreDocumented(t *testing.T) {
	page := contents(t, "FORMAT.md")
	names := regexp.MustCompile(`Action(?::| =) "([a-z-]+)"|Sign\("([a-z]+)"|"(casevault[-/][^"%\\]+)`)
	found := make(map[string]bool)
	for _, dir := range []string{"../vault", "../crypto", "../audit", "../vault/internal/store"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no source: %v", dir, err)
		}
		for _, path := range files {
			source := contents(t, path)
			for _, m := range names.FindAllStringSubmatch(string(source), -1) {
				// The path of an import looks like a domain.
				if name := m[1] + m[2] + m[3]; !strings.HasSuffix(path, "_test.go") && !strings.Contains(string(source), "\t\""+name+"\"\n") {
					found[name] = true
				}
			}
		}
	}
	if !found["reveal"] || !found["sections"] || !found["casevault-catalogue/v1"] || !found["casevault/v1/value"] {
		t.Fatalf("the search finds only %v", found)
	}
	for name := range found {
		if !regexp.MustCompile("(^|[^a-z-])" + regexp.QuoteMeta(name) + "([^a-z-]|$)").Match(page) {
			t.Errorf("FORMAT.md does not name %q", name)
		}
	}
}
