package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"casevault/vault/internal/store"
	"casevault/vault/record"
	"casevault/vault/release"
)

// The ledger says what left the office in files: who took whose records out, for
// whom, until when, and whether they came back. It has numbered pages without a
// gap; each is a section sealed to work, whose payload is
//
//	casevault-releases/v1
//	{"number":1,"time":…}
//
// a line of JSON a release, in the order of their numbers, which count from 1
// and leave a gap only where a salvage found none.
// The ids of a release of many people go over to further lines, of which the
// number and the ids are all there is. Lines are never removed; a release that
// came back, or of which no file came, is said in its line.

// A Release is what the ledger knows of one. It holds no value of a record; the
// ids in it mean nobody once a record is erased.
type Release struct {
	Number    int            `json:"number"`
	Time      string         `json:"time,omitempty"`      // RFC 3339, with offset
	Member    string         `json:"member,omitempty"`    // whose release it is
	Profile   string         `json:"profile,omitempty"`   // its name
	Version   int            `json:"version,omitempty"`   // of the profile
	Lines     []release.Line `json:"lines,omitempty"`     // what left, in the forms in which it did
	Kind      string         `json:"kind,omitempty"`      // age, passphrase or plaintext
	Keys      []string       `json:"keys,omitempty"`      // age recipients, sorted
	Recipient string         `json:"recipient,omitempty"` // whom it is for, in the member's words
	Reason    string         `json:"reason,omitempty"`
	Format    string         `json:"format,omitempty"` // csv, json, html, xlsx
	File      string         `json:"file,omitempty"`   // SHA-256 of the file as it left, hex
	Hits      int            `json:"hits,omitempty"`   // marks that the narrative scan made
	Expires   string         `json:"expires,omitempty"`
	Returned  string         `json:"returned,omitempty"` // the day it came back or was destroyed
	Failed    bool           `json:"failed,omitempty"`   // no file came of it
	Count     int            `json:"count,omitempty"`    // of records
	Records   []string       `json:"records"`            // ids without dash
}

// Open reports whether the file is still out there, as far as the ledger knows.
func (r *Release) Open() bool { return r.Returned == "" && !r.Failed }

const (
	ledgerVersion = "casevault-releases/v1"
	ledgerFill    = 32 << 10 // a page takes no further line beyond this
	ledgerIDs     = 2000     // in one line
)

// A ledgerPage is one page, taken apart.
type ledgerPage struct {
	revision uint32
	lines    []Release
	dirty    bool
}

func (p *ledgerPage) payload() ([]byte, error) {
	b := bytes.NewBufferString(ledgerVersion + "\n")
	enc := json.NewEncoder(b) // which ends each line
	for i := range p.lines {
		if err := enc.Encode(&p.lines[i]); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

func parseLedgerPage(payload []byte) ([]Release, error) {
	head, rest, _ := strings.Cut(string(payload), "\n")
	if head != ledgerVersion {
		return nil, errors.New("not a page of " + ledgerVersion)
	}
	var lines []Release
	for rest != "" {
		line, more, ended := strings.Cut(rest, "\n")
		var r Release
		if err := strictJSON([]byte(line), &r); err != nil || !ended {
			return nil, errors.New("a line does not parse")
		}
		for _, id := range r.Records {
			if got, err := record.ParseID(id); err != nil || string(got[:]) != id {
				return nil, errors.New("a line names a record that cannot be")
			}
		}
		lines, rest = append(lines, r), more
	}
	return lines, nil
}

// A ledger is all pages.
type ledger struct{ pages []*ledgerPage }

// ledger reads all pages. A page that others lie behind, or that no member
// signed, is damage.
func (s *Session) ledger() (*ledger, error) {
	l := new(ledger)
	err := s.st.Scan([]byte{prefixLedger}, func(key, value []byte) error {
		p, ok := parsePlace(key)
		if want := (place{ledgerID(), "work", uint32(len(l.pages))}); !ok || p != want {
			return fail(Integrity, "%s is missing", want)
		}
		sec, err := s.parseSection(p, s.keys["work"], value)
		if err != nil {
			return err
		}
		if !s.signedByMember(sec) {
			return fail(Integrity, "%s was not signed by a member", p)
		}
		lines, err := parseLedgerPage(sec.Payload)
		if err != nil {
			return fail(Integrity, "%s does not parse: %w", p, err)
		}
		l.pages = append(l.pages, &ledgerPage{revision: sec.Revision, lines: lines})
		return nil
	})
	if err == nil {
		err = l.check()
	}
	return l, fromStore(err, "read the ledger of releases")
}

// check holds the lines against their order, and what they say of one another.
func (l *ledger) check() error {
	last := 0
	for _, p := range l.pages {
		for _, r := range p.lines {
			goesOn := r.Number == last && r.Time == ""
			if !goesOn && (r.Number <= last || r.Time == "") {
				return fail(Integrity, "the ledger of releases has a line that does not follow the one before it")
			}
			last = r.Number
		}
	}
	for _, r := range l.releases() {
		if r.Count != len(r.Records) {
			return fail(Integrity, "the ledger of releases names %d of the %d records of release %d", len(r.Records), r.Count, r.Number)
		}
	}
	return nil
}

// releases returns what the pages hold, oldest first.
func (l *ledger) releases() []Release {
	var lines []Release
	for _, p := range l.pages {
		lines = append(lines, p.lines...)
	}
	return joinLines(lines)
}

// joinLines puts the ids of a release together. Lines that go on with one whose
// beginning is not there are left out.
func joinLines(lines []Release) (out []Release) {
	for _, r := range lines {
		switch n := len(out); {
		case r.Time != "":
			out = append(out, r)
		case n > 0 && out[n-1].Number == r.Number:
			out[n-1].Records = append(slices.Clip(out[n-1].Records), r.Records...)
		}
	}
	return out
}

// last returns the newest number, 0 if there is none.
func (l *ledger) last() int {
	if len(l.pages) == 0 {
		return 0
	}
	lines := l.pages[len(l.pages)-1].lines
	return lines[len(lines)-1].Number
}

// add puts a release behind the others, under the next number.
func (l *ledger) add(r Release) (int, error) {
	r.Number = l.last() + 1
	return r.Number, l.put(r)
}

// put puts a release behind the others, its ids over as many lines as they take.
func (l *ledger) put(r Release) error {
	all := r.Records
	r.Count = len(all)
	for first := true; first || len(all) > 0; first = false {
		line := Release{Number: r.Number}
		if first {
			line = r
		}
		n := min(len(all), ledgerIDs)
		line.Records, all = all[:n:n], all[n:]
		if err := l.append(line); err != nil {
			return err
		}
	}
	return nil
}

func (l *ledger) append(line Release) error {
	if n := len(l.pages); n > 0 {
		b, err := l.pages[n-1].payload()
		if err != nil {
			return err
		}
		if len(b) <= ledgerFill {
			l.pages[n-1].lines, l.pages[n-1].dirty = append(l.pages[n-1].lines, line), true
			return nil
		}
	}
	l.pages = append(l.pages, &ledgerPage{lines: []Release{line}, dirty: true})
	return nil
}

// change lets do alter the first line of a release.
func (l *ledger) change(number int, do func(*Release) error) error {
	for _, p := range l.pages {
		for i := range p.lines {
			if p.lines[i].Number == number {
				p.dirty = true
				return do(&p.lines[i])
			}
		}
	}
	return fail(NotFound, "the ledger has no release %d", number)
}

// seal makes what the changed pages are stored as.
func (l *ledger) seal(s *Session) ([]store.KV, error) {
	var b sealer
	for n, p := range l.pages {
		if !p.dirty {
			continue
		}
		payload, err := p.payload()
		if err != nil {
			return nil, err
		}
		p.revision++
		p.dirty = false
		b.add(place{ledgerID(), "work", uint32(n)}, p.revision, payload)
	}
	return b.seal(s)
}
