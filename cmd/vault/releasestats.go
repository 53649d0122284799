package main

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/release"
)

type statsOptions struct {
	stats bool
	by    []string
	out   string // of -o, which all releases have
}

func (e *env) statsFlags(c *cobra.Command, o *statsOptions) {
	c.Flags().BoolVar(&o.stats, "stats", false, e.say("flag.stats"))
	c.Flags().StringSliceVar(&o.by, "by", nil, e.say("flag.by"))
	// Statistics are of everybody and not encrypted: whoever names a recipient
	// expects something else.
	for _, other := range []string{"all", "profile", "to", "new-passphrase-file", "plaintext", "for", "format", "expires", "without-consent", "dry-run"} {
		c.MarkFlagsMutuallyExclusive("stats", other)
	}
}

// A statistic is a table and what it counts by.
type statistic struct {
	*release.Table
	by []release.By
}

func (e *env) releaseStats(o statsOptions) error {
	ending := strings.ToLower(filepath.Ext(o.out))
	if o.out != "" && ending != ".csv" && !isHTML(o.out) {
		return e.usage("stats.ending")
	}
	if len(o.by) == 0 {
		return e.usage("stats.by")
	}
	return e.sessionInto(o.out, func(s *vault.Session, out *output, reason string) error {
		by, table, err := s.Statistics(o.by, reason)
		if err != nil {
			return err
		}
		return e.putStatistic(statistic{table, by}, out)
	})
}

// putStatistic prints a statistic, or writes it to the file of -o in the form of
// its name.
func (e *env) putStatistic(t statistic, out *output) error {
	if out.f != nil {
		b, err := []byte(e.statsPage(t)), error(nil)
		if !isHTML(out.path) {
			b, err = t.csv(e.statsLabels(t))
		}
		if err == nil {
			err = e.putFile(b, out)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case e.json:
		return e.printJSON(statsDocument(t))
	case out.f != nil:
		return nil
	default:
		if err := e.printTable(t.Rows(e.statsLabels(t))); err != nil {
			return err
		}
	}
	e.tell("stats.hidden.note", t.K)
	return nil
}

func (t statistic) csv(l release.Labels) ([]byte, error) {
	var b bytes.Buffer
	err := t.WriteCSV(&b, l)
	return b.Bytes(), err
}

// statsLabels are the table's words in the person's language.
func (e *env) statsLabels(t statistic) release.Labels {
	var things []string
	for _, by := range t.by {
		things = append(things, e.byText(by))
	}
	return release.Labels{
		Corner: strings.Join(things, " / "), Total: e.say("stats.total"), Hidden: e.say("stats.hidden"),
		Category: func(dimension int, c release.Category) string { return e.categoryText(t.by[dimension], c) },
	}
}

// byText names what is counted by: the field's label, and the part of it.
func (e *env) byText(by release.By) string {
	text := label(by.Field.Label[e.words.Language()], by.Field.Name)
	parts := map[string]string{"year": e.say("stats.year"), "decade": e.say("stats.decade"), "region": e.say("stats.province")}
	if part := parts[by.Part]; part != "" {
		text += " (" + part + ")"
	}
	return text
}

func (e *env) categoryText(by release.By, c release.Category) string {
	switch {
	case c.Other:
		return e.say("stats.other")
	case c.Value == "":
		return e.say("stats.none")
	}
	for _, choice := range by.Field.Choices {
		if choice.Value == c.Value {
			return label(choice.Label[e.words.Language()], c.Value)
		}
	}
	return c.Value // printable
}

// label is a label of the schema, or the name where there is none.
func label(text, name string) string {
	if text == "" {
		return name
	}
	return record.Printable(text, false)
}

// A countJSON is a number of people; null if it is hidden. A line that is Other
// holds all that are not named; a value of "" is that of people without one.
type countJSON struct {
	Value  string `json:"value"`
	Other  bool   `json:"other,omitempty"`
	People *int   `json:"people"`
}

type statsLineJSON struct {
	countJSON
	Columns []countJSON `json:"columns,omitempty"`
}

func statsDocument(t statistic) any {
	count := func(c release.Category, n int, hidden bool) countJSON {
		if hidden {
			return countJSON{c.Value, c.Other, nil}
		}
		return countJSON{c.Value, c.Other, &n}
	}
	doc := struct {
		Version int             `json:"version"`
		By      []string        `json:"by"`
		K       int             `json:"smallest"` // fewer people are not printed
		People  int             `json:"people"`
		Lines   []statsLineJSON `json:"lines"`
		Columns []countJSON     `json:"columns,omitempty"` // totals
	}{Version: 1, K: t.K, People: t.Total}
	for _, by := range t.by {
		doc.By = append(doc.By, by.Name)
	}
	for i, c := range t.Lines {
		line := statsLineJSON{countJSON: count(c, t.LineTotals[i], false)}
		for j, col := range t.Columns {
			line.Columns = append(line.Columns, count(col, t.Cells[i][j].People, t.Cells[i][j].Hidden))
		}
		doc.Lines = append(doc.Lines, line)
	}
	for j, c := range t.Columns {
		doc.Columns = append(doc.Columns, count(c, t.ColumnTotals[j], false))
	}
	return doc
}
