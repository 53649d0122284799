package crypto

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// SignerID names a member's signing key: the first 8 bytes of
// SHA-256("casevault/v1/signer\x00" ‖ public key).
type SignerID [8]byte

func (id SignerID) String() string { return b64.EncodeToString(id[:]) }

// SignerIDOf returns the id of an Ed25519 public key.
func SignerIDOf(public []byte) SignerID {
	h := sha256.Sum256(append([]byte("casevault/v1/signer\x00"), public...))
	return SignerID(h[:8])
}

// SigningKey is a member's Ed25519 key (RFC 8032).
type SigningKey struct {
	private ed25519.PrivateKey
	id      SignerID
}

// NewSigningKey makes the key of a 32-byte seed.
func NewSigningKey(seed [32]byte) *SigningKey {
	p := ed25519.NewKeyFromSeed(seed[:])
	return &SigningKey{private: p, id: SignerIDOf(p.Public().(ed25519.PublicKey))}
}

// Public returns the 32-byte public key.
func (k *SigningKey) Public() []byte { return []byte(k.private.Public().(ed25519.PublicKey)) }

// ID returns the id of the public key.
func (k *SigningKey) ID() SignerID { return k.id }

// Sign signs [Message](kind, vault, parts...) and returns 64 bytes.
func (k *SigningKey) Sign(kind string, vault VaultID, parts ...[]byte) []byte {
	return ed25519.Sign(k.private, Message(kind, vault, parts...))
}

// Verify reports whether sig is a signature of [Message](kind, vault,
// parts...) by the 32-byte public key.
func Verify(public []byte, sig []byte, kind string, vault VaultID, parts ...[]byte) bool {
	return len(public) == ed25519.PublicKeySize && ed25519.Verify(public, Message(kind, vault, parts...), sig)
}

// Message is what every signature covers:
//
//	"casevault/v1/" ‖ kind ‖ 0x00 ‖ vault id ‖ (length ‖ part)...
//
// with 4-byte lengths. The kind keeps a signature made for one purpose from
// passing for another, the lengths keep parts from sliding into each other.
// The kinds in use are listed in docs/FORMAT.md.
func Message(kind string, vault VaultID, parts ...[]byte) []byte {
	m := fmt.Appendf(nil, "casevault/v1/%s\x00", kind)
	m = append(m, vault[:]...)
	for _, p := range parts {
		m = binary.BigEndian.AppendUint32(m, uint32(len(p)))
		m = append(m, p...)
	}
	return m
}
