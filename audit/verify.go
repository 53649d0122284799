package audit

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Finding is something that must not be, at an entry (-1: of the whole).
// Check names what was being checked: tree, prev, authority, commitments here,
// more in package vault.
type Finding struct {
	Seq   int64  `json:"seq"`
	Check string `json:"check"`
	What  string `json:"what"`
}

// A Verifier replays a log from entry 0, given leaf by leaf. It needs no
// secret: bodies are opened by the caller, who is told each leaf. Its memory
// does not grow with the log, but with the values written since the last set
// line.
type Verifier struct {
	Roster   *Roster
	Findings []Finding

	verify VerifyFunc
	edge   Edge
	base   Set                 // of the last set line; none: the empty set
	delta  map[tlog.Hash]int64 // commitment -> seq+1 of the entry that wrote it, or minus that of the one that removed it
	gone   map[tlog.Hash]int64 // both written and removed since the last set line -> seq of the removal
}

// NewVerifier returns a verifier that has seen no entry.
func NewVerifier(verify VerifyFunc) *Verifier {
	return &Verifier{Roster: NewRoster(), verify: verify, base: SetOf(nil), delta: make(map[tlog.Hash]int64), gone: make(map[tlog.Hash]int64)}
}

func (v *Verifier) find(seq int64, check, format string, args ...any) {
	v.Findings = append(v.Findings, Finding{seq, check, fmt.Sprintf(format, args...)})
}

// Size and Root describe the entries seen so far.
func (v *Verifier) Size() int64     { return v.edge.Size() }
func (v *Verifier) Root() tlog.Hash { return v.edge.Root() }

// Next takes the next leaf as stored and returns it parsed, or nil if it does
// not parse, and the hashes that must be stored with it.
func (v *Verifier) Next(raw []byte) (*Leaf, []tlog.Hash) {
	seq, prev := v.edge.Size(), v.edge.Root()
	hashes := v.edge.Append(tlog.RecordHash(raw))
	l, err := ParseLeaf(raw)
	if err != nil {
		v.find(seq, "tree", "%v", err)
		return nil, hashes
	}
	if l.Seq != seq {
		v.find(seq, "tree", "the entry in this place says it is entry %d", l.Seq)
	}
	if l.Prev != prev {
		v.find(seq, "prev", "prev is not the root of the entries before it: one of them was changed, removed or added")
	}
	if l.Authority != v.Roster.Last() {
		v.find(seq, "authority", "it does not name the newest authority entry")
	}
	if seq == 0 && l.Statement == nil {
		v.find(seq, "authority", "it does not found the vault")
	}
	if l.Statement != nil {
		if err := v.Roster.Apply(l, v.verify); err != nil {
			v.find(seq, "authority", "%v", err)
		}
	}
	v.follow(l)
	return l, hashes
}

// follow keeps account of which values are stored after the entry. A value is
// written once and removed at most once: its ciphertext is random.
func (v *Verifier) follow(l *Leaf) {
	for _, c := range l.Add {
		if v.delta[c] > 0 {
			v.find(l.Seq, "commitments", "it writes a value that entry %d wrote", v.delta[c]-1)
		}
		v.delta[c] = l.Seq + 1
	}
	for _, c := range l.Del {
		if v.delta[c] > 0 {
			delete(v.delta, c)
			v.gone[c] = l.Seq
		} else {
			v.delta[c] = -(l.Seq + 1)
		}
	}
	if l.Set != nil {
		v.base = *l.Set
		clear(v.delta)
		clear(v.gone)
	}
}

// CheckStored holds the commitments of all that is stored against the log:
// with the lines since the last set line undone, they must be that set. The
// slice is used up, and so is the verifier: an import leaves half a million
// values, and a copy of them would double the memory. Extra is told each
// stored commitment that is known to be wrong, so that the caller can name its
// record.
func (v *Verifier) CheckStored(stored []tlog.Hash, extra func(tlog.Hash)) {
	base := stored[:0]
	for _, c := range stored {
		seq := v.delta[c]
		removed, back := v.gone[c]
		if seq < 0 {
			removed, back = -seq-1, true
		}
		switch {
		case back:
			v.find(removed, "commitments", "a value that this entry removed is stored again: an old copy was put back")
			extra(c)
		case seq > 0:
			v.delta[c] = 0 // is there
		default:
			base = append(base, c)
		}
	}
	for c, seq := range v.delta {
		switch {
		case seq > 0:
			v.find(seq-1, "commitments", "a value that this entry wrote is not stored: it was removed, changed or replaced")
		case seq < 0:
			base = append(base, c)
		}
	}
	if v.base.Count == 0 {
		for _, c := range base {
			extra(c)
		}
	}
	if SetOf(base) != v.base {
		v.find(-1, "commitments", "what is stored is not what the log says: a value was added, removed, changed or replaced")
	}
}
