package main

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/audit"
	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) statusCommand() *cobra.Command {
	var today bool
	c := e.command("status", "status [--today]", "vault status\nvault status --today",
		e.takes(0, 0), func([]string) error {
			if today {
				return e.morning()
			}
			return e.status()
		})
	c.Flags().BoolVar(&today, "today", false, e.say("flag.today"))
	return c
}

// A statusDocument is what status prints as JSON.
type statusDocument struct {
	Version    int                 `json:"version"`
	Vault      string              `json:"vault"`
	Folder     string              `json:"folder"`
	Generation string              `json:"generation"`
	Entries    int64               `json:"entries"`
	Root       string              `json:"root"`
	Records    int                 `json:"records"`
	Members    []string            `json:"members"`
	Bytes      int64               `json:"bytes"`
	Free       int64               `json:"free"`
	Tables     int                 `json:"tables"`
	SeenHere   bool                `json:"seen_here"`
	Founder    string              `json:"founder_fingerprint,omitempty"`
	Review     *statusReview       `json:"review"`
	Backup     *backupJSON         `json:"backup"`
	Recovery   *statusRecovery     `json:"recovery"`
	Pending    map[string][]string `json:"pending"`
	Drafts     []string            `json:"drafts"`
	Warnings   []statusWarning     `json:"warnings"`
	Today      *todayDocument      `json:"today,omitempty"`
}

type statusReview struct {
	Month   string `json:"month"`
	Date    string `json:"date"`
	Member  string `json:"member"`
	Verdict string `json:"verdict"`
	Seq     int64  `json:"seq"`
}

type statusRecovery struct {
	Set       int    `json:"set"`
	Shares    int    `json:"shares"`
	Threshold int    `json:"threshold"`
	Member    string `json:"member"`
	Seq       int64  `json:"seq"`
}

type statusWarning struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

func (e *env) status() error {
	return e.reader(false, func(r *vault.Reader) error {
		s, err := r.Status()
		if err != nil {
			return err
		}
		if err := e.printStatus(s, nil); err != nil {
			return err
		}
		e.tellStatus(s)
		return nil
	})
}

// tellStatus says what somebody has to see to.
func (e *env) tellStatus(s *vault.Status) {
	for _, n := range s.Warnings {
		e.tell("notice."+n.Code, n.Args...)
	}
	if len(s.Pending) > 0 {
		e.tell("status.pending", e.pendingText(s.Pending))
	}
}

func (e *env) printStatus(s *vault.Status, today *todayDocument) error {
	if e.json {
		doc := statusDocument{1, s.Vault, s.Dir, s.Generation, s.Entries, s.Root, s.Records, list(s.Members), s.Bytes, s.Free, s.Tables,
			s.SeenHere, string(s.Founder), nil, nil, nil, s.Pending, list(s.Drafts), []statusWarning{}, today}
		if s.Backup != nil {
			b := backupDocument(*s.Backup)
			doc.Backup = &b
		}
		if v := s.Review; v != nil {
			doc.Review = &statusReview{v.Month, v.Date, v.Member, v.Verdict, v.Seq}
		}
		if x := s.Recovery; x != nil {
			doc.Recovery = &statusRecovery{x.Set, x.Shares, x.Threshold, x.Member, x.Seq}
		}
		for _, n := range s.Warnings {
			doc.Warnings = append(doc.Warnings, statusWarning{n.Code, e.say("notice."+n.Code, n.Args...)})
		}
		return e.printJSON(doc)
	}
	seen := e.say("no")
	if s.SeenHere {
		seen = e.say("yes")
	}
	founder := s.Founder.Lines()
	if s.Founder == "" {
		founder = e.say("status.unproven")
	}
	e.printFields([][2]string{{e.say("label.folder"), s.Dir}, {e.say("label.vault"), s.Vault}, {e.say("label.founder"), founder}, {e.say("label.seen"), seen},
		{e.say("label.records"), strconv.Itoa(s.Records)},
		{e.say("label.entries"), strconv.FormatInt(s.Entries, 10)}, {e.say("label.review"), e.lastReview(s)}, {e.say("label.backup"), e.lastBackup(s)},
		{e.say("label.recovery"), e.recoverySet(s)}, {e.say("label.drafts"), cmp.Or(strings.Join(s.Drafts, ", "), e.say("nobody"))},
		{e.say("label.members"), strings.Join(s.Members, ", ")},
		{e.say("label.generation"), s.Generation}, {e.say("label.tables"), strconv.Itoa(s.Tables)},
		{e.say("label.size"), bytesText(s.Bytes)}, {e.say("label.free"), bytesText(s.Free)}})
	return nil
}

func (e *env) lastReview(s *vault.Status) string {
	v := s.Review
	if v == nil {
		return e.say("status.no-review")
	}
	return e.say("status.review", v.Month, v.Date, v.Member, e.verdict(v.Verdict == audit.Sound))
}

func (e *env) lastBackup(s *vault.Status) string {
	if s.Backup == nil {
		return e.say("status.no-backup")
	}
	return e.say("status.backup", here(s.Backup.Time), record.Printable(s.Backup.Path, false))
}

func (e *env) recoverySet(s *vault.Status) string {
	x := s.Recovery
	if x == nil {
		return e.say("recovery.none")
	}
	return e.say("recovery.set", x.Set, x.Shares, x.Threshold, x.Member)
}
