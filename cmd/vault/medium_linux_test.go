package main

import (
	"bytes"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Media on which nothing can be written, as namespaces of their own: $1 is the
// folder, the rest the command.
var media = map[string]string{
	"read-only medium": `mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 77; shift; exec "$@"`,
	// A copy of the vault on a disk of its own, full to the last byte.
	"full disk": `cp -a "$1" "$1.copy" && mount -t tmpfs -o size=64m,mode=700 tmpfs "$1" || exit 77
		cp -a "$1.copy/." "$1" && rm -r "$1.copy"; head -c 64m /dev/zero > "$1/fill" 2>/dev/null; shift; exec "$@"`,
	// Room for a file or two, but not for an entry and its tables.
	"nearly full disk": `cp -a "$1" "$1.copy" && mount -t tmpfs -o size=64m,mode=700 tmpfs "$1" || exit 77
		cp -a "$1.copy/." "$1" && rm -r "$1.copy"; head -c 59m /dev/zero > "$1/fill"; shift; exec "$@"`,
}

// on wraps a command so that it finds its vault on a medium. A folder in which
// one may not write needs nothing of the kernel: root becomes somebody else, who
// must be able to reach the program.
func (d *desk) on(medium string, cmd *exec.Cmd) *exec.Cmd {
	script, ok := media[medium]
	if !ok {
		if os.Getuid() == 0 {
			cmd.Path = filepath.Join(d.dir, "vault")
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		return cmd
	}
	args := append([]string{"-rm", "sh", "-c", script, "sh", filepath.Join(d.dir, "v")}, cmd.Args...)
	wrapped := exec.Command("unshare", args...)
	wrapped.Env = cmd.Env
	return wrapped
}

// modes makes the vault's folders readable to everybody and writable to nobody,
// or private again.
func (d *desk) modes(folder, file os.FileMode) {
	d.t.Helper()
	err := filepath.WalkDir(filepath.Dir(d.dir), func(path string, e os.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			return os.Chmod(path, folder)
		}
		if err == nil {
			return os.Chmod(path, file)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// TestNothingIsShownUnlogged: where the entry cannot be written, nothing is
// shown and nothing changed, exit 21; what writes no entry still works.
func TestNothingIsShownUnlogged(t *testing.T) {
	kinds := []string{"folder without permission"}
	for medium, script := range media {
		probe := newDesk(t)
		cmd := exec.Command("unshare", "-rm", "sh", "-c", script, "sh", filepath.Join(probe.dir, "v"), "true")
		if out, err := cmd.CombinedOutput(); err == nil {
			kinds = append(kinds, medium)
		} else {
			t.Logf("this kernel mounts nothing for us, so there is no %s to test with: %v %s", medium, err, out)
		}
	}
	for _, medium := range kinds {
		t.Run(medium, func(t *testing.T) {
			d := newDesk(t)
			d.must("add", "--from", d.file("hong.json", `{"case_id":"CR-1","legal_name":"홍길동","phone":"010-1234-5678"}`))
			patch := d.file("patch.json", `{"status":"waiting"}`)
			keyless := 0
			if _, ok := media[medium]; !ok {
				program, err := os.ReadFile(d.command().Path)
				if err != nil {
					t.Fatal(err)
				}
				d.file("vault", string(program))
				d.modes(0o555, 0o555)
				defer d.modes(0o700, 0o600)
				keyless = 1 // one cannot wait for a lock that one may not open
			}
			for args, want := range map[string]int{
				"show @CR-1": 21, "show @CR-1 --reveal phone --reason visit": 21, "show @CR-1 --json": 21, "list": 21, "find ㅎㄱㄷ": 21,
				"history @CR-1": 21, "audit log": 21, "audit verify": 21, "check --read-data": 21,
				"add --from " + d.dir + "/hong.json": 21, "edit @CR-1 --from " + patch: 21, "note @CR-1 --from " + patch: 21,
				"import " + d.dir + "/hong.json --dry-run": 21, "compact": 21,
				"member add lee --role auditor --new-passphrase-file " + d.dir + "/pass --work-factor 10": 21,
				"check": keyless, "audit verify --keyless": keyless, "audit checkpoint": keyless, "status": keyless,
				"schema show": keyless, "member list": keyless, "version": 0,
			} {
				cmd := d.on(medium, d.command(strings.Fields(args)...))
				var out, said bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, &said
				err := cmd.Run()
				if code := cmd.ProcessState.ExitCode(); code != want {
					t.Errorf("vault %s: %v, want exit code %d: %s", args, err, want, said.String())
				}
				if want == 21 && (out.Len() > 0 || !strings.Contains(said.String(), "nothing was shown")) {
					t.Errorf("vault %s shows %q and says %q", args, out.String(), said.String())
				}
				if all := out.String() + said.String(); strings.Contains(all, "길동") || strings.Contains(all, "5678") {
					t.Errorf("vault %s shows personal data: %s", args, all)
				}
			}
			if _, ok := media[medium]; !ok {
				d.modes(0o700, 0o600)
			}
			var log struct{ Entries []struct{ Action string } }
			if err := json.Unmarshal([]byte(d.must("audit", "log", "--json")), &log); err != nil {
				t.Fatal(err)
			}
			if len(log.Entries) != 3 { // init, add, audit-log
				t.Errorf("afterwards the log has %d entries: %v", len(log.Entries), log.Entries)
			}
		})
	}
}

// TestUnknownOutcome: a write that failed behind the commit. The change is
// there, the program does not know it, and says so; of a read nothing is shown.
func TestUnknownOutcome(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.must("add", "--from", d.file("hong.json", `{"case_id":"CR-1","legal_name":"홍길동"}`)))
	patch := d.file("patch.json", `{"status":"waiting"}`)
	// The last-seen file of an identity outside the vault lies beside it, and
	// beside a descriptor nothing can be written.
	run := func(args ...string) (code int, stdout, stderr string) {
		identity, err := os.Open(filepath.Join(d.dir, "v", "members", "kim.age"))
		if err != nil {
			t.Fatal(err)
		}
		defer identity.Close()
		cmd := d.command(append(args, "--identity", "/dev/fd/3")...)
		cmd.ExtraFiles = []*os.File{identity}
		var out, said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &said
		_ = cmd.Run()
		return cmd.ProcessState.ExitCode(), out.String(), said.String()
	}
	if code, out, said := run("edit", id, "--from", patch); code != 1 || out != "" || !strings.Contains(said, "hint: outcome unknown") {
		t.Errorf("edit: exit code %d, %q, %q", code, out, said)
	}
	if code, out, said := run("show", id); code != 21 || out != "" || !strings.Contains(said, "nothing was shown") {
		t.Errorf("show: exit code %d, %q, %q", code, out, said)
	}
	if code, out, said := run("edit", id, "--from", patch, "--json"); code != 1 || out != "" || !strings.Contains(said, `"code":1`) {
		t.Errorf("edit --json: exit code %d, %q, %q", code, out, said)
	}
	if view := d.must("show", id, "--json"); !strings.Contains(view, `"revision":3`) || !strings.Contains(view, `"waiting"`) {
		t.Errorf("the changes that were written are not there: %s", view)
	}
	d.must("check", "--read-data")
}

// TestUnconfined: a process that is connected to the network reads nothing.
func TestUnconfined(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`)))
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	socket, err := conn.File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	for _, args := range [][]string{{"show", id, "--json"}, {"version", "--json"}} {
		cmd := d.command(args...)
		var out, said bytes.Buffer
		cmd.Stdin, cmd.Stdout, cmd.Stderr = socket, &out, &said
		_ = cmd.Run()
		var doc struct{ Error failure }
		if err := json.Unmarshal(said.Bytes(), &doc); err != nil {
			t.Errorf("%v: %s", err, said.String())
		}
		if cmd.ProcessState.ExitCode() != 22 || out.Len() > 0 || doc.Error.Code != 22 || !strings.Contains(doc.Error.Message, "standard input") {
			t.Errorf("vault %s: exit code %d, %q, %q", args[0], cmd.ProcessState.ExitCode(), out.String(), said.String())
		}
	}
	if rows := d.must("history", id, "--json"); !strings.Contains(rows, `"revision":1`) {
		t.Error(rows)
	}
}
