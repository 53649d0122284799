package table

import (
	"slices"
	"strings"
	"unicode"
)

// noPerson rejects what stands in lists and is nobody: an error of the
// spreadsheet, the header once more on every page, totals and remarks below. What
// merely looks unusual is left to whoever knows the fields.
func (f *File) noPerson(values []string) *RowError {
	filled, first := 0, ""
	repeats := true
	for i, v := range values {
		v = strings.TrimSpace(v)
		if isCellError(v) {
			return &RowError{Column: f.header[i], Code: "cell-error"}
		}
		repeats = repeats && v == f.header[i]
		if v != "" {
			if filled++; filled == 1 {
				first = v
			}
		}
	}
	switch {
	case repeats:
		return &RowError{Code: "header-again"}
	case len(values) > 1 && isTotals(first):
		return &RowError{Code: "totals"}
	case filled == 1 && len(values) > 2 && strings.IndexFunc(first, isWordPart) != 0:
		return &RowError{Code: "remark"}
	}
	return nil
}

func isWordPart(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' }

// isCellError knows #N/A, #REF! and their like in English, which workbooks hold
// in every language, and what a cell shows that is too narrow.
func isCellError(v string) bool {
	if len(v) < 3 || v[0] != '#' {
		return false
	}
	return strings.Trim(v, "#") == "" || v == "#N/A" || v == "#NAME?" || strings.HasSuffix(v, "!")
}

// isTotals knows how a line of totals begins: "합 계", "총계:", "총 997명".
func isTotals(first string) bool {
	word := strings.ToLower(strings.TrimRight(strings.ReplaceAll(first, " ", ""), ":：."))
	if slices.Contains([]string{"계", "합계", "총계", "소계", "누계", "총합계", "합산", "평균", "total", "subtotal", "grandtotal", "sum", "average"}, word) {
		return true
	}
	count, ok := strings.CutPrefix(word, "총")
	count = strings.TrimRight(strings.TrimLeft(count, "원인"), "명건인")
	return ok && count != "" && strings.Trim(count, "0123456789,") == ""
}
