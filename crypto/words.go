package crypto

import (
	"crypto/rand"
	"crypto/sha256"
	"math/big"
	"slices"
	"strings"
	"unicode"
)

// WordsToCompare is how many words of a [Fingerprint] people compare at least.
// Their 77 bits cannot be searched for another key or vault that has the same.
const WordsToCompare = 6

// A Fingerprint is twelve words such as "bado kile …", made to be compared
// aloud: by somebody who has the right ones from the right person, no other
// key or vault can be passed off. It is the number SHA-256([Message](kind,
// vault, parts...)) in base 8,089, the lowest digit first.
type Fingerprint string

func fingerprint(kind string, vault VaultID, parts ...[]byte) Fingerprint {
	hash := sha256.Sum256(Message(kind, vault, parts...))
	words := wordList()
	n, base, digit := new(big.Int).SetBytes(hash[:]), big.NewInt(int64(len(words))), new(big.Int)
	chosen := make([]string, 2*WordsToCompare)
	for i := range chosen {
		n.DivMod(n, base, digit)
		chosen[i] = words[digit.Int64()]
	}
	return Fingerprint(strings.Join(chosen, " "))
}

// Fingerprint returns the words of a vault, kind "vault-words", no parts. The
// id is the hash of the founding statement, so they stand for the founder's
// key and for the whole vault.
func (v VaultID) Fingerprint() Fingerprint { return fingerprint("vault-words", v) }

// MemberFingerprint returns the words of a member, kind "member-words" under
// the zero vault id: their label, their 32-byte signing key and their age
// recipient. A member has them before a vault does.
func MemberFingerprint(label string, sign []byte, recipient string) Fingerprint {
	return fingerprint("member-words", VaultID{}, []byte(label), sign, []byte(recipient))
}

// Matches reports whether somebody typed at least the first [WordsToCompare]
// words and nothing else. Case, blanks and the marks -,./ do not count.
func (f Fingerprint) Matches(typed string) bool {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || strings.ContainsRune("-,./", r) {
				return -1
			}
			return unicode.ToLower(r)
		}, s)
	}
	whole, got := plain(string(f)), plain(typed)
	return len(got) >= 4*WordsToCompare && strings.HasPrefix(whole, got)
}

// Lines returns the words in two lines: those that are compared at least, and
// the rest.
func (f Fingerprint) Lines() string {
	words := strings.Fields(string(f))
	half := min(WordsToCompare, len(words))
	return strings.Join(words[:half], " ") + "\n" + strings.Join(words[half:], " ")
}

// OfferPassphrase returns six random words such as "bado-kile-…", 77.8 bits in
// all from the system's random source. With our scrypt work factor that is out
// of reach for guessing.
func OfferPassphrase() string {
	words := wordList()
	count := big.NewInt(int64(len(words)))
	chosen := make([]string, 6)
	for i := range chosen {
		n, err := rand.Int(rand.Reader, count)
		if err != nil {
			panic(err) // crypto/rand.Reader does not fail: it ends the program itself
		}
		chosen[i] = words[n.Int64()]
	}
	return strings.Join(chosen, "-")
}

// wordList returns 8,089 words, each of two syllables that anyone can say and
// spell: consonant, vowel, consonant, vowel, in the order of the letters,
// without those that nobody would like to be handed. They are made by rule, so
// that there is no list to keep. Fingerprints depend on every one of them.
func wordList() []string {
	const consonants, vowels = "bdfghjklmnprstvwyz", "aeiou"
	unwelcome := []string{"dago", "dike", "homo", "kaka", "kike", "nazi",
		"nude", "pedo", "puta", "puto", "rape"}
	var syllables, words []string
	for _, c := range consonants {
		for _, v := range vowels {
			syllables = append(syllables, string(c)+string(v))
		}
	}
	for _, first := range syllables {
		for _, second := range syllables {
			if w := first + second; !slices.Contains(unwelcome, w) {
				words = append(words, w)
			}
		}
	}
	return words
}
