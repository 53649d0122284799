// Package crypto is everything casevault encrypts and signs: compartment keys
// and the sections sealed under them, members' identities, the keyring, and
// signatures. It knows no vault, no store and no log; package vault composes
// them.
//
// Everything sealed is an age file (age-encryption.org/v1). Three kinds of
// recipient are used, never two in one file:
//
//   - casevault/ck1, a stanza of ours: the file key wrapped under a 32-byte
//     symmetric key. Sections, catalogue pages and log bodies ([Key]).
//   - mlkem768x25519, age's hybrid post-quantum recipient: the keyring's blobs
//     ([Secret]).
//   - scrypt, a passphrase: members' identity files ([Identity]).
//
// Byte strings are written in standard base64 without padding, as in age
// headers, unless a format says otherwise. Integers are big-endian.
package crypto

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
)

// VaultID is the SHA-256 hash of a vault's founding statement. It stands in
// the associated data of every wrapped file key and in front of everything
// signed, so that nothing can be moved between vaults.
type VaultID [32]byte

// String returns the id as 64 lower-case hexadecimal digits.
func (v VaultID) String() string { return hex.EncodeToString(v[:]) }

// ParseVaultID is the inverse of String and accepts nothing else.
func ParseVaultID(s string) (VaultID, error) {
	var v VaultID
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(v) {
		return v, errors.New("a vault id is 64 hexadecimal digits")
	}
	copy(v[:], b)
	if v.String() != s {
		return v, errors.New("a vault id has lower-case digits only")
	}
	return v, nil
}

// ErrWrongKey says that a well-formed file was not sealed under the key or
// passphrase that was tried.
var ErrWrongKey = errors.New("sealed under another key")

// ErrDamaged says that bytes which ought to be ours do not parse or do not
// authenticate: they were altered, cut, moved or replayed.
var ErrDamaged = errors.New("damaged or altered")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

var b64 = base64.RawStdEncoding.Strict()

// decode64 decodes canonical base64 of exactly n bytes.
func decode64(s string, n int) ([]byte, error) {
	b, err := b64.DecodeString(s)
	if err != nil || len(b) != n || b64.EncodeToString(b) != s {
		return nil, fmt.Errorf("not the base64 form of %d bytes", n)
	}
	return b, nil
}

// randomBytes returns n bytes from the system's generator, which ends the
// process rather than fail.
func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}
