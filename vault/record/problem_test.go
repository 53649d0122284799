package record

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every code that the package uses has a message, and no message is left over.
func TestEveryCodeHasItsMessage(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.Join("..", "import.go")) // which sees whole rows
	used, known := map[string]bool{}, map[string]bool{}
	call := regexp.MustCompile(`(?:warn\(|refuse\(|Code: |\{c\.\w+, )"([a-z0-9-]+)"`)
	entry := regexp.MustCompile(`\tcase "([a-z0-9-]+)":\n\t\treturn "`)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllStringSubmatch(string(b), -1) {
			used[m[1]] = true
		}
		if name == "problem.go" {
			for _, m := range entry.FindAllStringSubmatch(string(b), -1) {
				known[m[1]] = true
			}
		}
	}
	if len(used) < 30 {
		t.Fatalf("found only %d codes", len(used))
	}
	for code := range used {
		if !known[code] {
			t.Errorf("%s has no message", code)
		}
	}
	for code := range known {
		if !used[code] {
			t.Errorf("%s is never used", code)
		}
	}
}

func TestProblemText(t *testing.T) {
	for want, p := range map[string]Problem{
		"legal_name: longer than the limit of 200 bytes":    {Field: "legal_name", Code: "too-long", Args: []any{200}},
		"services item 2 end: earlier than start":           {Field: "services", Item: 2, Column: "end", Code: "before", Args: []any{"start"}},
		"birth_date: the year is not between 1880 and 2200": {Field: "birth_date", Code: "date-year-range", Args: []any{minYear, maxYear}},
		"a key: no such field in the schema":                {Field: keyName("홍길동"), Code: "unknown-field"},
		"tags item 1: an item must be a text":               {Field: "tags", Item: 1, Code: "list-item", Args: []any{"a text"}},
		"consent item 1: cost is no column of this list":    {Field: "consent", Item: 1, Code: "list-key", Args: []any{keyName("cost")}},
		"sex: none of the choices: F, M, X":                 {Field: "sex", Code: "choice-unknown", Args: []any{"F, M, X"}},
		"x: problem 100%":                                   {Field: "x", Code: "100%"},
		"not valid UTF-8":                                   {Code: "not-utf8"},
	} {
		if p.Error() != want || p.String() != want {
			t.Errorf("%q, want %q", p.Error(), want)
		}
	}
}
