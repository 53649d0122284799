package crypto

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Passphrase is a passphrase in NFC: 비밀 typed on a Mac (decomposed) and on
// Windows (composed) is the same.
type Passphrase string

// NewPassphrase normalises what was typed or read. It refuses the empty
// passphrase, invalid UTF-8 and NUL: each is more likely a wrong file or a
// UTF-16 one than what somebody meant, and would not open twice.
func NewPassphrase(b []byte) (Passphrase, error) {
	switch {
	case len(b) == 0:
		return "", errors.New("the passphrase is empty")
	case !utf8.Valid(b):
		return "", errors.New("the passphrase is not valid UTF-8")
	case bytes.IndexByte(b, 0) >= 0:
		return "", errors.New("the passphrase contains a NUL byte")
	}
	return Passphrase(norm.NFC.String(string(b))), nil
}
