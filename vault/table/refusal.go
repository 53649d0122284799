package table

// refusal is what a FileError says.
func refusal(code string, f func(string) string) string {
	switch code {
	case "empty":
		return "the file is empty"
	case "utf-16-unmarked":
		return "the file seems to be in UTF-16, but does not begin with its mark"
	case "xlsx-broken":
		return "the workbook is damaged, or written in a way that is not read here"
	case "xlsx-large":
		return "the workbook says more than a list of people can need, or is made to fill the memory"
	case "xlsx-options":
		return "an encoding or a delimiter was asked for, but a workbook has neither"
	case "sheet-unknown":
		return f("the workbook has no such sheet; it has: %s")
	case "sheet-none":
		return "a sheet was asked for, but the file is no workbook"
	case "zip":
		return "the file is a ZIP archive or another office document (.xlsb, .ods, .docx, .hwpx, .numbers), not a workbook as .xlsx or .xlsm"
	case "ole-encrypted":
		return "the workbook is behind a password, which cannot be asked for here"
	case "ole-xls":
		return "the file is a workbook of Excel before 2007 (.xls)"
	case "ole-hwp":
		return "the file is a document of Hangul (.hwp)"
	case "ole":
		return "the file is an old office document (such as .xls, .doc, .hwp), which cannot be read"
	case "markup":
		return "the file is a web page or XML, whatever its name says"
	case "binary":
		return "the file is binary, not CSV or JSON lines"
	case "json-array":
		return "the file is one JSON array, not JSON lines"
	case "json-document":
		return "the file is one JSON object spread over lines, not JSON lines"
	case "encoding-unknown":
		return "an encoding that cannot be read was asked for"
	case "encoding-mark":
		return "another encoding was asked for than that of the mark at the start of the file"
	case "encoding-json":
		return "CP949 was asked for, but JSON lines are never in it"
	case "encoding-neither":
		return f("the file is neither UTF-8 (first fault: row %d, byte %d of the file) nor CP949 (row %d, byte %d)")
	case "encoding-broken":
		return f("the file starts with the mark of UTF-8 but is not UTF-8 throughout (first fault: row %d, byte %d of the file)")
	case "encoding-both":
		return "the file can be read as UTF-8 and as CP949, with different text"
	case "delimiter-unknown":
		return "a delimiter must be one ASCII mark, no letter, digit, space or quote"
	case "delimiter-undecided":
		return f("the cells may be divided by %q or by %q")
	case "header":
		return "the header cannot be read"
	case "header-duplicate":
		return f("columns %d and %d have the same name in the header")
	case "header-columns":
		return f("the header has %d columns, more than %d")
	case "header-keys":
		return f("the lines up to row %d have more than %d different keys")
	case "changed":
		return "the file changed while it was read"
	}
	return code
}

// hint is what to do about a refusal.
func hint(code string) string {
	switch code {
	case "empty":
		return "check that the right file was named and that it was saved"
	case "zip", "ole", "ole-xls", "ole-hwp", "markup", "xlsx-broken", "utf-16-unmarked":
		return "open it in the program it comes from, and save it with Save As as \"Excel Workbook (.xlsx)\" or \"CSV UTF-8\""
	case "ole-encrypted":
		return "open it in Excel with its password, remove that (File, Info, Protect Workbook, Encrypt with Password, leave it empty), save it under another name, and delete that copy after the import"
	case "xlsx-large":
		return "copy only the cells of the list into a new workbook, and save that"
	case "sheet-unknown", "sheet-none":
		return "name a sheet as its tab says it, or leave --sheet away for the first"
	case "xlsx-options":
		return "leave --encoding and --delimiter away"
	case "binary":
		return "name a CSV or JSON lines file"
	case "json-array", "json-document":
		return "write one object a line, for instance with: jq -c 'if type==\"array\" then .[] else . end'"
	case "encoding-unknown":
		return "use --encoding utf-8, cp949 or utf-16"
	case "encoding-mark", "encoding-json":
		return "leave --encoding away"
	case "encoding-neither", "encoding-broken":
		return "name one with --encoding utf-8 or --encoding cp949; rows that do not fit it are then rejected and the others read"
	case "encoding-both":
		return "name the right one with --encoding utf-8 or --encoding cp949"
	case "delimiter-unknown", "delimiter-undecided":
		return "name it with --delimiter"
	case "header", "header-duplicate", "header-columns":
		return "the first row must name every column once; correct it, or name the right --encoding and --delimiter"
	case "header-keys":
		return "use the same keys in every line"
	case "changed":
		return "close it in other programs and try again"
	}
	return ""
}
