package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"casevault/vault/internal/store"
)

// Somebody is at the door. What opens the vault is little: the keyring and the
// identities, which are overwritten and removed in the time of a few writes,
// without a passphrase and without waiting for whoever has the vault open.
// Everything else stays and can be read by nobody, until a backup is restored.

// A PanicPlan says what would be destroyed, and what is known to survive.
type PanicPlan struct {
	Files   []string // in the vault's folder
	Backups []BackupLine
}

// PlanPanic says what [Panic] would do, and does nothing. It opens nothing.
func PlanPanic(cfg Config) (*PanicPlan, error) {
	if !store.HasVault(cfg.Dir) {
		return nil, fail(NoVault, "there is no vault in %s", cfg.Dir)
	}
	plan := new(PanicPlan)
	// With a star behind, the remains of writes that were cut off go too. A
	// salvaged vault's old-log holds the keyring of the vault before.
	for _, pattern := range []string{"members/*", "store/gen-*/keyring*", "old-log*"} {
		found, err := fs.Glob(os.DirFS(cfg.Dir), pattern) // the folder's own name is no pattern
		if err != nil {
			return nil, fail(Failed, "look for keys: %w", err)
		}
		for _, name := range found {
			plan.Files = append(plan.Files, filepath.Join(cfg.Dir, filepath.FromSlash(name)))
		}
	}
	slices.Sort(plan.Files)
	// A list that cannot be read must not stand in the way.
	plan.Backups, _ = listBackups(cfg)
	return plan, nil
}

// Panic destroys the keys in the vault's folder for good. It returns the names
// of the files that are gone, below that folder; with an error, some are not.
func Panic(cfg Config) ([]string, error) {
	plan, err := PlanPanic(cfg)
	if err != nil {
		return nil, err
	}
	// The keys first. The note of what happened is for those who come after.
	err = store.Shred(plan.Files)
	note := fmt.Appendf(nil, "%s\n%s\n", panicVersion, cfg.Now().UTC().Format(time.RFC3339))
	err = errors.Join(err, store.AtomicWrite(panicPath(cfg), note, 0o600, cfg.Step))
	if err != nil {
		return nil, fail(Failed, "destroy the keys: %w", err)
	}
	var used *store.InUseError
	if errors.As(store.Holder(cfg.Dir, -1), &used) {
		cfg.notice("still-open", used.PID)
	}
	var gone []string
	for _, name := range plan.Files {
		if rel, err := filepath.Rel(cfg.Dir, name); err == nil {
			gone = append(gone, filepath.ToSlash(rel))
		}
	}
	return gone, nil
}

const panicVersion = "casevault-panic/v1"

func panicPath(cfg Config) string { return filepath.Join(cfg.Dir, "panic") }

// notDestroyed tells whoever comes after a panic what happened. A note beside
// keys that are there was put by somebody else, and means nothing.
func notDestroyed(cfg Config) error {
	b, err := os.ReadFile(panicPath(cfg))
	if err != nil {
		return nil
	}
	if plan, err := PlanPanic(cfg); err != nil || len(plan.Files) > 0 {
		return nil
	}
	at, ok := strings.CutPrefix(string(b), panicVersion+"\n")
	when, err := time.Parse(time.RFC3339, strings.TrimSuffix(at, "\n"))
	if !ok || err != nil {
		return fail(Destroyed, "the keys of this vault were destroyed by vault panic: nothing in its folder can be opened")
	}
	return fail(Destroyed, "the keys of this vault were destroyed by vault panic at %s: nothing in its folder can be opened", when.Format(time.RFC3339))
}
