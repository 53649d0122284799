package main

import (
	"strconv"
	"time"

	"casevault/vault"
	"casevault/vault/record"
)

// reviewPage says what a review found: the verdict first, then one part a
// question. What the log's bodies hold was typed by members.
func (e *env) reviewPage(r *vault.Review, schema *record.Schema) page {
	month := r.Month
	if !r.Over {
		month += " (" + e.say("review.not-over") + ")"
	}
	covered := e.say("review.no-entries")
	if r.From < r.To {
		covered = e.say("review.range", r.From, r.To-1, r.Entries)
	}
	p := page{title: e.say("review.title", r.Month), sign: e.say("review.signature"), facts: [][2]string{
		{e.say("label.verdict"), e.verdict(r.OK)}, {e.say("label.vault"), r.Vault}, {e.say("label.month"), month}, {e.say("label.entries"), covered},
		{e.say("label.root"), r.Root}, {e.say("label.checked"), e.names("check", r.Checked)},
		{e.say("label.reviewer"), r.Member}, {e.say("label.made"), r.Made.Format(time.RFC3339)},
	}}
	if r.Reviewed > 0 {
		p.facts = append(p.facts, [2]string{e.say("label.reviewed"), e.say("review.reviewed", r.Reviewed, r.Member)})
	}
	p.parts = append(p.parts, part{title: e.say("review.findings"), note: e.say("review.findings.note"), cells: e.findingRows(&r.Report)})
	words := e.sectionWords()
	for _, s := range r.Sections {
		w := words[s.Code]
		p.parts = append(p.parts, part{title: w[0], note: w[1], cells: e.sectionRows(&s, schema)})
	}
	return p
}

// sectionWords are title and explanation of each section, by code.
func (e *env) sectionWords() map[string][2]string {
	return map[string][2]string{
		"reveals":     {e.say("review.reveals"), e.say("review.reveals.note")},
		"refusals":    {e.say("review.refusals"), e.say("review.refusals.note")},
		"unlocks":     {e.say("review.unlocks"), e.say("review.unlocks.note")},
		"outside":     {e.say("review.outside"), e.say("review.outside.note")},
		"clock":       {e.say("review.clock"), e.say("review.clock.note")},
		"volume":      {e.say("review.volume"), e.say("review.volume.note", vault.ManyRecords, vault.ManyTimes, vault.UsualDays)},
		"budget":      {e.say("review.budget"), e.say("review.budget.note")},
		"bulk":        {e.say("review.bulk"), e.say("review.bulk.note", vault.BulkRecords)},
		"imports":     {e.say("review.imports"), e.say("review.imports.note")},
		"members":     {e.say("review.members"), e.say("review.members.note")},
		"settings":    {e.say("review.settings"), e.say("review.settings.note")},
		"schema":      {e.say("review.schema"), e.say("review.schema.note")},
		"keys":        {e.say("review.keys"), e.say("review.keys.note")},
		"releases":    {e.say("review.releases"), e.say("review.releases.note")},
		"erasures":    {e.say("review.erasures"), e.say("review.erasures.note")},
		"compactions": {e.say("review.compactions"), e.say("review.compactions.note")},
		"backups":     {e.say("review.backups"), e.say("review.backups.note")},
		"first-seen":  {e.say("review.first-seen"), e.say("review.first-seen.note")},
		"gaps":        {e.say("review.gaps"), e.say("review.gaps.note", vault.LongGap)},
		"reviews":     {e.say("review.reviews"), e.say("review.reviews.note")},
		"other":       {e.say("review.other"), e.say("review.other.note")},
		"work":        {e.say("review.work"), e.say("review.work.note")},
	}
}

// sectionRows is a section's table, its head first; nil without a line.
func (e *env) sectionRows(s *vault.Section, schema *record.Schema) [][]string {
	switch {
	case len(s.Lines) > 0:
		var entries []logEntry
		for _, x := range s.Lines {
			entries = append(entries, newLogEntry(x.LogEntry))
		}
		rows := e.logRows(entries, schema)
		for i, x := range s.Lines {
			if x.Last != x.Seq {
				rows[i+1][0] += "-" + strconv.FormatInt(x.Last, 10)
			}
		}
		return rows
	case len(s.Days) > 0:
		rows := [][]string{{e.say("col.member"), e.say("col.from"), e.say("col.to"), e.say("col.entries"), e.say("col.opened"), e.say("col.revealed")}}
		if s.Code == "volume" {
			rows[0] = append(rows[0], e.say("col.usual"))
		}
		for _, d := range s.Days {
			row := []string{record.Printable(d.Member, false), record.Printable(d.From, false), record.Printable(d.To, false),
				strconv.Itoa(d.Entries), strconv.Itoa(d.Opened), strconv.Itoa(d.Revealed), strconv.Itoa(d.Usual)}
			rows = append(rows, row[:len(rows[0])])
		}
		return rows
	case len(s.Jumps) > 0:
		rows := [][]string{{e.say("col.seq"), e.say("col.member"), e.say("col.before"), e.say("col.time")}}
		for _, j := range s.Jumps {
			rows = append(rows, []string{strconv.FormatInt(j.Seq, 10), record.Printable(j.Member, false),
				record.Printable(j.Before, false), record.Printable(j.Time, false)})
		}
		return rows
	}
	return nil
}
