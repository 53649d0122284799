package vault

import (
	"bytes"
	"errors"
	"path/filepath"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// Passwd seals the member's identity with another passphrase and work factor (0:
// the one that the file has). The keys in it stay the same, so copies of the
// file that lie elsewhere open with the old passphrase as before.
//
// The entry comes first: if it cannot be written, nothing changes. If the file
// cannot be, a second entry says so.
func (s *Session) Passwd(p crypto.Passphrase, workFactor int) error {
	file, err := sealIdentity(s.id, p, workFactor)
	if err != nil {
		return err
	}
	e := audit.Event{Action: "passwd"}
	if err := s.commit(e, writes{}); err != nil {
		return err
	}
	if err := replaceIdentity(s.cfg, s.idFile, file); err != nil {
		return s.failed(e, fail(Unknown, "write the identity: %w; the old passphrase opens it or the new one", err))
	}
	return nil
}

// sealIdentity seals an identity and opens the result again, before it takes
// the place of one that opens.
func sealIdentity(id *crypto.Identity, p crypto.Passphrase, workFactor int) ([]byte, error) {
	if workFactor == 0 {
		workFactor = max(id.WorkFactor, crypto.MinWorkFactor)
	}
	file, err := id.Seal(p, workFactor)
	if err != nil {
		return nil, fail(Usage, "seal the identity: %w", err)
	}
	back, err := crypto.OpenIdentity(file, p)
	if err == nil && (back.Recipient() != id.Recipient() || !bytes.Equal(back.Signing().Public(), id.Signing().Public())) {
		err = errors.New("other keys came back")
	}
	if err != nil {
		return nil, fail(Failed, "open what was sealed: %w", err)
	}
	return file, nil
}

// replaceIdentity puts another file in the place of an identity, through a link:
// replacing the link would leave the file itself as it was.
func replaceIdentity(cfg Config, idFile string, file []byte) error {
	path, err := filepath.EvalSymlinks(idFile)
	if err != nil {
		return err
	}
	return store.AtomicWrite(path, file, 0o600, cfg.Step)
}
