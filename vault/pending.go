package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casevault/audit"
	"casevault/vault/internal/store"
)

// A failed unlock cannot be logged: nobody's keys are open. It is noted in the
// file "pending" and enters the log with the next session. The file is not
// authenticated; whoever can write to the folder can empty it.

const maxPending = 32 << 10

func pendingPath(cfg Config) string { return filepath.Join(cfg.Dir, "pending") }

// recordFailedUnlock is best effort: the passphrase was wrong either way.
func recordFailedUnlock(cfg Config, idFile string) {
	if fi, err := os.Lstat(pendingPath(cfg)); err == nil && (!fi.Mode().IsRegular() || fi.Size() > maxPending) {
		return
	}
	f, err := os.OpenFile(pendingPath(cfg), os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	label := strings.TrimSuffix(filepath.Base(idFile), ".age")
	if !audit.ValidLabel(label) {
		label = "another-file"
	}
	fmt.Fprintf(f, "%s %s\n", cfg.Now().UTC().Format(time.RFC3339), label)
}

// logFailedUnlocks moves the file's lines into one entry.
func (s *Session) logFailedUnlocks() error {
	b, err := store.ReadRegular(pendingPath(s.cfg), maxPending+1<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil && !errors.Is(err, store.ErrTooLong) { // of a longer one its beginning will do
		return fail(Failed, "read the failed unlocks: %w", err)
	}
	lines := strings.Split(strings.TrimSpace(string(bytes.ToValidUTF8(b, nil))), "\n")
	e := audit.Event{Action: "unlock-failed", Outcome: "failed", Count: len(lines)}
	for i, line := range lines {
		if i == 20 {
			e.Notes = append(e.Notes, fmt.Sprintf("and %d more", len(lines)-i))
			break
		}
		e.Notes = append(e.Notes, line[:min(len(line), 120)])
	}
	if err := s.commit(e, writes{}); err != nil {
		return err
	}
	return os.Remove(pendingPath(s.cfg))
}
