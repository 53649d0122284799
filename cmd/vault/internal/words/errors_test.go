package words

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// formats returns the formats of all errors that the sources below dir make,
// with the file of each.
func formats(t *testing.T, dirs ...string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			path = filepath.ToSlash(path)
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				for _, text := range said(n, strings.HasPrefix(path, "../../../..")) {
					if speaks(text) && !reasons(path) {
						found[text] = path
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// reasons reports whether what a file returns are the reasons that TestReasons looks
// after, or no words at all.
func reasons(path string) bool {
	base := filepath.Base(path)
	return base == "problem.go" || base == "refusal.go" || base == "romanise.go"
}

// speaks reports whether a format says anything besides its arguments.
func speaks(format string) bool {
	return regexp.MustCompile(`\pL{2}`).MatchString(anyVerb.ReplaceAllString(format, ""))
}

var kindOf = regexp.MustCompile(`\{[a-z]+\}`) // before the verb of a code

var anyVerb = regexp.MustCompile(`%(\[\d\])?[.\d]*[a-z]`)

// said returns the formats of the errors that a node makes. In the packages below
// cmd, what is put together with Sprintf or returned as it stands is one too: a
// finding, or the name of what an error speaks of.
func said(n ast.Node, below bool) []string {
	var all []string
	switch n := n.(type) {
	case *ast.ReturnStmt:
		for _, r := range n.Results {
			if below && literal(r) && sentence(format(r)) {
				all = append(all, format(r))
			}
		}
	case *ast.CallExpr:
		// Which argument of which function is a format, and what it adds.
		at, ok := map[string]int{"New": 0, "Errorf": 0, "Sprintf": 0, "damaged": 0, "fail": 1, "fromStore": 1, "miss": 1, "find": 2,
			"damage": 1, "signed": 1, "checkpoint": 1, "signedMark": 2}[named(n)]
		if !ok || at >= len(n.Args) || !literal(n.Args[at]) {
			return nil
		}
		text := format(n.Args[at])
		switch {
		case named(n) == "Sprintf" && !(below && sentence(text)):
			return nil
		case named(n) == "fromStore":
			text += ": %w"
		}
		all = append(all, text)
	}
	return all
}

// sentence tells what a person reads from what a program does.
func sentence(text string) bool {
	return strings.Contains(strings.TrimSpace(text), " ") && !strings.HasSuffix(text, "\n")
}

func named(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// literal reports whether an expression has a string of its own.
func literal(e ast.Expr) bool {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return literal(b.X) || literal(b.Y)
	}
	b, ok := e.(*ast.BasicLit)
	return ok && b.Kind == token.STRING
}

// format is an expression of strings with a verb for what is not written out.
func format(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.BinaryExpr:
		return format(e.X) + format(e.Y)
	}
	return "%s"
}

// TestErrorsInKorean holds the Korean errors against what the sources say: each
// has its twin, with the same arguments, and none is said by another's.
func TestErrorsInKorean(t *testing.T) {
	made := formats(t, "../../../../vault", "../../../../crypto", "../../../../audit", "../..")
	korean, system := koreanErrors(), koreanSystem()
	all := newPhrases(korean, koreanWords())
	for _, format := range slices.Sorted(maps.Keys(made)) {
		says, ok := korean[format]
		if !ok {
			t.Errorf("%s: no Korean for %q", strings.TrimPrefix(made[format], "../../../../"), format)
			continue
		}
		if got, want := all.say(sample(format)), filled(format, says); ok && got != want {
			t.Errorf("%q is said as %q, want %q", format, got, want)
		}
	}
	for format, says := range korean {
		if _, ok := made[format]; !ok && system[format] == "" {
			t.Errorf("nobody says %q", format)
		}
		if got, want := len(anyVerb.FindAllString(says, -1)), len(anyVerb.FindAllString(format, -1)); got != want {
			t.Errorf("%q has %d arguments in Korean, %d in English", format, got, want)
		}
		if found := dependent.FindString(anyVerb.ReplaceAllString(says, "%s")); found != "" {
			t.Errorf("%q: the particle in %q depends on the argument", says, found)
		}
	}
}

// filled fills in what says stands for with the arguments of sample(format).
func filled(format, says string) string {
	var args []any
	for i, v := range anyVerb.FindAllString(format, -1) {
		args = append(args, sample(fmt.Sprintf("%%[%d]%c", i+1, v[len(v)-1])))
	}
	return fmt.Sprintf(anyVerb.ReplaceAllString(kindOf.ReplaceAllString(says, ""), "%${1}s"), args...)
}

// sample fills a format in.
func sample(format string) string {
	n := 0
	return anyVerb.ReplaceAllStringFunc(format, func(v string) string {
		n++
		if i := strings.Index(v, "["); i >= 0 {
			n = int(v[i+1] - '0')
		}
		switch v[len(v)-1] {
		case 'd':
			return strconv.Itoa(n)
		case 'q':
			return fmt.Sprintf("%q", "x"+strconv.Itoa(n))
		}
		return "x" + strconv.Itoa(n)
	})
}

// TestError says errors as they come: wrapped, joined, with what is no error among
// the arguments, and with causes that nobody knows.
func TestError(t *testing.T) {
	for _, test := range []struct{ english, korean string }{
		{"open the vault: open /v/lock: permission denied", "금고를 열 수 없습니다: 열 수 없습니다(/v/lock): 운영체제가 접근을 허용하지 않습니다"},
		{"write the identity: quux", "신원 파일을 저장할 수 없습니다: quux"},
		{"quux: permission denied", "quux: 운영체제가 접근을 허용하지 않습니다"},
		{"no vault\npermission denied", "금고가 없습니다\n운영체제가 접근을 허용하지 않습니다"},
		{"locked does not have the role admin", "locked에게 관리자(admin) 역할이 없습니다"},
		{"admin does not have the role doctor", "admin에게 doctor 역할이 없습니다"},
		{"lee does not hold health; it can be granted by: work, kim", "lee에게 건강(health) 구획의 열쇠가 없습니다. 권한을 줄 수 있는 사람: work, kim"},
		{"릴리스가 없습니다: 무엇", "릴리스가 없습니다: 무엇"},
		{"", ""},
	} {
		if got := In("ko").Error(test.english); got != test.korean {
			t.Errorf("%q is said as %q, want %q", test.english, got, test.korean)
		}
		if got := In("en").Error(test.english); got != test.english {
			t.Errorf("%q became %q in English", test.english, got)
		}
	}
}
