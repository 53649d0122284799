package crypto

import (
	"bytes"
	"crypto/hmac"
	"errors"
	"io"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"
)

// Open returns the plaintext of an age file sealed under k. The error wraps
// [ErrWrongKey] for a sound header of somebody else's and [ErrDamaged] for
// anything that does not authenticate.
func (k *Key) Open(file []byte) ([]byte, error) {
	if fileKey, rest, ok := k.openHeader(file); ok && len(rest) <= maxSingle {
		return openChunk(fileKey, rest)
	}
	return open(file, k)
}

// maxSingle is the size of a payload of one full chunk, with its nonce.
const maxSingle = 16 + chunkSize + chacha20poly1305.Overhead

// openHeader reads a header that has the very bytes that Seal writes: taken
// apart at fixed places and put together again, it must be the same. Anything
// else is age's to judge. Age's own reading of a header takes longer than all
// else of a section.
func (k *Key) openHeader(file []byte) (fileKey, rest []byte, ok bool) {
	const (
		nonceAt = len(ageIntro) + 11 + 1 // 8 bytes of key id in base64, a space
		bodyAt  = nonceAt + 32 + 1
		macAt   = bodyAt + 43 + len("\n---")
		end     = macAt + 1 + 43 + 1
	)
	if len(file) < end {
		return nil, nil, false
	}
	var nonce [chacha20poly1305.NonceSizeX]byte
	var wrapped [wrappedSize + 1]byte // base64 counts whole groups
	_, err1 := b64.Decode(nonce[:], file[nonceAt:nonceAt+32])
	_, err2 := b64.Decode(wrapped[:], file[bodyAt:bodyAt+43])
	var again [end]byte
	header := k.appendHeader(again[:0], nonce[:], wrapped[:wrappedSize])
	if err1 != nil || err2 != nil || !bytes.HasPrefix(file, header) {
		return nil, nil, false
	}
	fileKey, err := k.aead.Open(nil, nonce[:], wrapped[:wrappedSize], k.aad)
	if err != nil {
		return nil, nil, false
	}
	mac := headerMAC(fileKey, header)
	if !hmac.Equal(appendMAC(header, mac[:])[macAt:], file[macAt:end]) {
		return nil, nil, false
	}
	return fileKey, file[end:], true
}

// open decrypts a whole age file with one identity. It accepts exactly what
// age.Decrypt accepts (the tests hold the two against each other over the CCTV
// vectors and by fuzzing), but decrypts a payload of a single chunk itself:
// age.Decrypt allocates two 64 KiB buffers a call.
//
// Only one identity is passed to age: with several it tries native ones first,
// and a section must never open by a public-key stanza.
func open(file []byte, id age.Identity) ([]byte, error) {
	header, rest := splitHeader(file)
	if header == nil {
		return nil, damaged("no age header")
	}
	fileKey, err := age.DecryptHeader(header, id)
	if err != nil {
		return nil, headerError(err)
	}
	if len(rest) > maxSingle {
		return openLarge(file, id)
	}
	return openChunk(fileKey, rest)
}

// openChunk decrypts a payload of a single chunk.
func openChunk(fileKey, rest []byte) ([]byte, error) {
	if len(rest) < 16+chacha20poly1305.Overhead {
		return nil, damaged("the age payload is cut off")
	}
	nonce, payload := rest[:16], rest[16:]
	stream, err := payloadCipher(fileKey, nonce)
	if err != nil {
		return nil, err
	}
	plaintext, err := stream.Open(nil, lastChunkNonce[:], payload, nil)
	if err != nil {
		return nil, damaged("the age payload does not authenticate")
	}
	return plaintext, nil
}

// splitHeader cuts an age file behind its first line that begins with "---",
// which no stanza line can.
func splitHeader(file []byte) (header, rest []byte) {
	i := bytes.Index(file, []byte("\n---"))
	if i < 0 {
		return nil, nil
	}
	j := bytes.IndexByte(file[i+1:], '\n')
	if j < 0 {
		return nil, nil
	}
	end := i + 1 + j + 1
	return file[:end], file[end:]
}

func openLarge(file []byte, id age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(file), id)
	if err != nil {
		return nil, headerError(err)
	}
	plaintext, err := io.ReadAll(r)
	if err != nil {
		return nil, damaged("the age payload does not authenticate")
	}
	return plaintext, nil
}

// headerError sorts age's errors: no match is a wrong key, the rest is damage.
func headerError(err error) error {
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return ErrWrongKey
	}
	return damaged("age header: %v", err)
}
