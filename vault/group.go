package vault

import (
	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
)

// A group is the only way anything is written: entries, the values that they
// speak of, the tree's hashes and the signed checkpoint, in one transaction.
// Most groups have one entry; an import makes large ones. The values of one
// entry of a group must not replace those of another.
type group struct {
	batch     store.Batch
	size      int64          // of batch
	values    bool           // batch holds more than entries
	authority bool           // an entry changes the members
	log       *crypto.Secret // the log key from here on; nil: no change
	edge      *audit.Edge
	note      []byte
}

// add puts an entry behind those of the group.
func (g *group) add(s *Session, e audit.Event, w writes) error {
	if g.edge == nil {
		g.edge = s.edge
		e = s.noted(e)
	}
	b, edge, note, err := s.entry(g.edge, e, w)
	if err != nil {
		return err
	}
	g.batch.Put, g.batch.Delete = append(g.batch.Put, b.Put...), append(g.batch.Delete, b.Delete...)
	g.size += b.Size()
	g.values = g.values || len(w.put) > 0 || len(w.delete) > 0
	g.authority = g.authority || w.statement != nil
	if w.log != nil {
		g.log = w.log
	}
	g.edge, g.note = edge, note
	return nil
}

// commit writes the group, which is on the disk when it returns, and then the
// checkpoint where it outlives the store.
func (g *group) commit(s *Session) error {
	g.batch.Entry = !g.values
	if err := s.st.Commit(g.batch); err != nil {
		return notLogged(fromStore(err, "write the log entry"), g.batch.Entry)
	}
	if err := s.advance(g.edge, g.note, g.log, g.authority); err != nil {
		return err
	}
	if err := s.publish(g.note); err != nil {
		return notLogged(fail(Unknown, "write the checkpoint: %w", err), g.batch.Entry)
	}
	return nil
}

// advance makes the session what it is after its entries were written.
func (s *Session) advance(edge *audit.Edge, note []byte, log *crypto.Secret, authority bool) (err error) {
	s.edge, s.note, s.noticed = edge, note, nil
	if log != nil {
		s.log, s.secrets["log"] = log.Key, log
	}
	if !authority {
		return nil
	}
	if s.roster, err = s.readRoster(); err != nil {
		return err
	}
	s.me = s.roster.Member(s.me.Label)
	return nil
}
