package words

import "fmt"

// Reason says why something of a list or a value was not taken, or what was done
// with it, by the code that package record or table gives it: "record/date-order",
// "table/columns", "hint/empty". It is "" where only English knows, which those
// packages speak themselves.
func (c Catalogue) Reason(code string, args ...any) string {
	if c.language != "ko" {
		return ""
	}
	for _, all := range []map[string]string{koreanValues(), koreanRows(), koreanFiles()} {
		if text, ok := all[code]; ok {
			return fmt.Sprintf(text, args...)
		}
	}
	return ""
}
