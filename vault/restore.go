package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// RestoreOptions say which backup becomes which vault.
type RestoreOptions struct {
	File       string
	Identity   string // an admin's identity file
	Passphrase crypto.Passphrase
	Newest     [][]byte // checkpoints that were kept elsewhere
	Reason     string
	Shares     []audit.Share // of a recovery set, in place of the identity
	Admin      NewAdmin      // whom they enrol
	Resurrect  bool          // leave in who is known to be erased since; needs a reason

	// Trial proves the backup and leaves nothing behind; with Data it also opens
	// everything that the admin holds.
	Trial, Data bool
}

// A RestoreResult says what a backup holds, and what it cannot.
type RestoreResult struct {
	Vault   crypto.VaultID
	Entries int64 // of the log in the backup
	Newest  int64 // of the newest state that anything here remembers; Entries if none is newer
	Known   bool  // something here remembers the vault at all
	Members []*audit.Member
	Report  *Report
	Erased  []record.ID // known to be erased since the backup: erased again, unless it is a trial or they are resurrected
	Revoked []string    // members of then whose membership was ended since, as far as anything here knows
}

// Restore makes a vault in cfg.Dir, which must be absent or empty, of a backup.
// It is built and checked in a folder beside it and then renamed. A statement
// in its log says which entries are lost, as far as anything here knows: what
// was last seen on this machine, and the checkpoints in o.Newest.
func Restore(ctx context.Context, cfg Config, o RestoreOptions) (*RestoreResult, error) {
	if err := absentOrEmpty(cfg.Dir); err != nil && !o.Trial {
		return nil, err
	}
	if o.Resurrect && strings.TrimSpace(o.Reason) == "" {
		return nil, fail(Usage, "somebody who was erased is brought back for a reason, which the log keeps")
	}
	id, err := o.opener(cfg)
	if err != nil {
		return nil, err
	}
	building, err := beside(&cfg)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(building.Dir)
	err = unpack(ctx, building, id, o.File)
	if len(o.Shares) > 0 && KindOf(err) == NotMember {
		return nil, fail(WrongShares, "the shares do not open the backup: one of them is wrong, or it is older than their set")
	}
	if err != nil {
		return nil, err
	}
	out, note, err := reopen(ctx, building, id, o)
	if err != nil || o.Trial || !out.Report.OK {
		return out, err
	}
	if err := takeIdentity(building, id, o); err != nil {
		return nil, err
	}
	if err := install(building, cfg); err != nil {
		return nil, err
	}
	// Last of all: until the vault is there, what was seen before still holds.
	r := &Reader{cfg: cfg, roster: audit.NewRoster()}
	r.roster.Vault = out.Vault
	kept := o.Identity
	if isFile(filepath.Join(cfg.Dir, "members", id.Label+".age")) {
		o.Identity = "" // it is in the vault now
	}
	if o.Resurrect {
		err = r.updateMemory(erasedMemory(), kept, func(ids []string) []string {
			return slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(out.Erased, record.ID([]byte(id))) })
		})
	}
	if err := errors.Join(err, r.writeLastSeen(o.Identity, note)); err != nil {
		return out, fail(Failed, "the vault is restored, but this machine could not note what it saw: %w", err)
	}
	return out, nil
}

// opener returns what opens the backup: the admin's identity, or the age identity
// of the shares. Which vault it holds, and so whether the shares are all right,
// is known when it is open.
func (o *RestoreOptions) opener(cfg Config) (*crypto.Identity, error) {
	if len(o.Shares) == 0 {
		return readPinned(cfg, o.Identity, o.Passphrase)
	}
	o.Identity = o.Admin.IdentityOut
	values, first := make(map[int][32]byte), o.Shares[0]
	for _, x := range o.Shares {
		if x.Vault != first.Vault || x.Set != first.Set || x.Threshold != first.Threshold {
			return nil, fail(WrongShares, "share %d of set %d and share %d of set %d are not of one set", first.Index, first.Set, x.Index, x.Set)
		}
		values[x.Index] = x.Value
	}
	secret, err := crypto.CombineShares(first.Threshold, values)
	if err != nil {
		return nil, fail(WrongShares, "%w", err)
	}
	id, err := secret.Identity("the shares", crypto.VaultID{})
	if err != nil {
		return nil, fail(Failed, "%w", err)
	}
	return id, nil
}

// session opens the unpacked vault with what opened the backup.
func (o *RestoreOptions) session(r *Reader, id *crypto.Identity) (*Session, error) {
	if len(o.Shares) == 0 {
		s := &Session{Reader: r, id: id}
		if err := s.unlock(); err != nil {
			return nil, err
		}
		return s, s.permit(audit.RoleAdmin, "restore")
	}
	d, s, err := r.recover(o.Shares)
	if err == nil && !d.Enough {
		err = d.Short()
	}
	return s, err
}

// reopen checks the unpacked vault and, unless it is a trial, announces in its
// log what it is. It returns the newest checkpoint.
func reopen(ctx context.Context, cfg Config, id *crypto.Identity, o RestoreOptions) (*RestoreResult, []byte, error) {
	r, err := openReader(cfg, store.Options{Verify: true})
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	r.aside, r.idFile = true, o.Identity
	out := &RestoreResult{Vault: r.VaultID(), Entries: r.edge.Size(), Members: r.roster.Members()}
	newest, known, err := r.newestKnown(o)
	if err != nil {
		return nil, nil, err
	}
	out.Newest, out.Known = newest.Size, known
	s, err := o.session(r, id)
	if err != nil {
		return nil, nil, err
	}
	if out.Erased, err = r.erasedButHere(o.Identity); err != nil {
		return nil, nil, err
	}
	if out.Revoked, err = r.revokedButHere(o.Identity); err != nil {
		return nil, nil, err
	}
	if slices.Contains(out.Revoked, s.me.Label) {
		return nil, nil, fail(NotMember, "%s was removed after this backup: another admin restores it", s.me.Label)
	}
	if out.Report, err = s.tryOut(o.Data); err != nil || !out.Report.OK || o.Trial {
		return out, nil, err
	}
	if err := s.logRestore(o, newest, out); err != nil {
		return nil, nil, err
	}
	if !o.Resurrect {
		err = s.eraseAgain(ctx, out.Erased)
	}
	if err == nil {
		err = s.revokeAgain(ctx, out)
	}
	return out, s.note, err
}

// logRestore announces the restore with the newest state that is known; shares
// enrol their admin by it.
func (s *Session) logRestore(o RestoreOptions, newest audit.Checkpoint, out *RestoreResult) error {
	restore := &audit.Restore{Size: newest.Size, Root: newest.Root}
	e := audit.Event{Action: "restore", Reason: o.Reason}
	if o.Resurrect {
		e.Notes = []string{"resurrect"}
		for _, id := range out.Erased {
			e.Records = append(e.Records, string(id[:]))
		}
	}
	if len(o.Shares) == 0 {
		st := &audit.Statement{Kind: "restore", Restore: restore}
		return s.commit(e, writes{statement: st.Marshal()})
	}
	_, err := s.enrolAdmin(o.Admin, e, restore)
	out.Members = s.roster.Members()
	return err
}

// revokeAgain ends memberships of which the backup does not know that they were
// ended.
func (s *Session) revokeAgain(ctx context.Context, out *RestoreResult) error {
	for _, label := range out.Revoked {
		if _, err := s.Revoke(ctx, label, true, "revoked before this restore"); err != nil {
			return err
		}
	}
	out.Members = s.roster.Members()
	return nil
}

// eraseAgain does erasures that the backup does not know of. They were decided
// once, so neither a hold nor a missing key of other compartments is in the way;
// but nobody can write the catalogue without its keys.
func (s *Session) eraseAgain(ctx context.Context, ids []record.ID) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.need(record.ID{}, nil, "work", "identity"); err != nil {
		return err
	}
	for part := range slices.Chunk(ids, maxErased) {
		if err := s.erase(ctx, &Erasure{Records: part}, "erased before this restore"); err != nil {
			return err
		}
	}
	return nil
}

// tryOut verifies the log and the store, and with data all that the admin holds.
func (s *Session) tryOut(data bool) (*Report, error) {
	trails, err := s.trails()
	if err != nil {
		return nil, err
	}
	w := s.verification(trails)
	w.signed = s.audit != nil
	if _, err := w.run(nil); err != nil {
		return nil, err
	}
	if data {
		if err := s.checkRecords(w); err != nil {
			return nil, err
		}
	}
	return w.report(), nil
}

// newestKnown returns the newest checkpoint of the vault that is known here,
// and whether any is. One that contradicts the backup within the part that both
// have is refused: the backup is not of the history that was seen.
func (r *Reader) newestKnown(o RestoreOptions) (newest audit.Checkpoint, known bool, err error) {
	newest = audit.Checkpoint{Origin: r.origin(), Size: r.edge.Size(), Root: r.edge.Root()}
	notes := o.Newest
	for _, path := range r.lastSeenPaths(o.Identity) {
		if b, err := store.ReadRegular(path, maxLastSeen); err == nil {
			notes = append(notes, b)
		}
	}
	for _, b := range notes {
		c, err := audit.ReadCheckpoint(b)
		if err != nil || c.Origin != r.origin() {
			return newest, false, fail(Usage, "a checkpoint to compare with is none, or of another vault")
		}
		known = true
		if c.Size <= r.edge.Size() {
			if _, err := r.checkpoint(b, "a checkpoint that was kept"); err != nil && !r.explained(c) {
				return newest, known, err
			}
		} else if c.Size > newest.Size {
			newest = c
		}
	}
	return newest, known, nil
}
