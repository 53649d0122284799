package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casevault/cmd/vault/internal/words"
	"casevault/vault"
)

// saying are the functions whose first text argument is a key.
func saying(name string) bool {
	return slices.Contains([]string{"say", "tell", "usage", "printNotes", "printSaid"}, name)
}

// keysIn finds the keys that the sources of a folder use, with the number of
// arguments each is given; -1 where that cannot be read off.
func keysIn(t *testing.T, pattern string) map[string]int {
	t.Helper()
	found := make(map[string]int)
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			literal, ok := call.Args[0].(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			var name string
			switch f := call.Fun.(type) {
			case *ast.SelectorExpr:
				name = f.Sel.Name
			case *ast.Ident:
				name = f.Name
			}
			key, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case name == "notice":
				found["notice."+key] = len(call.Args) - 1
			case name == "found":
				found["doctor."+key] = len(call.Args) - 3
			case name == "command" || name == "group":
				found[key+".short"], found[key+".long"] = 0, 0
			case name == "printNotes":
				found[key] = -1
			case saying(name):
				found[key] = len(call.Args) - 1
			}
			return true
		})
	}
	return found
}

// TestEveryKeyHasWords holds the sources against the catalogue: what is said is
// there, with as many arguments as the text has, and nothing lies there unused.
func TestEveryKeyHasWords(t *testing.T) {
	used := keysIn(t, "*.go")
	for key, n := range keysIn(t, filepath.Join("..", "..", "vault", "*.go")) {
		if strings.HasPrefix(key, "notice.") {
			used[key] = n
		}
	}
	for key, n := range keysIn(t, filepath.Join("internal", "machine", "*.go")) {
		if strings.HasPrefix(key, "doctor.") {
			used[key] = n
		}
	}
	for _, kind := range kinds() {
		if key := "hint." + string(kind); words.In("en").Has(key) {
			used[key] = 0
		}
	}
	for _, key := range words.In("en").Keys() { // chosen by what doctor found
		if strings.HasPrefix(key, "doctor.of.") || strings.HasPrefix(key, "doctor.is.") ||
			strings.HasPrefix(key, "form.") || strings.HasPrefix(key, "name.") { // or by a profile, or a code
			used[key] = 0
		}
	}
	used["what.unconfined"], used["what.interrupted"], used["what.no-terminal"], used["what.command-line"] = 1, 1, 1, 1
	for _, kind := range kinds() {
		if key := "what." + string(kind); words.In("en").Has(key) {
			used[key] = 1
		}
	}
	used["import.done"], used["import.dry-run"] = -1, -1 // chosen by a variable
	for key, n := range used {
		text := words.In("en").Text(key)
		switch {
		case !words.In("en").Has(key):
			t.Errorf("no words for %q", key)
		case n >= 0 && strings.Count(text, "%") != n:
			t.Errorf("%q takes %d arguments and is given %d", key, strings.Count(text, "%"), n)
		}
	}
	for _, key := range words.In("en").Keys() {
		if _, ok := used[key]; !ok {
			t.Errorf("nobody says %q", key)
		}
	}
}

func kinds() []vault.Kind {
	return []vault.Kind{vault.Failed, vault.Usage, vault.BadReason, vault.ShortReason, vault.NotAnID, vault.OnHold, vault.Ambiguous, vault.NoVault, vault.InUse, vault.WrongPassphrase,
		vault.NotMember, vault.Unpinned, vault.OneTime, vault.WeakPassphrase, vault.WrongWords, vault.WrongShares, vault.NotFound, vault.NotPermitted, vault.Integrity, vault.Destroyed, vault.NotLogged, vault.Unknown, vault.Interrupted, vault.Unfit}
}
