package term

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
	"golang.org/x/text/unicode/norm"
)

// The child of these tests is this binary again, in a session of its own whose
// terminal is our pty; its standard input is an empty pipe. So the device is
// really opened by name, and Ctrl-C is really a signal.
func TestMain(m *testing.M) {
	switch os.Getenv("TERM_PROBE") {
	case "":
		os.Exit(m.Run())
	case "plain", "edit":
		askProbe()
		os.Exit(0)
	}
	tty, err := Open()
	if err != nil {
		fmt.Println("open:", errors.Is(err, ErrNoTerminal))
		os.Exit(0)
	}
	defer tty.Close()
	p, err := tty.ReadPassphrase("passphrase: ")
	fmt.Printf("%q %v\n", p, err)
}

// pty opens a pseudo-terminal.
func pty(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	return master, slave
}

func echoes(t *testing.T, f *os.File) bool {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}

// readUntil reads what the child wrote to its terminal, up to the given end.
func readUntil(t *testing.T, master *os.File, end string) string {
	t.Helper()
	var seen strings.Builder
	buf := make([]byte, 256)
	for !strings.HasSuffix(seen.String(), end) {
		n, err := master.Read(buf)
		seen.Write(buf[:n])
		if err != nil {
			t.Fatalf("terminal ended after %q: %v", seen.String(), err)
		}
	}
	return seen.String()
}

func probe() *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TERM_PROBE=1")
	cmd.Stdin = strings.NewReader("")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd
}

func TestReadPassphraseOnATerminal(t *testing.T) {
	const ctrlC, ctrlD, ctrlZ, ctrlU, erase = "\x03", "\x04", "\x1a", "\x15", "\x7f"
	const composed = "비밀 문장"
	decomposed := norm.NFD.String(composed)
	tests := []struct{ name, typed, want string }{
		{"plain", "correct horse\r", `"correct horse" <nil>`},
		{"line feed", "correct horse\n", `"correct horse" <nil>`},
		{"composed", composed + "\r", fmt.Sprintf("%q <nil>", composed)},
		{"decomposed", decomposed + "\r", fmt.Sprintf("%q <nil>", decomposed)},
		{"rubbed out", "ax" + erase + "b\r", `"ab" <nil>`},
		{"begun anew", "wrong" + ctrlU + "right\r", `"right" <nil>`},
		{"only the first line", "one\rtwo\r", `"one" <nil>`},
		{"end at once", ctrlD, `"" ` + ErrAborted.Error()},
		{"end in the line", "half" + ctrlD + ctrlD, `"" ` + ErrAborted.Error()},
		{"Ctrl-C", "half" + ctrlC, `"" ` + ErrInterrupted.Error()},
		{"Ctrl-Z does nothing", ctrlZ + "ab\r", `"ab" <nil>`},
		{"empty", "\r", `"" <nil>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			master, slave, cmd, out := asked(t)
			if echoes(t, slave) {
				t.Error("the terminal shows what is typed at the prompt")
			}
			if _, err := io.WriteString(master, tt.typed); err != nil {
				t.Fatal(err)
			}
			if shown := readUntil(t, master, "\n"); strings.TrimSpace(shown) != "" {
				t.Errorf("the terminal showed %q", shown)
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
			if got := strings.TrimSpace(out.String()); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if !echoes(t, slave) {
				t.Error("the terminal was left without echo")
			}
		})
	}
}

// asked starts the probe on a terminal and waits for its prompt.
func asked(t *testing.T) (master, slave *os.File, cmd *exec.Cmd, out *strings.Builder) {
	t.Helper()
	master, slave = pty(t)
	cmd, out = probe(), new(strings.Builder)
	cmd.SysProcAttr.Setctty, cmd.SysProcAttr.Ctty = true, 3
	cmd.ExtraFiles, cmd.Stdout = []*os.File{slave}, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	readUntil(t, master, "passphrase: ")
	return master, slave, cmd, out
}

func TestNoTerminal(t *testing.T) {
	out, err := probe().Output() // a session without a terminal
	if err != nil || strings.TrimSpace(string(out)) != "open: true" {
		t.Errorf("%q %v", out, err)
	}
}

func TestSignalRestoresTheTerminal(t *testing.T) {
	for _, s := range []syscall.Signal{unix.SIGTERM, unix.SIGHUP, unix.SIGQUIT, unix.SIGINT} {
		_, slave, cmd, out := asked(t)
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", s, err)
		}
		want := `"" ` + ErrTerminated.Error()
		if s == unix.SIGINT {
			want = `"" ` + ErrInterrupted.Error()
		}
		if strings.TrimSpace(out.String()) != want {
			t.Errorf("%v: got %s, want %s", s, out.String(), want)
		}
		if !echoes(t, slave) {
			t.Errorf("%v: the terminal was left without echo", s)
		}
	}
}

func TestProgressOnATerminal(t *testing.T) {
	master, slave := pty(t)
	if err := unix.IoctlSetWinsize(int(slave.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 20}); err != nil {
		t.Fatal(err)
	}
	p := NewProgress(slave, clock(), nil)
	p.Step("reading a rather long name", 1, 2)
	p.Close()
	if got, want := readUntil(t, master, " \r"), "\rreading a rather ..\r"+strings.Repeat(" ", 19)+"\r"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
