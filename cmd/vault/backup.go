package main

import (
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

func (e *env) backupCommand() *cobra.Command {
	var o vault.BackupOptions
	c := e.command("backup", "backup FILE|DIR [--keep N] [--without-identities]",
		"vault backup /media/stick\nvault backup /media/stick --keep 7\nvault backup list",
		e.takesFile(making, e.takes(1, 1)), func(args []string) error {
			o.To = args[0]
			return e.backup(o)
		})
	c.Flags().BoolVar(&o.WithoutIdentities, "without-identities", false, e.say("flag.without-identities"))
	c.Flags().IntVar(&o.Keep, "keep", 0, e.say("flag.keep"))
	c.AddCommand(e.command("backup.list", "list", "vault backup list",
		e.takes(0, 0), func([]string) error { return e.reader(false, e.printBackups) }))
	return c
}

func (e *env) backup(o vault.BackupOptions) error {
	if o.Keep < 0 {
		return e.usage("backup.keep")
	}
	return e.session(func(s *vault.Session, reason string) error {
		o.Reason = reason
		ctx, over := e.stops.job()
		defer over()
		b, err := s.Backup(ctx, o)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version  int      `json:"version"`
				File     string   `json:"file"`
				Entries  int64    `json:"entries"`
				Admins   []string `json:"admins"`
				Recovery int      `json:"recovery_set,omitempty"`
				Identity string   `json:"identity,omitempty"`
				Removed  []string `json:"removed"`
			}{1, b.Path, b.Entries, list(b.Admins), b.Recovery, b.Key, list(b.Removed)})
		}
		by := b.Admins
		if b.Recovery > 0 {
			by = append(by, e.say("backup.recovery", b.Recovery))
		}
		e.printFields([][2]string{{e.say("label.file"), b.Path}, {e.say("label.entries"), strconv.FormatInt(b.Entries, 10)},
			{e.say("label.opened-by"), strings.Join(by, ", ")}})
		for _, name := range b.Removed {
			e.tell("backup.removed", name)
		}
		if b.Key != "" {
			e.tell("backup.identity", b.Key)
		} else {
			e.tell("backup.no-identity")
		}
		return nil
	})
}

type backupJSON struct {
	Time    string `json:"time"`
	Entries int64  `json:"entries"`
	File    string `json:"file"`
	There   bool   `json:"there"` // where it was
}

func backupDocument(b vault.BackupLine) backupJSON {
	_, err := os.Stat(b.Path)
	return backupJSON{b.Time.Format(time.RFC3339), b.Entries, b.Path, err == nil}
}

func (e *env) printBackups(r *vault.Reader) error {
	made, err := r.Backups()
	if err != nil {
		return err
	}
	out := []backupJSON{}
	rows := [][]string{{e.say("col.time"), e.say("col.entries"), e.say("col.there"), e.say("col.file")}}
	for _, b := range made {
		doc := backupDocument(b)
		out = append(out, doc)
		word := e.say("no")
		if doc.There {
			word = e.say("yes")
		}
		rows = append(rows, []string{here(b.Time), strconv.FormatInt(b.Entries, 10), word, record.Printable(b.Path, false)})
	}
	switch {
	case e.json:
		return e.printJSON(struct {
			Version int          `json:"version"`
			Backups []backupJSON `json:"backups"`
		}{1, out})
	case len(made) == 0:
		e.tell("backup.none")
		return nil
	}
	return e.printTable(rows)
}
