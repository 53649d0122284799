package words

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A phrase is an error's format in English, taken apart at its verbs, and the
// same in another language.
type phrase struct {
	pieces []string // before, between and behind the verbs; one more than there are verbs
	verbs  []byte
	says   string              // with %s, or %[n]s, for each verb
	codes  []map[string]string // for each verb the words for what is a code, or nil
}

// newPhrase takes both apart. Verbs finds {kind}%[n]v in them: what stands for a
// code of that kind is said by its word.
func newPhrase(verbs *regexp.Regexp, format, says string, words map[string]map[string]string) phrase {
	p := phrase{pieces: verbs.Split(format, -1), says: verbs.ReplaceAllString(says, "%${2}s")}
	for _, v := range verbs.FindAllStringSubmatch(format, -1) {
		p.verbs = append(p.verbs, v[3][0])
	}
	p.codes = make([]map[string]string, len(p.verbs))
	for i, v := range verbs.FindAllStringSubmatch(says, -1) {
		if v[2] != "" {
			i = int(v[2][1] - '1')
		}
		p.codes[i] = words[v[1]]
	}
	return p
}

// weight is how much of the phrase stands for itself, and far more if it does so
// from the beginning.
func (p phrase) weight() int {
	n := len(strings.Join(p.pieces, ""))
	if p.pieces[0] != "" {
		n += 1 << 16
	}
	return n
}

// match returns what stands in text for the verbs, if it was made from the phrase.
func (p phrase) match(text string) ([]string, bool) {
	last := len(p.pieces) - 1
	rest, ok := strings.CutPrefix(text, p.pieces[0])
	if !ok || last == 0 {
		return nil, ok && rest == ""
	}
	var args []string
	for i, v := range p.verbs {
		arg, behind, found := strings.Cut(rest, p.pieces[i+1])
		if i+1 == last {
			arg, found = strings.CutSuffix(rest, p.pieces[last])
		}
		if !found || v == 'd' && strings.Trim(arg, "-0123456789") != "" || v == 'q' && len(strings.Trim(arg, `"`)) > len(arg)-2 {
			return nil, false
		}
		args, rest = append(args, arg), behind
	}
	return args, true
}

// phrases are the errors of one language: those that begin with words of their
// own before those that begin with an argument, which may be the end of another;
// then those first that say most by themselves.
type phrases []phrase

func newPhrases(twins map[string]string, words map[string]map[string]string) phrases {
	var all phrases
	verbs := regexp.MustCompile(`(?:\{([a-z]+)\})?%(\[\d\])?[.\d]*([a-z])`)
	for _, format := range slices.Sorted(maps.Keys(twins)) {
		all = append(all, newPhrase(verbs, format, twins[format], words))
	}
	slices.SortStableFunc(all, func(a, b phrase) int { return cmp.Compare(b.weight(), a.weight()) })
	return all
}

// say returns the text in the language of the phrases; of what none of them
// knows, the text as it is. An error holds the one that caused it, for a verb or
// behind a colon, and others behind a semicolon or on lines of their own.
func (all phrases) say(text string) string {
	for _, p := range all {
		found, ok := p.match(text)
		if !ok {
			continue
		}
		args := make([]any, len(found))
		for i, arg := range found {
			if word, ok := p.codes[i][arg]; ok {
				args[i] = word + "(" + arg + ")"
			} else if args[i] = arg; p.verbs[i] != 's' || strings.Contains(arg, " ") { // a name is no error
				args[i] = all.say(arg)
			}
		}
		return fmt.Sprintf(p.says, args...)
	}
	for _, between := range []string{"\n", "; ", ": "} {
		if what, why, ok := strings.Cut(text, between); ok {
			return all.say(what) + between + all.say(why)
		}
	}
	return text
}

// Error says an error of the packages below, or of the system, in the
// catalogue's language. They speak English, and the format that they made it from is
// its key: the other language needs no second set of codes that could go stale,
// and what it has no words for is still said.
func (c Catalogue) Error(text string) string {
	if c.errors == nil {
		return text
	}
	return c.errors().say(text)
}
