package vault

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestCovered: the order of the log decides which entries a review is about,
// so that no clock takes an entry out of all of them.
func TestCovered(t *testing.T) {
	const m = month(12*2026 + 10) // 2026-11
	for _, tt := range []struct {
		name  string
		dated string // months relative to November 2026; x: unreadable
		today int
		want  string
	}{
		{"a plain month", "-1 -1 0 0 1 1", 1, "2-4"},
		{"not over", "-1 0 0", 0, "1-3"},
		{"nothing in it", "-1 -1 1", 1, "0-0"},
		{"an empty log", "", 1, "0-0"},
		{"the whole log", "0 0", 0, "0-2"},
		{"a clock set back for a while", "0 -9 -9 0 1", 1, "0-4"},
		{"a clock set ahead for a while", "0 99 99 0 1", 1, "0-4"},
		{"an unreadable time", "0 x 0 1", 1, "0-3"},
		{"set back over the edge", "-1 0 -9 1", 1, "1-3"},
		{"set ahead over the edge", "-1 0 99 1", 1, "1-3"},
		{"ahead and back over the edge", "-1 0 99 -9 x 1 0 1", 1, "1-7"},
		{"the next month is silent", "0 -9 2", 2, "0-2"},
		{"dated in the month from a later one", "0 1 1 0 1", 1, "0-4"},
		{"today bounds what counts as later", "0 1 2", 1, "0-1"},
	} {
		var dated []month
		for _, f := range strings.Fields(tt.dated) {
			d, n := month(0), 0
			if _, err := fmt.Sscan(f, &n); err == nil {
				d = m + month(n)
			}
			dated = append(dated, d)
		}
		from, to := covered(dated, m, m+month(tt.today))
		if got := fmt.Sprintf("%d-%d", from, to); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestReviewsLeaveNothingOut: whatever the clocks of a log said, its months'
// reviews together cover everything from the first entry that is dated right.
func TestReviewsLeaveNothingOut(t *testing.T) {
	const first, today = month(100), month(105)
	seed := uint32(1)
	for range 2000 {
		dated := []month{first}
		for at := first; at < today; {
			seed = seed*1664525 + 1013904223
			switch seed >> 28 {
			case 0:
				dated = append(dated, first-9)
			case 1:
				dated = append(dated, today+9)
			case 2:
				dated = append(dated, 0)
			case 3:
				dated = append(dated, first+month(seed>>20%5))
			case 4, 5:
				at++
				dated = append(dated, at)
			default:
				dated = append(dated, at)
			}
		}
		seen := make([]bool, len(dated))
		for m := first; m <= today; m++ {
			from, to := covered(dated, m, today)
			for i := from; i < to; i++ {
				seen[i] = true
			}
		}
		if i := slices.Index(seen, false); i >= 0 {
			t.Fatalf("no review covers entry %d of %v", i, dated)
		}
	}
}

func TestMonth(t *testing.T) {
	for _, s := range []string{"2026-11", "2026-12", "2027-01", "1999-12"} {
		at, err := time.Parse("2006-01", s)
		if err != nil {
			t.Fatal(err)
		}
		if m := monthOf(at); m.String() != s || !m.begin().Equal(at) {
			t.Errorf("%s is %s, from %s", s, m, m.begin())
		}
	}
	if kst := time.Date(2026, 12, 1, 0, 30, 0, 0, time.FixedZone("", 9*3600)); monthOf(kst).String() != "2026-12" {
		t.Error("an entry's month is not that of its own clock")
	}
}

// at makes an entry at a time of November 2026 such as "23 10:30", KST.
func at(seq int64, when, member, action string, records ...string) LogEntry {
	clock, err := time.Parse("2006-01 2 15:04", "2026-11 "+when)
	if err != nil {
		panic(err)
	}
	return LogEntry{Seq: seq, Time: clock.Format("2006-01-02T15:04:05") + "+09:00", Member: member, Action: action, Outcome: "done", Records: records}
}

// lines says what a section holds, one word a line.
func (s *Section) lines() string {
	var out []string
	for _, x := range s.Lines {
		word := fmt.Sprint(x.Seq)
		if x.Last != x.Seq {
			word += fmt.Sprintf("-%d:%d", x.Last, x.Count)
		}
		out = append(out, word)
	}
	for _, d := range s.Days {
		out = append(out, fmt.Sprintf("%s/%s:%d,%d,%d,%d", d.Member, d.Date, d.Entries, d.Opened, d.Revealed, d.Usual))
	}
	for _, j := range s.Jumps {
		out = append(out, fmt.Sprint(j.Seq))
	}
	return strings.Join(out, " ")
}

// checkSections compares the sections that hold anything.
func checkSections(t *testing.T, got []Section, want map[string]string) {
	t.Helper()
	for _, s := range got {
		if s.Code == "work" {
			continue
		}
		if s.lines() != want[s.Code] {
			t.Errorf("%s holds %q, want %q", s.Code, s.lines(), want[s.Code])
		}
		delete(want, s.Code)
	}
	if len(want) > 0 {
		t.Errorf("no sections %v", want)
	}
}

func TestReviewSections(t *testing.T) {
	refused, seen, long := at(12, "2 10:00", "lee", "refused", "A"), at(13, "2 10:00", "lee", "show", "A"), at(14, "2 10:01", "lee", "list")
	refused.Outcome, seen.Notes, long.Count = "refused", []string{"first-seen-here"}, BulkRecords+1
	one, two, other := at(15, "2 10:02", "kim", "import", "B", "C"), at(16, "2 10:02", "kim", "import", "D"), at(17, "2 10:02", "kim", "import", "E")
	one.Count, two.Count, other.Count, other.Reason = 2, 1, 1, "another list"
	unreadable, nonsense := LogEntry{Seq: 26}, at(27, "9 10:00", "lee", "show", "A")
	nonsense.Time = "yesterday"
	entries := []LogEntry{
		at(10, "1 10:00", "kim", "reveal", "A"), // before the month: compared with, not listed
		at(11, "2 09:59", "lee", "reveal", "A"),
		refused, seen, long, one, two, other,
		at(18, "2 09:00", "lee", "edit", "A"), // the clock went back
		at(19, "2 18:59", "lee", "note", "A"),
		at(20, "2 19:00", "lee", "history", "A"),
		at(21, "3 07:59", "lee", "list", "A"),
		at(22, "3 08:00", "park", "review"),
		at(23, "6 08:01", "kim", "grant"), // more than three days after
		at(24, "6 08:01", "kim", "setting"),
		at(25, "6 08:01", "kim", "unheard-of", "A"),
		unreadable, nonsense,
		at(28, "7 10:00", "kim", "compact"), // a Saturday
		at(29, "9 10:00", "kim", "trail"),
		at(30, "9 10:00", "kim", "unlock-failed"),
		at(31, "9 10:01", "kim", "erase", "A"),
		at(32, "9 09:00", "kim", "reveal", "A"), // after the month: only the step shows
	}
	checkSections(t, reviewSections(entries, 1, len(entries)-1, 20), map[string]string{
		"reveals": "11", "refusals": "12", "unlocks": "30",
		"outside": "lee/2026-11-02:1,1,0,0 lee/2026-11-03:1,0,0,0 kim/2026-11-07:1,0,0,0",
		"clock":   "18 27 32", "volume": "", "bulk": "14", "imports": "15-16:3 17", "members": "23", "settings": "24", "keys": "29", "erasures": "31",
		"compactions": "28", "first-seen": "13", "gaps": "23", "reviews": "22", "other": "25",
	})
	sections := reviewSections(entries, 1, len(entries)-1, 20)
	work := sections[len(sections)-1]
	if got, want := work.lines(), "lee/:8,1,1,0 kim/:10,0,0,0 park/:1,0,0,0"; got != want {
		t.Errorf("everybody's month is %q, want %q", got, want)
	}
	checkSections(t, reviewSections(nil, 0, 0, 20), map[string]string{})
}

// TestReviewKnowsEveryAction: an action that a later change adds must get its
// section, or be daily work, before an auditor meets it under "other".
func TestReviewKnowsEveryAction(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	for _, path := range files {
		source := contents(t, path)
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, m := range regexp.MustCompile(`Action(?::| =) "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1) {
			known++
			for _, s := range reviewSections([]LogEntry{at(0, "2 10:00", "kim", m[1])}, 0, 1, 20) {
				if s.Code == "other" && s.lines() != "" {
					t.Errorf("%s: a review does not know the action %s", path, m[1])
				}
			}
		}
	}
	if known < 15 {
		t.Errorf("only %d actions found", known)
	}
}

// TestUnusualVolume: the rule that the report states.
func TestUnusualVolume(t *testing.T) {
	opened := func(day, member, action string, n int) (out []LogEntry) {
		for i := range n {
			out = append(out, at(0, day+" 10:00", member, action, fmt.Sprint("R", i)))
		}
		return out
	}
	for _, tt := range []struct {
		name string
		then []LogEntry // before the 20th
		now  []LogEntry
		want string
	}{
		{"nobody worked before", nil, opened("20", "lee", "show", 20), "lee/2026-11-20:20,20,0,0"},
		{"too few to speak of", nil, opened("20", "lee", "show", 19), ""},
		{"the same record again", nil, slices.Repeat(opened("20", "lee", "show", 1), 50), ""},
		{"three usual days", opened("19", "lee", "edit", 10), opened("20", "lee", "show", 30), ""},
		{"more than three", opened("19", "lee", "edit", 10), opened("20", "lee", "show", 31), "lee/2026-11-20:31,31,0,10"},
		{"others' days do not count", opened("19", "kim", "show", 30), opened("20", "lee", "show", 21), "lee/2026-11-20:21,21,0,0"},
		{"lists are no opened records", opened("19", "lee", "list", 30), opened("20", "lee", "note", 21), "lee/2026-11-20:21,21,0,0"},
		{"the median of three days", slices.Concat(opened("16", "lee", "show", 5), opened("17", "lee", "show", 7), opened("18", "lee", "show", 90)),
			opened("20", "lee", "show", 22), "lee/2026-11-20:22,22,0,7"},
		{"a day before the month", opened("19", "lee", "show", 50), nil, ""},
	} {
		entries := slices.Concat(tt.then, tt.now)
		for _, s := range reviewSections(entries, len(tt.then), len(entries), 20) {
			if s.Code == "volume" && s.lines() != tt.want {
				t.Errorf("%s: %q, want %q", tt.name, s.lines(), tt.want)
			}
		}
	}
	for n, want := range map[int]string{20: "", 21: "lee/2026-11-20:42,21,21,0"} {
		entries := slices.Concat(opened("19", "kim", "reveal", 20), opened("20", "lee", "reveal", n), opened("20", "lee", "reveal", n))
		for _, s := range reviewSections(entries, 0, len(entries), 20) {
			if s.Code == "budget" && s.lines() != want {
				t.Errorf("%d revealed: %q, want %q", n, s.lines(), want)
			}
		}
	}
	old := at(0, "20 10:00", "lee", "show", "A")
	old.Time = strings.Replace(old.Time, "2026-11-20", "2026-08-21", 1) // 91 days before
	var d tally
	d.add(&old, "2026-08-21", false)
	for date, want := range map[string]int{"2026-11-19": 1, "2026-11-20": 0} {
		if got := d.usual(&tallied{Day: Day{Member: "lee", Date: date}}); got != want {
			t.Errorf("on %s the usual day is %d, want %d", date, got, want)
		}
	}
}
