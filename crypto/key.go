package crypto

import (
	"crypto/cipher"
	"crypto/sha256"
	"fmt"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"
)

// StanzaType names our age recipient stanza:
//
//	-> casevault/ck1 <key id> <nonce>
//	<body>
//
// Key id: 8 bytes, see [NewCompartmentKey] and [NewTrailKey]. Nonce: 24 random
// bytes. Body: the 16-byte file key sealed with XChaCha20-Poly1305 under the
// key, 32 bytes; associated data is the domain of the key, a NUL and the vault
// id. A file has exactly this one stanza.
const StanzaType = "casevault/ck1"

const (
	fileKeySize = 16
	wrappedSize = fileKeySize + chacha20poly1305.Overhead

	compartmentDomain = "casevault/v1/ck1/section"
	trailDomain       = "casevault/v1/ck1/trail"
)

// KeyID tells which symmetric key a file was sealed under.
type KeyID [8]byte

func (id KeyID) String() string { return b64.EncodeToString(id[:]) }

// parseKeyID is the inverse of [KeyID.String].
func parseKeyID(s string) (KeyID, error) {
	b, err := decode64(s, 8)
	if err != nil {
		return KeyID{}, fmt.Errorf("key id: %w", err)
	}
	return KeyID(b), nil
}

// Key seals and opens age files under one 32-byte secret. It is safe for
// concurrent use.
type Key struct {
	id     KeyID
	secret [32]byte
	aead   cipher.AEAD
	aad    []byte
}

// NewSecret returns 32 random bytes for a new key.
func NewSecret() [32]byte { return [32]byte(randomBytes(32)) }

// NewCompartmentKey returns the key of a compartment. Its id is the first 8
// bytes of SHA-256("casevault/v1/key-id\x00" ‖ secret).
func NewCompartmentKey(vault VaultID, secret [32]byte) *Key {
	h := sha256.Sum256(append([]byte("casevault/v1/key-id\x00"), secret[:]...))
	return newKey(KeyID(h[:8]), compartmentDomain, vault, secret)
}

// NewTrailKey returns the key under which a member's log bodies are sealed.
// Its id is eight zero bytes for everybody: a different one would tell a thief
// which entries have the same author.
func NewTrailKey(vault VaultID, secret [32]byte) *Key {
	return newKey(KeyID{}, trailDomain, vault, secret)
}

func newKey(id KeyID, domain string, vault VaultID, secret [32]byte) *Key {
	aead, err := chacha20poly1305.NewX(secret[:])
	if err != nil {
		panic("crypto: " + err.Error()) // the length is fixed by the type
	}
	aad := append([]byte(domain), 0)
	return &Key{id: id, secret: secret, aead: aead, aad: append(aad, vault[:]...)}
}

// ID returns the id that stands in the stanza.
func (k *Key) ID() KeyID { return k.id }

// Wrap implements [age.Recipient].
func (k *Key) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	nonce := randomBytes(chacha20poly1305.NonceSizeX)
	return []*age.Stanza{{
		Type: StanzaType,
		Args: []string{k.id.String(), b64.EncodeToString(nonce)},
		Body: k.aead.Seal(nil, nonce, fileKey, k.aad),
	}}, nil
}

// WrapWithLabels implements [age.RecipientWithLabels]. The label is random, so
// age refuses to put another recipient beside ours: whoever holds that other
// key could forge sections without holding this one.
func (k *Key) WrapWithLabels(fileKey []byte) ([]*age.Stanza, []string, error) {
	s, err := k.Wrap(fileKey)
	return s, []string{b64.EncodeToString(randomBytes(16))}, err
}

// Unwrap implements [age.Identity]. It accepts a header of exactly one
// canonical casevault/ck1 stanza. Another key id or a failed authentication is
// [age.ErrIncorrectIdentity]; a malformed stanza of ours is fatal.
func (k *Key) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != StanzaType {
		return nil, fmt.Errorf("%w: not a file with one %s stanza", age.ErrIncorrectIdentity, StanzaType)
	}
	s := stanzas[0]
	if len(s.Args) != 2 || len(s.Body) != wrappedSize {
		return nil, fmt.Errorf("malformed %s stanza", StanzaType)
	}
	id, err := parseKeyID(s.Args[0])
	if err != nil {
		return nil, fmt.Errorf("malformed %s stanza: %w", StanzaType, err)
	}
	nonce, err := decode64(s.Args[1], chacha20poly1305.NonceSizeX)
	if err != nil {
		return nil, fmt.Errorf("malformed %s stanza: nonce: %w", StanzaType, err)
	}
	if id != k.id {
		return nil, fmt.Errorf("%w: another key id", age.ErrIncorrectIdentity)
	}
	fileKey, err := k.aead.Open(nil, nonce, s.Body, k.aad)
	if err != nil {
		return nil, fmt.Errorf("%w: the file key does not authenticate", age.ErrIncorrectIdentity)
	}
	return fileKey, nil
}
