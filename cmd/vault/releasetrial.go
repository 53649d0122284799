package main

import (
	"strings"

	"casevault/vault"
	"casevault/vault/release"
)

// tryRelease shows what would leave, on the terminal and nowhere else: it is
// what a release is about before anything was taken out of it.
func (e *env) tryRelease(s *vault.Session, o vault.ReleaseOptions) error {
	ctx, over := e.stops.job()
	defer over()
	t, err := s.TryRelease(ctx, o)
	if err != nil {
		return err
	}
	for _, p := range t.People {
		e.print("== " + p.ID.String())
		e.printChanges(p.Changes, s.Schema())
		e.print()
	}
	if more := t.Records - len(t.People); more > 0 {
		e.printSaid("trial.more", more)
	}
	e.printFields(e.releasedPairs(&t.Released))
	if t.Masked {
		e.tell("trial.masked")
	}
	e.tellLoss(&t.Released, s.Schema())
	e.tell("trial.nothing")
	return nil
}

// marked puts brackets around what the scan found.
func marked(text string, hits []release.Hit) string {
	var b strings.Builder
	at := 0
	for _, h := range hits {
		if h.Start < at || h.End > len(text) {
			continue // brackets that overlap would tell nothing
		}
		b.WriteString(text[at:h.Start] + "⟦" + text[h.Start:h.End] + "⟧")
		at = h.End
	}
	return b.String() + text[at:]
}
