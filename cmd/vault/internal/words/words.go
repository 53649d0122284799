// Package words is all that the program says, in one place: messages, prompts,
// notices, hints and help, by key and language. Errors of the packages below
// come with their own English, which [Catalogue.Error] finds the other language of.
//
// Another language is another map with the same keys; a test fails on one that
// is missing. Texts are formats for package fmt, and the number and order of their
// arguments are part of a key's meaning. No text holds personal data, and no
// caller may pass any.
package words

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// A Catalogue is the texts of one language.
type Catalogue struct {
	language string
	texts    map[string]string
	errors   func() phrases // nil: English
}

// In returns the catalogue of a language such as "en" or "ko"; the English one
// for any that there is none of.
func In(language string) Catalogue {
	if language == "ko" {
		return Catalogue{"ko", korean(), sync.OnceValue(func() phrases { return newPhrases(koreanErrors(), koreanWords()) })}
	}
	return Catalogue{"en", english(), nil}
}

// Language returns the language that is spoken, a key of the labels in schemas.
func (c Catalogue) Language() string { return c.language }

// Has reports whether there is a text for the key.
func (c Catalogue) Has(key string) bool {
	_, ok := c.texts[key]
	return ok
}

// Keys returns the keys of all texts, sorted.
func (c Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.texts)) }

// Text returns the text of a key, with errors among the arguments said by
// [Catalogue.Error]. A key without one is returned itself, so that a notice from a
// newer package is at least seen.
func (c Catalogue) Text(key string, args ...any) string {
	text, ok := c.texts[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	said := slices.Clone(args)
	for i, arg := range said {
		if err, ok := arg.(error); ok {
			said[i] = c.Error(err.Error())
		}
	}
	return fmt.Sprintf(text, said...)
}
