package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// sniffed is what the first bytes of a file tell.
type sniffed struct {
	mark   int64  // length of the UTF-8 mark, bytes
	format string // "csv", "jsonl", "xlsx"; "utf-16" for text that must be decoded first
}

// sniff tells tables from everything else that people save beside them. ext
// is the extension, lower case with its dot.
func sniff(r io.ReadSeeker, ext string) (sniffed, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return sniffed{}, fmt.Errorf("go to the start of the table: %w", err)
	}
	head := make([]byte, 4096)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return sniffed{}, readError(err)
	}
	head = head[:n]
	switch code := foreign(head); code {
	case "":
	case "xlsx", "utf-16":
		return sniffed{format: code}, nil
	case "ole":
		return sniffed{}, &FileError{Code: compound(r, head)}
	default:
		return sniffed{}, &FileError{Code: code}
	}
	text, marked := bytes.CutPrefix(head, []byte("\xef\xbb\xbf"))
	s := sniffed{format: "csv"}
	if marked {
		s.mark = 3
	}
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 && n < 4096 {
		return sniffed{}, &FileError{Code: "empty"}
	}
	isJSON := slices.Contains([]string{".json", ".jsonl", ".ndjson"}, ext)
	first, _, _ := bytes.Cut(text, []byte("\n"))
	switch rest := bytes.TrimLeft(text[min(1, len(text)):], " \t\r\n"); {
	case startsWith(text, "{") && len(bytes.TrimSpace(first)) == 1:
		return sniffed{}, &FileError{Code: "json-document"}
	case startsWith(text, "[") && (isJSON || startsWith(rest, "{", "]")):
		return sniffed{}, &FileError{Code: "json-array"}
	case isJSON, startsWith(text, "{") && startsWith(rest, `"`, "}"):
		s.format = "jsonl"
	}
	return s, nil
}

// foreign names the kind of a file that is no text this package reads, or "".
func foreign(head []byte) string {
	switch {
	case startsWith(head, "\xff\xfe", "\xfe\xff"):
		return "utf-16"
	case startsWith(head, "PK\x03\x04", "PK\x05\x06"):
		return "xlsx" // or another archive, which is seen when it is opened
	case startsWith(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return "ole"
	case startsWith(bytes.ToLower(bytes.TrimLeft(head, " \t\r\n\ufeff")), "<html", "<!doctype", "<?xml", "<table"):
		return "markup"
	case startsWith(head, "%PDF-", "\x1f\x8b", "\x89PNG", "\xff\xd8\xff", "\x7fELF", "MZ\x90"):
		return "binary"
	case isUTF16(head):
		return "utf-16-unmarked"
	case isBinary(head):
		return "binary"
	}
	return ""
}

func startsWith(b []byte, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return bytes.HasPrefix(b, []byte(p)) })
}

// isUTF16 sees unmarked UTF-16 by its NULs: every ASCII character (delimiter,
// digit, line end) has one, and all lie on the same side. A stray NUL or two
// in a CSV does not look so, and costs its row only.
func isUTF16(head []byte) bool {
	var nul [2]int
	for i, c := range head {
		if c == 0 {
			nul[i%2]++
		}
	}
	few, many := min(nul[0], nul[1]), max(nul[0], nul[1])
	return few == 0 && many >= 4 && many*16 >= len(head) && !bytes.Contains(head, []byte{0, 0})
}

// isBinary reports whether more than one byte in ten is a control character
// that no text has.
func isBinary(head []byte) bool {
	controls := 0
	for _, c := range head {
		if c < 0x20 && !bytes.ContainsRune([]byte("\t\n\r\f\v\x1b\x1a"), rune(c)) {
			controls++
		}
	}
	return controls*10 > len(head)
}
