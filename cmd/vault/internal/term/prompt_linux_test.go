package term

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/sys/unix"
)

// A sitting is a prompt on a pty and what stands on its screen.
type sitting struct {
	*Prompt
	slave *os.File
	seen  chan string // the screen, once it is closed
}

const question = "name?"

// sit types the nth of keys when a question is asked for the nth time.
func sit(t *testing.T, plain bool, columns uint16, keys ...string) *sitting {
	t.Helper()
	t.Setenv("TERM", "xterm")
	master, slave := pty(t)
	resize(t, slave, columns)
	s := &sitting{Prompt: NewPrompt(slave, slave, plain), slave: slave, seen: make(chan string, 1)}
	asked := pastesOn
	if plain {
		asked = question + " "
	}
	go func() {
		var seen strings.Builder
		buf := make([]byte, 4096)
		for n := 0; ; {
			k, err := master.Read(buf)
			seen.Write(buf[:k])
			for ; n < min(len(keys), strings.Count(seen.String(), asked)); n++ {
				_, _ = io.WriteString(master, keys[n])
			}
			if err != nil { // the other side is closed
				s.seen <- seen.String()
				return
			}
		}
	}()
	return s
}

func resize(t *testing.T, f *os.File, columns uint16) {
	t.Helper()
	if err := unix.IoctlSetWinsize(int(f.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
}

func (s *sitting) screen() string {
	s.slave.Close()
	return <-s.seen
}

func TestAsk(t *testing.T) {
	tests := []struct {
		keys, want string
		err        error
	}{
		{"one\r", "one", nil},
		{hong + gil + "\n", "홍길", nil},
		{"ax\x7fb\n", "ab", nil},
		{"wrong\x15right\n", "right", nil},
		{"\n", "", nil},
		{"\x04", "", ErrAborted},
		{"first\nsecond\nthird", "first", nil}, // pasted
		{"", "second", nil},
		{" and more\n", "third and more", nil},
	}
	for _, plain := range []bool{false, true} {
		var keys []string
		for _, tt := range tests {
			keys = append(keys, tt.keys)
		}
		s := sit(t, plain, 80, keys...)
		for _, tt := range tests {
			if got, err := s.Ask(question); got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("plain %v, %q: got %q, %v; want %q, %v", plain, tt.keys, got, err, tt.want, tt.err)
			}
			if !echoes(t, s.slave) {
				t.Fatalf("plain %v, %q: the terminal was left without echo", plain, tt.keys)
			}
		}
		shown := s.screen()
		if strings.Contains(shown, "\x1b") == plain {
			t.Errorf("plain %v: escape sequences in %q", plain, shown)
		}
		if !plain && !strings.Contains(shown, "\x1b[Jname? 홍길"+pastesOff) {
			t.Errorf("the answer does not stay on the screen: %q", shown)
		}
	}
}

func TestPasteAcrossQuestions(t *testing.T) {
	s := sit(t, false, 80, beginOfPaste+"첫 줄\r둘째\t줄\r셋째"+endOfPaste+"!\r")
	for _, want := range []string{"첫 줄", "둘째 줄", "셋째!"} {
		if got, err := s.Ask(question); got != want || err != nil {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
}

// TestRows looks at where the text and the cursor stand.
func TestRows(t *testing.T) {
	long := strings.Repeat("가", 60)
	tests := []struct {
		name, question, keys string
		columns              uint16
		want                 []string
	}{
		{"inserted into Hangul", "이름:", "홍동\x1b[D길\r", 80, []string{"\r\x1b[J이름: 홍길동\x1b[11G"}},
		{"rubbed out decomposed", "이름:", hong + gil + "\x7f\r", 80, []string{"\r\x1b[J이름: 홍\x1b[9G"}},
		{"scrolled", ">", long + "\r", 40, []string{"\r\x1b[J> " + strings.Repeat("가", 18) + "\x1b[39G", "\r\x1b[J> " + long + pastesOff}},
		{"scrolled back", ">", long + "\x01\r", 40, []string{"\r\x1b[J> " + strings.Repeat("가", 18) + "\x1b[3G"}},
		{"a question that fills the row", "이 기록을 정말로 지웁니까? 되돌릴 수 없습니다", "y\r", 40,
			[]string{"이 기록을 정말로 지웁니까? 되돌릴 수\r\n없습니다\r\n", "\r\x1b[J> y\x1b[4G"}},
		{"the same with room", "이 기록을 정말로 지웁니까? 되돌릴 수 없습니다", "y\r", 80, []string{"없습니다 y\x1b[48G"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := sit(t, false, tt.columns)
			e := editor{Prompt: s.Prompt, line: new(line)}
			// Bytes one by one, so that each row is drawn.
			if _, err := e.run(iotest.OneByteReader(strings.NewReader(tt.keys)), tt.question); err != nil {
				t.Fatal(err)
			}
			shown := s.screen()
			for _, want := range tt.want {
				if !strings.Contains(shown, want) {
					t.Errorf("%q is not in %q", want, shown)
				}
			}
		})
	}
}

func TestConfirm(t *testing.T) {
	tests := []struct {
		keys  string
		want  bool
		err   error
		asked int
	}{
		{"y\n", true, nil, 1}, {"YES\r\n", true, nil, 1}, {" 예 \n", true, nil, 1}, {"ㅛ\n", true, nil, 1},
		{"\n", false, nil, 1}, {"n\n", false, nil, 1}, {"아니요\n", false, nil, 1},
		{"maybe\nyes\n", true, nil, 2},
		{"\x04", false, ErrAborted, 1}, {"what\n\x04", false, ErrAborted, 2}, {"y\x03", false, ErrInterrupted, 1},
	}
	for _, tt := range tests {
		s := sit(t, false, 80, strings.SplitAfter(tt.keys, "\n")...)
		got, err := s.Confirm("erase it?")
		if got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%q: %v, %v", tt.keys, got, err)
		}
		if n := strings.Count(s.screen(), pastesOn); n != tt.asked {
			t.Errorf("%q: asked %d times, want %d", tt.keys, n, tt.asked)
		}
	}
}

// TestIdle: what was typed comes back with the error, and what is typed later
// answers nothing that was asked before.
func TestIdle(t *testing.T) {
	for _, plain := range []bool{false, true} {
		s := sit(t, plain, 80)
		s.Idle = time.Nanosecond
		s.rest = []byte("half")
		want := "half"
		if plain {
			want = ""
		}
		if got, err := s.Ask(question); got != want || !errors.Is(err, ErrIdle) {
			t.Errorf("plain %v: %q, %v", plain, got, err)
		}
		if !echoes(t, s.slave) {
			t.Error("the terminal was left without echo")
		}
	}
}

// TestForget: what was typed before answers nothing that is asked after it.
func TestForget(t *testing.T) {
	t.Setenv("TERM", "xterm")
	master, slave := pty(t)
	p := NewPrompt(slave, slave, false)
	io.WriteString(master, "too late\n")
	var ready unix.FdSet
	ready.Set(int(slave.Fd()))
	if _, err := unix.Select(int(slave.Fd())+1, &ready, nil, nil, nil); err != nil {
		t.Fatal(err)
	}
	p.rest = []byte("too late")
	p.Forget()
	io.WriteString(master, "in time\n")
	if got, err := p.Ask(question); got != "in time" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestEndlessLine(t *testing.T) {
	s := sit(t, false, 80)
	s.rest = []byte(strings.Repeat("x", maxAnswer+2))
	if _, err := s.Ask(">"); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("error %v", err)
	}
}

// askProbe is the child of the tests below.
func askProbe() {
	p := NewPrompt(os.Stdin, os.Stderr, os.Getenv("TERM_PROBE") == "plain")
	text, err := p.Ask(question)
	fmt.Printf("%q %v\n", text, err)
}

func TestSignalsAtThePrompt(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for _, mode := range []string{"plain", "edit"} {
		for _, sig := range []os.Signal{unix.SIGTERM, unix.SIGHUP, unix.SIGQUIT, unix.SIGINT, unix.SIGTSTP, unix.SIGWINCH} {
			master, slave := pty(t)
			resize(t, slave, 80)
			cmd := probe()
			cmd.Env = append(os.Environ(), "TERM_PROBE="+mode)
			cmd.Stdin, cmd.Stderr = slave, slave
			var out strings.Builder
			cmd.Stdout = &out
			cmd.SysProcAttr.Setctty = true
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			asked := question + " "
			if mode == "edit" {
				asked = "\x1b[7G" // drawn
			}
			readUntil(t, master, asked) // now signals are watched
			want := `"" ` + ErrTerminated.Error()
			if sig == unix.SIGINT {
				want = `"" ` + ErrInterrupted.Error()
			}
			switch sig {
			case unix.SIGTSTP: // Ctrl-Z; in line mode it would suspend
				if mode == "plain" {
					_ = cmd.Process.Kill()
					_ = cmd.Wait()
					continue
				}
				io.WriteString(master, "\x1aab\r")
				want = `"ab" <nil>`
			case unix.SIGWINCH:
				resize(t, slave, 60) // the kernel sends it
				io.WriteString(master, "ab\r")
				want = `"ab" <nil>`
			default:
				if err := cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("%s, %v: %v", mode, sig, err)
			}
			if got := strings.TrimSpace(out.String()); got != want {
				t.Errorf("%s, %v: got %s, want %s", mode, sig, got, want)
			}
			if !echoes(t, slave) {
				t.Errorf("%s, %v: the terminal was left without echo", mode, sig)
			}
		}
	}
}
