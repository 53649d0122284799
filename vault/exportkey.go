package vault

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// A KeyExport says which key leaves the vault, and how.
type KeyExport struct {
	Compartment string
	File        string // must not exist
	Passphrase  crypto.Passphrase
	WorkFactor  int
	Reason      string
}

// ExportKey writes the key in force of a compartment into a file, sealed with a
// passphrase, for stock age with age-plugin-casevault. Whoever opens the file
// reads every section of that compartment, past the log, until the next
// rotation: so it takes an admin who holds the compartment, and a reason, and
// the entry comes first.
func (s *Session) ExportKey(o KeyExport) error {
	if err := s.permit(audit.RoleAdmin, "key-export"); err != nil {
		return err
	}
	if !slices.Contains(record.Compartments(), record.Compartment(o.Compartment)) {
		return fail(Usage, "no section is sealed under a compartment %q: %v", o.Compartment, record.Compartments())
	}
	if o.Reason == "" {
		return fail(Usage, "a key leaves the vault for a reason, which the log keeps")
	}
	if err := checkReason(o.Reason, nil); err != nil {
		return err
	}
	if err := s.canGrant([]string{o.Compartment}); err != nil { // the same: to hold it
		return err
	}
	if err := absent(o.File); err != nil {
		return err
	}
	key := &crypto.ExportedKey{Vault: s.VaultID(), Of: *s.secrets[o.Compartment]}
	file, err := key.Seal(o.Passphrase, o.WorkFactor)
	if err != nil {
		return fail(Usage, "seal the key: %w", err)
	}
	e := audit.Event{Action: "key-export", Fields: []string{o.Compartment}, Reason: o.Reason}
	if err := s.commit(e, writes{}); err != nil {
		return err
	}
	if err := writeNew(s.cfg, o.File, file); err != nil {
		return s.failed(e, fail(Unknown, "write the key: %w", err))
	}
	return nil
}

// writeNew makes a file that must not exist, and reads it back.
func writeNew(cfg Config, path string, b []byte) error {
	return store.WriteNew(path, cfg.Step, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}, func(temp string) error {
		back, err := os.ReadFile(temp)
		if err == nil && !bytes.Equal(back, b) {
			err = errors.New("what was read back is not what was written")
		}
		return err
	})
}
