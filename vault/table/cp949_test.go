package table

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
)

// TestCP949Table pins what the table takes: the 11,172 syllables of Hangul and
// 17,048 pairs in all, which is Windows code page 949 without its 188
// private-use characters.
func TestCP949Table(t *testing.T) {
	table := newCP949()
	pairs, hangul := 0, 0
	for _, r := range table {
		if r != 0 {
			pairs++
		}
		if 0xac00 <= r && r <= 0xd7a3 {
			hangul++
		}
	}
	if pairs != 17048 || hangul != 11172 {
		t.Errorf("%d pairs, %d of them Hangul", pairs, hangul)
	}
	for _, b := range []string{"\x80", "\xff", "\xc9\xa1", "\xfe\xfe", "\xb0", "\xb0\x5b", "\xb0\x7b", "\xb0,", "\xc7\x41", "a\xb0\"", "\xb0\xa1\xb0"} {
		if table.check([]byte(b)) < 0 {
			t.Errorf("% x is taken for CP949", b)
		}
	}
}

// FuzzCP949 holds the table against x/text: what is accepted decodes there to
// the same text, and encodes to the same bytes again.
func FuzzCP949(f *testing.F) {
	f.Add([]byte("\xc8\xab\xb1\xe6\xb5\xbf \x8c\x63 abc"))
	f.Add([]byte("\xc9\xa1\xff\x80"))
	table := newCP949()
	f.Fuzz(func(t *testing.T, b []byte) {
		if i := table.check(b); i >= 0 {
			if i >= len(b) || b[i] < utf8.RuneSelf {
				t.Fatalf("% x is refused at %d", b, i)
			}
			return
		}
		text := table.append(nil, b)
		want, err := korean.EUCKR.NewDecoder().Bytes(b)
		if err != nil || string(want) != string(text) {
			t.Fatalf("% x is %q, x/text says %q (%v)", b, text, want, err)
		}
		if back, err := korean.EUCKR.NewEncoder().Bytes(text); err != nil || string(back) != string(b) {
			t.Fatalf("%q encodes to % x, was % x (%v)", text, back, b, err)
		}
	})
}
