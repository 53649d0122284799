package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxPassphrase limits a passphrase, in bytes of UTF-8.
const MaxPassphrase = 4096

// Passphrase is a passphrase in NFC: 비밀 typed on a Mac (decomposed) and on
// Windows (composed) is the same.
type Passphrase string

// NewPassphrase gives what was typed or read its one spelling, so that the same
// word opens the same file everywhere. Blanks count. Refused are the empty
// passphrase, invalid UTF-8, more than [MaxPassphrase] bytes, and control
// characters: they come from an arrow key or a wrong file, and nobody who
// cannot see them types them twice.
func NewPassphrase(b []byte) (Passphrase, error) {
	switch {
	case len(b) == 0:
		return "", errors.New("the passphrase is empty")
	case len(b) > MaxPassphrase:
		return "", fmt.Errorf("the passphrase is longer than %d bytes", MaxPassphrase)
	case !utf8.Valid(b):
		return "", errors.New("the passphrase is not valid UTF-8")
	case bytes.ContainsFunc(b, unicode.IsControl):
		return "", errors.New("the passphrase contains a control character, such as an arrow key")
	}
	p := norm.NFC.String(string(b))
	if len(p) > MaxPassphrase { // a few characters grow under NFC
		return "", fmt.Errorf("the passphrase is longer than %d bytes", MaxPassphrase)
	}
	return Passphrase(p), nil
}
