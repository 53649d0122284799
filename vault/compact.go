package vault

import (
	"bytes"
	"context"
	"errors"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// Compacted says how large the store was and is, in bytes.
type Compacted struct{ Before, After int64 }

// Compact writes the live values into a new generation of the store and
// removes the old one with everything that was replaced since.
func (s *Session) Compact(ctx context.Context) (*Compacted, error) {
	before, err := s.st.Stats()
	if err != nil {
		return nil, fromStore(err, "measure the store")
	}
	if err := s.rewrite(ctx, store.Rewrite{}, audit.Event{Action: "compact"}, writes{}, nil); err != nil {
		return nil, err
	}
	after, err := s.st.Stats()
	return &Compacted{before.Bytes, after.Bytes}, fromStore(err, "measure the store")
}

// Tidy compacts the store when there is much to gain. It is called after a
// command has printed its answer.
func (s *Session) Tidy(ctx context.Context) error {
	if !s.st.NeedsRewrite() {
		return nil
	}
	return s.rewrite(ctx, store.Rewrite{}, audit.Event{Action: "compact", Notes: []string{"by-itself"}}, writes{}, nil)
}

// rewrite carries out a rewrite of the store and announces it in the new
// generation by an entry with a set line, and whatever else w says; ring, if not
// nil, is that generation's keyring. Until CURRENT names the generation the
// entry does not exist; HEAD follows after.
func (s *Session) rewrite(ctx context.Context, r store.Rewrite, e audit.Event, w writes, ring crypto.Keyring) error {
	var edge *audit.Edge
	var note []byte
	var all []tlog.Hash // commitments to everything stored that the log speaks of
	r.Progress = s.cfg.progress
	r.Taken = func(key, value []byte) {
		if bytes.IndexByte(committed, key[0]) >= 0 {
			all = append(all, audit.Commit(key, value))
		}
	}
	r.Announce = func(next *store.Store) (err error) {
		if ring != nil {
			if err := next.WriteFile("keyring", ring.Marshal()); err != nil {
				return err
			}
		}
		var b store.Batch
		set := audit.SetOf(all)
		w.set = &set
		if b, edge, note, err = s.entry(s.edge, s.noted(e), w); err != nil {
			return err
		}
		b.Entry = true
		return next.Commit(b)
	}
	err := s.st.Rewrite(ctx, r)
	if err != nil && !errors.Is(err, store.ErrOldRemains) {
		if ctx.Err() != nil {
			return fail(Interrupted, "the rewrite was interrupted; nothing was changed")
		}
		return fromStore(err, "rewrite the store")
	}
	if err := s.advance(edge, note, w.log, w.statement != nil); err != nil {
		return err
	}
	if errors.Is(err, store.ErrOldRemains) {
		s.cfg.notice("old-generation-remains")
	}
	if err := s.publish(note); err != nil {
		return fail(Unknown, "write the checkpoint: %w", err)
	}
	return nil
}
