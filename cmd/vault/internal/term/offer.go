package term

import (
	"crypto/rand"
	"math/big"
	"slices"
	"strings"
)

// OfferPassphrase returns six random words such as "bado-kile-…", each of two
// syllables that anyone can say and spell. The words are made by rule, so that
// there is no list to keep: 8,089 of them, 77.8 bits in all from the system's
// random source. With our scrypt work factor that is out of reach for guessing.
func OfferPassphrase() string {
	words := offeredWords()
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

// offeredWords lists consonant, vowel, consonant, vowel, without those that
// nobody would like to be handed.
func offeredWords() []string {
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
