package term

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestWidth(t *testing.T) {
	tests := []struct {
		s    string
		want int
	}{
		{"", 0}, {"abc", 3}, {"홍길동", 6}, {"\u1112\u1169\u11bc\u1100\u1175\u11af", 4}, {"ㅎㄱㄷ", 6},
		{"ｱｲｳ", 3}, {"ＡＢ", 4}, {"\u00e9", 1}, {"e\u0301", 1}, {"a\u200bb", 2}, {"漢字", 4}, {"홍**", 4},
		{"…", 1}, {"\u1100\u1161\u11a8", 2},
	}
	for _, tt := range tests {
		if got := Width(tt.s); got != tt.want {
			t.Errorf("Width(%q) = %d, want %d", tt.s, got, tt.want)
		}
	}
}

func TestTruncate(t *testing.T) {
	tests := []struct {
		s     string
		cells int
		want  string
	}{
		{"abcdef", 6, "abcdef"}, {"abcdef", 5, "abc.."}, {"홍길동", 6, "홍길동"},
		{"홍길동", 5, "홍.."}, {"홍길동", 4, "홍.."}, {"홍길동", 3, ".."}, {"abc", 2, ".."},
		{"abc", 1, "."}, {"abc", 0, ""}, {"abc", -1, ""},
		{"\u1112\u1169\u11bc\u1100\u1175\u11af\u1100", 4, "\u1112\u1169\u11bc.."}, {"ae\u0301b\u0301cd", 4, "ae\u0301.."},
	}
	for _, tt := range tests {
		if got := Truncate(tt.s, tt.cells); got != tt.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", tt.s, tt.cells, got, tt.want)
		}
	}
}

func FuzzTruncate(f *testing.F) {
	f.Add("홍길동 abc", 5)
	f.Add("\xff\u0301", 1)
	f.Fuzz(func(t *testing.T, s string, cells int) {
		got := Truncate(s, cells)
		if w := Width(got); w > max(0, cells) {
			t.Errorf("Truncate(%q, %d) = %q, %d cells", s, cells, got, w)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("Truncate(%q, %d) = %q: cut a character", s, cells, got)
		}
		if cells < 1000 {
			if w := Width(Pad(got, cells)); w < cells {
				t.Errorf("Pad(%q, %d): %d cells", got, cells, w)
			}
		}
	})
}

func TestTable(t *testing.T) {
	var b strings.Builder
	err := Table(&b, [][]string{
		{"id", "name", "status"},
		{"K7QXM-2M9DT", "홍**", "open"},
		{"M2", "Kim, a long name", ""},
		{"", "", ""},
		{"x"},
	}, 0)
	want := "" +
		"id           name              status\n" +
		"K7QXM-2M9DT  홍**              open\n" +
		"M2           Kim, a long name\n" +
		"\n" +
		"x\n"
	if err != nil || b.String() != want {
		t.Errorf("got\n%s%v", b.String(), err)
	}
	if err := Table(&failing{}, [][]string{{"a"}}, 0); !errors.Is(err, os.ErrClosed) {
		t.Errorf("error %v", err)
	}
}

// TestTableFits wraps the columns that are widest, at blanks, and never a word.
func TestTableFits(t *testing.T) {
	rows := [][]string{
		{"seq", "action", "fields"},
		{"1", "import", "주소, 가명, 입국일, 생년월일"},
		{"2", "show"},
	}
	for _, tt := range []struct {
		room int
		fits bool
		want string
	}{
		{0, true, "seq  action  fields\n1    import  주소, 가명, 입국일, 생년월일\n2    show\n"},
		{41, true, "seq  action  fields\n1    import  주소, 가명, 입국일, 생년월일\n2    show\n"},
		{40, true, "seq  action  fields\n1    import  주소, 가명, 입국일,\n             생년월일\n2    show\n"},
		{21, true, "seq  action  fields\n1    import  주소,\n             가명,\n             입국일,\n             생년월일\n2    show\n"},
		{20, false, "seq  action  fields\n1    import  주소,\n             가명,\n             입국일,\n             생년월일\n2    show\n"},
	} {
		var b strings.Builder
		if err := Table(&b, rows, tt.room); err != nil || b.String() != tt.want {
			t.Errorf("in %d cells:\n%s%v", tt.room, b.String(), err)
		}
		if got := TableFits(rows, tt.room); got != tt.fits {
			t.Errorf("fits in %d cells: %v", tt.room, got)
		}
	}
}

type failing struct{}

func (*failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

// clock stands still until it is told otherwise.
func clock(steps ...time.Duration) func() time.Time {
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	return func() time.Time {
		if len(steps) > 0 {
			at = at.Add(steps[0])
			steps = steps[1:]
		}
		return at
	}
}

func TestProgress(t *testing.T) {
	var b strings.Builder
	p := &Progress{out: &b, room: 79, now: clock(0, 50*time.Millisecond, 50*time.Millisecond, -time.Hour, time.Second)}
	p.Step("reading", 1, 997)
	p.Step("reading", 2, 997) // too soon
	p.Step("reading", 3, 997)
	p.Step("saving", 4, 0) // the clock was set back
	p.Step("saving", 5, 0)
	p.Close()
	p.Close()
	want := "\rreading 1/997\rreading 3/997\rsaving 4     \rsaving 5     \r             \r"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// What is left is guessed from the job that is going on, not from the one before.
func TestProgressLeft(t *testing.T) {
	var b strings.Builder
	p := &Progress{out: &b, room: 79, left: func(t string) string { return ", " + t + " left" }, now: clock(0, 10*time.Second, 110*time.Second, time.Second, 2*time.Second)}
	p.Step("a", 1, 100)
	p.Step("a", 11, 100)
	p.Step("a", 100, 100)
	p.Step("b", 10, 1000)
	p.Step("b", 20, 1000)
	want := []string{"a 1/100", "a 11/100, 1:30 left", "a 100/100", "b 10/1000", "b 20/1000, 3:17 left"}
	for i, line := range strings.Split(b.String(), "\r")[1:] {
		if strings.TrimRight(line, " ") != want[i] {
			t.Errorf("%q, want %q", line, want[i])
		}
	}
}

func TestProgressIsSilentInAFile(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p := NewProgress(f, clock(), nil)
	p.Step("reading", 1, 2)
	p.Close()
	if info, err := f.Stat(); err != nil || info.Size() != 0 {
		t.Errorf("%v bytes written, %v", info.Size(), err)
	}
}

func TestWrap(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "one": "one", "one two": "one two", "one two three": "one two\nthree", " one  two three": " one two\n three", "one two\nthree": "one two\nthree", "\n": "\n",
		"elevenchars!": "elevenchars!", "a elevenchars! b": "a\nelevenchars!\nb", "한국어 글": "한국어 글", "한국어 글자": "한국어\n글자",
	} {
		if got := Wrap(in, 9); got != want {
			t.Errorf("Wrap(%q) = %q, want %q", in, got, want)
		}
	}
}
