package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// unpack makes the folder of what the backup holds.
func unpack(ctx context.Context, cfg Config, id *crypto.Identity, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fail(Failed, "read the backup: %w", err)
	}
	defer f.Close()
	plain, err := id.OpenStream(f)
	if errors.Is(err, crypto.ErrWrongKey) {
		return fail(NotMember, "the backup was not made for %s: only who was an admin then can open it", id.Label)
	}
	if err != nil {
		return fail(Integrity, "read the backup: %w", err)
	}
	a, err := newArchiveReader(plain)
	if err != nil {
		return fail(Integrity, "read the backup: %w", err)
	}
	files, err := a.files()
	if err != nil {
		return fail(Integrity, "read the backup: %w", err)
	}
	st, err := store.Open(cfg.Dir, store.Options{Create: true, Step: cfg.Step, Fill: func(add func(key, value []byte) error) error {
		for {
			if err := errors.Join(ctx.Err(), add(a.name, a.value)); err != nil {
				return err
			}
			if more, err := a.next(); err != nil || !more {
				return err
			}
		}
	}})
	if ctx.Err() != nil {
		return fail(Interrupted, "the restore was interrupted; there is no vault")
	}
	if err != nil {
		return fail(Integrity, "read the backup: %w", err)
	}
	return errors.Join(unpackFiles(cfg, st, files), st.Close())
}

func unpackFiles(cfg Config, st *store.Store, files map[string][]byte) error {
	members := filepath.Join(cfg.Dir, "members")
	if err := os.Mkdir(members, 0o700); err != nil {
		return fail(Failed, "write the identities: %w", err)
	}
	for name, b := range files {
		label, member := strings.CutPrefix(name, "members/")
		label, age := strings.CutSuffix(label, ".age")
		var err error
		switch {
		case name == "HEAD":
			err = st.WriteHead(b)
		case name == "keyring":
			err = st.WriteFile(name, b)
		case member && age && audit.ValidLabel(label):
			err = store.AtomicWrite(filepath.Join(members, label+".age"), b, 0o600, cfg.Step)
		default:
			return fail(Integrity, "read the backup: it holds a file %q that no vault has", name)
		}
		if err != nil {
			return fromStore(err, "write "+name)
		}
	}
	return nil
}

// takeIdentity puts the identity that lay beside the backup back where it was.
// One that was named is kept elsewhere on purpose.
func takeIdentity(cfg Config, id *crypto.Identity, o RestoreOptions) error {
	path := filepath.Join(cfg.Dir, "members", id.Label+".age")
	if len(o.Shares) > 0 || o.Identity != IdentityBeside(o.File) || isFile(path) {
		return nil
	}
	b, err := os.ReadFile(o.Identity)
	if err == nil {
		err = store.AtomicWrite(path, b, 0o600, cfg.Step)
	}
	if err != nil {
		return fail(Failed, "write the identity: %w", err)
	}
	return nil
}
