package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// Last seen: the newest checkpoint this user has seen of the vault, kept
// outside the vault's folder, and beside an identity file that lives elsewhere
// (a stick). It finds what HEAD cannot: a whole folder put back from an old
// copy.

const maxLastSeen = 64 << 10

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
	if r.aside {
		return false, nil
	}
	absent = true
	for _, path := range r.lastSeenPaths(identityFile) {
		b, err := store.ReadRegular(path, maxLastSeen)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return false, fail(Failed, "read what was last seen of this vault: %w", err)
		}
		c, err := r.checkpoint(b, "what was last seen on this machine ("+path+")")
		switch {
		case err == nil:
			err = r.hidesNothing(c)
		case r.lostByRestore(b):
			r.cfg.notice("restored-since")
			err = nil
		default: // not to be looked for in vain: nothing is wrong with the folder then
			err = fmt.Errorf("%w; if a backup of it was restored into another folder, that one is the vault now", err)
		}
		if err != nil {
			return false, err
		}
		absent = false
	}
	return absent, nil
}

// hidesNothing checks that the roster rests on every authority entry that was
// known at c. A member with software of their own can name an older one in the
// newest entry, and so bring back what was revoked since, until somebody
// verifies; not on a machine that has seen it.
func (r *Reader) hidesNothing(c audit.Checkpoint) error {
	l, err := r.leaf(c.Size - 1)
	if err != nil {
		return err
	}
	newest := l.Authority
	if l.Statement != nil {
		newest = l.Seq
	}
	if !r.roster.Applied(newest) {
		return fail(Integrity, "the newest entry hides entry %d, which changed who is a member or what they hold", newest)
	}
	return nil
}

// lostByRestore reports whether a checkpoint is of entries that a restore says
// are lost. It is accepted once: the next thing seen here replaces it.
func (r *Reader) lostByRestore(b []byte) bool {
	c, err := audit.ReadCheckpoint(b)
	return err == nil && c.Origin == r.origin() && r.explained(c)
}

// explained: the restored log has the entries of the backup, up to the restore,
// in common with what there was, and nothing beyond the newest known state is
// excused.
func (r *Reader) explained(c audit.Checkpoint) bool {
	for _, x := range r.roster.Restores() {
		if c.Size > x.Seq && c.Size <= x.Size && (c.Size < x.Size || c.Root == x.Root) {
			return true
		}
	}
	return false
}

// FounderFingerprint returns the words that tell this vault from every other,
// for an admin to read aloud. It returns none on a machine where this user has
// not unlocked the vault: there nothing proves that the folder is not
// somebody else's, and a new member must get the words from an admin, not from
// what they are to prove.
func (r *Reader) FounderFingerprint() (crypto.Fingerprint, error) {
	absent, err := r.checkLastSeen("")
	if absent || err != nil {
		return "", err
	}
	return r.VaultID().Fingerprint(), nil
}

func (r *Reader) writeLastSeen(identityFile string, note []byte) error {
	if r.aside {
		return nil
	}
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
