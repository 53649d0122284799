package vault

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// writes are the values one entry announces.
type writes struct {
	put    []store.KV
	delete [][]byte
	fresh  int // the first so many keys of put are new: nothing there can be replaced
	set    *audit.Set

	statement []byte             // makes it an authority entry
	signer    *crypto.SigningKey // of the statement; nil: the member
	log       *crypto.Secret     // the log key from this entry on; nil: no change
}

// commit writes one entry with the values that it announces. A read is a
// commit without values. If it fails, nothing may be shown.
func (s *Session) commit(e audit.Event, w writes) error {
	var g group
	if err := g.add(s, e, w); err != nil {
		return err
	}
	return g.commit(s)
}

// failed writes a second entry where what the first announced did not come
// about, and returns why.
func (s *Session) failed(e audit.Event, why error) error {
	e.Outcome = "failed"
	return errors.Join(why, s.commit(e, writes{}))
}

// notLogged gives a failure its meaning: without values to write, all that
// happened is that nothing is shown.
func notLogged(err error, readOnly bool) error {
	var e *Error
	if errors.As(err, &e) && readOnly && (e.Kind == Unknown || e.Kind == Failed) {
		return &Error{NotLogged, e.Err}
	}
	return err
}

// noted adds to an event what the next entry shall say besides.
func (s *Session) noted(e audit.Event) audit.Event {
	e.Notes = append(slices.Clone(s.noticed), e.Notes...)
	return e
}

// entry builds the log entry of an event behind those of edge, and everything
// that is stored with it.
func (s *Session) entry(edge *audit.Edge, e audit.Event, w writes) (store.Batch, *audit.Edge, []byte, error) {
	l := audit.Leaf{Seq: edge.Size(), Prev: edge.Root(), Authority: s.roster.Last(), Set: w.set}
	var err error
	if l.Add, l.Del, err = s.changes(w); err != nil {
		return store.Batch{}, nil, nil, err
	}
	e.Version, e.Member, e.Time = 1, s.me.Label, s.cfg.Now().Format(time.RFC3339)
	// No list is null: the event has one canonical form.
	e.Records, e.Fields = append([]string{}, e.Records...), append([]string{}, e.Fields...)
	e.Notes = append([]string{}, e.Notes...)
	if e.Outcome == "" {
		e.Outcome = "done"
	}
	if w.statement != nil {
		signer := cmp.Or(w.signer, s.id.Signing())
		l.Statement, l.Signer = w.statement, signer.ID()
		l.Sig = signer.Sign("authority", s.VaultID(), l.AuthorityParts()...)
	}
	head := l.Head()
	text, err := e.Encode(func(event []byte) []byte {
		return s.id.Signing().Sign("entry", s.VaultID(), head, event)
	})
	if err != nil {
		return store.Batch{}, nil, nil, fail(Usage, "%w", err)
	}
	if l.Body, err = s.trail.Seal(text); err != nil {
		return store.Batch{}, nil, nil, err
	}
	raw, err := l.Marshal()
	if err != nil {
		return store.Batch{}, nil, nil, fail(Failed, "write the log entry: %w", err)
	}
	seed := s.log
	if w.log != nil {
		seed = w.log.Key
	}
	return sealLog(raw, edge, s.origin(), seed, w)
}

// changes are the commitments to what is written, and to what that replaces.
func (s *Session) changes(w writes) (add, del []tlog.Hash, err error) {
	for _, kv := range w.put {
		add = append(add, audit.Commit(kv.Key, kv.Value))
	}
	gone := w.delete
	for _, kv := range w.put[w.fresh:] {
		gone = append(gone, kv.Key)
	}
	for _, key := range gone {
		old, err := s.st.Get(key)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, nil, fromStore(err, "read what is to be replaced")
		}
		del = append(del, audit.Commit(key, old))
	}
	return add, del, nil
}

// sealLog puts the leaf behind the tree and signs the new head.
func sealLog(raw []byte, old *audit.Edge, origin string, seed [32]byte, w writes) (store.Batch, *audit.Edge, []byte, error) {
	edge := old.Clone()
	seq := edge.Size()
	hashes := edge.Append(tlog.RecordHash(raw))
	note, err := audit.Checkpoint{Origin: origin, Size: edge.Size(), Root: edge.Root()}.Sign(seed[:])
	if err != nil {
		return store.Batch{}, nil, nil, fail(Failed, "sign the checkpoint: %w", err)
	}
	b := store.Batch{Put: w.put, Delete: w.delete}
	b.Put = append(b.Put, store.KV{Key: key64(prefixLeaf, seq), Value: raw}, store.KV{Key: []byte{prefixHead}, Value: note})
	for i, h := range hashes {
		b.Put = append(b.Put, store.KV{Key: key64(prefixHash, tlog.StoredHashIndex(0, seq)+int64(i)), Value: h[:]})
	}
	return b, edge, note, nil
}

// publish writes the signed checkpoint where it outlives the store: HEAD, and
// what this user last saw.
func (s *Session) publish(note []byte) error {
	if err := s.st.WriteHead(note); err != nil {
		return err
	}
	return s.writeLastSeen(s.idFile, note)
}
