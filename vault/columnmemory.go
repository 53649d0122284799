package vault

import (
	"path/filepath"
	"slices"
)

// A columnMemory is what a member said of the columns of lists, so that the
// same list next month asks nothing. It is the file columns/LABEL.age, sealed to
// the member alone: the headers of a list can say whom an office works with.
type columnMemory struct {
	Version int          `json:"v"`     // 1
	Lists   []columnList `json:"lists"` // the last used first
}

type columnList struct {
	Columns []string           `json:"columns"` // all of the list, sorted
	Map     map[string]*string `json:"map"`     // what was said; null leaves a column out
}

const rememberedLists = 20

func (s *Session) columnMemory() (m columnMemory, path string) {
	path = filepath.Join(s.cfg.Dir, "columns", s.id.Label+".age")
	if err := readOwn(path, s.id, &m); err != nil || m.Version != 1 {
		return columnMemory{Version: 1}, path // none yet, or not to be had: who is asked loses nothing
	}
	return m, path
}

// RememberedColumns returns what the member said last of a list with the same
// columns, in any order; nil if nothing is known.
func (s *Session) RememberedColumns(header []string) map[string]*string {
	m, _ := s.columnMemory()
	columns := slices.Sorted(slices.Values(header))
	for _, l := range m.Lists {
		if slices.Equal(l.Columns, columns) {
			return l.Map
		}
	}
	return nil
}

// RememberColumns keeps what the member said of a list's columns.
func (s *Session) RememberColumns(header []string, said map[string]*string) error {
	m, path := s.columnMemory()
	columns := slices.Sorted(slices.Values(header))
	m.Lists = slices.DeleteFunc(m.Lists, func(l columnList) bool { return slices.Equal(l.Columns, columns) })
	m.Lists = slices.Insert(m.Lists, 0, columnList{columns, said})
	m.Lists = m.Lists[:min(len(m.Lists), rememberedLists)]
	return writeOwn(s.cfg, path, m, s.id.Recipient())
}
