package vault

import (
	"time"

	"casevault/vault/record"
	"casevault/vault/release"
)

// scanner returns what looks through the texts of one person, nil if a
// compartment that it must know is not held: what it does not know it would
// let pass, and without a scanner a text does not leave. A profile without texts
// needs none.
func (s *Session) scanner(p *release.Profile, st *stored) release.Scanner {
	if !p.Scans() {
		return nil
	}
	for _, c := range []record.Compartment{"identity", "kin"} {
		if !s.holds(c) {
			return nil
		}
	}
	k := release.KnownOf(s.schema, st.rec, p)
	for _, m := range s.roster.Members() {
		k.Members = append(k.Members, m.Label)
	}
	k.Today = s.cfg.Now().Format(time.DateOnly)
	return release.NewNarrative(k)
}
