package vault

import (
	"fmt"
	"slices"
	"time"
)

// What a review calls unusual.
const (
	ManyRecords = 20           // different records opened by a member in a day
	ManyTimes   = 3            // as many as on the member's median day
	UsualDays   = 90           // of this many days before
	LongGap     = 72           // hours without any entry
	BulkRecords = namedRecords // a list of more names nobody singly
)

// A Section is one question of a review with the lines that answer it, of one
// of three kinds. Code names it.
type Section struct {
	Code  string
	Lines []Line
	Days  []Day
	Jumps []Jump
}

// A Line is an entry, or the batches of one import, up to entry Last.
type Line struct {
	LogEntry
	Last int64
}

// A Day is what a member did in one day, by the entries' own clock; in section
// "work" in the whole month.
type Day struct {
	Member, Date string
	From, To     string // times of the first and last entry that count
	Entries      int
	Opened       int // different records shown, revealed, changed or whose history was read
	Revealed     int // different records of which fields were revealed
	Usual        int // in section "volume": the median Opened of UsualDays before
}

// A Jump is an entry whose time is before that of the entry before it, or long
// after.
type Jump struct {
	Seq                  int64
	Member, Before, Time string
}

// Month counts months: a year's are twelve times the year and 0 to 11. Zero is
// that of a time that cannot be read.
type month int

func monthOf(t time.Time) month { return month(12*t.Year() + int(t.Month()) - 1) }

func (m month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// begin is the month's first moment, in UTC: the offsets of entries differ.
func (m month) begin() time.Time {
	return time.Date(int(m)/12, time.Month(int(m)%12+1), 1, 0, 0, 0, 0, time.UTC)
}

// covered returns the range of entries that a review of month m is about, to
// excluded; none if from is to. A clock is only a claim, so the order of the
// log decides: all from the first entry dated in the month to the last, and
// those behind it up to the next that is dated later and not after today. Thus
// nobody falls out of every review by setting a clock back or ahead for an hour.
func covered(dated []month, m, today month) (from, to int) {
	from = slices.Index(dated, m)
	if from < 0 {
		return 0, 0
	}
	for i, d := range dated {
		if d == m {
			to = i + 1
		}
	}
	for to < len(dated) && (dated[to] <= m || dated[to] > today) {
		to++
	}
	return from, to
}

// reviewSections sorts entries[from:to] into the sections of a review. What
// stands before is what the month is compared with, and one entry behind shows
// a step of the clock at its end. An entry without an action could not be read.
// Budget is the setting reveal-budget.
func reviewSections(entries []LogEntry, from, to, budget int) []Section {
	in := entries[from:to]
	lines := func(code string, keep func(*LogEntry) bool) Section {
		s := Section{Code: code}
		for _, e := range in {
			if e.Action != "" && keep(&e) {
				s.Lines = append(s.Lines, Line{e, e.Seq})
			}
		}
		return s
	}
	known := []string{"add", "show", "edit", "note", "list", "find", "history", "check", "audit-log", "refused"} // daily work, in "work"
	actions := func(code string, of ...string) Section {
		known = append(known, of...)
		return lines(code, func(e *LogEntry) bool { return slices.Contains(of, e.Action) })
	}
	batches := func(s Section) Section {
		s.Lines = joined(s.Lines)
		return s
	}
	outside, usual, over, work := tallies(entries, from, to, budget)
	out := []Section{
		actions("reveals", "reveal"),
		lines("refusals", func(e *LogEntry) bool { return e.Outcome == "refused" }),
		actions("unlocks", "unlock-failed"),
		{Code: "outside", Days: outside},
		{Code: "clock", Jumps: jumps(entries, from, to, func(d time.Duration) bool { return d < 0 })},
		{Code: "volume", Days: usual},
		{Code: "budget", Days: over},
		lines("bulk", func(e *LogEntry) bool { return e.listsUnnamed() }),
		batches(actions("imports", "import")),
		actions("releases", "release"),
		actions("members", "init", "member-add", "grant", "revoke", "recovery"),
		actions("settings", "setting", "profile"),
		actions("schema", "schema"),
		actions("keys", "trail", "rotate", "renew", "passwd", "key-export"),
		actions("erasures", "erase"),
		actions("compactions", "compact"),
		batches(actions("backups", "backup", "restore", "salvage")),
		lines("first-seen", func(e *LogEntry) bool { return slices.Contains(e.Notes, "first-seen-here") }),
		{Code: "gaps", Jumps: jumps(entries, from, to, func(d time.Duration) bool { return d > LongGap*time.Hour })},
		actions("reviews", "review"),
	}
	// What a later version adds is at least listed.
	other := lines("other", func(e *LogEntry) bool { return !slices.Contains(known, e.Action) })
	return append(out, other, Section{Code: "work", Days: work})
}

// joined makes one line of the batches of an import or a salvage, which follow
// one another.
func joined(lines []Line) []Line {
	var out []Line
	for _, x := range lines {
		x.Records, x.Fields = nil, nil // the batches of a long list name too many
		if n := len(out) - 1; n >= 0 && out[n].goesOn(&x) {
			out[n].Last = x.Seq
			out[n].Count += x.Count
			continue
		}
		out = append(out, x)
	}
	return out
}

func (l *Line) goesOn(x *Line) bool {
	return l.Last+1 == x.Seq && l.Member == x.Member && l.Action == x.Action && l.Reason == x.Reason && slices.Equal(l.Notes, x.Notes)
}

// jumps finds the entries of the range, and the one behind it, that stand an
// odd time after the entry before them, or whose time cannot be read.
func jumps(entries []LogEntry, from, to int, odd func(time.Duration) bool) []Jump {
	var out []Jump
	for i := max(from, 1); i < min(to+1, len(entries)); i++ {
		before, e := &entries[i-1], &entries[i]
		t1, err1 := time.Parse(time.RFC3339, before.Time)
		t2, err2 := time.Parse(time.RFC3339, e.Time)
		if err1 == nil && err2 == nil && odd(t2.Sub(t1)) || err2 != nil && e.Action != "" && odd(-1) {
			out = append(out, Jump{e.Seq, e.Member, before.Time, e.Time})
		}
	}
	return out
}
