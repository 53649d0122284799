package table

import "fmt"

// RowError rejects one row. It never holds what stood in a cell.
type RowError struct {
	// Row is the [Row.Number] of the rejected row, 0 for the header.
	Row int
	// Column is the header's name for the cell at fault, or "".
	Column string
	// Code names the reason, for a catalogue of translations; Args fill it.
	Code string
	Args []any
}

// Error says the reason in English, with the row and the column.
func (e *RowError) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("row %d: %s", e.Row, e.Reason())
	}
	return fmt.Sprintf("row %d, column %q: %s", e.Row, e.Column, e.Reason())
}

// Reason is the reason alone, in English.
func (e *RowError) Reason() string { return english(e.Code, e.Args) }

// FileError refuses a whole file. Only "changed" can come after rows.
type FileError struct {
	// Code names the reason, for a catalogue of translations; Args fill it.
	Code string
	Args []any
	// Err is the cause, if there is one.
	Err error
}

// Error says what is wrong, in English.
func (e *FileError) Error() string {
	if e.Err == nil {
		return e.Reason()
	}
	return e.Reason() + ": " + e.Err.Error()
}

// Reason is Error without the cause.
func (e *FileError) Reason() string { return english(e.Code, e.Args) }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// Hint says what to do about it, in English. A catalogue finds it under the
// same code.
func (e *FileError) Hint() string { return hint(e.Code) }

// Notice is something that was decided or left out and that the user should see.
type Notice struct {
	Code string
	Args []any
}

// String is the notice in English.
func (n Notice) String() string { return english(n.Code, n.Args) }

// english is the one list of all that this package says. The numbers and the
// order of Args are part of each code's meaning.
func english(code string, args []any) string {
	f := func(format string) string { return fmt.Sprintf(format, args...) }
	switch code {
	// Rows.
	case "columns":
		return f("expected %d cells, found %d")
	case "unclosed-quote":
		return f("a quote opens here and is never closed, so the rest of the file (%d more lines) lies inside it and is not read")
	case "text-after-quote":
		return f("text follows a closing quote; a quote opened by mistake may have joined this row with the lines after it (%d)")
	case "row-too-long":
		return f("the row is longer than %d bytes")
	case "cell-too-long":
		return f("the cell is longer than %d bytes")
	case "nul":
		return "the cell contains a NUL character"
	case "row-encoding":
		return f("not valid %s at byte %d of the cell")
	case "cell-error":
		return "the cell holds a spreadsheet's error such as #N/A, or a formula without a saved result"
	case "header-again":
		return "the row repeats the header"
	case "totals":
		return "a line of totals, not a person"
	case "remark":
		return "a remark, not a person"
	case "line-encoding":
		return f("not valid %s at byte %d of the line")
	case "json-syntax":
		return f("not valid JSON at byte %d of the line")
	case "json-not-object":
		return "the line is not a JSON object"
	case "json-trailing":
		return f("text follows the JSON object at byte %d of the line")
	case "json-duplicate-key":
		return "an object has one key twice"
	case "json-depth":
		return f("more than %d levels of nesting")
	case "json-surrogate":
		return f("half of a surrogate pair at byte %d of the line")
	case "json-key":
		return f("a key is empty or longer than %d bytes")
	case "json-keys":
		return f("more than %d keys")

	// Notices.
	case "mark-dropped":
		return "the UTF-8 mark at the start was left out"
	case "both-encodings":
		return "the file could be read as UTF-8 and as CP949; read as UTF-8, in which it is Korean"
	case "header-trimmed":
		return f("space around the name of column %d was left out")
	case "sep-line":
		return "the line sep= before the header decided the delimiter"
	case "header-row":
		return f("the header is row %d of the file; rows are counted from there, and what stands above is left out")
	case "xlsx-sheets":
		return f("the workbook has other sheets (%d), which are not read; --sheet names one")
	case "xlsx-hidden":
		return f("hidden rows (%d) and hidden columns (%d) are read as all others")
	case "xlsx-remarks":
		return "remarks are pinned to cells of the sheet, which are not read"
	case "xlsx-formulas":
		return f("cells with formulas, of which the result that was saved last is read: %d")

	default:
		return refusal(code, f)
	}
}
