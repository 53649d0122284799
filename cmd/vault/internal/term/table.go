package term

import (
	"fmt"
	"io"
	"strings"
)

// gap is how many blanks stand between two columns.
const gap = 2

// Table writes rows as left-aligned columns with two blanks between them, each
// as wide as its widest cell, Hangul counted as terminals show it. Where that is
// more than room, which is not 0, the widest columns are wrapped at blanks; see
// [TableFits]. Rows may differ in length. No line ends in blanks.
func Table(w io.Writer, rows [][]string, room int) error {
	widths := columnWidths(rows, Width)
	if over(widths, room) {
		narrow(widths, columnWidths(rows, longestWord), room)
	}
	var b strings.Builder
	for _, row := range rows {
		writeRow(&b, row, widths)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	return nil
}

// TableFits reports whether a table fits in room without breaking a word.
func TableFits(rows [][]string, room int) bool {
	return !over(columnWidths(rows, Width), room) || !over(columnWidths(rows, longestWord), room)
}

// columnWidths returns the largest that width says of the cells of each column.
func columnWidths(rows [][]string, width func(string) int) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], width(cell))
		}
	}
	return widths
}

func longestWord(cell string) (longest int) {
	for word := range strings.FieldsSeq(cell) {
		longest = max(longest, Width(word))
	}
	return longest
}

func over(widths []int, room int) bool {
	sum := gap * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return room > 0 && sum > room
}

// narrow takes from the widest columns first, and from none what its longest word
// needs.
func narrow(widths, least []int, room int) {
	for over(widths, room) {
		widest := -1
		for i, w := range widths {
			if w > least[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

func writeRow(b *strings.Builder, row []string, widths []int) {
	cells := make([][]string, len(row))
	height := 1
	for i, cell := range row {
		cells[i] = strings.Split(wrapLine(cell, widths[i]), "\n")
		height = max(height, len(cells[i]))
	}
	for n := range height {
		var line strings.Builder
		for i, lines := range cells {
			text := ""
			if n < len(lines) {
				text = lines[n]
			}
			line.WriteString(Pad(text, widths[i]+gap))
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
}
