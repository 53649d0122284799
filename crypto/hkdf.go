package crypto

import "crypto/sha256"

// age derives two keys a file with HKDF and authenticates its header with HMAC,
// over a few hundred bytes at most. crypto/hkdf and crypto/hmac allocate for
// each; a rotation of 100,000 records spent a sixth of its time on that. Here the
// same is done in one buffer on the stack; the tests hold it against them.

// maxMAC is the longest text that is authenticated here: a header of ours.
const maxMAC = 256

// hmacSHA256 is HMAC-SHA256 (RFC 2104) of a text of up to maxMAC bytes with a key
// of up to 64.
func hmacSHA256(key []byte, text ...[]byte) [sha256.Size]byte {
	var buf [sha256.BlockSize + maxMAC]byte
	n := copy(buf[:sha256.BlockSize], key)
	if n < len(key) {
		panic("crypto: an HMAC key of more than one block")
	}
	for i := range sha256.BlockSize {
		buf[i] ^= 0x36
	}
	b := buf[:sha256.BlockSize]
	for _, t := range text {
		b = append(b, t...)
	}
	inner := sha256.Sum256(b)
	for i := range sha256.BlockSize {
		buf[i] ^= 0x36 ^ 0x5c
	}
	return sha256.Sum256(append(buf[:sha256.BlockSize], inner[:]...))
}

// hkdfSHA256 is HKDF-SHA256 (RFC 5869) with 32 bytes of output.
func hkdfSHA256(secret, salt []byte, info string) [sha256.Size]byte {
	var infoBuf [16]byte
	prk := hmacSHA256(salt, secret) // no salt is one of zeros, as a short key is
	return hmacSHA256(prk[:], append(infoBuf[:0], info...), []byte{1})
}
