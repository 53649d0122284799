package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// A desk is a vault, and a terminal at which somebody sits: standard input,
// error and the controlling terminal are a pty. The scripts cannot do that.
type desk struct {
	t       testing.TB
	dir     string
	term    string // of the environment; "dumb" has no editor
	joined  bool   // standard output is the terminal, too
	home    string
	program string
	typed   bool // no file has the passphrase
	master  *os.File
	cmd     *exec.Cmd
	stdout  bytes.Buffer
	*screen
}

// A screen is what one program wrote to the terminal.
type screen struct {
	sync.Mutex
	seen   strings.Builder
	moved  sync.Cond
	closed chan struct{}
}

func newDesk(t testing.TB) *desk {
	d := &desk{t: t, dir: t.TempDir(), term: "dumb", program: "vault"}
	d.home = d.dir
	d.file("pass", "correct horse\n")
	d.must("init", "--name", "kim", "--work-factor", "10")
	return d
}

func (d *desk) file(name, content string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) command(args ...string) *exec.Cmd {
	cmd := exec.Command(d.program, args...) // testscript.Main has put it in PATH
	cmd.Env = append(os.Environ(), "HOME="+d.home, "CASEVAULT_DIR="+filepath.Join(d.dir, "v"),
		"CASEVAULT_STATE_DIR="+filepath.Join(d.dir, "state"), "CASEVAULT_PASSPHRASE_FILE="+filepath.Join(d.dir, "pass"), "LC_ALL=C", "TERM="+d.term)
	if d.typed {
		cmd.Env = append(cmd.Env, "CASEVAULT_PASSPHRASE_FILE=")
	}
	return cmd
}

// must runs a command without a terminal and returns what it prints.
func (d *desk) must(args ...string) string {
	d.t.Helper()
	cmd := d.command(args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		d.t.Fatalf("vault %s: %v\n%s", strings.Join(args, " "), err, said.String())
	}
	return string(out)
}

// start runs a command at the terminal.
func (d *desk) start(args ...string) {
	d.t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		d.t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		d.t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	defer slave.Close()
	d.t.Cleanup(func() { master.Close() })
	d.master, d.cmd = master, d.command(args...)
	d.screen = &screen{closed: make(chan struct{})}
	d.moved.L = d.screen
	d.stdout.Reset()
	d.cmd.Stdin, d.cmd.Stdout, d.cmd.Stderr = slave, &d.stdout, slave
	if d.joined {
		d.cmd.Stdout = slave
	}
	d.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := d.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	go d.screen.watch(master)
}

// watch reads the screen until the program has closed it.
func (s *screen) watch(master *os.File) {
	defer close(s.closed)
	buf := make([]byte, 4096)
	for {
		n, err := master.Read(buf)
		s.Lock()
		s.seen.Write(buf[:n])
		if err != nil {
			s.seen.WriteString("\n(closed)")
		}
		s.moved.Broadcast()
		s.Unlock()
		if err != nil {
			return
		}
	}
}

// wait waits until the text stands on the screen, takes what came before and
// the text off it, and returns what came before.
func (d *desk) wait(text string) string {
	d.t.Helper()
	d.Lock()
	defer d.Unlock()
	for {
		shown := d.seen.String()
		if i := strings.Index(shown, text); i >= 0 {
			d.seen.Reset()
			d.seen.WriteString(shown[i+len(text):])
			return shown[:i]
		}
		if strings.Contains(shown, "(closed)") {
			d.t.Fatalf("never shown: %q; instead: %q", text, shown)
		}
		d.moved.Wait()
	}
}

func (d *desk) write(text string) {
	d.t.Helper()
	if _, err := d.master.WriteString(text); err != nil {
		d.t.Fatal(err)
	}
}

// ends waits for the program and for the last it wrote, and looks at its exit
// code. After it nothing moves on the screen.
func (d *desk) ends(code int) {
	d.t.Helper()
	_ = d.cmd.Wait()
	<-d.closed
	if got := d.cmd.ProcessState.ExitCode(); got != code {
		d.t.Errorf("exit code %d, want %d; screen: %q", got, code, d.seen.String())
	}
}

func TestNoteOnTerminal(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`)))

	d.start("note", id)
	d.wait("> ")
	d.write("came by\n")
	d.wait("> ")
	d.write("all well\n.\n")
	d.ends(0)
	if view := d.must("show", id, "--json"); !strings.Contains(view, `"text":"came by\nall well"`) {
		t.Errorf("the note is not there: %s", view)
	}

	// Who leaves in the middle, or is made to, has not written a note, and has
	// lost none: it is offered the next time.
	for _, leave := range []struct {
		key  string // "": the process is killed
		code int
	}{{"\x04", 1}, {"\x03", 130}, {"", -1}} {
		d.start("note", id)
		d.wait("> ")
		d.write("half a 글\n")
		d.wait("> ")
		if d.write(leave.key); leave.key == "" {
			if err := d.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		d.ends(leave.code)
		if view := d.must("show", id, "--json"); !strings.Contains(view, `"revision":2`) || strings.Contains(view, "half a") {
			t.Errorf("half a note was saved: %s", view)
		}
		d.start("note", id)
		d.wait("half a 글")
		d.wait("[y/N]")
		d.write("\n") // Enter twice: nothing is thrown away
		d.wait("Throw it away?")
		d.write("\n")
		d.ends(2)
		d.start("note", id)
		d.wait("half a 글")
		d.wait("[y/N]")
		d.write("n\n")
		d.wait("Throw it away?")
		d.write("y\n")
		d.wait("> ")
		d.write("\x03")
		d.ends(130)
	}
	other := strings.TrimSpace(d.must("add", "--from", d.file("lee.json", `{"legal_name":"이순신"}`)))
	d.start("note", id)
	d.wait("> ")
	d.write("half a 글\n")
	d.wait("> ")
	d.write("and the rest\n")
	d.wait("> ")
	d.write("\x03")
	d.ends(130)
	d.start("note", other) // of another record
	d.wait("Go on with it: note " + id)
	d.wait("> ")
	d.write("\x03")
	d.ends(130)
	d.start("note", id)
	d.wait("[y/N]")
	d.write("y\n")
	d.wait("> ")
	d.write(".\n")
	d.ends(0)
	if view := d.must("show", id, "--json"); !strings.Contains(view, `"text":"half a 글\nand the rest"`) {
		t.Errorf("the draft is not the note: %s", view)
	}
	d.start("note", other)
	if before := d.wait("> "); strings.Contains(before, "half a") {
		t.Error("a draft that was stored is offered again")
	}
	d.write("\x03")
	d.ends(130)
}

// TestNoteForNobody mistypes an id: the note is not lost with it.
func TestNoteForNobody(t *testing.T) {
	d := newDesk(t)
	id := d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`))
	d.start("note", "ZZZZ")
	d.wait("saves it")
	d.write("a long day\n.\n")
	d.wait("there is no such record")
	d.wait("Record (id")
	d.write(id)
	d.ends(0)
	if shown := d.must("show", strings.TrimSpace(id)); !strings.Contains(shown, "a long day") {
		t.Errorf("the record shows %s", shown)
	}
}

func TestFindOnTerminal(t *testing.T) {
	d := newDesk(t)
	id := d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`))
	d.start("find", "--ids")
	d.wait("Look for:")
	d.write("ㅎㄱㄷ\n")
	d.ends(0)
	if d.stdout.String() != id {
		t.Errorf("found %q, want %q", d.stdout.String(), id)
	}
}

// TestReasonOnTerminal: who revealed many people today is asked for more of a
// reason, once.
func TestReasonOnTerminal(t *testing.T) {
	d := newDesk(t)
	d.must("setting", "reveal-budget", "1")
	var ids []string
	for _, phone := range []string{"010-1111-2222", "010-3333-4444"} {
		ids = append(ids, strings.TrimSpace(d.must("add", "--from", d.file("one.json", `{"phone":"`+phone+`"}`))))
	}
	d.must("show", ids[0], "--reveal", "phone", "--reason", "visit")
	show := []string{"show", ids[1], "--reveal", "phone", "--reason", "visit"}
	d.start(show...)
	d.wait("revealed today: 1")
	d.wait("too?")
	d.write("no\n")
	d.ends(2)
	d.start(show...)
	d.wait("too?")
	d.write("the clinic called for both of them\n")
	d.ends(0)
	if !strings.Contains(d.stdout.String(), "010-3333-4444") {
		t.Errorf("it shows %q", d.stdout.String())
	}
}

// TestGroupsOnTerminal types a printed checkpoint; a line with an error in it
// is asked for again.
func TestGroupsOnTerminal(t *testing.T) {
	d := newDesk(t)
	_, groups, _ := strings.Cut(d.must("audit", "checkpoint", "--json"), `"groups":"`)
	typed := strings.Fields(groups[:18*6-1])
	d.start("audit", "verify", "--against", "-", "--keyless")
	d.wait("From group 1:")
	d.write(strings.ToLower(strings.Join(typed[:6], "")) + "\n")
	d.wait("From group 7:")
	d.write(typed[7] + typed[6] + "\n")
	d.wait("group 7 does not fit")
	d.wait("From group 7:")
	d.write(strings.Join(typed[6:17], "-") + typed[17][:2] + "\n")
	d.wait("From group 18:")
	d.write(typed[17][2:] + "\n")
	d.ends(0)
	if !strings.Contains(d.stdout.String(), "against") {
		t.Errorf("it says %q", d.stdout.String())
	}
}

// TestProgressGoes: no answer is written behind what shows the progress.
func TestProgressGoes(t *testing.T) {
	d := newDesk(t)
	d.joined = true
	d.start("import", d.file("list.csv", "성명\n홍길동\n"), "--dry-run")
	d.wait("\rworking 1/1")
	if between := d.wait("nothing is stored yet"); strings.TrimLeft(between, "\r ") != "" || !strings.HasSuffix(between, "\r") {
		t.Errorf("between progress and answer: %q", between)
	}
	d.ends(0)
}

// longList is a list whose import takes a while.
func longList(people int) string {
	var list strings.Builder
	list.WriteString("사건번호,성명\n")
	for n := range people {
		fmt.Fprintf(&list, "CR-%07d,홍길동\n", n)
	}
	return list.String()
}

// TestImportInterrupted stops an import in the middle: what it says is stored
// is stored, and run again it ends with each person once.
func TestImportInterrupted(t *testing.T) {
	const people = 20000
	d := newDesk(t)
	path := d.file("list.csv", longList(people))
	d.start("import", path, "--yes")
	d.wait("working ")
	d.wait("working ") // a tenth of a second later
	d.write("\x03")
	d.wait("interrupted\r\nhint: ")
	d.ends(130)
	stored := strings.Count(d.must("list", "--ids"), "\n")
	d.wait(fmt.Sprintf("records stored: %d", stored))
	again := d.must("import", path, "--json")
	if want := fmt.Sprintf(`{"version":1,"accepted":%d,`, people-stored); !strings.HasPrefix(again, want) {
		t.Errorf("the second run: %.80s, want %s", again, want)
	}
	if n := strings.Count(d.must("list", "--ids"), "\n"); n != people {
		t.Errorf("%d people in the end, want %d", n, people)
	}
}

// TestInterruptedAtWork interrupts a command that asks nothing: it must not
// speak of a prompt, and it has saved nothing that it did not acknowledge.
func TestInterruptedAtWork(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.must("add", "--from", d.file("hong.json", `{"legal_name":"홍길동"}`)))
	pipe := filepath.Join(d.dir, "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"--plain", "--json"} {
		cmd := d.command("note", id, "--from", pipe, flag)
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		writer, err := os.OpenFile(pipe, os.O_WRONLY, 0) // returns when the program reads
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		writer.Close()
		if code := cmd.ProcessState.ExitCode(); code != 130 {
			t.Errorf("exit code %d", code)
		}
		if text := said.String(); !strings.Contains(text, "what was acknowledged is saved") || strings.Contains(text, "prompt") {
			t.Errorf("it says %q", text)
		}
	}
	if view := d.must("show", id, "--json"); !strings.Contains(view, `"revision":1`) {
		t.Errorf("something was saved: %s", view)
	}
}
