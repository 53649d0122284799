package release

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"casevault/vault/record"

	"golang.org/x/text/unicode/norm"
)

// The errors say nothing of the text: it may be a name.
var (
	errUndecodable = errors.New("scan text: it has bytes or characters that cannot be read")
	errEndless     = errors.New("scan text: what was taken out shows more, again and again")
)

// taken stands in folded text for what was taken out. It is no letter and no
// separator, so nothing matches across it.
const taken = '\uFFFC'

// folded is text as the matchers read it: NFKC, lower case, Latin letters
// without signs, one kind of dash, quote, dot and space, no invisible
// characters. at and end say which bytes of the text each rune came from.
type folded struct {
	text    string
	r       []rune
	at, end []int32
}

// fold prepares text. Text that cannot be read for certain is an error: a name
// may hide in the damage.
func fold(text string) (*folded, error) {
	n := len(text)/2 + 16
	f := &folded{text: text, r: make([]rune, 0, n), at: make([]int32, 0, n), end: make([]int32, 0, n)}
	var run []int // where the characters of one combining sequence begin and end
	var buf []rune
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\t' && r != '\r', 0x7F <= r && r < 0xA0:
			return nil, errUndecodable
		case r == '[':
			if m := markAt(text[i:]); m > 0 {
				f.put(taken, i, i+m)
				i += m
				continue
			}
		case record.Invisible(r) && r >= ' ':
			i += w
			continue
		}
		if foldsPlain(r) && standsAlone(text[i+w:]) {
			f.put(r, i, i+w)
			i += w
			continue
		}
		run, buf = append(run[:0], i, i+w), append(buf[:0], r)
		for i += w; i < len(text); i += w {
			r, w = utf8.DecodeRuneInString(text[i:])
			if record.Invisible(r) && r >= 0xA0 {
				continue
			}
			if !combines(r) {
				break
			}
			run, buf = append(run, i, i+w), append(buf, r)
		}
		if t, w := looseFinal(buf, text[i:]); t != 0 {
			run, buf = append(run, i, i+w), append(buf, t)
			i += w
		}
		f.sequence(buf, run)
	}
	return f, nil
}

// looseFinal returns the final consonant that s begins with of a syllable that
// was typed in letters (ㄱㅣㅁ, also half-width), and its bytes. Unicode does
// not compose those; what a vowel follows begins the next syllable.
func looseFinal(buf []rune, s string) (rune, int) {
	if len(buf) != 2 || !isLoose(buf[0]) || !isLoose(buf[1]) {
		return 0, 0
	}
	r, w := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[w:]); !isLoose(r) || isLoose(next) && combines(next) {
		return 0, 0
	}
	letter, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	if letter >= 0x11A8 { // ㄳ has one form only
		return letter, w
	}
	k := strings.IndexRune("ᄀᄁ_ᄂ__ᄃᄅ_______ᄆᄇ_ᄉᄊᄋᄌᄎᄏᄐᄑᄒ", letter)
	if k < 0 {
		return 0, 0
	}
	return 0x11A8 + rune(len([]rune("ᄀᄁ_ᄂ__ᄃᄅ_______ᄆᄇ_ᄉᄊᄋᄌᄎᄏᄐᄑᄒ"[:k]))), w
}

// isLoose reports Hangul letters that stand for themselves, half-width ones too.
func isLoose(r rune) bool { return 0x3131 <= r && r <= 0x3163 || 0xFFA1 <= r && r <= 0xFFDC }

// put adds one rune in its folded form.
func (f *folded) put(r rune, start, end int) {
	switch {
	case 'A' <= r && r <= 'Z':
		r += 'a' - 'A'
	case r == '\t':
		r = ' '
	case r == '\r':
		r = '\n'
	}
	f.r = append(f.r, r)
	f.at = append(f.at, int32(start))
	f.end = append(f.end, int32(end))
}

// sequence adds a character with all that combines with it.
func (f *folded) sequence(buf []rune, run []int) {
	out := []rune(norm.NFKC.String(string(buf)))
	for k, r := range out {
		start, end := run[0], run[len(run)-1]
		if len(out) == len(buf) {
			start, end = run[2*k], run[2*k+1]
		}
		if r = foldRune(r); r != 0 {
			f.put(r, start, end)
		} else if n := len(f.end); n > 0 {
			f.end[n-1] = int32(end)
		}
	}
}

// foldRune returns 0 for a sign that is left out.
func foldRune(r rune) rune {
	switch {
	case r < 0x80 || isHangul(r):
		return r
	case unicode.Is(unicode.Mn, r):
		return 0
	case unicode.Is(unicode.Pd, r), r == 0x2212, r == 0x30FC, r == 0x3161:
		return '-'
	case unicode.Is(unicode.Zs, r), r == 0x2800, r == 0x1160: // 0x1160 was a filler, which is blank
		return ' '
	case r == 0x2028, r == 0x2029, r == 0x85:
		return '\n'
	case r == '氏':
		return '씨'
	case strings.ContainsRune("‘’‛ʼʻ′´`ʹ", r):
		return '\''
	case strings.ContainsRune("•‧∙⋅・ㆍᆞ·", r):
		return '·'
	case unicode.Is(unicode.Latin, r):
		d := []rune(norm.NFKD.String(string(r)))
		return unicode.ToLower(d[0])
	}
	if k := strings.IndexRune(lookalikes, r); k >= 0 {
		for lookalikes[k] >= 0x80 {
			k--
		}
		return rune(lookalikes[k])
	}
	return unicode.ToLower(r)
}

// lookalikes are letters of other scripts behind the Latin letter they pass for.
const lookalikes = "aаАα eеЕ oоОοΟ pрРρ cсС xхХ yуУ kкКκΚ mмМ tТ hНΗ bВΒ iіІιΙ sѕЅ jјЈ nΝ"

func isHangul(r rune) bool { return 0xAC00 <= r && r <= 0xD7A3 }

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' }

func isNumeral(r rune) bool { return '0' <= r && r <= '9' }

// foldsPlain reports characters that fold to themselves or by put alone.
func foldsPlain(r rune) bool { return r < 0x80 && r != '`' || isHangul(r) }

// standsAlone reports whether what begins s cannot combine with what precedes it.
func standsAlone(s string) bool {
	if s == "" || s[0] < 0x80 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isHangul(r)
}

// combines reports characters that become one with those before them.
func combines(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || 0x1160 <= r && r <= 0x11FF || 0x314F <= r && r <= 0x3163 ||
		0xD7B0 <= r && r <= 0xD7FF || r == 0xFF9E || r == 0xFF9F || 0xFFC2 <= r && r <= 0xFFDC)
}

// upper reports whether rune i was written as a capital.
func (f *folded) upper(i int) bool {
	r, _ := utf8.DecodeRuneInString(f.text[f.at[i]:])
	return unicode.IsUpper(r)
}

// has reports whether the folded text goes on with s at i.
func (f *folded) has(i int, s string) bool {
	for _, r := range s {
		if f.rune(i) != r {
			return false
		}
		i++
	}
	return true
}

// word returns up to n runes from i.
func (f *folded) word(i, n int) string {
	i = min(i, len(f.r))
	return string(f.r[i:min(len(f.r), i+n)])
}

// rune returns rune i, or 0 outside the text.
func (f *folded) rune(i int) rune {
	if i < 0 || i >= len(f.r) {
		return 0
	}
	return f.r[i]
}

// skip returns where the text goes on behind at most n separators: what
// people put between the parts of a name or number.
func (f *folded) skip(i, n int) int {
	for k := 0; k < n && i < len(f.r) && separates(f.r[i]); k++ {
		i++
	}
	return i
}

func separates(r rune) bool {
	switch r {
	case ' ', '\n', '-', '.', '·', '_', '/', '\'', '"', ',', '~', '*', '|', '+':
		return true
	}
	return false
}

// wordBegins reports whether no letter or digit touches i from the left.
func (f *folded) wordBegins(i int) bool {
	r := f.rune(i - 1)
	return !isHangul(r) && !isLatin(r) && !isNumeral(r)
}

// wordEnds reports whether no Latin letter or digit touches i from the right.
func (f *folded) wordEnds(i int) bool {
	r := f.rune(i)
	return !isLatin(r) && !isNumeral(r)
}

// hangulEnd returns the end of the run of syllables at i.
func (f *folded) hangulEnd(i int) int {
	for i < len(f.r) && isHangul(f.r[i]) {
		i++
	}
	return i
}

// without returns the text with each hit in place of its runes.
func (f *folded) without(hits []span) *folded {
	g := &folded{text: f.text}
	i := 0
	for _, h := range hits {
		g.r, g.at, g.end = append(g.r, f.r[i:h.start]...), append(g.at, f.at[i:h.start]...), append(g.end, f.end[i:h.start]...)
		g.r, g.at, g.end = append(g.r, taken), append(g.at, f.at[h.start]), append(g.end, f.end[h.end-1])
		i = h.end
	}
	g.r, g.at, g.end = append(g.r, f.r[i:]...), append(g.at, f.at[i:]...), append(g.end, f.end[i:]...)
	return g
}
