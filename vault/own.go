package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"casevault/crypto"
	"casevault/vault/internal/store"
)

// What a member keeps for themselves lies in the vault's folder as an age file
// for their own recipient: a note half written, what the columns of lists were.
// Anyone can make such a file, and no entry of the log vouches for it: it is
// shown to its owner, and nothing comes of it unless they say so.

const maxOwn = 1 << 20 // bytes of text

func readOwn(path string, id *crypto.Identity, into any) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	plain, err := id.OpenStream(io.LimitReader(f, 2*maxOwn))
	if err != nil {
		return err
	}
	b, err := io.ReadAll(plain)
	if err != nil {
		return err
	}
	return strictJSON(b, into)
}

func writeOwn(cfg Config, path string, v any, recipients ...string) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	sealed, err := sealText(text, recipients...)
	if err = errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o700)); err != nil {
		return fail(Failed, "keep it: %w", err)
	}
	if err := store.AtomicWrite(path, sealed, 0o600, cfg.Step); err != nil {
		return fail(Failed, "keep it: %w", err)
	}
	return nil
}

func sealText(text []byte, recipients ...string) ([]byte, error) {
	var out bytes.Buffer
	w, err := crypto.SealTo(&out, recipients...)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	err = errors.Join(err, w.Close())
	return out.Bytes(), err
}

// Seal seals what stands half typed when the vault is locked to the member
// alone; [Session.Unseal] opens it in their next session.
func (s *Session) Seal(text string) ([]byte, error) {
	b, err := sealText([]byte(text), s.id.Recipient())
	if err != nil {
		return nil, fail(Failed, "keep what was typed: %w", err)
	}
	return b, nil
}

// Unseal opens what [Session.Seal] sealed.
func (s *Session) Unseal(b []byte) (string, error) {
	plain, err := s.id.OpenStream(bytes.NewReader(b))
	if err != nil {
		return "", fail(Failed, "open what was typed: %w", err)
	}
	text, err := io.ReadAll(plain)
	return string(text), err
}
