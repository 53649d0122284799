//go:build amd64 || arm64

package confine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// probeFiles tries the folder of CONFINE_DIR after all files but read.txt and
// work were given up; with CONFINE_KEEP=all nothing is, which is the control.
func probeFiles() {
	dir := os.Getenv("CONFINE_DIR")
	at := func(name string) string { return filepath.Join(dir, name) }
	read := func(path string) error { _, err := os.ReadFile(path); return err }
	// A thread that was there before, as the runtime has several.
	begin, result := make(chan bool), make(chan error)
	go func() {
		runtime.LockOSThread()
		begin <- true
		<-begin
		result <- read(at("secret/id"))
	}()
	<-begin
	if os.Getenv("CONFINE_KEEP") != "all" {
		if err := Files([]Path{{Name: at("read.txt")}, {Name: at("work"), Write: true}, {Name: at("absent")}}); err != nil {
			fmt.Println("Files:", err)
			os.Exit(1)
		}
	}
	say := func(what string, err error) {
		switch {
		case errors.Is(err, fs.ErrPermission), errors.Is(err, unix.EXDEV):
			fmt.Println(what, "refused")
		case err != nil:
			fmt.Println(what, err)
		default:
			fmt.Println(what, "done")
		}
	}
	begin <- true
	say("read secret on another thread", <-result)
	say("read secret", read(at("secret/id")))
	_, err := os.ReadDir(at("secret"))
	say("list secret", err)
	say("link to secret", read(at("link")))
	say("write secret", os.WriteFile(at("secret/id"), nil, 0o600))
	say("make in secret", os.WriteFile(at("secret/new"), nil, 0o600))
	say("move out of work", os.Rename(at("work/a"), at("secret/a")))
	say("remove secret", os.Remove(at("secret/id")))
	say("write what may be read", os.WriteFile(at("read.txt"), nil, 0o600))
	say("read what may be read", read(at("read.txt")))
	say("read in work", read(at("work/a")))
	say("make in work", os.WriteFile(at("work/b"), []byte("b"), 0o600))
	say("move in work", os.Rename(at("work/b"), at("work/sub/b")))
	say("hard link in work", os.Link(at("work/a"), at("work/sub/a")))
	say("symlink in work", os.Symlink("/", at("work/root")))
	say("remove in work", os.RemoveAll(at("work/sub")))
	_, err = os.ReadDir("/sys/class/net")
	say("interfaces", err)
	say("own maps", read("/proc/self/maps"))
}

func TestOtherFilesAreGivenUp(t *testing.T) {
	if abi() < leastABI {
		t.Logf("no Landlock here: %s", filesStatus().How)
		if filesStatus().Held {
			t.Error("Status says that it holds")
		}
		return
	}
	const want = "read secret on another thread refused, read secret refused, list secret refused, link to secret refused, " +
		"write secret refused, make in secret refused, move out of work refused, remove secret refused, " +
		"write what may be read refused, read what may be read done, read in work done, make in work done, " +
		"move in work done, hard link in work done, symlink in work refused, remove in work done, interfaces done, own maps done"
	for _, keep := range []string{"", "all"} {
		dir := t.TempDir()
		for _, name := range []string{"secret/id", "work/a", "work/sub/x", "read.txt"} {
			path := filepath.Join(dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(filepath.Join(dir, "secret", "id"), filepath.Join(dir, "link")); err != nil {
			t.Fatal(err)
		}
		t.Setenv("CONFINE_DIR", dir)
		t.Setenv("CONFINE_KEEP", keep)
		got := strings.Join(run(t, "files"), ", ")
		if keep == "" && got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
		if keep == "all" && (strings.Contains(got, "refused") || !strings.Contains(got, "read secret done") || !strings.Contains(got, "move out of work done")) {
			t.Errorf("control: %s", got)
		}
	}
}
