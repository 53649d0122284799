package vault

import (
	"context"
	"slices"
	"strings"
	"time"

	"casevault/audit"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// maxErased bounds what one entry may erase: a leaf must hold every id.
const maxErased = namedRecords

// An Erasure says which people were, or would be, erased.
type Erasure struct {
	Records []record.ID
	Backups []BackupLine // made before: they still hold these people
	Recall  []Release    // still out there with these people

	// Of one that was done:
	Vault      string
	Seq        int64  // the entry
	Time       string // RFC 3339
	Member     string
	Reason     string
	Checkpoint []byte // the signed note of the log up to the entry
}

// PlanErasure finds the records and checks whether they may be erased, without
// doing it. A refusal is logged.
func (s *Session) PlanErasure(refs []string, reason string) (*Erasure, error) {
	if err := s.permit(audit.RoleAdmin, "erase"); err != nil {
		return nil, err
	}
	if strings.TrimSpace(reason) == "" {
		return nil, fail(Usage, "a person is erased for a reason, which the log keeps")
	}
	x := &Erasure{Vault: s.VaultID().String()}
	for _, ref := range refs {
		id, err := s.resolve(ref)
		if err != nil {
			return nil, err
		}
		x.Records = append(x.Records, id)
	}
	slices.SortFunc(x.Records, record.ID.Compare)
	x.Records = slices.Compact(x.Records)
	if n := len(x.Records); n == 0 || n > maxErased {
		return nil, fail(Usage, "1 to %d records can be erased at a time", maxErased)
	}
	for _, id := range x.Records {
		if err := s.mayErase(id, reason); err != nil {
			return nil, err
		}
	}
	var err error
	if x.Recall, err = s.toRecall(x.Records...); err != nil {
		return nil, err
	}
	x.Backups, err = s.Backups()
	return x, err
}

// mayErase: who erases a person takes away what others were trusted with, so
// they hold all of it; and while a hold is on it nobody does.
func (s *Session) mayErase(id record.ID, reason string) error {
	if err := s.need(id, nil, record.Compartments()...); err != nil {
		return err
	}
	if s.Held(id) {
		return s.refuse(audit.Event{Records: []string{string(id[:])}, Notes: []string{"erase", "hold"}},
			fail(OnHold, "record %s is held: it cannot be erased until the hold is removed", id))
	}
	return s.checkReasonOf(id, reason)
}

// Erase removes people from the vault: their sections and their lines in the
// catalogue are in no file of the live vault afterwards. The log keeps what it
// knows of them, under ids that mean nobody any more.
func (s *Session) Erase(ctx context.Context, refs []string, reason string) (*Erasure, error) {
	x, err := s.PlanErasure(refs, reason)
	if err != nil {
		return nil, err
	}
	return x, s.erase(ctx, x, reason)
}

// erase carries an erasure out by one rewrite of the store: the entry is in the
// new generation, the people only in the old one.
func (s *Session) erase(ctx context.Context, x *Erasure, reason string) error {
	st := &audit.Statement{Kind: "erase"}
	t := eraser{s: s, gone: make(map[record.ID]bool)}
	for _, id := range x.Records {
		st.Erased = append(st.Erased, string(id[:]))
		t.gone[id] = true
	}
	e := audit.Event{Action: "erase", Records: st.Erased, Reason: reason}
	x.Seq, x.Time, x.Member, x.Reason = s.edge.Size(), s.cfg.Now().Format(time.RFC3339), s.me.Label, reason
	if err := s.rewrite(ctx, store.Rewrite{Transform: t.transform}, e, writes{statement: st.Marshal()}, nil); err != nil {
		return err
	}
	x.Checkpoint = s.note
	if err := s.remember(); err != nil {
		return fail(Unknown, "they are erased, but this could not be noted for a later restore: %w", err)
	}
	return nil
}

// An eraser leaves records out of a new generation.
type eraser struct {
	s    *Session
	gone map[record.ID]bool
}

// transform drops a section, and writes a page of the catalogue anew, signed
// by who erases, if it has a line of somebody who goes.
func (t *eraser) transform(key, value []byte) ([]byte, bool, error) {
	p, ok := parsePlace(key)
	if !ok || p.id != (record.ID{}) {
		return value, !t.gone[p.id], nil
	}
	sec, err := t.s.parseSection(p, t.s.keys[p.c], value)
	if err != nil {
		return nil, false, err
	}
	page, err := parseCataloguePage(p, sec)
	if err != nil || !page.drop(t.gone) {
		return value, true, err
	}
	var b sealer
	b.add(p, page.revision+1, page.payload())
	put, err := b.seal(t.s)
	if err != nil {
		return nil, false, err
	}
	return put[0].Value, true, nil
}

// drop removes the lines of records, and reports whether there were any.
func (p *cataloguePage) drop(gone map[record.ID]bool) bool {
	n := len(p.lines)
	p.lines = slices.DeleteFunc(p.lines, func(line string) bool {
		return gone[record.ID([]byte(line[:len(record.ID{})]))]
	})
	return len(p.lines) < n
}

// erasedIn returns the entry that erased a record, 0 if none did.
func (r *Reader) erasedIn(id record.ID) int64 { return r.roster.ErasedIn(string(id[:])) }
