package vault

import (
	"slices"

	"casevault/vault/record"
)

// A Clash is somebody in a list who is in the vault already and of whom the
// list says something else. An import changes nothing of it; what the list says
// is taken over if the member says so.
type Clash struct {
	Row    int
	ID     record.ID
	Fields []string    // without lists: what they hold would be replaced
	Listed record.View // what the row says, masked

	row *record.Record
}

// maxClashes is how many of an import are kept, to be settled by hand.
const maxClashes = 500

func (im *importer) clash(row int, id record.ID, rec *record.Record, differs []string) {
	fields := slices.DeleteFunc(slices.Clone(differs), func(name string) bool { return rec.Get(name).IsList() })
	if len(fields) == 0 || len(im.result.Clashes) == maxClashes {
		return
	}
	listed := rec.View(record.Meta{}, im.s.holds, nil)
	im.result.Clashes = append(im.result.Clashes, Clash{row, id, fields, listed, rec})
}

// TakeOver changes a record to what the list says of it, as an edit.
func (s *Session) TakeOver(c Clash, reason string) (*Saved, error) {
	patch := []byte{'{'}
	for i, name := range c.Fields {
		if i > 0 {
			patch = append(patch, ',')
		}
		patch = append(append(append(patch, '"'), name...), `":`...)
		patch = c.row.Get(name).AppendJSON(patch)
	}
	return s.Edit(c.ID.String(), append(patch, '}'), reason)
}
