package table

import (
	"bytes"
	"encoding/binary"
	"io"
)

// compound names what lies in an OLE compound file, by the names in its
// directory: a workbook behind a password, one of Excel before 2007, a document
// of Hangul. Nothing else of it is read.
func compound(r io.ReadSeeker, head []byte) string {
	if len(head) < 52 {
		return "ole"
	}
	sector, first := binary.LittleEndian.Uint16(head[30:]), binary.LittleEndian.Uint32(head[48:])
	if sector != 9 && sector != 12 {
		return "ole"
	}
	names := make([]byte, 4096)
	n, _ := seekerAt{r}.ReadAt(names, (int64(first)+1)<<sector) // what cannot be read has no name
	for _, known := range []struct{ name, code string }{
		{"EncryptedPackage", "ole-encrypted"}, {"Workbook", "ole-xls"}, {"Book", "ole-xls"}, {"HwpSummaryInformation", "ole-hwp"},
	} {
		var wide []byte
		for _, c := range []byte(known.name) {
			wide = append(wide, c, 0)
		}
		if bytes.Contains(names[:n], wide) {
			return known.code
		}
	}
	return "ole"
}
