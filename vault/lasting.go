package vault

import (
	"errors"

	"casevault/vault/internal/store"
)

// Next makes a session that has served a command ready for another, so that
// none need know how long it has been open: what is remembered of the log's
// size and of the member's keys is read anew where an entry may have changed it,
// and the store where a write failed.
func (s *Session) Next() error {
	if s.roster.Last() != s.authority || s.st.Failed() {
		return s.Aside(func() error { return nil })
	}
	s.opened = s.edge.Size()
	return nil
}

// Aside closes the vault for as long as work takes, which may open it in its own
// way, and opens it again with the keys of the same member. If that fails the
// session is over; the error says so by [ErrOver].
func (s *Session) Aside(work func() error) error {
	if err := s.Close(); err != nil {
		return errors.Join(ErrOver, err)
	}
	err := work()
	r, failed := openReader(s.cfg, store.Options{})
	if failed != nil {
		return errors.Join(ErrOver, err, failed)
	}
	r.idFile = s.idFile
	next := &Session{Reader: r, id: s.id, renewed: s.renewed}
	if failed := next.unlock(); failed != nil {
		return errors.Join(ErrOver, err, failed, r.Close())
	}
	*s = *next
	return err
}

// ErrOver is in the error of a [Session.Aside] that could not open the vault
// again: the session is closed.
var ErrOver = errors.New("the vault is closed")
