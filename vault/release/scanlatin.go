package release

import "strings"

// latinName is a name as it can be written in Latin letters.
type latinName struct {
	surname, given [][]spellings // by syllable
	words          []string      // as the vault has it in Latin letters
}

// plainWords are English words that a romanised name may look like; as such
// they count only with a capital and beside another part of the name.
const plainWords = "a am an are as at back be been bin bong boo book born bunny can cancel car chance change chin china " +
	"choose chose chosen chosun come concern coo cookie core course cow da de dear degree dinner do done " +
	"dong down echo fire genes genuine gimme go gone guinea gun gym ha had hana hang has have he her here " +
	"hi him his ho hole home hon honey hook how human humane hun hungry hurry i if in income insane into jan jun " +
	"is issue it jean jeans join june junior jury key kill korea la late lazy le lie like line lo long lu " +
	"ma main man many may me men might mini minor mo mommy monday money monkey moo moon my nam name new " +
	"newly nice nicer no none nor now occur of oh ok okay on once one onion only onto or our own pa pack " +
	"pan pang park penny per person pie pin poly pony ra race range rare rate re refer rely role rule run " +
	"rune sa said say sea sean see seem seen sell senior sense seoul she shell show shown si sin since " +
	"site size so sock some son song soon sooner soonest sorry source sue sum summer sun sunday sung " +
	"sunny sunset super sure susan sushi suzie ta tag tan the then there these they thin this ti tin to " +
	"too took toy tummy two uh um undo union united upon us user was we were when who will win winner " +
	"woman women won woo word work worker worry worse ya ye yes yo you young your zone"

func (n *name) forms() *latinName {
	l := &latinName{words: n.words}
	for _, s := range n.surname {
		l.surname = append(l.surname, romanised(s, len(n.surname) == 1))
	}
	for _, s := range n.given {
		l.given = append(l.given, romanised(s, false))
	}
	return l
}

// at returns where a name in Latin letters ends that begins at i, 0 if none.
func (l *latinName) at(f *folded, i int) int {
	return max(l.known(f, i), l.initials(f, i), l.spelled(f, i), l.addressed(f, i))
}

// known matches the words of a Latin name that the vault has: all of them in
// any order, or one that is no everyday word.
func (l *latinName) known(f *folded, i int) int {
	if len(l.words) == 0 {
		return 0
	}
	var used uint64
	end, n := 0, 0
	for at := i; n < len(l.words); {
		k, last := l.wordAt(f, at, used)
		if last == 0 {
			break
		}
		used |= 1 << k
		end = last
		n++
		at = f.skip(last, 2)
	}
	switch {
	case n == len(l.words) && (n > 1 || end-i > 2):
		return end
	case n > 1:
		return end
	case n == 1 && used != 1 && end-i > 3 && !inList(plainWords, string(f.r[i:end])):
		return end // the first word is most often a surname, which many have
	case n == 1 && end-i > 5:
		return end
	}
	return 0
}

// wordAt matches one of the words not yet used, hyphens or not.
func (l *latinName) wordAt(f *folded, i int, used uint64) (k, end int) {
	for k, w := range l.words {
		if used>>k&1 == 1 || k > 60 {
			continue
		}
		at := i
		for _, r := range w {
			if r == '-' || r == '\'' {
				continue
			}
			if f.rune(at) == '-' || f.rune(at) == '\'' {
				at++
			}
			if f.rune(at) != r {
				at = 0
				break
			}
			at++
		}
		if at > 0 && !isLatin(f.rune(at)) {
			return k, at
		}
	}
	return 0, 0
}

// spelled matches a Hangul name by its sound: surname and given name in either
// order, or the given name alone.
func (l *latinName) spelled(f *folded, i int) int {
	if len(l.given) == 0 {
		return 0
	}
	best := 0
	if len(l.surname) > 0 && letterOf(l.surname[0], f.r[i]) {
		if at := walk(f, i, 1, l.surname); at != 0 {
			best = ends(f, i, walk(f, i, gaps(f, i, at), l.given))
		}
	}
	if !letterOf(l.given[0], f.r[i]) {
		return best
	}
	given := walk(f, i, 1, l.given)
	if len(l.surname) > 0 && given != 0 {
		best = max(best, ends(f, i, walk(f, i, apart(f, i, given), l.surname)))
	}
	if best == 0 && len(l.given) > 1 {
		best = l.alone(f, i, given)
	}
	return best
}

// alone judges a given name that stands without a surname.
func (l *latinName) alone(f *folded, i int, given reach) int {
	end := ends(f, i, given)
	if end-i < 4 {
		return 0
	}
	word := string(f.r[i:end])
	switch {
	case strings.ContainsAny(word, " \n,./~"):
		// Two words of a sentence, unless both are written as names.
		k := strings.IndexAny(word, " \n,./~")
		next := f.skip(i+k, 2)
		if !f.upper(i) || !f.upper(next) || inList(plainWords, word[:k]) && inList(plainWords, string(f.r[next:end])) {
			return 0
		}
	case inList(plainWords, word):
		return 0
	case !f.upper(i) && end-i < 5:
		return 0
	}
	return end
}

// addressed matches a surname alone, with a title before or ssi behind, or as
// a word with a capital that is no English word.
func (l *latinName) addressed(f *folded, i int) int {
	if len(l.surname) == 0 {
		return 0
	}
	k := i
	for _, t := range []string{"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "pastor", "madam", "comrade", "sister", "brother", "aunt", "uncle", "teacher", "doctor"} {
		if f.has(i, t) && !isLatin(f.rune(i+len(t))) {
			k = f.skip(i+len(t), 2)
		}
	}
	if k >= len(f.r) || !letterOf(l.surname[0], f.r[k]) && k == i {
		return 0
	}
	end := ends(f, k, walk(f, k, 1, l.surname))
	if k > i {
		if end == 0 && len(l.given) > 0 && k < len(f.r) {
			end = ends(f, k, walk(f, k, 1, l.given))
		}
		return end
	}
	if end == 0 {
		return 0
	}
	if last, ok := f.title(end, false); ok {
		return last
	}
	word := string(f.r[i:end])
	if end-i > 2 && f.upper(i) && !inList(plainWords, word) && (i == 0 || f.r[i-1] != '.') {
		return end
	}
	return 0
}

// walk returns the places that a name's syllables reach behind i. Between two
// syllables a space, hyphen or apostrophe may stand.
func walk(f *folded, i int, at reach, part [][]spellings) reach {
	word := f.r[i:min(len(f.r), i+maxReach)]
	for k, forms := range part {
		if k > 0 {
			at |= between(word, at)
		}
		var next reach
		for j := range forms {
			next |= forms[j].after(word, at)
		}
		if at = next; at == 0 {
			return 0
		}
	}
	return at
}

// between adds the places behind one separator.
func between(word []rune, at reach) reach {
	var out reach
	for p := 0; p < maxReach-8 && at>>p != 0; p++ {
		if at>>p&1 == 1 && p < len(word) && separates(word[p]) {
			out |= 1 << (p + 1)
			if p+1 < len(word) && (word[p+1] == ' ' || word[p+1] == '-') {
				out |= 1 << (p + 2)
			}
		}
	}
	return out
}

// gaps returns the places from which the next part of a name may go on: at
// once, or behind a separator or two.
func gaps(f *folded, i int, at reach) reach {
	return at | between(f.r[i:min(len(f.r), i+maxReach)], at)
}

// apart is gaps without "at once": chulsookim is no way to write a name.
func apart(f *folded, i int, at reach) reach {
	return between(f.r[i:min(len(f.r), i+maxReach)], at)
}

// ends returns the farthest place reached at which a word ends.
func ends(f *folded, i int, at reach) int {
	for p := maxReach - 1; p > 0; p-- {
		if at>>p&1 == 1 && f.wordEnds(i+p) {
			return i + p
		}
	}
	return 0
}
