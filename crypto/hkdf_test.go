package crypto

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"testing"
)

// TestKeyDerivation holds the two functions against the standard library, at every
// length that is allowed.
func TestKeyDerivation(t *testing.T) {
	t.Parallel()
	text, key := make([]byte, maxMAC), make([]byte, sha256.BlockSize)
	rand.Read(text)
	rand.Read(key)
	for n := range maxMAC + 1 {
		key, text := key[:n%(sha256.BlockSize+1)], text[:n]
		h := hmac.New(sha256.New, key)
		h.Write(text)
		if got := hmacSHA256(key, text[:n/3], text[n/3:]); !bytes.Equal(got[:], h.Sum(nil)) {
			t.Errorf("HMAC of %d bytes with a key of %d", n, len(key))
		}
		if len(key) == 0 {
			key = nil
		}
		for _, info := range []string{"header", "payload", ""} {
			want, err := hkdf.Key(sha256.New, text, key, info, sha256.Size)
			if err != nil {
				t.Fatal(err)
			}
			if got := hkdfSHA256(text, key, info); !bytes.Equal(got[:], want) {
				t.Errorf("HKDF of a secret of %d bytes and a salt of %d", n, len(key))
			}
		}
	}
}

// TestKeyDerivationAllocates: nothing, which is what it is for.
func TestKeyDerivationAllocates(t *testing.T) {
	secret, nonce, header := make([]byte, fileKeySize), make([]byte, 16), make([]byte, 150)
	if n := testing.AllocsPerRun(10, func() { hkdfSHA256(secret, nonce, "payload"); headerMAC(secret, header) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
