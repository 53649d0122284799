//go:build unix

package term

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

const (
	hong  = "\u1112\u1169\u11bc" // 홍 as three jamo
	gil   = "\u1100\u1175\u11af"
	heart = "\u2764\ufe0f"
	woman = "\U0001f469\u200d\U0001f52c" // a scientist: two emoji, joined
)

// typed is the line after these bytes, with | at the cursor; press is used for
// nothing but its keys.
func typed(text string) string {
	e := editor{Prompt: new(Prompt), line: new(line)}
	for e.rest = []byte(text); len(e.rest) > 0; {
		k, n := decode(e.rest, e.pasting)
		if n == 0 {
			return "more"
		}
		e.rest = e.rest[n:]
		if done, err := e.press(k); done {
			if err != nil {
				return err.Error()
			}
			return e.line.String() + "\n" + string(e.rest)
		}
	}
	return strings.Join(e.units[:e.at], "") + "|" + strings.Join(e.units[e.at:], "")
}

func TestEdit(t *testing.T) {
	const left, right, home, end, del = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[3~"
	tests := []struct{ name, keys, want string }{
		{"plain", "abc", "abc|"},
		{"composed", "홍길동", "홍길동|"},
		{"decomposed", hong + gil, "홍길|"},
		{"back over a decomposed syllable", hong + gil + "\x7f", "홍|"},
		{"back over one half typed", hong + "\u1100\u1175\x7f", "홍|"},
		{"insert before a syllable", hong + gil + left + "이", "홍이|길"},
		{"decomposed into the middle", "홍동" + left + gil, "홍길|동"},
		{"jamo of the keyboard stand alone", "ㅎㄱㄷ\x7f", "ㅎㄱ|"},
		{"delete under the cursor", "홍길동" + home + del, "|길동"},
		{"Ctrl-D deletes", "홍길동\x01\x04", "|길동"},
		{"Ctrl-D leaves an empty line", "a\x7f\x04", ErrAborted.Error()},
		{"Ctrl-C", "ab\x03", ErrInterrupted.Error()},
		{"past the ends", left + home + "a" + right + end + right + del, "a|"},
		{"rub out nothing", "a\x01\x7f", "|a"},
		{"other keyboards' arrows", "ab\x1bOD\x1b[1;5D\x1b[1~c\x1b[8~d", "cabd|"},
		{"Ctrl-B, Ctrl-F, Ctrl-H", "abc\x02\x02\x06\x08", "a|c"},
		{"to the end", "ab cd\x02\x02\x0b", "ab |"},
		{"to the start", "ab cd\x02\x15", "|d"},
		{"a word", "서울  부산 \x17", "서울  |"},
		{"the first word", "서울\x17\x17", "|"},
		{"marks", "e\u0301x\x7f", "é|"},
		{"back over marks", "ae\u0301\u0323\x7f", "a|"},
		{"a mark with nothing before it", "\u0301\x7fa", "a|"},
		{"emoji", "a" + woman + heart + left + left + "b", "ab|" + woman + heart},
		{"skin", "\U0001f44b\U0001f3fd\x7f", "|"},
		{"a Latin letter takes no vowel sign", "a\u1161\x7f", "a|"},
		{"Escape alone is forgotten", "a\x1bb", "ab|"},
		{"an unknown key", "a\x1b[15~\x1b[24;2~b", "ab|"},
		{"an endless sequence", "\x1b[" + strings.Repeat("1", 40) + "a", "[" + strings.Repeat("1", 40) + "a|"},
		{"control characters", "a\x00\x0c\x1ab", "ab|"},
		{"not UTF-8", "a\xffb", "a\ufffdb|"},
		{"half a character", "a\xed\x99", "more"},
		{"half a sequence", "a\x1b[1", "more"},
		{"enter, and what comes behind", "one\rtwo", "one\ntwo"},
		{"a line feed", "one\n", "one\n"},
		{"paste", beginOfPaste + "a\tb\x04\x7f\x1b[Dc" + endOfPaste + "d", "a b[Dcd|"},
		{"paste of two lines", beginOfPaste + "a\nb" + endOfPaste, "a\nb" + endOfPaste},
		{"Ctrl-C where the end of a paste got lost", beginOfPaste + "a\x03", ErrInterrupted.Error()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := typed(tt.keys); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRecall(t *testing.T) {
	const up, down = "\x1b[A", "\x1b[B"
	for keys, want := range map[string]string{
		up: "show K7QX|", up + up: "list|", up + up + up: "list|", down: "ha|",
		up + down: "ha|", up + "!" + up + down: "show K7QX!|", "\x7f" + up + down: "h|", up + down + down: "ha|",
	} {
		e := editor{Prompt: new(Prompt), line: newLine("ha"), earlier: []string{"list", "show K7QX", "ha"}, nth: 2}
		for b := []byte(keys); len(b) > 0; {
			k, n := decode(b, false)
			b = b[n:]
			if done, err := e.press(k); done {
				t.Fatal(err)
			}
		}
		if got := e.line.String() + "|"; got != want || e.at != len(e.units) {
			t.Errorf("%q: %q, want %q", keys, got, want)
		}
	}
}

func TestWindow(t *testing.T) {
	tests := []struct {
		text           string
		at, from, room int
		first          int
		shown          string
		cursor         int
	}{
		{"", 0, 0, 10, 0, "", 0},
		{"abc", 3, 0, 10, 0, "abc", 3},
		{"abcdefghij", 10, 0, 10, 1, "bcdefghij", 9}, // the cursor needs a cell too
		{"abcdefghijkl", 5, 3, 10, 3, "defghijkl", 2},
		{"abcdefghijkl", 0, 3, 10, 0, "abcdefghij", 0},
		{"abcdefghijkl", 2, 2, 10, 2, "cdefghijkl", 0},
		{"abc", 3, 2, 10, 0, "abc", 3}, // room that is left is used
		{"홍길동입니다", 6, 0, 10, 2, "동입니다", 8},
		{"홍길동입니다", 3, 0, 5, 1, "길동", 4},
		{"홍길동입니다", 0, 0, 5, 0, "홍길", 0}, // no half syllable
		{"a홍길", 3, 0, 2, 3, "", 0},
		{hong + gil, 2, 0, 10, 0, "홍길", 4},
		{"a" + woman + "b", 3, 0, 10, 0, "a" + woman + "b", 4},
	}
	for _, tt := range tests {
		l := newLine(tt.text)
		l.at = tt.at
		first, shown, cursor := l.window(tt.from, tt.room)
		if first != tt.first || shown != tt.shown || cursor != tt.cursor {
			t.Errorf("%q at %d from %d in %d: %d %q %d, want %d %q %d", tt.text, tt.at, tt.from, tt.room, first, shown, cursor, tt.first, tt.shown, tt.cursor)
		}
	}
}

// FuzzEdit: whatever a terminal sends is taken in finite time, the text is NFC
// and free of control characters, and the cursor stands within the row.
func FuzzEdit(f *testing.F) {
	for _, s := range []string{"", "홍길동\r", hong + "\x1b[D" + gil, beginOfPaste + "a\nb" + endOfPaste, "\x1b[", "\x1b[3~\x1bOH", "e\u0301\x7f", woman, "a\xff\xed\x99", "\x1b[A\x1b[B", "\u1161\u0301"} {
		f.Add([]byte(s), 12)
	}
	f.Fuzz(func(t *testing.T, b []byte, room int) {
		e := editor{Prompt: new(Prompt), line: new(line), earlier: []string{"홍길동", ""}, nth: 1}
		for e.rest = b; len(e.rest) > 0; {
			k, n := decode(e.rest, e.pasting)
			if n == 0 && len(e.rest) >= maxSequence {
				t.Fatalf("%d bytes are no key: %q", len(e.rest), e.rest)
			}
			if n == 0 {
				break
			}
			e.rest = e.rest[n:]
			if done, _ := e.press(k); done {
				break
			}
			if e.at < 0 || e.at > len(e.units) {
				t.Fatalf("cursor at %d of %d", e.at, len(e.units))
			}
			room = max(2, room%100)
			var shown string
			var cursor int
			e.first, shown, cursor = e.window(e.first, room)
			if cells := cellsOf(newLine(shown).units); cells > room || cursor < 0 || cursor >= room {
				t.Fatalf("%q takes %d of %d cells, cursor at %d", shown, cells, room, cursor)
			}
		}
		for _, u := range e.units {
			if strings.ContainsFunc(u, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) || len(u) < 60 && !norm.NFC.IsNormalString(u) {
				t.Errorf("a unit of the line is %q", u)
			}
		}
	})
}
