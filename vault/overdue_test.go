package vault

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestBackupOverdue: status says so when the newest backup is older than the
// setting, and when there is none of a vault that is in use.
func TestBackupOverdue(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	at := time.Date(2026, 11, 23, 10, 30, 0, 0, time.UTC)
	cfg := testConfig(base)
	cfg.Now = func() time.Time { return at }
	codes := func(s *Session) (out []string) {
		st, err := s.Status()
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range st.Warnings {
			out = append(out, n.Code)
		}
		return out
	}
	s := opened(t, cfg, identityIn(base), testPassphrase)
	defer s.Close()
	if got := codes(s); len(got) != 0 {
		t.Errorf("a new vault: %v", got)
	}
	for range unreviewed {
		if _, err := s.List(Filter{}, ""); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Contains(codes(s), "backup-never") {
		t.Error("a vault in use without a backup")
	}
	if _, err := s.Backup(context.Background(), BackupOptions{To: filepath.Join(base, "b.age")}); err != nil {
		t.Fatal(err)
	}
	for days, want := range []bool{0: false, 7: false, 8: true} {
		at = time.Date(2026, 11, 23, 10, 30, 0, 0, time.UTC).AddDate(0, 0, days)
		if got := slices.Contains(codes(s), "backup-overdue"); got != want {
			t.Errorf("after %d days: overdue %v", days, got)
		}
	}
}
