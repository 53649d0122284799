package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"casevault/vault/internal/store"
)

// Last seen: the newest checkpoint this user has seen of the vault, kept
// outside the vault's folder, and beside an identity file that lives elsewhere
// (a stick). It finds what HEAD cannot: a whole folder put back from an old
// copy.

func (r *Reader) lastSeenPaths(identityFile string) []string {
	paths := []string{filepath.Join(r.cfg.StateDir, "last-seen", r.VaultID().String())}
	if identityFile != "" && !inside(r.cfg.Dir, identityFile) {
		paths = append(paths, identityFile+".last-seen")
	}
	return paths
}

func inside(dir, file string) bool {
	d, err1 := filepath.Abs(dir)
	f, err2 := filepath.Abs(file)
	if err1 != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(d, f)
	return err == nil && filepath.IsLocal(rel)
}

// checkLastSeen holds the log against what was seen before, and reports
// whether none of the places has anything.
func (r *Reader) checkLastSeen(identityFile string) (absent bool, err error) {
	absent = true
	for _, path := range r.lastSeenPaths(identityFile) {
		b, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return false, fail(Failed, "read what was last seen of this vault: %w", err)
		}
		if _, err := r.checkpoint(b, "what was last seen on this machine ("+path+")"); err != nil {
			return false, err
		}
		absent = false
	}
	return absent, nil
}

func (r *Reader) writeLastSeen(identityFile string, note []byte) error {
	for _, path := range r.lastSeenPaths(identityFile) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := store.AtomicWrite(path, note, 0o600, r.cfg.Step); err != nil {
			return err
		}
	}
	return nil
}
