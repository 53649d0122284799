package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/release"
)

// write writes the rows under another name beside the file's, seals them, reads
// the bytes back, commits what ledger and log say of them, and then renames.
func (r *releasing) write(ctx context.Context) error {
	sum := sha256.New()
	err := store.WriteNew(r.o.File, r.s.cfg.Step, func(w io.Writer) error {
		sealed, err := r.seal(io.MultiWriter(w, sum))
		if err != nil {
			return err
		}
		return errors.Join(r.writeRows(ctx, sealed), sealed.Close())
	}, func(temp string) error {
		b, err := hashFile(temp)
		if err == nil && !bytes.Equal(b, sum.Sum(nil)) {
			err = errors.New("what was read back is not what was written")
		}
		if err != nil {
			return err
		}
		return r.enter(hex.EncodeToString(b))
	})
	switch {
	case err == nil:
		return nil
	case r.out.Number == 0:
		e := r.event
		e.Outcome, e.Notes = "failed", []string{"no-file"}
		return errors.Join(fromStore(err, "write the release"), r.s.commit(e, writes{}))
	}
	return r.undo(err)
}

// writeRows writes each row when its record was read.
func (r *releasing) writeRows(ctx context.Context, w io.Writer) (err error) {
	rows := func(yield func(release.Row) bool) {
		err = r.rows(ctx, func(_ *stored, row release.Row, _ release.Scanner) error {
			if !yield(row) {
				return errEnough
			}
			return nil
		})
	}
	if werr := r.profile.Write(w, r.o.Format, r.o.Language, rows); werr != nil {
		return werr
	}
	return err
}

// seal returns where plain rows go in.
func (r *releasing) seal(w io.Writer) (io.WriteCloser, error) {
	switch r.o.kind() {
	case "plaintext":
		return unsealed{w}, nil
	case "passphrase":
		return crypto.SealForPassphrase(w, r.o.Passphrase, r.o.WorkFactor)
	}
	return crypto.SealOutside(w, r.o.Recipients)
}

// unsealed is a writer of a file that anybody can read.
type unsealed struct{ io.Writer }

func (unsealed) Close() error { return nil }

func hashFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

// enter writes the release into the ledger, and an entry that names its number
// and the hash of the file.
func (r *releasing) enter(hash string) error {
	hits := 0
	for _, n := range r.out.Hits {
		hits += n
	}
	number, err := r.ledger.add(Release{
		Time: r.s.cfg.Now().Format(time.RFC3339), Member: r.s.me.Label,
		Profile: r.profile.Name, Version: r.profile.Version, Lines: r.profile.Lines(),
		Kind: r.o.kind(), Keys: r.o.Recipients, Recipient: r.o.For, Reason: r.o.Reason,
		Format: r.o.Format, File: hash, Hits: hits, Expires: r.o.Expires, Records: idStrings(r.ids),
	})
	if err != nil {
		return err
	}
	put, err := r.ledger.seal(r.s)
	if err != nil {
		return err
	}
	e := r.event
	e.Count = len(r.ids)
	e.Notes = []string{"written", releaseNote(number), "file:" + hash, fmt.Sprintf("marks:%d", hits)}
	if r.without > 0 {
		e.Notes = append(e.Notes, fmt.Sprintf("without-consent:%d", r.without))
	}
	if err := r.s.commit(e, writes{put: put}); err != nil {
		return err
	}
	r.out.Number, r.out.Hash = number, hash
	return nil
}

func releaseNote(number int) string { return fmt.Sprintf("release:%d", number) }

// undo notes that no file came of what ledger and log already name. Where the
// file is there all the same, its line stays as it is.
func (r *releasing) undo(why error) error {
	why = fmt.Errorf("give %s its name: %w", filepath.Base(r.o.File), why)
	if _, err := os.Lstat(r.o.File); err == nil {
		return fail(Unknown, "%w", why)
	}
	e := audit.Event{Outcome: "failed", Notes: []string{"no-file"}, Reason: r.o.Reason}
	return errors.Join(fail(Failed, "%w", why), r.s.noteRelease(r.ledger, r.out.Number, e, func(line *Release) error {
		line.Failed = true
		return nil
	}))
}
