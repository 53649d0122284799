package main

import "strings"

// romanise writes a Korean name as passports of the north do: surname, a
// space, the given name in one word; letters by their spelling, without signs
// and without the sound changes between syllables.
func romanise(name string) string {
	initials := strings.Split("k kk n t tt r m p pp s ss  j jj ch kh th ph h", " ")
	vowels := strings.Split("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i", " ")
	finals := strings.Split(" k k k n n n t l l l l l l l l m p p t t ng t t k t p t", " ")
	var b strings.Builder
	for i, r := range []rune(name) {
		if r < '가' || r > '힣' {
			continue
		}
		n := int(r - '가')
		syllable := initials[n/588] + vowels[n%588/28] + finals[n%28]
		if i < 2 {
			syllable = strings.ToUpper(syllable[:1]) + syllable[1:]
		}
		if i == 1 {
			b.WriteByte(' ')
		}
		b.WriteString(syllable)
	}
	return b.String()
}
