package main

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"casevault/vault"
	"casevault/vault/record"
)

// putReceipt prints the receipt, or writes it to the file of -o; with --json a
// document says the same.
func (e *env) putReceipt(s *vault.Session, x *vault.Erasure, rotated []string, out *output) error {
	p := e.receiptPage(x, rotated)
	var text []byte
	var err error
	if isHTML(out.path) {
		text = e.receiptHTML(s, x, p)
	} else if text, err = e.pageText(p); err == nil {
		text = s.SignReceipt(append(text, '\n'), x)
	}
	if err != nil {
		return err
	}
	if out.f != nil {
		if err := out.write(text); err != nil {
			return err
		}
		e.tell("erase.receipt", out.path)
	}
	switch {
	case e.json:
		return e.printJSON(erasureDocument(x, rotated))
	case out.f == nil:
		e.Out.Write(text) // an error stays with the writer
	}
	for _, b := range x.Backups {
		e.tell("erase.backup", b.Time.Local().Format(time.DateOnly), record.Printable(b.Path, false))
	}
	for _, r := range x.Recall {
		e.tell("erase.released", r.Number, day(r.Time), e.whom(&r))
	}
	return nil
}

// receiptHTML puts the signed lines at the end of the page, where they can be
// read on paper too.
func (e *env) receiptHTML(s *vault.Session, x *vault.Erasure, p page) []byte {
	const end = "</body></html>\n"
	body := bytes.TrimSuffix(e.pageHTML(p), []byte(end))
	return append(s.SignReceipt(append(body, "<pre>\n"...), x), "</pre>\n"+end...)
}

type erasureJSON struct {
	Version    int          `json:"version"`
	Records    []string     `json:"records"`
	Entry      int64        `json:"entry"`
	Time       string       `json:"time"`
	Member     string       `json:"member"`
	Backups    []backupJSON `json:"backups"`
	Recall     []int        `json:"recall"` // open releases with these people
	Rotated    []string     `json:"rotated"`
	Checkpoint string       `json:"checkpoint"`
}

func erasureDocument(x *vault.Erasure, rotated []string) erasureJSON {
	doc := erasureJSON{1, idTexts(x.Records), x.Seq, x.Time, x.Member, []backupJSON{}, list(releaseNumbers(x.Recall)), list(rotated), string(x.Checkpoint)}
	for _, b := range x.Backups {
		doc.Backups = append(doc.Backups, backupDocument(b))
	}
	return doc
}

// receiptPage says what was done, and what it did not reach.
func (e *env) receiptPage(x *vault.Erasure, rotated []string) page {
	p := page{title: e.say("receipt.title"), sign: e.say("review.signature"), facts: [][2]string{
		{e.say("label.vault"), x.Vault}, {e.say("label.records"), strings.Join(idTexts(x.Records), ", ")},
		{e.say("label.made"), x.Time}, {e.say("label.erased-by"), x.Member}, {e.say("label.reason"), record.Printable(x.Reason, false)},
		{e.say("label.entry"), strconv.FormatInt(x.Seq, 10)},
	}}
	if len(rotated) > 0 {
		p.facts = append(p.facts, [2]string{e.say("label.new-keys"), e.names("compartment", rotated)})
	}
	note := func(title, text string) { p.parts = append(p.parts, part{title: title, note: text, prose: true}) }
	note(e.say("receipt.gone"), e.say("receipt.gone.note"))
	note(e.say("receipt.log"), e.say("receipt.log.note"))
	rows := [][]string{{e.say("col.time"), e.say("col.entries"), e.say("col.file")}}
	for _, b := range x.Backups {
		rows = append(rows, []string{b.Time.Format(time.RFC3339), strconv.FormatInt(b.Entries, 10), record.Printable(b.Path, false)})
	}
	p.parts = append(p.parts, part{title: e.say("receipt.backups"), note: e.say("receipt.backups.note"), cells: rows})
	note(e.say("receipt.remnants"), e.say("receipt.remnants.note"))
	note(e.say("receipt.proof"), e.say("receipt.proof.note", x.Seq))
	note(e.say("receipt.checkpoint"), strings.Join(strings.Fields(string(x.Checkpoint)), " "))
	return p
}
