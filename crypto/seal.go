package crypto

import (
	"bytes"
	"crypto/cipher"
	"crypto/rand"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"
)

// chunkSize is the plaintext size of one chunk of age's STREAM.
const chunkSize = 64 << 10

const ageIntro = "age-encryption.org/v1\n-> " + StanzaType + " "

// Seal returns plaintext as an age file under k.
//
// Up to 64 KiB the file is put together here: age.Encrypt allocates a 64 KiB
// buffer for each call, which is most of the time of an import. The tests open
// the result with age.Decrypt and with the age command.
func (k *Key) Seal(plaintext []byte) ([]byte, error) {
	if len(plaintext) > chunkSize {
		return k.sealLarge(plaintext)
	}
	var r [fileKeySize + 24 + 16]byte
	rand.Read(r[:])
	fileKey, wrapNonce, nonce := r[:fileKeySize], r[fileKeySize:fileKeySize+24], r[fileKeySize+24:]

	var wrapped [wrappedSize]byte
	k.aead.Seal(wrapped[:0], wrapNonce, fileKey, k.aad)
	out := k.appendHeader(make([]byte, 0, 256+len(plaintext)), wrapNonce, wrapped[:])
	mac := headerMAC(fileKey, out)
	out = append(appendMAC(out, mac[:]), nonce...)

	stream, err := payloadCipher(fileKey, nonce)
	if err != nil {
		return nil, err
	}
	return stream.Seal(out, lastChunkNonce[:], plaintext, nil), nil
}

// appendHeader appends the header of a file with our one stanza, up to its MAC.
func (k *Key) appendHeader(out, wrapNonce, wrapped []byte) []byte {
	out = append(out, ageIntro...)
	out = b64.AppendEncode(out, k.id[:])
	out = append(out, ' ')
	out = b64.AppendEncode(out, wrapNonce)
	out = append(out, '\n')
	out = b64.AppendEncode(out, wrapped)
	return append(out, "\n---"...)
}

func appendMAC(out, mac []byte) []byte {
	out = append(out, ' ')
	out = b64.AppendEncode(out, mac)
	return append(out, '\n')
}

// lastChunkNonce is the STREAM nonce of a payload's first chunk when it is
// also the last: an 11-byte counter of zero, then the flag.
var lastChunkNonce = [chacha20poly1305.NonceSize]byte{11: 1}

// payloadCipher is what age encrypts the chunks of a payload with.
func payloadCipher(fileKey, nonce []byte) (cipher.AEAD, error) {
	key := hkdfSHA256(fileKey, nonce, "payload")
	return chacha20poly1305.New(key[:])
}

func headerMAC(fileKey, header []byte) [32]byte {
	key := hkdfSHA256(fileKey, nil, "header")
	return hmacSHA256(key[:], header)
}

func (k *Key) sealLarge(plaintext []byte) ([]byte, error) { return sealTo(plaintext, k) }

// sealTo encrypts with the age library to the given recipients.
func sealTo(plaintext []byte, to ...age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plaintext); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
