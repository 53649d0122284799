package release

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// Formats returns the forms that [Profile.Write] knows.
func Formats() []string { return []string{"csv", "json", "html", "xlsx"} }

// Write writes rows, which all came through p, as they come, in one of [Formats].
// Headers are the fields' labels in the language, in JSON their names. Nothing
// else is written: no record's id, no time, no name of a member or a machine, and
// the same rows make the same bytes.
func (p *Profile) Write(w io.Writer, format, language string, rows iter.Seq[Row]) error {
	var head []string
	for _, f := range p.Columns() {
		if label := f.Label[language]; label != "" {
			head = append(head, label)
		} else {
			head = append(head, f.Name)
		}
	}
	cells := func(yield func([]string) bool) {
		for r := range rows {
			texts := make([]string, len(r.cells))
			for i, c := range r.cells {
				texts[i] = c.join()
			}
			if !yield(texts) {
				return
			}
		}
	}
	switch format {
	case "csv":
		return writeCSV(w, head, cells)
	case "xlsx":
		return writeXLSX(w, head, cells)
	case "html":
		return writeHTML(w, language, p.Label[language], head, cells)
	case "json":
		return p.writeJSON(w, rows)
	}
	return fmt.Errorf("there is no format %q: one of %v", format, Formats())
}

// writeJSON writes a record a line, so that a large file can be looked at.
func (p *Profile) writeJSON(w io.Writer, rows iter.Seq[Row]) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `{"version":1,"profile":%q,"profile_version":%d,"records":[`, p.Name, p.Version)
	next := "\n{"
	for r := range rows {
		b.WriteString(next)
		next = ",\n{"
		for i, c := range r.cells {
			if i > 0 {
				b.WriteByte(',')
			}
			text, err := json.Marshal(c.value())
			if err != nil {
				return fmt.Errorf("write %s: %w", c.field, err)
			}
			fmt.Fprintf(b, "%q:%s", c.field, text)
		}
		b.WriteByte('}')
	}
	b.WriteString("\n]}\n")
	return b.Flush()
}

// value is the cell as JSON has it: a text, or a list of texts or objects.
func (c cell) value() any {
	switch {
	case !c.list:
		return c.text
	case c.columns == nil:
		texts := []string{}
		for _, it := range c.items {
			texts = append(texts, it[""])
		}
		return texts
	}
	return append([]map[string]string{}, c.items...) // [], never null
}
