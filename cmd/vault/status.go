package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
)

func (e *env) statusCommand() *cobra.Command {
	return e.command("status", "status", "vault status\nvault status --json",
		e.takes(0, 0), func([]string) error { return e.status() })
}

func (e *env) status() error {
	return e.reader(false, func(r *vault.Reader) error {
		s, err := r.Status()
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version    int      `json:"version"`
				Vault      string   `json:"vault"`
				Folder     string   `json:"folder"`
				Generation string   `json:"generation"`
				Entries    int64    `json:"entries"`
				Root       string   `json:"root"`
				Records    int      `json:"records"`
				Members    []string `json:"members"`
				Bytes      int64    `json:"bytes"`
				Garbage    int64    `json:"garbage"`
				Free       int64    `json:"free"`
				Tables     int      `json:"tables"`
				SeenHere   bool     `json:"seen_here"`
				Founder    string   `json:"founder_fingerprint,omitempty"`
			}{1, s.Vault, s.Dir, s.Generation, s.Entries, s.Root, s.Records, list(s.Members), s.Bytes, s.Garbage, s.Free, s.Tables, s.SeenHere, string(s.Founder)})
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
			{e.say("label.entries"), strconv.FormatInt(s.Entries, 10)}, {e.say("label.members"), strings.Join(s.Members, ", ")},
			{e.say("label.generation"), s.Generation}, {e.say("label.tables"), strconv.Itoa(s.Tables)},
			{e.say("label.size"), bytesText(s.Bytes)}, {e.say("label.garbage"), bytesText(s.Garbage)}, {e.say("label.free"), bytesText(s.Free)}})
		return nil
	})
}
