package vault

import (
	"crypto/rand"
	"errors"
	"os"
	"slices"
	"strconv"
	"testing"

	"casevault/audit"
	"casevault/crypto"
	"casevault/vault/internal/store"
	"casevault/vault/record"
)

// fillLog appends n entries as commit does, only with ten to a transaction:
// nine reads and a change, which writes one of 500 sections. No key opens
// these; verify does not try to.
func fillLog(s *Session, n int) error {
	var ids [500]record.ID
	for i := range ids {
		ids[i] = record.NewID()
	}
	var all store.Batch
	var note []byte
	for i := range n {
		e, w := audit.Event{Action: "show", Records: []string{"K7QXM2M9DT"}, Reason: "home visit"}, writes{}
		if i%10 == 9 || i == n-1 {
			value := make([]byte, 700)
			rand.Read(value)
			e.Action = "edit"
			w.put = []store.KV{{Key: place{ids[i/10%500], "work", 0}.key(), Value: value}}
		}
		b, edge, signed, err := s.entry(s.edge, e, w)
		if err != nil {
			return err
		}
		s.edge, note, all.Put = edge, signed, append(all.Put, b.Put...)
		if w.put != nil {
			if err := s.st.Commit(all); err != nil {
				return err
			}
			all.Put = nil
		}
	}
	return s.publish(note)
}

// fillPart makes the log that BenchmarkVerify measures.
func fillPart(s *Session) error {
	n, err := strconv.Atoi(os.Getenv("VAULT_TEST_ENTRIES"))
	if err != nil {
		return err
	}
	st := &audit.Statement{Kind: "review", Review: &audit.Review{Month: "2026-10", Date: "2026-11-02", Verdict: audit.Sound}}
	return errors.Join(fillLog(s, n-n/10), s.commit(audit.Event{Action: "review"}, writes{statement: st.Marshal()}), fillLog(s, n/10-2))
}

// TestBodiesOfManyChunks: what is wrong in bodies is found in every chunk, at
// its entry and in order, on however many cores they are opened.
func TestBodiesOfManyChunks(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var want []int64
	with(t, base, func(s *Session) {
		for range 3 {
			if err := fillLog(s, 700); err != nil {
				t.Fatal(err)
			}
			want = append(want, s.edge.Size())
			s.appendEntry(t, func(e *entryParts) { e.signing = crypto.NewSigningKey(crypto.NewSecret()) })
		}
		rep, err := s.Verify(false)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, f := range rep.Findings {
			got = append(got, f.Seq)
		}
		if !slices.Equal(got, want) {
			t.Errorf("found at %v, want %v", got, want)
		}
	})
}

// entryParts is what an entry is made of. A member who runs other software can
// choose it all.
type entryParts struct {
	leaf    audit.Leaf
	event   audit.Event
	signing *crypto.SigningKey
	trail   *crypto.Key
	body    []byte // if set, in place of the sealed event
}

// appendEntry appends an entry with the member's keys, past what commit allows.
func (s *Session) appendEntry(t *testing.T, choose func(*entryParts)) {
	t.Helper()
	p := &entryParts{
		leaf:    audit.Leaf{Seq: s.edge.Size(), Prev: s.edge.Root(), Authority: s.roster.Last()},
		event:   audit.Event{Version: 1, Time: "2026-11-23T10:30:00+09:00", Member: s.me.Label, Action: "list", Outcome: "done", Records: []string{}, Fields: []string{}, Notes: []string{}},
		signing: s.id.Signing(), trail: s.trail,
	}
	choose(p)
	text, err := p.event.Encode(func(event []byte) []byte { return p.signing.Sign("entry", s.VaultID(), p.leaf.Head(), event) })
	if err != nil {
		t.Fatal(err)
	}
	if p.leaf.Body = p.body; p.body == nil {
		if p.leaf.Body, err = p.trail.Seal(text); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := p.leaf.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	b, edge, note, err := sealLog(raw, s.edge, s.origin(), s.log, writes{})
	if err != nil {
		t.Fatal(err)
	}
	s.edge, s.note = edge, note
	if err := s.st.Commit(b); err != nil {
		t.Fatal(err)
	}
	if err := s.publish(note); err != nil {
		t.Fatal(err)
	}
}
