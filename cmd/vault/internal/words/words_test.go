package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	verb        = regexp.MustCompile(`%[a-z%]`)
	placeholder = regexp.MustCompile("`[^`]*`")
	// dependent finds a particle whose form depends on the sound before it,
	// right behind an argument that may end in any.
	dependent = regexp.MustCompile(`%[sqvx](은|는|이|가|을|를|과|와|로|으로|이나|나|이라|라)([^\p{Hangul}]|$)`)
)

// TestKoreanSaysWhatEnglishSays holds one catalogue against the other: the same
// keys, the same arguments in the same order, the same placeholders in help.
func TestKoreanSaysWhatEnglishSays(t *testing.T) {
	en, ko := english(), korean()
	for _, key := range slices.Sorted(maps.Keys(en)) {
		text, ok := ko[key]
		if !ok || text == "" {
			t.Errorf("no Korean for %q", key)
			continue
		}
		for _, p := range []*regexp.Regexp{verb, placeholder} {
			if got, want := p.FindAllString(text, -1), p.FindAllString(en[key], -1); !slices.Equal(got, want) {
				t.Errorf("%q has %q in Korean and %q in English", key, got, want)
			}
		}
		if strings.Count(text, "%") != len(verb.FindAllString(text, -1)) {
			t.Errorf("%q has a verb with a number or width in Korean", key)
		}
		if found := dependent.FindString(text); found != "" {
			t.Errorf("%q: the particle in %q depends on the argument", key, found)
		}
		for _, end := range []string{" ", "\n"} { // a prompt's blank, a file's last line
			if strings.HasSuffix(text, end) != strings.HasSuffix(en[key], end) {
				t.Errorf("%q ends in %q in one language only", key, end)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(ko)) {
		if _, ok := en[key]; !ok {
			t.Errorf("Korean for %q, which nothing says", key)
		}
	}
}

// TestKoreanIsKorean finds texts that were copied and never translated.
func TestKoreanIsKorean(t *testing.T) {
	hangul := regexp.MustCompile(`\p{Hangul}`)
	alike := []string{"ask.is", "hint.from.note", "status.backup", "share.english", // formats and flags alone
		"panic.word.keys", "erase.word.keys"} // keys of the Latin keyboard
	for key, text := range korean() {
		if !hangul.MatchString(text) && !slices.Contains(alike, key) {
			t.Errorf("%q is not Korean: %s", key, text)
		}
	}
}

// TestNames: within a kind no two codes share a word, for people type it.
func TestNames(t *testing.T) {
	for kind, words := range koreanWords() {
		of := make(map[string]string)
		for code, word := range words {
			if other, ok := of[word]; ok && kind != "note" {
				t.Errorf("%s: %q is the word for both %q and %q", kind, word, code, other)
			}
			of[word] = code
		}
	}
}

// TestReasons holds the Korean reasons against the English ones in the sources of
// the packages that give them: the same codes with the same arguments.
func TestReasons(t *testing.T) {
	korean := make(map[string]string)
	for _, all := range []map[string]string{koreanValues(), koreanRows(), koreanFiles()} {
		maps.Copy(korean, all)
	}
	for path, codes := range map[string]string{"record/problem.go": "record/", "table/problem.go": "table/", "table/refusal.go": "table/"} {
		for code, text := range texts(t, "../../../../vault/"+path, codes) {
			if got, want := verb.FindAllString(korean[code], -1), verb.FindAllString(text, -1); korean[code] == "" || !slices.Equal(got, want) {
				t.Errorf("%q is %q in Korean and %q in English", code, korean[code], text)
			}
			delete(korean, code)
		}
	}
	for code, text := range korean {
		if !strings.HasPrefix(code, "import/") {
			t.Errorf("nobody says %q: %s", code, text)
		}
	}
}

// texts returns what a switch returns for each code; a function named hint
// speaks of its codes as hints.
func texts(t *testing.T, path, prefix string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			c, ok := n.(*ast.CaseClause)
			if !ok || len(c.List) == 0 {
				return true
			}
			says := ""
			ast.Inspect(c.Body[0], func(n ast.Node) bool {
				if b, ok := n.(*ast.BasicLit); ok {
					says = b.Value
				}
				return true
			})
			for _, e := range c.List {
				code, err := strconv.Unquote(e.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				if f.Name.Name == "hint" {
					code = "hint/" + code
				} else {
					code = prefix + code
				}
				found[code] = says
			}
			return true
		})
	}
	return found
}

func TestIn(t *testing.T) {
	for _, test := range []struct{ asked, language, yes string }{
		{"ko", "ko", "예"}, {"en", "en", "yes"}, {"fr", "en", "yes"}, {"", "en", "yes"}, {"C.UTF-8", "en", "yes"},
	} {
		c := In(test.asked)
		if c.Language() != test.language || c.Text("yes") != test.yes {
			t.Errorf("In(%q) speaks %s and says %q", test.asked, c.Language(), c.Text("yes"))
		}
	}
}
