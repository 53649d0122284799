package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"rsc.io/qr"

	"casevault/audit"
	"casevault/cmd/vault/internal/term"
	"casevault/vault"
)

// shareSheet is a share for paper. It speaks Korean and English, whatever the
// program does: who finds it in a safe in ten years may read one of them.
func (e *env) shareSheet(s audit.Share) (*sheet, error) {
	// A quarter of the modules may be unreadable; capitals and digits take little room.
	code, err := qr.Encode(s.Groups(), qr.Q)
	if err != nil {
		return nil, fmt.Errorf("draw the code of the share: %w", err)
	}
	p := &sheet{title: e.say("share.title", s.Index, s.Shares), code: code,
		what: term.Wrap(e.say("share.korean", s.Threshold), 78) + "\n", use: term.Wrap(e.say("share.english", s.Threshold), 78)}
	p.fields = [][2]string{{e.say("share.vault"), grouped(hex.EncodeToString(s.Vault[:])) + " …"}, {e.say("share.set"), strconv.Itoa(s.Set)},
		{e.say("share.number"), fmt.Sprintf("%d / %d", s.Index, s.Shares)}, {e.say("share.needed"), strconv.Itoa(s.Threshold)},
		{e.say("share.date"), e.Now().Format("2006-01-02")}}
	p.setRows(s.Groups())
	return p, nil
}

// sheetText is the sheet as it is printed.
func (e *env) sheetText(p *sheet) ([]byte, error) {
	var b bytes.Buffer
	sub := *e
	sub.Out = bufio.NewWriter(&b)
	sub.printSheet(p)
	err := sub.Out.Flush()
	return b.Bytes(), err
}

// writeSheets writes each share as text and as a page for a browser, and
// returns the files.
func (e *env) writeSheets(dir string, shares []audit.Share) (paths []string, err error) {
	if err := os.Mkdir(dir, 0o700); err != nil && !isFolder(dir) {
		return nil, fmt.Errorf("make the folder of -o: %w", err)
	}
	for _, s := range shares {
		p, err := e.shareSheet(s)
		if err != nil {
			return nil, err
		}
		text, err := e.sheetText(p)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("set-%d-share-%d-of-%d", s.Set, s.Index, s.Shares)
		for ending, b := range map[string][]byte{".txt": text, ".html": p.html("ko")} {
			if err := writeOut(filepath.Join(dir, name+ending), b); err != nil {
				return nil, err
			}
		}
		paths = append(paths, filepath.Join(dir, name+".txt"), filepath.Join(dir, name+".html"))
	}
	return paths, nil
}

// groupsOf finds the groups on a sheet: the rows that are numbered, or all that
// stands there if somebody typed or scanned the groups alone.
func groupsOf(sheet string) string {
	rows := regexp.MustCompile(`(?m)^ *\d+-\d+ {2}([0-9A-Za-z ]+?)\r?$`).FindAllStringSubmatch(sheet, -1)
	if rows == nil {
		return sheet
	}
	var groups []string
	for _, row := range rows {
		groups = append(groups, row[1])
	}
	return strings.Join(groups, " ")
}

// sharesFrom reads shares from files, or has so many typed as the first of them
// says.
func (e *env) sharesFrom(files []string, wanted func(first audit.Share) int) (shares []audit.Share, err error) {
	for _, name := range files {
		b, err := e.input(name)
		if err != nil {
			return nil, err
		}
		s, err := audit.ReadShare(groupsOf(string(b)))
		if err != nil {
			return nil, &vault.Error{Kind: vault.Usage, Err: fmt.Errorf("read the share in %s: %w", name, err)}
		}
		shares = append(shares, s)
	}
	if files != nil {
		return shares, nil
	}
	e.tell("share.prompt", audit.PrintedGroups)
	for n := 1; len(shares) == 0 || n <= wanted(shares[0]); n++ {
		s, err := e.typeShare(n)
		if err != nil {
			return nil, err
		}
		shares = append(shares, s)
	}
	return shares, nil
}

// typeShare asks for a share, row by row. Like a passphrase it is not shown:
// what stands on a terminal stays in its memory, and enough of these open the
// vault. Each group has its check, so that nobody types a share twice.
func (e *env) typeShare(n int) (audit.Share, error) {
	tty, err := e.tty()
	if err != nil {
		return audit.Share{}, err
	}
	defer tty.Close()
	text := ""
	for have := 0; have < audit.PrintedGroups; {
		line, err := e.stops.prompt(func() (string, error) { return tty.ReadPassphrase(e.say("share.from", n, have+1)) })
		if err != nil {
			return audit.Share{}, err
		}
		count, err := audit.CountGroups(text + " " + line)
		if err != nil {
			e.tell("against.again", err)
			continue
		}
		text, have = text+" "+line, count
	}
	s, err := audit.ReadShare(text)
	if err != nil {
		return s, &vault.Error{Kind: vault.Usage, Err: err}
	}
	return s, nil
}
