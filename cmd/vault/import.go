package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"casevault/vault"
)

type importOptions struct {
	mapFile, encoding, delimiter, sheet, errors string
	dryRun                                      bool
}

func (e *env) importCommand() *cobra.Command {
	var o importOptions
	c := e.command("import", "import FILE [--map MAP.json] [--dry-run] [--encoding E] [--delimiter D] [--sheet NAME] [--errors FILE]",
		"vault import people.xlsx --dry-run\nvault import people.csv --map map.json --errors rejected.csv",
		e.takesFile(reading, e.takes(1, 1)), func(args []string) error { return e.importFile(args[0], o) })
	f := c.Flags()
	f.Var(e.reads(&o.mapFile), "map", e.say("flag.map"))
	f.BoolVar(&o.dryRun, "dry-run", false, e.say("flag.dry-run"))
	f.StringVar(&o.encoding, "encoding", "", e.say("flag.encoding"))
	f.StringVar(&o.delimiter, "delimiter", "", e.say("flag.delimiter"))
	f.StringVar(&o.sheet, "sheet", "", e.say("flag.sheet"))
	f.Var(e.makes(&o.errors), "errors", e.say("flag.errors"))
	return c
}

func (e *env) importFile(path string, o importOptions) error {
	mark, err := e.delimiter(o.delimiter)
	if err != nil {
		return err
	}
	l, err := e.lock()
	if err != nil {
		return err
	}
	options := vault.ImportOptions{Name: filepath.Base(path), Encoding: o.encoding, Delimiter: mark, Sheet: o.sheet, DryRun: o.dryRun, Reason: l.reason, Words: e.words.Reason}
	if options.Map, err = e.columnMap(o.mapFile); err != nil {
		return err
	}
	src, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read the list: %w", err)
	}
	defer src.Close()
	rejects, err := newRejects(o.errors)
	if err != nil {
		return err
	}
	err = l.session(func(s *vault.Session) error {
		if err := e.mapColumns(s, src, &options); err != nil {
			return err
		}
		guided := e.asks() && !e.yes && !e.json && !o.dryRun
		if guided {
			if err := e.tryImport(s, src, options, rejects); err != nil {
				return err
			}
		}
		return e.importTo(s, src, options, path, rejects, guided)
	})
	return errors.Join(err, rejects.close())
}

// importTo runs the import, prints what came of it, and says what the person
// has to do now.
func (e *env) importTo(s *vault.Session, src io.ReadSeeker, o vault.ImportOptions, path string, rejects *rejects, guided bool) error {
	r, err := e.importOnce(s, src, o)
	if err != nil {
		return err
	}
	if err := rejects.write(r.Rejected); err != nil {
		return err
	}
	if err := e.printImport(r, s.Schema(), guided); err != nil {
		return err
	}
	if guided {
		if err := e.settle(s, r.Clashes, o.Reason); err != nil {
			return err
		}
	}
	if !r.DryRun {
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		e.tell("import.source", path)
	}
	if n := len(r.Rejected); n > 0 {
		return partly{errors.New(e.say("import.rejected", n))}
	}
	return nil
}

func (e *env) importOnce(s *vault.Session, src io.ReadSeeker, o vault.ImportOptions) (*vault.ImportResult, error) {
	ctx, over := e.stops.job()
	defer over()
	r, err := s.Import(ctx, src, o)
	if err == nil {
		return r, nil
	}
	if r != nil && !o.DryRun && (r.Accepted > 0 || vault.KindOf(err) == vault.Interrupted) {
		return nil, hinted{err, e.say("import.stopped", r.Accepted)}
	}
	if header, unread := headerOf(src, s.Schema(), &o); unread == nil && len(undecided(header, s.Schema(), o.Map)) > 0 {
		return nil, hinted{err, e.say("hint.columns")}
	}
	return nil, err
}

// delimiter reads --delimiter: one character, or "tab", which shells make hard
// to type.
func (e *env) delimiter(s string) (rune, error) {
	if s == "" {
		return 0, nil
	}
	if s == "tab" || s == `\t` {
		return '\t', nil
	}
	r, n := utf8.DecodeRuneInString(s)
	if n != len(s) || r == utf8.RuneError {
		return 0, e.usage("import.delimiter")
	}
	return r, nil
}

// columnMap reads --map: {"성명":"legal_name","비고":null}.
func (e *env) columnMap(file string) (map[string]*string, error) {
	if file == "" {
		return nil, nil
	}
	b, err := e.input(file)
	if err != nil {
		return nil, err
	}
	var m map[string]*string
	d := json.NewDecoder(bytes.NewReader(b))
	if d.Decode(&m) != nil || m == nil || d.More() {
		return nil, hinted{e.usage("import.map"), e.say("hint.map")}
	}
	return m, nil
}
