package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"casevault/cmd/vault/internal/term"
)

// A sitting is a shell at a desk whose terminal has an editor and shows all.
type sitting struct {
	*desk
	id string // of the one record, whose name is 홍길동
}

const asks = "\x1b[?2004h" // a question was put

func sit(t testing.TB) *sitting {
	s := &sitting{desk: newDesk(t)}
	s.id = strings.TrimSpace(s.must("add", "--from", s.file("hong.json", `{"legal_name":"홍길동","case_id":"A-1"}`)))
	s.term, s.joined = "xterm", true
	return s
}

// open starts it and waits for its first question.
func (s *sitting) open(args ...string) {
	s.t.Helper()
	s.start(args...)
	s.wait(asks)
}

// does types a line and returns what is shown until the next question.
func (s *sitting) does(line string) string {
	s.t.Helper()
	return s.press(line + "\r")
}

func (s *sitting) press(keys string) string {
	s.t.Helper()
	s.write(keys)
	return s.wait(asks)
}

// shows is does, and looks for texts.
func (s *sitting) shows(line string, want ...string) {
	s.t.Helper()
	shown := s.does(line)
	for _, text := range want {
		if !strings.Contains(shown, text) {
			s.t.Errorf("%s shows %q, without %q", line, shown, text)
		}
	}
}

// window is another terminal for the same vault.
func (s *sitting) window() *desk {
	return &desk{t: s.t, dir: s.dir, term: s.term, joined: s.joined, home: s.home, program: s.program}
}

func (s *sitting) actions() (all []string) {
	for _, part := range strings.Split(s.must("audit", "log", "--json"), `"action":"`)[1:] {
		action, _, _ := strings.Cut(part, `"`)
		all = append(all, action)
	}
	return all
}

func TestShell(t *testing.T) {
	s := sit(t)
	s.start() // vault alone
	s.wait("0. leave")
	if menu := s.wait(asks); !strings.Contains(menu, "After 10 minutes") {
		t.Errorf("the menu: %q", menu)
	}
	second := s.window()
	second.typed = true
	second.start()
	if said := second.wait(fmt.Sprintf("process %d", s.cmd.Process.Pid)); strings.Contains(said, "Passphrase") {
		t.Errorf("a second window asks first: %s", said)
	}
	second.ends(11)
	s.shows("show "+s.id, "홍**", "case number  A-1")
	s.shows("vault show case:A-1 --reveal legal_name --reason 'home visit'", "홍길동")
	s.does("2")
	s.wait("Record (id")
	s.shows("A-1x", "vault: ")
	s.shows("show 홍길동", "case:NUMBER", "vault find")
	s.shows("5 "+s.id, "Write the note")
	s.does("잘 지냄")
	s.shows(".", s.id)
	s.does("1")
	s.shows("ㅎㄱㄷ", "홍**")
	s.shows("7", "records", "1")
	s.shows("list --json", `"version":1`)
	s.shows("help", "Casework:")
	s.shows("", "0. leave")
	for line, want := range map[string]string{
		"init": "leave the shell with 0, then: vault init", "key passwd": "vault key passwd", "shell": "vault shell", "show " + s.id + " --vault x": "--vault cannot",
		"list --passphrase-file x": "--passphrase-file cannot", "add --from -": "name a file", "show 'x": "quotation mark", "nonsense": "no such command", "list --nonsense": "unknown flag",
	} {
		s.shows(line, want)
	}
	s.write("0\r")
	s.ends(0)
	want := "init add show reveal note find list"
	if got := strings.Join(s.actions(), " "); !strings.HasPrefix(got, want+" ") && got != want {
		t.Errorf("the log has %q, want %q", got, want)
	}
}

// TestShellLasts: what a command of a sitting changes, the next one knows.
func TestShellLasts(t *testing.T) {
	s := sit(t)
	s.open("shell")
	s.does("setting idle-minutes 3")
	s.shows("key rotate", "new keys")
	s.wait("kim (locks after 3 min)>")
	s.shows("show "+s.id, "홍**")
	s.does("member add lee --role caseworker --grant work --work-factor 10 --new-passphrase-file " + filepath.Join(s.dir, "pass"))
	s.shows("member list", "lee")
	s.does("audit checkpoint -o " + filepath.Join(s.dir, "cp"))
	s.shows("compact", "KB")
	s.shows("audit verify --against "+filepath.Join(s.dir, "cp"), "sound")
	s.shows("check", "sound")
	s.shows("audit verify --keyless", "sound")
	s.shows("check --read-data", "sound")
	s.shows("backup "+filepath.Join(s.dir, "b.backup"), "b.backup")
	s.does("erase " + s.id + " --yes --reason 'asked for'")
	s.shows("show "+s.id, "no such record")
	s.write("exit\r")
	s.ends(0)
	s.must("check", "--read-data", "--identity", "kim")
}

// TestShellLeaves: Ctrl-C ends a question or a command and never the shell;
// Ctrl-D, a signal and a kill do, and what was acknowledged is there.
func TestShellLeaves(t *testing.T) {
	s := sit(t)
	s.open("shell")
	s.write("show half")
	s.wait("half")
	if shown := s.press("\x03"); !strings.Contains(shown, "To leave, type 0") {
		t.Errorf("Ctrl-C says %q", shown)
	}
	s.does("note " + s.id)
	s.does("one line")
	s.write("half a line")
	s.wait("half a line")
	if shown := s.press("\x03"); !strings.Contains(shown, "kept sealed") {
		t.Errorf("Ctrl-C in a note says %q", shown)
	}
	s.does("2")
	s.press("\x04")
	s.write("\x04")
	s.ends(0)
	if view := s.must("show", s.id, "--json"); !strings.Contains(view, `"revision":1`) {
		t.Errorf("half a note was saved: %s", view)
	}

	s.start("shell")
	s.wait("Go on with it: note " + s.id)
	s.wait(asks)
	s.does("note " + s.id)
	s.does("y")
	s.shows(".", s.id)
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	s.ends(-1)
	if view := s.must("show", s.id, "--json"); !strings.Contains(view, `"text":"one line\nhalf a line"`) {
		t.Errorf("an acknowledged note is not there: %s", view)
	}

	s.open("shell")
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.ends(130)
	s.open("shell")
	s.does("note " + s.id)
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.ends(130)
	s.must("check")
}

func TestShellInterruptedAtWork(t *testing.T) {
	const people = 20000
	s := sit(t)
	path := s.file("list.csv", longList(people))
	s.open("shell")
	s.write("import --yes " + path + "\r")
	s.wait("working ")
	s.write("\x03")
	shown := s.wait(asks)
	if !strings.Contains(shown, "interrupted") || !strings.Contains(shown, "records stored: ") {
		t.Errorf("it says %q", shown)
	}
	s.shows("show "+s.id, "홍**")
	s.write("0\r")
	s.ends(0)
	s.must("check")
}

func TestShellLock(t *testing.T) {
	s := sit(t)
	s.open("shell")
	s.does("show " + s.id)
	s.write("lock\r")
	s.wait("\x1b[H\x1b[2J\x1b[3J")
	s.wait("Passphrase: ")
	s.must("list") // another window may work meanwhile
	s.write("wrong\r")
	s.wait("Passphrase: ")
	s.write("correct horse\r")
	s.wait(asks)
	s.write("\x1b[A") // nothing to bring back
	s.shows("audit log", "unlock-failed")
	s.write("8\r")
	for range tries {
		s.wait("Passphrase: ")
		s.write("wrong\r")
	}
	s.ends(12)
	if n := strings.Count(strings.Join(s.actions(), " "), "unlock-failed"); n != 2 {
		t.Errorf("%d entries of failed unlocks, want 2", n)
	}
}

// TestShellLockElsewhere: while it is locked another window has the vault, and the
// passphrase is not asked again before that one is done.
func TestShellLockElsewhere(t *testing.T) {
	t.Parallel()
	s := sit(t)
	s.open("shell")
	s.write("lock\r")
	s.wait("Passphrase: ")
	other := s.window()
	other.start("shell")
	other.wait(asks)
	s.write("correct horse\r")
	s.wait(fmt.Sprintf("process %d", other.cmd.Process.Pid))
	s.wait("Press Enter to try again.")
	other.write("0\r")
	other.ends(0)
	s.write("\r")
	s.wait("Passphrase: ")
	s.write("correct horse\r")
	s.wait(asks)
	s.shows("show "+s.id, "홍**")
	s.write("0\r")
	s.ends(0)
}

// TestShellIdle types ahead, so that it does not depend on how long the program
// takes to ask: nothing is typed after it for as long as the shell waits.
func TestShellIdle(t *testing.T) {
	s := sit(t)
	s.program = "hasty"
	s.start("shell")
	s.write("show 홍길")
	s.wait("\x1b[3J")
	s.wait("Passphrase: ")
	s.write("correct horse\r")
	s.wait("> show 홍길\x1b[") // back in the row
	s.wait("Passphrase: ")   // and locked again
	s.write("\x03")
	s.ends(130)

	s.start("shell")
	s.write("note " + s.id + "\r첫 줄\r둘")
	s.wait("Passphrase: ")
	s.write("correct horse\r")
	s.wait("Go on with it: note " + s.id)
	s.wait("Passphrase: ")
	s.write("\x04")
	s.ends(1)
	for _, name := range []string{"drafts/kim.age", "HEAD"} {
		if b, err := os.ReadFile(filepath.Join(s.dir, "v", name)); err != nil || strings.Contains(string(b), "첫 줄") {
			t.Errorf("%s: %v", name, err)
		}
	}

	// Also where a passphrase is chosen for somebody.
	s.start("shell")
	s.write("member add lee --role caseworker --work-factor 10\r")
	s.wait("New passphrase: ")
	s.wait("The vault is locked")
	s.wait("Passphrase: ")
	s.write("\x03")
	s.ends(130)

	s.program = "vault"
	s.start("note", s.id)
	s.wait("첫 줄\r\n둘\r\n")
	s.wait(asks)
	s.write("\x03")
	s.ends(130)
}

// TestShellDamage: a shell does not go on in a vault that was altered.
func TestShellDamage(t *testing.T) {
	s := sit(t)
	s.open("shell")
	if err := os.Remove(filepath.Join(s.dir, "v", "HEAD")); err != nil {
		t.Fatal(err)
	}
	s.write("check\r")
	s.ends(20)
}

func TestShellPanic(t *testing.T) {
	s := sit(t)
	s.open("shell")
	s.does("panic")
	s.wait("Type destroy")
	s.shows("", "not confirmed")
	s.shows("list", "홍**")
	s.write("panic --yes\r")
	s.wait("The keys are destroyed")
	s.ends(0)
}

// TestShellReach: of files that a command may name in a shell there are those of
// its person and on media, no others.
func TestShellReach(t *testing.T) {
	if !landlock() {
		t.Log("this kernel has no Landlock")
		return
	}
	s := sit(t)
	elsewhere := filepath.Join(t.TempDir(), "list.csv")
	for _, path := range []string{elsewhere, filepath.Join(s.dir, "list.csv")} {
		if err := os.WriteFile(path, []byte("사건번호,성명\nB-1,김철수\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("here.csv", []byte("사건번호,성명\nC-1,박철수\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.open("shell")
	s.shows("import --yes "+elsewhere, "permission denied", "leave it with 0")
	s.shows("import --yes here.csv", "1 stored")
	s.shows("import --yes "+filepath.Join(s.dir, "list.csv"), "1 stored")
	s.write("0\r")
	s.ends(0)
}

func TestStoppable(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stop := make(chan os.Signal, 1)
	out := bufio.NewWriterSize(stoppable{stop, f}, 16)
	fmt.Fprint(out, "one", strings.Repeat(" ", 20))
	stop <- os.Interrupt
	fmt.Fprint(out, "two", strings.Repeat(" ", 20))
	if err := out.Flush(); !errors.Is(err, term.ErrInterrupted) {
		t.Errorf("error %v", err)
	}
	if b, err := os.ReadFile(f.Name()); err != nil || !strings.HasPrefix(string(b), "one") || strings.Contains(string(b), "two") {
		t.Errorf("%q, %v", b, err)
	}
}

// TestShellPlain: without escape sequences, for screen readers.
func TestShellPlain(t *testing.T) {
	s := sit(t)
	s.start("--plain")
	const prompt = "kim (locks after 10 min)> "
	s.wait(prompt)
	s.write("show half\x03")
	s.wait("To leave, type 0")
	s.wait(prompt)
	s.write("show " + s.id + "\n")
	s.wait("legal name: 홍**")
	s.wait(prompt)
	s.write("lock\n")
	s.wait("Passphrase: ")
	s.write("correct horse\n")
	s.wait(prompt)
	s.write("0\n")
	s.ends(0)
	if shown := s.seen.String(); strings.Contains(shown, "\x1b") {
		t.Errorf("escape sequences: %q", shown)
	}
}
