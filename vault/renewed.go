package vault

import (
	"bytes"
	"errors"
	"path/filepath"

	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A renewal changes two places, the store and the identity file, one after the
// other. The new identity is written beside the old one first, so that a crash
// between them leaves a file for either state; the next unlock finds out which
// holds, and finishes what was begun.

// renewalOf is where the new identity lies until the old one is replaced.
func renewalOf(idFile string) (string, error) {
	path, err := filepath.EvalSymlinks(idFile)
	return path + ".new", err
}

// openEither opens the identity in a file; or, if the passphrase is not of that
// one, what an interrupted renewal left beside it, and returns its path then.
func openEither(cfg Config, path string, p crypto.Passphrase) (id *crypto.Identity, renewed string, err error) {
	id, err = openIdentity(path, p)
	next, lerr := renewalOf(path)
	if !errors.Is(err, crypto.ErrWrongKey) || lerr != nil || !isFile(next) {
		return id, "", err
	}
	if id, nerr := openIdentity(next, p); nerr == nil {
		return id, next, nil
	}
	cfg.notice("renewal-interrupted")
	return nil, "", err
}

func openIdentity(path string, p crypto.Passphrase) (*crypto.Identity, error) {
	b, err := readFile(path)
	if err != nil {
		return nil, fail(Failed, "read the identity: %w", err)
	}
	return crypto.OpenIdentity(b, p)
}

// enrolledKeys checks that the identity has the keys that the log says are the
// member's, and finishes a renewal that was interrupted.
func (s *Session) enrolledKeys() error {
	mine := s.id.Signing().Public()
	if bytes.Equal(s.me.Key[:], mine) && s.me.Recipient == s.id.Recipient() {
		if s.renewed == "" {
			return nil
		}
		return s.finishRenewal()
	}
	if s.renewed != "" {
		return fail(WrongPassphrase, "the renewal of %s was interrupted before it took place: the old passphrase still holds", s.id.Label)
	}
	for _, key := range s.me.Keys() {
		if !bytes.Equal(key, mine) {
			continue
		}
		if next, err := renewalOf(s.idFile); err == nil && isFile(next) {
			return fail(WrongPassphrase, "the keys of %s were renewed and the identity not yet replaced: the new passphrase holds", s.id.Label)
		}
		return fail(NotMember, "the keys of %s were renewed: this is the identity from before", s.id.Label)
	}
	return fail(NotMember, "the key enrolled as %s is not the one of this identity: somebody may have put theirs in its place", s.id.Label)
}

// finishRenewal puts the new identity in the place of the old one.
func (s *Session) finishRenewal() error {
	path, err := filepath.EvalSymlinks(s.idFile)
	if err == nil {
		err = store.Rename(s.renewed, path, s.cfg.Step)
	}
	if err != nil {
		return fail(Unknown, "replace the identity by the new one beside it: %w", err)
	}
	s.renewed = ""
	return nil
}
