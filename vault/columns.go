package vault

import (
	"fmt"
	"slices"
	"strings"

	"casevault/vault/record"
	"casevault/vault/table"
)

// Table says how the list is to be read.
func (o ImportOptions) Table(schema *record.Schema) table.Options {
	known := func(name string) bool {
		_, mapped := o.Map[name]
		_, matches := schema.Match(name)
		return mapped || matches
	}
	return table.Options{Name: o.Name, Encoding: o.Encoding, Delimiter: o.Delimiter, Sheet: o.Sheet, Known: known}
}

// mapColumns finds the field of each column: as the map says, else by the
// schema's names, labels and synonyms. A column that means nothing is an
// error, not a loss in silence. Resident numbers are taken only if the map
// names their column: an office rarely has the right to keep them.
func (im *importer) mapColumns(header []string) ([]string, error) {
	columns := make([]string, len(header))
	var unknown []string
	matched := 0
	for i, h := range header {
		if to, ok := im.o.Map[h]; ok {
			if to == nil {
				continue
			}
			if _, ok := im.s.schema.Field(*to); !ok {
				return nil, fail(Usage, "the map names a field that the schema does not have: %q", record.Printable(*to, false))
			}
			columns[i] = *to
			matched++
			continue
		}
		field, ok := im.s.schema.Match(h)
		if !ok {
			unknown = append(unknown, fmt.Sprintf("%q", shorten(record.Printable(h, false))))
			continue
		}
		matched++
		if f, _ := im.s.schema.Field(field); f.Format == "resident" {
			im.result.Warnings = append(im.result.Warnings, RowNote{0, field, im.o.words("the column of resident numbers was left out; name it in the map if you may keep them", "import/resident-column")})
			continue
		}
		columns[i] = field
	}
	if matched == 0 {
		return nil, fail(Failed, "no column of the list is known: is its first row the header?")
	}
	if len(unknown) > 0 {
		return nil, fail(Failed, "columns that mean no field: %s", strings.Join(unknown, ", "))
	}
	for i, f := range columns {
		if f != "" && slices.Contains(columns[:i], f) {
			return nil, fail(Failed, "two columns mean the field %s: %q and %q", f, header[slices.Index(columns, f)], header[i])
		}
	}
	return columns, nil
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// fields returns the fields that the list fills, sorted.
func (im *importer) fields() []string {
	var out []string
	for _, f := range im.columns {
		if f != "" {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}
