package table

import (
	"archive/zip"
	"io"
	"path"
	"slices"
	"strings"
)

// A workbook is a ZIP archive of XML parts (ECMA-376). These are the most that
// is read of one; whatever says more is refused before memory is taken for it.
const (
	maxDirectory = 1 << 20   // bytes of the archive's directory: some ten thousand parts
	maxSmallPart = 16 << 20  // bytes of a part that is neither of the next two
	maxStrings   = 256 << 20 // bytes of the shared strings' part
	maxSheet     = 512 << 20 // bytes of a sheet's part
	maxSheetText = 1 << 30   // bytes that a sheet says: 20 bytes of XML can say 32 KB
	maxRatio     = 200       // of a part's size to its size in the archive, above maxSmallPart
	maxSheetRow  = 1 << 20   // rows and columns as Excel numbers them
	maxSheetCol  = 1 << 14
	maxMerged    = 1 << 16 // merged ranges over several rows
)

// A book is a workbook, and the sheet of it that is to be read.
type book struct {
	zip     *zip.Reader
	sheet   string // the part
	others  int    // sheets that are not read
	remarks bool   // are pinned to cells of the sheet
	since   int    // what is added to the number of a day: 0, or 1462 where they count from 1904
	shared  texts
	formats []numberFormat // by the style of a cell
}

// openBook opens a sheet of a workbook.
func (f *File) openBook(r io.ReadSeeker, o Options, asked string) error {
	if asked != "" || o.Delimiter != 0 {
		return &FileError{Code: "xlsx-options"}
	}
	b, err := openBook(r, o.Sheet)
	if err != nil {
		return err
	}
	s := &sheet{book: b}
	f.delim = ','
	if err := f.openRows(&stream{start: s.start}, 0, &survey{}, "utf-8", o.Known); err != nil {
		return err
	}
	f.delim = 0
	notice := func(code string, args ...any) {
		if slices.ContainsFunc(args, func(n any) bool { return n != 0 }) {
			f.notices = append(f.notices, Notice{code, args})
		}
	}
	notice("xlsx-sheets", b.others)
	notice("xlsx-hidden", s.hidden, s.hiddenColumns())
	notice("xlsx-formulas", s.cached)
	if b.remarks {
		f.notices = append(f.notices, Notice{Code: "xlsx-remarks"})
	}
	return nil
}

// openBook reads all of a workbook but its sheets. It takes the sheet of that
// name, or the first that is not hidden. Macros, links to other workbooks and
// all other parts are not looked at.
func openBook(r io.ReadSeeker, name string) (*book, error) {
	z, err := openArchive(r)
	if err != nil {
		return nil, err
	}
	b := &book{zip: z}
	if b.find(relationsOf("")) == nil {
		return nil, &FileError{Code: "zip"}
	}
	parts, err := b.relations("")
	if err != nil {
		return nil, err
	}
	main := parts.ofType("/officeDocument")
	if !strings.HasSuffix(main, ".xml") || b.find(main) == nil {
		return nil, &FileError{Code: "zip"} // a text document, an .xlsb, an .ods
	}
	if parts, err = b.relations(main); err != nil {
		return nil, err
	}
	if err := b.chooseSheet(main, parts, name); err != nil {
		return nil, err
	}
	if err := b.lookForRemarks(); err != nil {
		return nil, err
	}
	if part := parts.ofType("/sharedStrings"); part != "" {
		if err := b.readShared(part); err != nil {
			return nil, err
		}
	}
	if part := parts.ofType("/styles"); part != "" {
		return b, b.readStyles(part)
	}
	return b, nil
}

// lookForRemarks sees whether the sheet has comments, which lie in a part of their own.
func (b *book) lookForRemarks() error {
	if b.find(relationsOf(b.sheet)) == nil {
		return nil
	}
	parts, err := b.relations(b.sheet)
	b.remarks = parts.ofType("/comments") != ""
	return err
}

// relationsOf is the part that holds what another names.
func relationsOf(part string) string {
	dir, file := path.Split(part)
	return dir + "_rels/" + file + ".rels"
}

// relations are what a part names: by id, type and part.
type relations []struct{ id, kind, part string }

// relations reads what a part, "" for the whole archive, names. What lies
// outside the archive is left out.
func (b *book) relations(of string) (relations, error) {
	dir, _ := path.Split(of)
	var all relations
	err := b.read(relationsOf(of), maxSmallPart, func(e element) error {
		if e.name != "Relationship" || e.attr("TargetMode") == "External" {
			return nil
		}
		target := e.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		all = append(all, struct{ id, kind, part string }{e.attr("Id"), e.attr("Type"), strings.TrimPrefix(path.Clean("/"+target), "/")})
		return nil
	})
	return all, err
}

// ofType returns the first part of a type, which is known by its end: the two
// editions of the standard differ in what stands before.
func (r relations) ofType(kind string) string {
	for _, x := range r {
		if strings.HasSuffix(x.kind, kind) {
			return x.part
		}
	}
	return ""
}

func (b *book) chooseSheet(main string, parts relations, name string) error {
	var names []string
	hidden := false
	err := b.read(main, maxSmallPart, func(e element) error {
		if e.name == "workbookPr" && e.isTrue("date1904") {
			b.since = 1462
		}
		if e.name != "sheet" {
			return nil
		}
		for _, x := range parts {
			if x.id != e.attr("id") || !strings.HasSuffix(x.kind, "/worksheet") {
				continue
			}
			names = append(names, e.attr("name"))
			visible := e.attr("state") == "" || e.attr("state") == "visible"
			if name == e.attr("name") || name == "" && (b.sheet == "" || hidden && visible) {
				b.sheet, hidden = x.part, !visible
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case b.sheet == "" && name != "":
		return &FileError{Code: "sheet-unknown", Args: []any{strings.Join(names, ", ")}}
	case b.sheet == "" || b.find(b.sheet) == nil:
		return &FileError{Code: "xlsx-broken"}
	}
	b.others = len(names) - 1
	if name != "" {
		b.others = 0 // somebody chose
	}
	return nil
}
