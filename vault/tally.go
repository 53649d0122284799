package vault

import (
	"slices"
	"time"
)

// A tally counts what members did, apart by a key.
type tally struct {
	days []*tallied
	by   map[[2]string]*tallied
}

type tallied struct {
	Day
	opened, revealed map[string]bool
	counts           bool // an entry of it is in the month
}

func (t *tally) add(e *LogEntry, date string, counts bool) {
	if t.by == nil {
		t.by = make(map[[2]string]*tallied)
	}
	key := [2]string{e.Member, date}
	d := t.by[key]
	if d == nil {
		d = &tallied{Day: Day{Member: e.Member, Date: date, From: e.Time}, opened: make(map[string]bool), revealed: make(map[string]bool)}
		t.by[key], t.days = d, append(t.days, d)
	}
	d.To, d.counts = e.Time, d.counts || counts
	d.Entries++
	if e.Outcome == "done" && slices.Contains([]string{"show", "reveal", "edit", "note", "history"}, e.Action) {
		for _, id := range e.Records {
			d.opened[id] = true
			if e.Action == "reveal" {
				d.revealed[id] = true
			}
		}
	}
	d.Opened, d.Revealed = len(d.opened), len(d.revealed)
}

func (t *tally) all() (out []Day) {
	for _, d := range t.days {
		out = append(out, d.Day)
	}
	return out
}

// tallies counts the month's work outside of hours, its unusual days, those of
// more people revealed than the budget, and everybody's whole month.
func tallies(entries []LogEntry, from, to, budget int) (outside, unusual, over, work []Day) {
	var night, daily, whole tally
	for i := range entries[:to] {
		e := &entries[i]
		at, err := time.Parse(time.RFC3339, e.Time)
		if err != nil {
			continue // a finding, or a step of the clock
		}
		date := at.Format(time.DateOnly)
		daily.add(e, date, i >= from)
		if i < from {
			continue
		}
		whole.add(e, "", true)
		if outsideHours(at) {
			night.add(e, date, true)
		}
	}
	for _, d := range daily.days {
		d.Usual = daily.usual(d)
		if d.counts && d.Opened >= ManyRecords && d.Opened > ManyTimes*d.Usual {
			unusual = append(unusual, d.Day)
		}
		if d.counts && d.Revealed > budget {
			over = append(over, d.Day)
		}
	}
	return night.all(), unusual, over, whole.all()
}

// usual is the median of what the member opened on those of the days before on
// which they opened any record; 0 without such a day.
func (t *tally) usual(of *tallied) int {
	day, _ := time.Parse(time.DateOnly, of.Date)
	first := day.AddDate(0, 0, -UsualDays).Format(time.DateOnly)
	var opened []int
	for _, d := range t.days {
		if d.Member == of.Member && d.Date >= first && d.Date < of.Date && d.Opened > 0 {
			opened = append(opened, d.Opened)
		}
	}
	if len(opened) == 0 {
		return 0
	}
	slices.Sort(opened)
	return opened[len(opened)/2]
}
