package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
)

// releaseJSON is a line of the ledger of releases.
type releaseJSON struct {
	Number    int      `json:"number"`
	Time      string   `json:"time"`
	Member    string   `json:"member"`
	Profile   string   `json:"profile"`
	Version   int      `json:"profile_version"`
	Sealed    string   `json:"sealed"` // age, passphrase, plaintext
	Keys      []string `json:"recipients"`
	Recipient string   `json:"for"`
	Reason    string   `json:"reason"`
	Format    string   `json:"format"`
	Hash      string   `json:"sha256"`
	Marks     int      `json:"marks"`
	Expires   string   `json:"expires"`
	Returned  string   `json:"returned"`
	State     string   `json:"state"` // open, due, returned, failed
	Records   []string `json:"records"`
}

func (e *env) releaseListCommand() *cobra.Command {
	var open, due bool
	c := e.command("release.list", "list [--open|--due]", "vault release list\nvault release list --due",
		e.takes(0, 0), func([]string) error { return e.releaseList(open, due) })
	c.Flags().BoolVar(&open, "open", false, e.say("flag.release.open"))
	c.Flags().BoolVar(&due, "due", false, e.say("flag.release.due"))
	return c
}

func (e *env) releaseList(open, due bool) error {
	return e.session(func(s *vault.Session, reason string) error {
		x, err := s.Releases(open, due, reason)
		if err != nil {
			return err
		}
		return e.printReleases(x)
	})
}

// releaseState says where a release stands, for scripts and in words.
func (e *env) releaseState(x *vault.Releases, r *vault.Release) (code, text string) {
	switch {
	case r.Failed:
		return "failed", e.say("release.state.failed")
	case r.Returned != "":
		return "returned", e.say("release.state.returned", r.Returned)
	case x.Due(r):
		return "due", e.say("release.state.due")
	}
	return "open", e.say("release.state.open")
}

func (e *env) printReleases(x *vault.Releases) error {
	docs := []releaseJSON{}
	rows := [][]string{{e.say("col.number"), e.say("col.day"), e.say("col.member"), e.say("col.profile"), e.say("col.for"),
		e.say("col.records"), e.say("col.expires"), e.say("col.state"), e.say("col.reason")}}
	for i := range x.List {
		r := &x.List[i]
		state, word := e.releaseState(x, r)
		docs = append(docs, releaseJSON{r.Number, r.Time, r.Member, r.Profile, r.Version, r.Kind, list(r.Keys), r.Recipient, r.Reason,
			r.Format, r.File, r.Hits, r.Expires, r.Returned, state, loggedIDs(r.Records)})
		rows = append(rows, []string{strconv.Itoa(r.Number), day(r.Time), r.Member, r.Profile, e.whom(r), strconv.Itoa(len(r.Records)),
			r.Expires, word, record.Printable(r.Reason, false)})
	}
	switch {
	case e.json:
		return e.printJSON(struct {
			Version  int           `json:"version"`
			Releases []releaseJSON `json:"releases"`
		}{1, docs})
	case len(docs) == 0:
		e.tell("release.none")
		return nil
	}
	return e.printTable(rows)
}

// whom says for whom a release was, as far as somebody said it.
func (e *env) whom(r *vault.Release) string {
	switch {
	case r.Recipient != "":
		return record.Printable(r.Recipient, false)
	case len(r.Keys) > 0:
		return r.Keys[0][:min(16, len(r.Keys[0]))] + "…"
	case r.Kind == "plaintext":
		return e.say("release.anybody")
	}
	return e.say("release.passphrase")
}

// day cuts a time of RFC 3339 to its day.
func day(t string) string {
	d, _, _ := strings.Cut(t, "T")
	return d
}

func (e *env) releaseReturned(number string) error {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return e.usage("release.number")
	}
	return e.session(func(s *vault.Session, reason string) error {
		if err := s.Returned(n, reason); err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Version  int  `json:"version"`
				Release  int  `json:"release"`
				Returned bool `json:"returned"`
			}{1, n, true})
		}
		e.tell("release.returned", n)
		return nil
	})
}

func releaseNumbers(list []vault.Release) (numbers []int) {
	for _, r := range list {
		numbers = append(numbers, r.Number)
	}
	return numbers
}
