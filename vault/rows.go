package vault

import (
	"bytes"
	"cmp"
	"iter"
	"slices"

	"casevault/audit"
	"casevault/vault/record"
)

// namedRecords is how many records an entry names; of more it says how many.
const namedRecords = 200

// Rows are records that may be shown, masked, in their order.
type Rows struct {
	lines    []entryLine
	order    []lineOrder
	withheld []string
}

// Len returns how many there are.
func (r *Rows) Len() int { return len(r.lines) }

// All masks one row after the other: a list of everybody is not held in
// memory a second time.
func (r *Rows) All() iter.Seq[record.Row] {
	return func(yield func(record.Row) bool) {
		for _, o := range r.order {
			if !yield(r.lines[o.at].row(r.withheld)) {
				return
			}
		}
	}
}

// rows logs which records are about to be shown, and puts them in order. What
// was found had to be looked for before the entry could name it; until the
// entry is on the disk nothing of it leaves this function.
func (s *Session) rows(action string, lines []entryLine, fields []string, reason string, notes ...string) (*Rows, error) {
	if err := checkReason(reason, nil); err != nil {
		return nil, err
	}
	r := &Rows{lines: lines, order: ordered(lines), withheld: s.withheldColumns()}
	e := audit.Event{Action: action, Fields: fields, Reason: reason, Count: len(lines), Notes: notes}
	if len(lines) <= namedRecords {
		for _, o := range r.order {
			id := lines[o.at].id()
			e.Records = append(e.Records, string(id[:]))
		}
	}
	if err := s.commit(e, writes{}); err != nil {
		return nil, err
	}
	return r, nil
}

// A lineOrder is what a line is sorted by, small and without pointers: sorting
// the lines themselves was a tenth of a long list's time.
type lineOrder struct {
	key uint64 // next_due as YYYYMMDD in 27 bits, all ones for none, then six characters of the id
	at  uint32 // index of the line
}

// ordered sorts lines by next_due (none last) and id.
func ordered(lines []entryLine) []lineOrder {
	order := make([]lineOrder, len(lines))
	for i := range lines {
		order[i] = lineOrder{lines[i].sortKey(), uint32(i)}
	}
	slices.SortFunc(order, func(a, b lineOrder) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		x, y := lines[a.at].id(), lines[b.at].id()
		return bytes.Compare(x[:], y[:])
	})
	return order
}

// sortKey puts due dates before ids; a page that holds anything else was not
// written by us, and is only sorted wrongly.
func (e *entryLine) sortKey() uint64 {
	const noDay = 1<<27 - 1
	day := uint64(noDay)
	if _, _, due := e.workColumns(); due != "" {
		day = 0
		for i := range len(due) {
			if isDigit(due[i]) {
				day = day*10 + uint64(due[i]-'0')
			}
		}
	}
	key, id := min(day, noDay), e.id()
	for _, c := range id[:6] { // '0' to 'Z' take six bits
		key = key<<6 | uint64(c-'0')&63
	}
	return key
}
