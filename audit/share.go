package audit

import (
	"crypto/sha256"
	"errors"
)

// A Share is what one sheet of a recovery set carries: 45 bytes,
//
//	version      1 byte, 0x02
//	vault        8 bytes, the first of the vault's id
//	set          1 byte, from 1
//	index        1 byte, from 1: which share of the set
//	shares       1 byte: how many the set has
//	threshold    1 byte: how many bring the secret back
//	value       32 bytes, of which this package knows nothing
//
// printed in groups as a [Printed] checkpoint is. Unlike that it is a secret.
type Share struct {
	Vault                         [8]byte
	Set, Index, Shares, Threshold int
	Value                         [32]byte
}

// A set has so many shares at most, and needs so many at least: a single sheet
// that opens everything would be a second passphrase of the vault, lying about.
const (
	MaxShares    = 16
	MinThreshold = 2
	MaxSets      = 255
)

const shareVersion = 2

// Valid reports whether the numbers can be those of a share.
func (s Share) Valid() bool {
	return s.Set >= 1 && s.Set <= MaxSets && s.Shares <= MaxShares && s.Threshold >= MinThreshold && s.Threshold <= s.Shares &&
		s.Index >= 1 && s.Index <= s.Shares
}

func (s Share) bytes() []byte {
	b := append([]byte{shareVersion}, s.Vault[:]...)
	b = append(b, byte(s.Set), byte(s.Index), byte(s.Shares), byte(s.Threshold))
	return append(b, s.Value[:]...)
}

// Groups returns the groups, with a space between them, of a share that is
// valid.
func (s Share) Groups() string { return toGroups(s.bytes()) }

// ReadShare is the inverse of [Share.Groups] as people type, like [ReadGroups].
// Errors name a group, never what is in it.
func ReadShare(text string) (Share, error) {
	b, err := fromGroups(text, shareVersion, "share")
	if err != nil {
		return Share{}, err
	}
	s := Share{Vault: [8]byte(b[1:9]), Set: int(b[9]), Index: int(b[10]), Shares: int(b[11]), Threshold: int(b[12]), Value: [32]byte(b[13:])}
	if !s.Valid() {
		return Share{}, errors.New("the groups are not those of a share")
	}
	return s, nil
}

// Hash is what the log says of a share, so that a wrong one can be named before
// it is used: SHA-256("casevault/v1/share\x00" ‖ the 45 bytes). The value is a
// random number of 252 bits: nobody finds it from the hash.
func (s Share) Hash() [32]byte {
	return sha256.Sum256(append([]byte("casevault/v1/share\x00"), s.bytes()...))
}
