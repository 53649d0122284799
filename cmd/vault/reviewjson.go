package main

import (
	"bytes"
	"time"

	"casevault/audit"
	"casevault/vault"
	"casevault/vault/record"
)

// A reviewLine is a line of a section of entries; LastSeq ends the batches of
// one import.
type reviewLine struct {
	logEntry
	LastSeq int64 `json:"last_seq,omitempty"`
}

type reviewDay struct {
	Member   string `json:"member"`
	Date     string `json:"date,omitempty"`
	From     string `json:"from"`
	To       string `json:"to"`
	Entries  int    `json:"entries"`
	Opened   int    `json:"opened"`
	Revealed int    `json:"revealed"`
	Usual    int    `json:"usual,omitempty"`
}

type reviewJump struct {
	Seq    int64  `json:"seq"`
	Member string `json:"member"`
	Before string `json:"before"`
	Time   string `json:"time"`
}

// reviewDocument is the report as JSON: each section by its code.
func reviewDocument(r *vault.Review) any {
	sections := make(map[string]any)
	for _, s := range r.Sections {
		lines := []any{}
		for _, x := range s.Lines {
			l := reviewLine{logEntry: newLogEntry(x.LogEntry)}
			if x.Last != x.Seq {
				l.LastSeq = x.Last
			}
			lines = append(lines, l)
		}
		for _, d := range s.Days {
			lines = append(lines, reviewDay{record.Printable(d.Member, false), record.Printable(d.Date, false), record.Printable(d.From, false),
				record.Printable(d.To, false), d.Entries, d.Opened, d.Revealed, d.Usual})
		}
		for _, j := range s.Jumps {
			lines = append(lines, reviewJump{j.Seq, record.Printable(j.Member, false), record.Printable(j.Before, false), record.Printable(j.Time, false)})
		}
		sections[s.Code] = lines
	}
	return struct {
		Version  int             `json:"version"`
		Vault    string          `json:"vault"`
		Month    string          `json:"month"`
		Over     bool            `json:"over"`
		Member   string          `json:"member"`
		Time     string          `json:"time"`
		Verdict  string          `json:"verdict"`
		Entries  int64           `json:"entries"`
		Root     string          `json:"root"`
		Checked  []string        `json:"checked"`
		Reviewed int64           `json:"reviewed"`
		Findings []audit.Finding `json:"findings"`
		From     int64           `json:"from"`
		To       int64           `json:"to"`
		Sections map[string]any  `json:"sections"`
	}{1, r.Vault, r.Month, r.Over, r.Member, r.Made.Format(time.RFC3339), r.Verdict(), r.Entries, r.Root,
		list(r.Checked), r.Reviewed, list(r.Findings), r.From, r.To, sections}
}

func reviewJSON(r *vault.Review) ([]byte, error) {
	var b bytes.Buffer
	err := newJSON(&b).Encode(reviewDocument(r))
	return b.Bytes(), err
}
