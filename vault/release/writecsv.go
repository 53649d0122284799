package release

import (
	"bufio"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// writeCSV writes RFC 4180 with a UTF-8 mark, without which Korean Excel takes
// the file for CP949. Every cell is quoted.
func writeCSV(w io.Writer, head []string, rows iter.Seq[[]string]) error {
	b := bufio.NewWriter(w)
	b.WriteString("\ufeff")
	writeLine(b, head)
	for row := range rows {
		writeLine(b, row)
	}
	return b.Flush() // which returns the first error of all
}

func writeLine(b *bufio.Writer, cells []string) {
	for i, s := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(Inert(s), `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

// Inert keeps a spreadsheet from calculating with a cell of a CSV: somebody may
// have given a name such as =HYPERLINK(…), which would send the row to a stranger
// when it is clicked. An apostrophe in front makes it text. Full-width signs are
// among them because an East Asian Excel takes these for the plain ones.
func Inert(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell != "" && strings.ContainsRune("=+-@＝＋－＠|%\t\r\n", first) {
		return "'" + cell
	}
	return cell
}
