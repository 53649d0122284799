package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestFuzzTargets: whatever reads bytes that somebody else wrote has a fuzz
// target, and each target begins from seeds.
func TestFuzzTargets(t *testing.T) {
	want := map[string]string{
		"crypto.FuzzOpen": "an age file", "crypto.FuzzParseSection": "a section", "crypto.FuzzParseIdentity": "an identity",
		"crypto.FuzzParseKeyring": "the keyring", "crypto.FuzzParseSecret": "a key in it", "crypto.FuzzParsePublic": "a public text",
		"audit.FuzzParseLeaf": "an entry", "audit.FuzzParseEvent": "its body", "audit.FuzzParseStatement": "an authority statement",
		"audit.FuzzReadCheckpoint": "a checkpoint", "audit.FuzzReadGroups": "a printed one",
		"vault.FuzzArchive": "a backup", "vault.FuzzPlace": "a key of the store", "vault.FuzzCataloguePage": "a catalogue page", "vault.FuzzObject": "a JSON object", "vault.FuzzLedgerPage": "a page of the ledger",
		"record.FuzzParseSchema": "a schema", "record.FuzzDecode": "a payload", "record.FuzzParseDate": "a date", "record.FuzzMask": "what is masked",
		"record.FuzzParseID": "an id", "record.FuzzParse": "a cell", "record.FuzzReader": "its JSON",
		"table.FuzzOpen": "a list", "table.FuzzCSVRoundTrip": "CSV", "table.FuzzReadObject": "JSON lines", "table.FuzzCP949": "CP949",
		"store.FuzzCurrent": "CURRENT", "store.FuzzManifest": "MANIFEST", "store.FuzzMemLog": "a .mem", "store.FuzzTable": "a table",
		"store.FuzzIndex": "its index", "store.FuzzRemains": "both, damaged",
		"crypto.FuzzPassphrase": "a passphrase", "term.FuzzFirstLine": "its file",
	}
	for _, top := range []string{"audit", "cmd", "crypto", "vault"} {
		err := filepath.WalkDir(filepath.Join("..", top), func(path string, e fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || !strings.HasPrefix(f.Name.Name, "Fuzz") {
					continue
				}
				name := strings.TrimSuffix(file.Name.Name, "_test") + "." + f.Name.Name
				delete(want, name)
				if !adds(f) {
					t.Errorf("%s has no seed", name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, what := range want {
		t.Errorf("%s: there is no such target", name+", which reads "+what)
	}
}

// adds reports whether a function calls f.Add.
func adds(f *ast.FuncDecl) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		found = found || ok && s.Sel.Name == "Add"
		return !found
	})
	return found
}
