package crypto

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MinPassphrase is the fewest characters that a new passphrase may have. A
// file that was sealed with a shorter one still opens.
const MinPassphrase = 8

// A Weakness is a reason why somebody who has the file guesses its passphrase
// early. Whoever has a copy can try as often as they like.
type Weakness string

// The weaknesses, the worst first.
const (
	Strong     Weakness = ""
	TooShort   Weakness = "short"    // fewer than MinPassphrase characters
	DigitsOnly Weakness = "digits"   // a date, a phone number, a PIN
	Keyboard   Weakness = "keyboard" // keys that lie side by side, or one again and again
	Named      Weakness = "name"     // holds a name that a guesser knows
	OneWord    Weakness = "one-word" // with digits or marks behind it, at most
)

// oneWord is from how many letters on a word without a blank may be several.
const oneWord = 16

// Weakness returns the worst weakness of p. The names are those that a guesser
// knows, such as the member's and the folder's. Strong only says that none of
// these was found: the words of [OfferPassphrase] are better than any choice.
func (p Passphrase) Weakness(names ...string) Weakness {
	text := strings.ToLower(string(p))
	switch {
	case utf8.RuneCountInString(text) < MinPassphrase:
		return TooShort
	case !strings.ContainsFunc(text, unicode.IsLetter):
		return DigitsOnly
	case alongKeys(text):
		return Keyboard
	case holdsName(text, names):
		return Named
	case isOneWord(text):
		return OneWord
	}
	return Strong
}

// alongKeys reports whether three of four steps from character to character
// lead to a neighbour in a row of keys or of the alphabet, or nowhere.
func alongKeys(text string) bool {
	rows := []string{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz",
		"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ", "가나다라마바사아자차카타파하"}
	steps, near := 0, 0
	last := rune(-1)
	for _, r := range text {
		if last >= 0 {
			steps++
			step := string([]rune{last, r})
			back := string([]rune{r, last})
			for _, row := range rows {
				if r == last || strings.Contains(row, step) || strings.Contains(row, back) {
					near++
					break
				}
			}
		}
		last = r
	}
	return 4*near >= 3*steps
}

// holdsName looks for names of five bytes or more, and for shorter ones as words
// of their own: kim stands by chance in one of the words that are offered.
func holdsName(text string, names []string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, name := range names {
		name = strings.ToLower(name)
		if len(name) >= 5 && strings.Contains(text, name) || slices.Contains(words, name) {
			return true
		}
	}
	return false
}

func isOneWord(text string) bool {
	letters := strings.TrimRightFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	letters = strings.TrimLeftFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) })
	inside := strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) })
	return !inside && utf8.RuneCountInString(letters) < oneWord
}
