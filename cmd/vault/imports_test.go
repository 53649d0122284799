package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var updateLinked = flag.Bool("update-linked", false, "rewrite testdata/linked-*.txt")

// platforms are those whose linked packages are pinned.
func platforms() map[string]string {
	return map[string]string{"linux": "amd64", "windows": "amd64", "darwin": "arm64"}
}

// allowedImports is section 1 of the design: who may import whom. Of the
// standard library a package may use all but what [forbidden] names. An entry
// covers what lies below it, except for entries of our own module.
func allowedImports() map[string][]string {
	return map[string][]string{
		"cmd/vault": {"casevault/vault", "casevault/vault/record", "casevault/vault/release", "casevault/vault/table",
			"casevault/crypto", "casevault/audit", "casevault/cmd/vault/internal/confine",
			"casevault/cmd/vault/internal/machine", "casevault/cmd/vault/internal/term", "casevault/cmd/vault/internal/words", "github.com/spf13/cobra", "rsc.io/qr"},
		"cmd/vault/internal/words":   {},
		"cmd/vault/internal/machine": {"golang.org/x/sys"},
		"cmd/vault/internal/confine": {"golang.org/x/sys", "github.com/landlock-lsm/go-landlock"},
		"cmd/vault/internal/term":    {"golang.org/x/sys", "golang.org/x/term", "golang.org/x/text"},
		"cmd/age-plugin-casevault":   {"casevault/crypto", "filippo.io/age"},
		// vault reads the tree's hashes from the store, and package audit takes
		// them as tlog.Hash.
		"vault": {"casevault/vault/record", "casevault/vault/release", "casevault/vault/table",
			"casevault/crypto", "casevault/audit", "casevault/vault/internal/store", "golang.org/x/mod"},
		"vault/release":        {"casevault/vault/record", "casevault/vault/table", "golang.org/x/text"},
		"vault/table":          {"golang.org/x/text"},
		"vault/record":         {"golang.org/x/text"},
		"vault/internal/store": {"github.com/dgraph-io/badger/v4", "golang.org/x/sys"},
		"crypto":               {"filippo.io/age", "github.com/cloudflare/circl", "golang.org/x/crypto", "golang.org/x/text"},
		"docs":                 {}, // tests only: the vectors of FORMAT.md
		"audit":                {"golang.org/x/mod"},
	}
}

// forbidden reports whether one of our packages may import it nowhere: it
// leads to the network, to other programs or to code that is loaded later.
// age/plugin starts programs, agessh links net.
func forbidden(path string) bool {
	return path == "net" || strings.HasPrefix(path, "net/") || path == "os/exec" || path == "plugin" ||
		path == "C" || path == "filippo.io/age/plugin" || path == "filippo.io/age/agessh"
}

// A listed is what go list tells of a package; Imports are without tests.
type listed struct {
	ImportPath, Dir  string
	Standard         bool
	Imports, GoFiles []string
}

func goList(t *testing.T, goos string, args ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Standard,Imports,GoFiles"}, args...)...)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+platforms()[goos], "CGO_ENABLED=0", "GOFLAGS=")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list for %s: %v\n%s", goos, err, said.String())
	}
	var packages []listed
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	return packages
}

func mayImport(from, path string, standard bool) bool {
	if from == "cmd/age-plugin-casevault" && path == "filippo.io/age/plugin" {
		return true // this is what the plugin is for; the vault does not link it
	}
	if forbidden(path) {
		return false
	}
	return standard || slices.ContainsFunc(allowedImports()[from], func(allowed string) bool {
		return path == allowed || !strings.HasPrefix(allowed, "casevault/") && strings.HasPrefix(path, allowed+"/")
	})
}

func TestWhoMayImportWhom(t *testing.T) {
	for goos := range platforms() {
		standard := map[string]bool{}
		for _, p := range goList(t, goos, "-deps", "./...") {
			standard[p.ImportPath] = p.Standard // dependencies come first
			from, ours := strings.CutPrefix(p.ImportPath, "casevault/")
			if !ours {
				continue
			}
			if _, known := allowedImports()[from]; !known {
				t.Errorf("%s: no rule says what it may import", from)
				continue
			}
			for _, path := range p.Imports {
				if !mayImport(from, path, standard[path]) {
					t.Errorf("%s: %s may not import %s", goos, from, path)
				}
			}
		}
	}
}

// TestNoCallAroundTheImports looks for what the import rule cannot see: the
// parts of os, syscall and x/sys that open connections or start programs.
func TestNoCallAroundTheImports(t *testing.T) {
	for goos := range platforms() {
		for _, p := range goList(t, goos, "./...") {
			// confine tries such calls, to prove that they fail.
			if p.ImportPath == "casevault/cmd/vault/internal/confine" {
				continue
			}
			for _, name := range p.GoFiles {
				for _, call := range callsOut(t, filepath.Join(p.Dir, name)) {
					t.Errorf("%s: %s", p.ImportPath, call)
				}
			}
		}
	}
}

func callsOut(t *testing.T, path string) (found []string) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{"StartProcess", "ForkExec", "Exec", "CreateProcess", "CreateProcessAsUser", "ShellExecute",
		"Socket", "Socketpair", "WSASocket", "Connect", "ConnectEx", "Sendto", "SendmsgN", "Recvfrom",
		"Syscall", "Syscall6", "RawSyscall", "RawSyscall6", "SyscallN", "LoadDLL", "MustLoadDLL", "NewLazyDLL",
		"NewLazySystemDLL"}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && slices.Contains(out, s.Sel.Name) {
			if x, ok := s.X.(*ast.Ident); ok && slices.Contains([]string{"os", "syscall", "unix", "windows"}, x.Name) {
				found = append(found, files.Position(s.Pos()).String()+": "+x.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return found
}

// TestTheRulesCatch makes sure that the tests above can fail.
func TestTheRulesCatch(t *testing.T) {
	for _, tt := range []struct {
		from, path    string
		standard, may bool
	}{
		{"vault", "net/http", true, false},
		{"vault", "net", true, false},
		{"crypto", "os/exec", true, false},
		{"crypto", "plugin", true, false},
		{"crypto", "filippo.io/age/plugin", false, false},
		{"cmd/age-plugin-casevault", "filippo.io/age/plugin", false, true},
		{"cmd/age-plugin-casevault", "net", true, false},
		{"crypto", "casevault/audit", false, false},
		{"vault/record", "casevault/vault", false, false},
		{"cmd/vault", "casevault/vault/internal/store", false, false},
		{"cmd/vault", "casevault/vault/table", false, true},
		{"vault/internal/store", "github.com/dgraph-io/badger/v4/options", false, true},
		{"vault/internal/store", "github.com/dgraph-io/badger/v4x", false, false},
		{"audit", "golang.org/x/mod/sumdb/note", false, true},
		{"audit", "golang.org/x/text/unicode/norm", false, false},
		{"nowhere", "golang.org/x/text", false, false},
	} {
		if got := mayImport(tt.from, tt.path, tt.standard); got != tt.may {
			t.Errorf("%s importing %s: %v, want %v", tt.from, tt.path, got, tt.may)
		}
	}
	path := filepath.Join(t.TempDir(), "a.go")
	source := "package a\nimport \"os\"\nfunc f() { _, _ = os.StartProcess(\"\", nil, nil) }\n"
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if found := callsOut(t, path); len(found) != 1 {
		t.Errorf("found %v in a file that starts a program", found)
	}
}

// TestLinkedPackages pins what is linked into the vault program, so that a new
// dependency of a dependency is seen in review. The standard library's internal
// packages are left out: they change with every release of Go.
func TestLinkedPackages(t *testing.T) {
	for goos := range platforms() {
		var linked []string
		for _, p := range goList(t, goos, "-deps", "./cmd/vault") {
			if !p.Standard || !slices.Contains(strings.Split(p.ImportPath, "/"), "internal") {
				linked = append(linked, p.ImportPath+"\n")
			}
		}
		slices.Sort(linked)
		path := filepath.Join("testdata", "linked-"+goos+".txt")
		if *updateLinked {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(strings.Join(linked, "")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		pinned, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v; write it with: go test ./cmd/vault -run TestLinkedPackages -update-linked", err)
			continue
		}
		want := strings.SplitAfter(string(pinned), "\n")
		for _, p := range linked {
			if !slices.Contains(want, p) {
				t.Errorf("%s: newly linked: %s", goos, strings.TrimSpace(p))
			}
		}
		for _, p := range want {
			if p != "" && !slices.Contains(linked, p) {
				t.Errorf("%s: no longer linked: %s", goos, strings.TrimSpace(p))
			}
		}
	}
}
