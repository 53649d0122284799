package crypto

import (
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// SealTo returns a writer whose input goes to w as one age file for the given
// age1pq1… recipients. The file is whole only when Close returned nil.
func SealTo(w io.Writer, recipients ...string) (io.WriteCloser, error) {
	to, err := hybridRecipients(recipients)
	if err != nil {
		return nil, err
	}
	return age.Encrypt(w, to...)
}

// CanSealTo reports whether text is an age1pq1… recipient that a file key can be
// wrapped for. Some parse and cannot: their X25519 half is a point of low order.
func CanSealTo(text string) bool {
	to, err := hybridRecipients([]string{text})
	if err == nil {
		_, err = to[0].Wrap(make([]byte, fileKeySize))
	}
	return err == nil
}

func hybridRecipients(text []string) ([]age.Recipient, error) {
	to := make([]age.Recipient, len(text))
	for i, r := range text {
		h, err := age.ParseHybridRecipient(r)
		if err != nil {
			return nil, fmt.Errorf("recipient %d: %w", i+1, err)
		}
		to[i] = h
	}
	return to, nil
}

// OpenStream is the inverse of [SealTo]. [ErrWrongKey] says that the file is
// for somebody else; reading returns [ErrDamaged] where it was changed or cut
// off, which is known at its end at the latest. Anyone can make such a file: it
// proves nothing about who did.
func (id *Identity) OpenStream(r io.Reader) (io.Reader, error) {
	plain, err := age.Decrypt(r, id.hybrid)
	if err != nil {
		return nil, headerError(err)
	}
	return streamReader{plain}, nil
}

type streamReader struct{ r io.Reader }

func (s streamReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged("the age payload: %v", err)
	}
	return n, err
}
