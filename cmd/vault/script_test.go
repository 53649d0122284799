package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/dgraph-io/badger/v4"
	"github.com/rogpeppe/go-internal/testscript"

	"casevault/cmd/vault/internal/confine"
)

// The scripts drive the real main, confined as in daily use. "alone" runs a
// program without a terminal: a test on somebody's terminal must not ask them.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vault": main, "alone": alone, "probe": probe, "elsewhere": elsewhere, "hasty": hasty})
}

// probe is a vault command like any other, which tries to read its arguments.
func probe() {
	if err := confine.Enter(); err != nil {
		os.Exit(exitUnconfined)
	}
	e := newEnv(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	root := e.root()
	root.AddCommand(e.command("version", "probe FILE…", "", nil, func(args []string) error {
		for _, name := range args {
			f, err := os.Open(name)
			switch {
			case errors.Is(err, os.ErrPermission):
				e.print(name + ": refused")
			case err != nil:
				return err
			default:
				e.print(name+": read", f.Close())
			}
		}
		return nil
	}))
	root.SetArgs(append([]string{"probe"}, os.Args[1:]...))
	os.Exit(e.report(root.Execute()))
}

// elsewhere is vault on the computer that the folder "computer" describes.
func elsewhere() {
	if err := confine.Enter(); err != nil {
		os.Exit(exitUnconfined)
	}
	e := newEnv(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	e.system.Root, _ = filepath.Abs("computer")
	e.reach(e.system.Root, reading)
	os.Exit(e.run(os.Args[1:]))
}

// hasty is vault where ten minutes last a tenth of a second.
func hasty() {
	if err := confine.Enter(); err != nil {
		os.Exit(exitUnconfined)
	}
	e := newEnv(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	e.minute = 10 * time.Millisecond
	os.Exit(e.run(os.Args[1:]))
}

func alone() {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = withoutTerminal()
	_ = cmd.Run()
	os.Exit(cmd.ProcessState.ExitCode())
}

// TestScripts is what CLI.md promises, command by command.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			demo, err := os.ReadFile(filepath.Join("..", "..", "docs", "demo", "people.cp949.csv"))
			if err != nil {
				return err
			}
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("MONTH", time.Now().Format("2006-01"))
			if runtime.GOOS == "windows" { // the folders that the scripts know
				env.Setenv("LocalAppData", filepath.Join(env.WorkDir, ".local", "share"))
				env.Setenv("CASEVAULT_STATE_DIR", filepath.Join(env.WorkDir, ".local", "state", "casevault"))
			}
			env.Setenv("CASEVAULT_DIR", filepath.Join(env.WorkDir, "v"))
			env.Setenv("CASEVAULT_PASSPHRASE_FILE", filepath.Join(env.WorkDir, "pass"))
			return errors.Join(os.WriteFile(filepath.Join(env.WorkDir, "people.cp949.csv"), demo, 0o600),
				os.WriteFile(filepath.Join(env.WorkDir, "pass"), []byte("correct horse\n"), 0o600))
		},
		Condition: func(name string) (bool, error) {
			if name != "landlock" {
				return false, errors.New("no such condition")
			}
			return landlock(), nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": jsonAt, "keep": keep, "damage": damage, "truncate": truncate, "stray": stray, "holdlock": holdLock, "workbook": workbook,
			"replace": replace, "copytree": copyTree, "sum": sum, "recipient": recipient, "opened": opened,
		},
	})
}

// exits CODE PROGRAM ARG… runs a program that must end with the code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program [arg...]")
	}
	code := 0
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		code = ended.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// at returns the value at a path such as records.0.id in the JSON that was
// printed; of stderr it takes the last line, as CLI.md says. The step len counts.
func at(ts *testscript.TestScript, where, path string) string {
	text := strings.TrimSpace(ts.ReadFile(where))
	if where == "stderr" {
		text = text[strings.LastIndexByte(text, '\n')+1:]
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		ts.Fatalf("%s is no JSON document: %v", where, err)
	}
	for _, step := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			if step == "len" {
				return strconv.Itoa(len(x))
			}
			found, ok := x[step]
			if !ok {
				return "absent"
			}
			v = found
		case []any:
			if step == "len" {
				return strconv.Itoa(len(x))
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				return "absent"
			}
			v = x[i]
		default:
			return "absent"
		}
	}
	if s, ok := v.(string); ok {
		return s
	}
	b, err := json.Marshal(v)
	ts.Check(err)
	return string(b)
}

// json stdout|stderr PATH WANT compares one value; ! says that it differs.
func jsonAt(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json stdout|stderr path want")
	}
	if got := at(ts, args[0], args[1]); (got == args[2]) == neg {
		ts.Fatalf("%s is %q, want %q (negated: %v)", args[1], got, args[2], neg)
	}
}

// keep NAME [PATH] sets a variable to what was printed, or to a value in it.
func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: keep name [path]")
	}
	if len(args) == 2 {
		ts.Setenv(args[0], at(ts, "stdout", args[1]))
		return
	}
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

// replace FROM TO OLD NEW… writes a copy of a file with texts replaced.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 || len(args)%2 != 0 {
		ts.Fatalf("usage: replace from to old new [old new...]")
	}
	text := ts.ReadFile(args[0])
	for i := 2; i < len(args); i += 2 {
		if strings.Count(text, args[i]) != 1 {
			ts.Fatalf("%q does not stand there once", args[i])
		}
		text = strings.Replace(text, args[i], args[i+1], 1)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}

// copytree FROM TO copies a folder.
func copyTree(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copytree from to")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// sum FILE NAME sets a variable to the SHA-256 of a file.
func sum(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sum file name")
	}
	ts.Setenv(args[1], fmt.Sprintf("%x", sha256.Sum256([]byte(ts.ReadFile(args[0])))))
}

// damage PATTERN flips a bit in the middle of the only file that fits.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if neg || len(found) == 0 {
		ts.Fatalf("%d files fit %s", len(found), args[0])
	}
	for _, path := range found {
		b, err := os.ReadFile(path)
		ts.Check(err)
		b[len(b)/2] ^= 1
		ts.Check(os.WriteFile(path, b, 0o600))
	}
}

// stray DIR puts a value into a store behind the vault's back.
func stray(ts *testscript.TestScript, neg bool, args []string) {
	db, err := badger.Open(badger.DefaultOptions(ts.MkAbs(args[0])).WithLogger(nil).WithCompression(0).
		WithMemTableSize(8 << 20).WithValueThreshold(1 << 20).WithValueLogFileSize(1 << 20).WithNumCompactors(0))
	ts.Check(err)
	ts.Check(db.Update(func(txn *badger.Txn) error { return txn.Set([]byte("x"), []byte("y")) }))
	ts.Check(db.Close())
}

// holdlock FILE holds a lock as another process would.
func holdLock(ts *testscript.TestScript, neg bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	ts.Check(lockFile(f))
	_, err = f.WriteAt([]byte("4711 elsewhere\n"), 0)
	ts.Check(err)
	ts.Defer(func() { f.Close() })
}

// truncate cuts a file to half its size.
func truncate(ts *testscript.TestScript, neg bool, args []string) {
	path := ts.MkAbs(args[0])
	fi, err := os.Stat(path)
	ts.Check(err)
	ts.Check(os.Truncate(path, fi.Size()/2))
}

// recipient makes somebody outside: RECIPIENT, their key in the file key, and in
// recipients.txt a second, post-quantum one, with the key in pq-key.
func recipient(ts *testscript.TestScript, neg bool, args []string) {
	plain, err := age.GenerateX25519Identity()
	ts.Check(err)
	hybrid, err := age.GenerateHybridIdentity()
	ts.Check(err)
	ts.Setenv("RECIPIENT", plain.Recipient().String())
	for name, text := range map[string]string{"key": plain.String(), "pq-key": hybrid.String(), "recipients.txt": "# the clinic\n" + hybrid.Recipient().String()} {
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text+"\n"), 0o600))
	}
}

// opened KEY FILE NEW opens an age file with a key file, or with the passphrase
// "correct horse" for -; of a workbook it keeps all parts, one behind the other.
func opened(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: opened key file new")
	}
	var keys []age.Identity
	if args[0] == "-" {
		id, err := age.NewScryptIdentity("correct horse")
		ts.Check(err)
		keys = append(keys, id)
	} else {
		var err error
		keys, err = age.ParseIdentities(strings.NewReader(ts.ReadFile(args[0])))
		ts.Check(err)
	}
	r, err := age.Decrypt(strings.NewReader(ts.ReadFile(args[1])), keys...)
	ts.Check(err)
	b, err := io.ReadAll(r)
	ts.Check(err)
	if strings.HasSuffix(args[2], ".xlsx") {
		b = parts(ts, b)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o600))
}

func parts(ts *testscript.TestScript, workbook []byte) (all []byte) {
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	ts.Check(err)
	for _, f := range z.File {
		r, err := f.Open()
		ts.Check(err)
		part, err := io.ReadAll(r)
		ts.Check(err)
		all = append(append(all, f.Name+"\n"...), part...)
	}
	return all
}
