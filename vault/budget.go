package vault

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casevault/audit"
	"casevault/crypto"
)

// The setting reveal-budget says of how many people a member may reveal fields
// in a day for any reason. Whoever needs more says more: it makes a person stop
// before reading through the vault, and whoever does not has said in their own
// name why. It stops nobody who means to, and other software does not ask; the
// review counts what was revealed.

// What makes a reason long.
const (
	longReason      = 20 // characters
	longReasonWords = 3
)

// lookBack is how many entries are looked at for those of today: more than an
// office writes in a day. largeEntry is more than the reason of a reveal makes
// one: those beyond are of imports, and parsing them takes long.
const (
	lookBack   = 10_000
	largeEntry = 32 << 10
)

// revealing makes the event that of a reveal of the records it names, if the
// budget or the reason allows it.
func (s *Session) revealing(e audit.Event) (audit.Event, error) {
	e.Action = "reveal"
	today := s.revealedToday()
	more := 0
	for _, id := range e.Records {
		if !slices.Contains(today, id) {
			more++
		}
	}
	if more == 0 || len(today)+more <= s.Number("reveal-budget") {
		return e, nil
	}
	if utf8.RuneCountInString(strings.TrimSpace(e.Reason)) < longReason || len(strings.Fields(e.Reason)) < longReasonWords {
		return e, fail(ShortReason, "people whose fields you have revealed today: %d; say more of why you need others, in at least %d words and %d characters",
			len(today), longReasonWords, longReason)
	}
	e.Notes = append(e.Notes, "over-budget")
	return e, nil
}

// revealedToday returns of whom the member revealed fields today, as ids without
// dash, by their own entries and the clock of each, from the end of the log back
// to yesterday's. What cannot be read is for check to find.
func (s *Session) revealedToday() []string {
	today := s.cfg.Now().Format(time.DateOnly)
	var people []string
	for seq := s.edge.Size() - 1; seq >= max(s.me.Since, s.edge.Size()-lookBack, 0); seq-- {
		raw, err := s.st.Get(key64(prefixLeaf, seq))
		if err != nil || len(raw) > largeEntry {
			continue
		}
		e, err := s.readEntry([]*crypto.Key{s.trail}, raw)
		if err != nil || e == nil { // or somebody else's
			continue
		}
		at, err := time.Parse(time.RFC3339, e.Time)
		date := at.Format(time.DateOnly)
		if err == nil && date < today {
			break
		}
		if date != today || e.Action != "reveal" || e.Outcome != "done" {
			continue
		}
		for _, id := range e.Records {
			if id = strings.ReplaceAll(id, "-", ""); !slices.Contains(people, id) {
				people = append(people, id)
			}
		}
	}
	return people
}
