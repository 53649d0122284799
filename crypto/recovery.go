package crypto

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/secretsharing"
)

// A RecoverySecret brings back what a vault's members have lost. It is a random
// scalar of ristretto255, little-endian, and exists only while shares of it are
// made or put together.
type RecoverySecret [32]byte

// ErrShares says that shares do not belong together: one is wrong, or of
// another set.
var ErrShares = errors.New("the shares do not belong together")

// NewShares makes a secret and splits it as Shamir did: any threshold of the n
// shares give it, fewer tell nothing of it. Share i has place i-1.
func NewShares(n, threshold int) (RecoverySecret, [][32]byte, error) {
	if threshold < 1 || n < threshold {
		return RecoverySecret{}, nil, errors.New("more shares are needed than there are")
	}
	secret := group.Ristretto255.RandomNonZeroScalar(rand.Reader)
	var out [][32]byte
	for _, s := range secretsharing.New(rand.Reader, uint(threshold-1), secret).Share(uint(n)) {
		b, err := scalarBytes(s.Value)
		if err != nil {
			return RecoverySecret{}, nil, err
		}
		out = append(out, b)
	}
	b, err := scalarBytes(secret)
	return RecoverySecret(b), out, err
}

func scalarBytes(s group.Scalar) ([32]byte, error) {
	b, err := s.MarshalBinary()
	if err != nil || len(b) != 32 {
		return [32]byte{}, fmt.Errorf("encode a share: %w", err)
	}
	return [32]byte(b), nil
}

// CombineShares returns the secret of shares, by their number from 1. Shares
// beyond the threshold must agree with the others; if they do not, or a value
// is none, it is [ErrShares]. That threshold shares are right, only what the
// secret opens can tell.
func CombineShares(threshold int, shares map[int][32]byte) (RecoverySecret, error) {
	if threshold < 1 || len(shares) < threshold {
		return RecoverySecret{}, fmt.Errorf("%d shares, where %d are needed", len(shares), threshold)
	}
	var all []secretsharing.Share
	for n, value := range shares {
		v := group.Ristretto255.NewScalar()
		if err := v.UnmarshalBinary(value[:]); err != nil || n < 1 {
			return RecoverySecret{}, fmt.Errorf("%w: share %d has no value that one can have", ErrShares, n)
		}
		all = append(all, secretsharing.Share{ID: group.Ristretto255.NewScalar().SetUint64(uint64(n)), Value: v})
	}
	var secret group.Scalar
	for more := threshold; more <= len(all); more++ {
		// The first shares but one, and each of the rest in its place.
		some := append(append([]secretsharing.Share{}, all[:threshold-1]...), all[more-1])
		s, err := secretsharing.Recover(uint(threshold-1), some)
		if err != nil {
			return RecoverySecret{}, fmt.Errorf("put the shares together: %w", err)
		}
		if secret != nil && !secret.IsEqual(s) {
			return RecoverySecret{}, ErrShares
		}
		secret = s
	}
	b, err := scalarBytes(secret)
	return RecoverySecret(b), err
}

// Identity returns the two keys of the secret, under a label: the age identity
// to which all keys of a vault are sealed, and the key that signs there. The
// age identity is the same for any vault: a backup tells its vault only to whom
// it is open. In another vault than its own the signing key is another one, so
// that nobody can put a vault of their making under the shares.
func (s RecoverySecret) Identity(label string, vault VaultID) (*Identity, error) {
	to, err1 := hkdf.Key(sha256.New, s[:], nil, "casevault/v1/recovery/recipient", 32)
	sign, err2 := hkdf.Key(sha256.New, s[:], vault[:], "casevault/v1/recovery/sign", 32)
	if err := errors.Join(err1, err2); err != nil {
		return nil, fmt.Errorf("derive the keys of the shares: %w", err)
	}
	id := &Identity{Label: label, Vault: vault, seed: [32]byte(sign), sign: NewSigningKey([32]byte(sign))}
	id.text = strings.ToUpper(bech32("age-secret-key-pq-", to))
	var err error
	if id.hybrid, err = age.ParseHybridIdentity(id.text); err != nil {
		return nil, errors.New("the age identity of the shares does not parse") // age's error quotes it
	}
	return id, nil
}
