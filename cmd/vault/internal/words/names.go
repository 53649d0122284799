package words

import "strings"

// A name is a word for a code: for what the log, the keyring and the settings
// call a thing. Its key is "name.", the kind of code, a dot, the code. JSON,
// exports and signed things hold codes only.

// Name returns the word for a code of a kind such as "action" or "role", or the
// code where there is no word: one from a later version, or typed by a member.
func (c Catalogue) Name(kind, code string) string {
	if name, ok := c.texts["name."+kind+"."+code]; ok {
		return name
	}
	return code
}

// Codes returns the codes of a kind, sorted.
func (c Catalogue) Codes(kind string) (codes []string) {
	for _, key := range c.Keys() {
		if code, ok := strings.CutPrefix(key, "name."+kind+"."); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

// englishNames are the codes themselves, which are English enough.
func englishNames() map[string]string {
	return namesBy(func(code, _ string) string { return code })
}

func koreanNames() map[string]string {
	return namesBy(func(_, korean string) string { return korean })
}

// namesBy returns the names that a function makes of code and Korean word.
func namesBy(name func(code, korean string) string) map[string]string {
	all := make(map[string]string)
	for kind, words := range koreanWords() {
		for code, korean := range words {
			all["name."+kind+"."+code] = name(code, korean)
		}
	}
	return all
}
