package vault

import (
	"errors"
	"time"

	"casevault/vault/internal/store"
)

// InUseBy returns the failure, of kind InUse, that [Open] would return while
// another process has the vault, and waits for that one as long, which it says
// before somebody types. It is a courtesy: what counts is the lock that Open takes.
func InUseBy(cfg Config) error {
	if !store.HasVault(cfg.Dir) {
		return nil
	}
	var used *store.InUseError
	if err := store.Holder(cfg.Dir, 300*time.Millisecond); !errors.As(err, &used) {
		return nil // Open says what else is wrong
	}
	cfg.notice("in-use")
	err := store.Holder(cfg.Dir, 0)
	if errors.As(err, &used) {
		return fromStore(err, "open the vault")
	}
	return nil
}
