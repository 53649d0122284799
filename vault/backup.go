package vault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// BackupOptions say where a backup goes.
type BackupOptions struct {
	To                string // a new file, or a folder
	WithoutIdentities bool   // leave out members/
	Keep              int    // in a folder: only the newest so many of this vault stay; 0: all
	Reason            string
}

// A BackupResult says what was written.
type BackupResult struct {
	Path     string
	Entries  int64    // of the log in it
	Admins   []string // who can open it
	Recovery int      // the recovery set whose shares can, too; 0: none
	Key      string   // copy of the identity beside it, "" if none was made
	Removed  []string // older backups, by Keep
}

const backupEnding = ".backup.age"

// Backup writes the whole vault, as it is now, into one file that any admin in
// force can open with the identity they have now, and the recovery set. It is
// read back and compared before it gets its name. It holds the entry that
// announces it.
func (s *Session) Backup(ctx context.Context, o BackupOptions) (*BackupResult, error) {
	if err := s.permit(audit.RoleAdmin, "backup"); err != nil {
		return nil, err
	}
	if err := checkReason(o.Reason, nil); err != nil {
		return nil, err
	}
	path, err := s.backupPath(o)
	if err != nil {
		return nil, err
	}
	out := &BackupResult{Path: path}
	s.warnUnsealable()
	var to []string
	for _, m := range s.roster.Members() {
		if m.Revoked < 0 && m.Has(audit.RoleAdmin) && crypto.CanSealTo(m.Recipient) {
			out.Admins = append(out.Admins, m.Label)
			to = append(to, m.Recipient)
		}
	}
	if x := s.roster.Recovery(); x != nil && crypto.CanSealTo(x.Recipient) {
		out.Recovery = x.Set
		to = append(to, x.Recipient)
	}
	e := audit.Event{Action: "backup", Reason: o.Reason, Notes: []string{backupNote(path)}}
	if err := s.commit(e, writes{}); err != nil {
		return nil, err
	}
	out.Entries = s.edge.Size()
	if err := s.writeBackup(ctx, path, to, o); err != nil {
		return nil, s.failed(e, err)
	}
	if !o.WithoutIdentities {
		if out.Key, err = s.copyIdentity(path); err != nil {
			return nil, fail(Failed, "the backup is written, but not the identity beside it: %w", err)
		}
	}
	if err := s.rememberBackup(path); err != nil {
		return nil, fail(Failed, "the backup is written, but not its line in the list of backups: %w", err)
	}
	out.Removed, err = s.rotateBackups(path, o.Keep)
	return out, err
}

// backupNote names a backup in the log by its file's name, if that is one that
// we made up: another may hold anything.
func backupNote(path string) string {
	if name := filepath.Base(path); strings.HasPrefix(name, "casevault-") && strings.HasSuffix(name, backupEnding) {
		return name
	}
	return "named-file"
}

func (s *Session) backupPath(o BackupOptions) (string, error) {
	path := o.To
	if fi, err := os.Stat(path); err == nil && fi.IsDir() {
		path = filepath.Join(path, s.backupPrefix()+s.cfg.Now().UTC().Format("20060102T150405Z")+backupEnding)
	} else if o.Keep > 0 {
		return "", fail(Usage, "only in a folder can older backups make room")
	}
	if inside(s.cfg.Dir, path) {
		return "", fail(Usage, "a backup in the vault's own folder would be lost with it")
	}
	if _, err := os.Lstat(path); err == nil {
		return "", fail(Failed, "the file %s exists already", path)
	}
	return path, nil
}

func (s *Session) backupPrefix() string { return "casevault-" + s.VaultID().String()[:8] + "-" }

// writeBackup streams the vault into the file and reads it back.
func (s *Session) writeBackup(ctx context.Context, path string, to []string, o BackupOptions) error {
	var end []byte
	err := store.WriteNew(path, s.cfg.Step, func(w io.Writer) error {
		sealed, err := crypto.SealTo(w, to...)
		if err != nil {
			return err
		}
		if end, err = s.archive(ctx, sealed, o); err != nil {
			return err
		}
		return sealed.Close()
	}, func(temp string) error {
		f, err := os.Open(temp)
		if err != nil {
			return err
		}
		defer f.Close()
		back, err := readArchive(s.id, f, func(*archiveReader) error { return ctx.Err() })
		if err == nil && !bytes.Equal(back, end) {
			err = errors.New("what was read back is not what was written")
		}
		return err
	})
	if ctx.Err() != nil {
		return fail(Interrupted, "the backup was interrupted; there is none")
	}
	return fromStore(err, "back up")
}

// IdentityBeside is where a backup has a copy of the identity that opens it.
func IdentityBeside(backup string) string { return backup + ".identity" }

// copyIdentity puts the admin's identity, which its passphrase seals, beside the
// backup: the one in the vault's folder goes when the folder goes, and the ones
// inside the backup open nothing from there. One that is kept elsewhere stays
// there.
func (s *Session) copyIdentity(backup string) (string, error) {
	if !inside(s.cfg.Dir, s.idFile) {
		return "", nil
	}
	b, err := store.ReadRegular(s.idFile, maxIdentityFile)
	if err != nil {
		return "", err
	}
	path := IdentityBeside(backup)
	return path, store.AtomicWrite(path, b, 0o600, s.cfg.Step)
}

// readArchive opens a sealed archive with an identity and hands out its items.
func readArchive(id *crypto.Identity, f io.Reader, item func(*archiveReader) error) ([]byte, error) {
	plain, err := id.OpenStream(f)
	if err != nil {
		return nil, err
	}
	a, err := newArchiveReader(plain)
	if err != nil {
		return nil, err
	}
	for {
		more, err := a.next()
		if err != nil || !more {
			return a.end, err
		}
		if err := item(a); err != nil {
			return nil, err
		}
	}
}

// archive writes files and pairs, and returns the value of the end.
func (s *Session) archive(ctx context.Context, w io.Writer, o BackupOptions) ([]byte, error) {
	a, err := newArchiveWriter(w)
	if err != nil {
		return nil, err
	}
	ring, err := s.readKeyring()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(a.item(archiveFile, []byte("HEAD"), s.note), a.item(archiveFile, []byte("keyring"), ring.Marshal())); err != nil {
		return nil, err
	}
	if !o.WithoutIdentities {
		if err := s.archiveIdentities(a); err != nil {
			return nil, err
		}
	}
	done, total := 0, 0
	if err := s.st.ScanKeys(nil, func([]byte) error { total++; return nil }); err != nil {
		return nil, err
	}
	err = s.st.Scan(nil, func(key, value []byte) error {
		if done++; done%1000 == 0 || done == total {
			s.cfg.progress(done, total)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		return a.item(archivePair, key, value)
	})
	if err != nil {
		return nil, err
	}
	return a.end()
}

func (s *Session) archiveIdentities(a *archiveWriter) error {
	entries, err := os.ReadDir(filepath.Join(s.cfg.Dir, "members"))
	if err != nil {
		return err
	}
	for _, e := range entries { // sorted by name
		label, ok := strings.CutSuffix(e.Name(), ".age")
		if !ok || !audit.ValidLabel(label) || !e.Type().IsRegular() {
			continue
		}
		b, err := store.ReadRegular(filepath.Join(s.cfg.Dir, "members", e.Name()), maxIdentityFile)
		if err == nil {
			err = a.item(archiveFile, []byte("members/"+e.Name()), b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rotateBackups removes what killed backups of this vault left beside path, and
// if keep is not 0 all but the newest so many; their names hold the time. The
// new one is there already.
func (s *Session) rotateBackups(path string, keep int) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path)) // sorted; Glob would take the folder's name for a pattern
	if err != nil {
		return nil, fail(Failed, "look for older backups: %w", err)
	}
	var found, removed []string
	for _, e := range entries {
		name, ours := e.Name(), strings.HasPrefix(e.Name(), s.backupPrefix())
		switch full := filepath.Join(filepath.Dir(path), name); {
		case ours && strings.HasSuffix(name, "Z"+backupEnding):
			found = append(found, full)
		case ours && strings.Contains(name, "Z"+backupEnding+store.TempMark):
			if err := os.Remove(full); err != nil {
				return nil, fail(Failed, "remove what an interrupted backup left: %w", err)
			}
		}
	}
	if keep == 0 {
		return nil, nil
	}
	for _, old := range found[:max(0, len(found)-keep)] {
		if err := os.Remove(old); err != nil {
			return removed, fail(Failed, "remove an older backup: %w", err)
		}
		if err := os.Remove(IdentityBeside(old)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return removed, fail(Failed, "remove an older backup's identity: %w", err)
		}
		removed = append(removed, filepath.Base(old))
	}
	return removed, nil
}

// The file "backups" in the vault's folder has a line per backup made,
//
//	TIME ENTRIES PATH
//
// so that everybody can be told how old the newest is, and who erases a person
// where copies remain. It is not authenticated: the entries in the log are.

const (
	maxBackups    = 200      // lines kept
	maxBackupLine = 16 << 10 // bytes: a path of 4,096, each of which may be written as four
)

// A BackupLine is one backup that was made of this vault.
type BackupLine struct {
	Time    time.Time
	Entries int64
	Path    string
}

func backupsPath(cfg Config) string { return filepath.Join(cfg.Dir, "backups") }

func (s *Session) rememberBackup(path string) error {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	lines, err := listBackups(s.cfg)
	if err != nil {
		return err
	}
	lines = append(lines, BackupLine{s.cfg.Now().UTC(), s.edge.Size(), path})
	var b bytes.Buffer
	for _, l := range lines[max(0, len(lines)-maxBackups):] {
		fmt.Fprintf(&b, "%s %d %q\n", l.Time.Format(time.RFC3339), l.Entries, l.Path)
	}
	return store.AtomicWrite(backupsPath(s.cfg), b.Bytes(), 0o600, s.cfg.Step)
}

// Backups lists the backups that were made of this vault, oldest first.
func (r *Reader) Backups() ([]BackupLine, error) { return listBackups(r.cfg) }

// listBackups skips lines that do not parse: nothing depends on them.
func listBackups(cfg Config) ([]BackupLine, error) {
	b, err := store.ReadRegular(backupsPath(cfg), maxBackups*maxBackupLine)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fail(Failed, "read the list of backups: %w", err)
	}
	var out []BackupLine
	for line := range strings.Lines(string(b)) {
		var when string
		var l BackupLine
		if _, err := fmt.Sscanf(line, "%s %d %q\n", &when, &l.Entries, &l.Path); err != nil {
			continue
		}
		if l.Time, err = time.Parse(time.RFC3339, when); err == nil {
			out = append(out, l)
		}
	}
	return out, nil
}
