package release

import "strings"

// How a syllable is written in Latin letters depends on who wrote it: Revised
// Romanisation, McCune-Reischauer, Yale, the passports of the North, and what
// people choose for themselves. The parts vary independently enough that a
// list of whole names would have thousands of entries; so a name is matched
// syllable by syllable, keeping the set of places that it may have reached.
// Where two spellings differ only in case, signs, apostrophes or hyphens,
// folding has made them one.

// reach is a set of places behind a start: bit k is k runes further.
type reach uint64

const maxReach = 60

// initialForms returns the spellings of an initial, by its number. The first
// ones are those that begin a word.
func initialForms(initial int) string {
	return [...]string{
		"g k", "kk gg k g", "n", "d t", "tt dd t d", "r l n", "m", "b p", "pp bb p b", "s sh", "ss s",
		"", "j ch c z", "jj tch ch j tj", "ch c chh tch", "k kh", "t th", "p ph f", "h",
	}[initial]
}

func vowelForms(vowel int) string {
	return [...]string{
		"a ah aa", "ae ai e ay", "ya yah ia", "yae yai", "eo o u eu ou er ur uh e", "e ae ey ay eh", "yeo yo yu you yeu ye yuh eo", "ye yae e yeh ie ae",
		"o oh oo", "wa oa ua", "wae oae wai we ue", "oe oi oy we oui woe", "yo yoh yeo", "u oo woo ou w wu oh", "wo weo ueo uo weo wu", "we wae", "wi ui wee we wie",
		"yu yoo you u iu ew yuh yew", "eu u oo o ue", "ui eui i ee yi uy ey eey ee", "i ee y yi ie ey ih e",
	}[vowel]
}

func finalForms(final int) string {
	return [...]string{
		" h", "k g c ck kk ng", "k kk", "k s", "n nn", "n", "n", "t d n", "l r ll rl", "l k lk", "m lm", "l p", "l", "l", "l p", "l",
		"m mm", "p b m", "p", "t s d n", "t s", "ng n", "t j", "t ch", "k", "t", "p", "h  t",
	}[final]
}

// wholeForms are spellings of surnames that no table of parts gives.
func wholeForms(surname rune) string {
	switch surname {
	case '이', '리':
		return "lee yi rhee ree rhie ri li i leigh rie yee e lie ie"
	case '박':
		return "park bark pahk pag parc"
	case '김':
		return "kim gim ghim khim keem"
	case '최':
		return "choi choe chwe choy chey"
	case '임', '림':
		return "lim im rim yim leem rhim eem"
	case '유', '류':
		return "yoo yu you ryu ryoo lyu lew rhyu"
	case '노', '로':
		return "noh roh no ro nho"
	case '서':
		return "seo suh so sur suhr"
	case '우':
		return "woo u wu uh"
	case '허':
		return "heo hur huh ho her"
	case '백':
		return "baek paik baik paek back"
	case '곽':
		return "kwak gwak kwag"
	case '조':
		return "cho jo joe choh"
	case '안':
		return "ahn an"
	case '구':
		return "koo ku gu goo"
	case '양', '량':
		return "yang ryang lyang"
	case '나', '라':
		return "na ra rha nah rah"
	case '여', '려':
		return "yeo yo ryo lyo yuh"
	case '엄':
		return "eom um uhm ohm om"
	case '정':
		return "jung jeong chung chong joung cheong jeung"
	case '강':
		return "kang gang"
	case '오':
		return "oh o oe"
	case '원':
		return "won weon one"
	case '옥':
		return "ok oak ock og"
	case '용', '룡':
		return "yong ryong lyong"
	}
	return ""
}

// spellings is a syllable with the Latin forms of its parts.
type spellings struct {
	whole, initial, vowel, final string
	letters                      uint32 // bit 0: it may begin with a
}

// romanised returns the forms of a syllable; as a surname also the special ones.
func romanised(s syllable, surname bool) []spellings {
	var out []spellings
	for _, r := range s.alts() {
		if !isHangul(r) {
			continue
		}
		i, v, f := parts(r)
		sp := spellings{initial: initialForms(i), vowel: vowelForms(v), final: finalForms(f)}
		if surname {
			sp.whole = wholeForms(r)
		}
		begin := sp.initial + " " + sp.whole
		if sp.initial == "" {
			begin += " " + sp.vowel
		}
		for w := range strings.FieldsSeq(begin) {
			sp.letters |= 1 << (w[0] - 'a')
		}
		out = append(out, sp)
	}
	return out
}

// after returns the places that a syllable reaches in word from those in at.
func (s *spellings) after(word []rune, at reach) reach {
	var out reach
	for p := 0; at>>p != 0 && p < maxReach-8 && p < len(word); p++ {
		if at>>p&1 == 0 || !isLatin(word[p]) || s.letters>>(word[p]-'a')&1 == 0 {
			continue
		}
		for w := range strings.FieldsSeq(s.whole) {
			if prefixed(word, p, w) {
				out |= 1 << (p + len(w))
			}
		}
		for i := range strings.SplitSeq(s.initial, " ") {
			if !prefixed(word, p, i) {
				continue
			}
			for v := range strings.FieldsSeq(s.vowel) {
				k := p + len(i)
				if k < len(word) && i != "" && word[k] == '\'' {
					k++
				}
				if !prefixed(word, k, v) {
					continue
				}
				k += len(v)
				for f := range strings.SplitSeq(s.final, " ") {
					if prefixed(word, k, f) {
						out |= 1 << (k + len(f))
					}
				}
			}
		}
	}
	return out
}

func prefixed(word []rune, at int, s string) bool {
	if at+len(s) > len(word) {
		return false
	}
	for k := range len(s) {
		if word[at+k] != rune(s[k]) {
			return false
		}
	}
	return true
}

// letterOf reports whether a syllable may begin with the letter.
func letterOf(forms []spellings, r rune) bool {
	for _, s := range forms {
		if isLatin(r) && s.letters>>(r-'a')&1 == 1 {
			return true
		}
	}
	return false
}
