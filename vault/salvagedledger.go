package vault

import (
	"fmt"

	"casevault/audit"
)

// ledgerRemains returns what can be read of the ledger of releases, and what is
// known to be missing.
func (r *remains) ledgerRemains() (found []Release, lost []string) {
	var lines []Release
	next := uint32(0)
	for _, key := range r.Keys([]byte{prefixLedger}) {
		p, ok := parsePlace(key)
		if !ok {
			continue
		}
		for ; next < p.page; next++ {
			lost = append(lost, place{ledgerID(), "work", next}.String()+" is lost")
		}
		next = p.page + 1
		sec, _, err := r.section(p)
		if err != nil {
			lost = append(lost, fmt.Sprintf("%s %v", p, err))
			continue
		}
		more, err := parseLedgerPage(sec.Payload)
		if err != nil {
			lost = append(lost, fmt.Sprintf("%s: %v", p, err))
		}
		lines = append(lines, more...)
	}
	found = joinLines(lines)
	for _, x := range found {
		if x.Count != len(x.Records) {
			lost = append(lost, fmt.Sprintf("release %d: which %d of its %d records they were", x.Number, x.Count-len(x.Records), x.Count))
		}
	}
	return found, lost
}

// takeLedger writes what was found of an older ledger into that of a new vault.
func (s *Session) takeLedger(found []Release) error {
	l := new(ledger)
	for _, r := range found {
		if err := l.put(r); err != nil {
			return err
		}
	}
	if len(found) == 0 {
		return nil
	}
	put, err := l.seal(s)
	if err != nil {
		return err
	}
	return s.commit(audit.Event{Action: "salvage", Notes: []string{"releases"}}, writes{put: put})
}
