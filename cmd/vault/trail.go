package main

import (
	"encoding/json"
	"errors"

	"casevault/vault"
	"casevault/vault/record"
)

// trails reads files of audit who -o: what the log says of one record each.
func (e *env) trails(files []string) ([]vault.Trail, error) {
	var out []vault.Trail
	for _, file := range files {
		b, err := e.input(file)
		if err != nil {
			return nil, err
		}
		var doc whoDocument
		if err := json.Unmarshal(b, &doc); err != nil || doc.Version != 1 {
			return nil, errors.New(e.say("trail.none", file))
		}
		id, err := record.ParseID(doc.ID)
		if err != nil {
			return nil, errors.New(e.say("trail.none", file))
		}
		t := vault.Trail{Record: id}
		for _, x := range append(doc.Entries, doc.Unnamed...) {
			t.Entries = append(t.Entries, x.entry())
		}
		out = append(out, t)
	}
	return out, nil
}

// entry is the inverse of newLogEntry.
func (x logEntry) entry() vault.LogEntry {
	out := vault.LogEntry{Seq: x.Seq, Time: x.Time, Member: x.Member, Action: x.Action, Outcome: x.Outcome,
		Records: x.Records, Fields: x.Fields, Reason: x.Reason, Count: x.Count, Notes: x.Notes}
	if x.Record != "" {
		out.Records = []string{x.Record}
	}
	return out
}
