package vault

import (
	"context"
	"errors"
	"io"

	"casevault/audit"
	"casevault/vault/internal/store"
	"casevault/vault/record"
	"casevault/vault/table"
)

// ImportOptions say how to read a list of people.
type ImportOptions struct {
	Name      string             // base name of the file; only its extension is a hint
	Encoding  string             // "" to find out
	Delimiter rune               // 0 to find out
	Sheet     string             // of a workbook; "" for the first that is not hidden
	Map       map[string]*string // column header -> field; nil drops the column
	DryRun    bool
	Reason    string
	// Words says a reason by its code, such as record/date-order, table/columns or
	// import/empty-row; where it says "", and without it, reasons are English.
	Words func(code string, args ...any) string
}

func (o *ImportOptions) words(english, code string, args ...any) string {
	if o.Words != nil {
		if text := o.Words(code, args...); text != "" {
			return text
		}
	}
	return english
}

// ImportResult is what became of each row. What it says of a person is masked.
type ImportResult struct {
	Accepted   int
	Rejected   []RowNote
	Warnings   []RowNote
	Duplicates []Duplicate
	Clashes    []Clash       // of the duplicates, the first that the list contradicts
	Preview    []record.View // in a dry run: the first that would be stored, masked
	DryRun     bool
	Encoding   string // or "xlsx"
	Delimiter  rune
	Rows       int
}

// A RowNote is about one row; row 1 is the first with data, 0 the header.
type RowNote struct {
	Row           int
	Field, Reason string
}

// A Duplicate row was left out: it names a person who is there already.
type Duplicate struct {
	Row     int
	Of      string   // id, or "row N" in a dry run
	Differs []string // fields that the row says otherwise
}

// previewed is how many people a dry run shows.
const previewed = 3

// A leaf holds less than 64 KiB: 69 bytes for each section or page that its
// entry announces, and some 20 KB for a record's last sections, ids and reason.
const (
	batchSections = 512 // before the next entry is begun
	groupPages    = 64  // of the catalogue, which the last entry of a group announces
)

// Import stores each person of a list once. Rows go in batches, each with its
// log entry, and the batches in groups, each written as one; interrupted and
// run again, people who are there already are found as duplicates, so each ends
// up there once.
func (s *Session) Import(ctx context.Context, src io.ReadSeeker, o ImportOptions) (*ImportResult, error) {
	if err := s.permit(audit.RoleCaseworker, "import"); err != nil {
		return nil, err
	}
	if err := checkReason(o.Reason, nil); err != nil {
		return nil, err
	}
	f, err := table.Open(src, o.Table(s.schema))
	if err != nil {
		return nil, &Error{Failed, err}
	}
	im := &importer{s: s, o: o, file: f, result: &ImportResult{
		DryRun: o.DryRun, Encoding: f.Encoding(), Delimiter: f.Delimiter(), Rows: f.Rows(),
	}}
	if f.Format() == "xlsx" {
		im.result.Encoding = "xlsx"
	}
	for _, n := range f.Notices() {
		im.result.Warnings = append(im.result.Warnings, RowNote{Reason: o.words(n.String(), "table/"+n.Code, n.Args...)})
	}
	if im.columns, err = im.mapColumns(f.Header()); err != nil {
		return nil, err
	}
	if err := s.need(record.ID{}, im.fields(), append(s.compartmentsOf(im.fields()), "work")...); err != nil {
		return nil, err
	}
	if im.known, err = s.knownPeople(); err != nil {
		return nil, err
	}
	im.cat = s.catalogue()
	err = im.run(ctx)
	return im.result, err
}

type importer struct {
	s       *Session
	o       ImportOptions
	file    *table.File
	columns []string // field of each column, "" for one that is dropped
	result  *ImportResult
	known   *people

	cat     *catalogue
	batch   sealer
	ids     []string // of the records in the batch
	bytes   int64    // of their payloads
	group   group
	pending int  // records in the group
	wrote   bool // at least one entry was written
}

func (im *importer) run(ctx context.Context) error {
	for {
		row, err := im.file.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if ctx.Err() != nil {
			return fail(Interrupted, "the import was interrupted")
		}
		var bad *table.RowError
		switch {
		case errors.As(err, &bad):
			im.reject(bad.Row, im.fieldOf(bad.Column), im.o.words(bad.Reason(), "table/"+bad.Code, bad.Args...))
		case err != nil:
			return &Error{Failed, err}
		default:
			if err := im.row(row); err != nil {
				return err
			}
			im.s.cfg.progress(row.Number, im.result.Rows)
		}
	}
	if len(im.ids) == 0 && im.wrote {
		return nil
	}
	return im.flush()
}

func (im *importer) reject(row int, field, reason string) {
	im.result.Rejected = append(im.result.Rejected, RowNote{row, field, reason})
}

// fieldOf returns the field a header means; a header that means none could be
// a person's name in a list without one, so it is not repeated.
func (im *importer) fieldOf(column string) string {
	for i, h := range im.file.Header() {
		if h == column {
			return im.columns[i]
		}
	}
	return ""
}

// row reads one row into a record and adds it to the batch.
func (im *importer) row(row table.Row) error {
	st := &stored{id: im.known.newID(), rec: im.s.schema.New()}
	var warnings []record.Problem
	for i, raw := range row.Values {
		field := im.columns[i]
		if field == "" || raw == "" {
			continue
		}
		v, problems, err := im.s.schema.Parse(field, raw)
		if err == nil {
			err = st.rec.Set(field, v)
		}
		if err != nil {
			return im.refuse(row.Number, err)
		}
		warnings = append(warnings, problems...)
	}
	if len(st.rec.Names()) == 0 {
		im.reject(row.Number, "", im.o.words("no field has a value", "import/empty-row"))
		return nil
	}
	if err := st.rec.Validate(); err != nil {
		return im.refuse(row.Number, err)
	}
	for _, p := range warnings {
		n := im.rowNote(row.Number, p)
		im.result.Warnings = append(im.result.Warnings, n)
	}
	if only := st.rec.Names(); len(only) == 1 && len(im.fields()) > 2 {
		text := im.o.words("the row says nothing but this: is it a person, or a remark?", "import/alone")
		im.result.Warnings = append(im.result.Warnings, RowNote{row.Number, only[0], text})
	}
	st.rec.SetDefaults()
	return im.accept(row.Number, st)
}

func (im *importer) refuse(row int, err error) error {
	var p record.Problem
	if !errors.As(err, &p) {
		return err
	}
	im.result.Rejected = append(im.result.Rejected, im.rowNote(row, p))
	return nil
}

func (im *importer) rowNote(row int, p record.Problem) RowNote {
	field := p.Field
	p.Field = ""
	english := p.Error()
	if text := im.o.words("", "record/"+p.Code, p.Args...); text != "" {
		return RowNote{row, field, p.Said(text)}
	}
	return RowNote{row, field, english}
}

// accept leaves a duplicate out, or adds the record to the batch.
func (im *importer) accept(row int, st *stored) error {
	of, differs, err := im.known.same(st.rec)
	if err != nil {
		return err
	}
	if of != nil {
		im.result.Duplicates = append(im.result.Duplicates, Duplicate{row, of.String(), differs})
		if of.row == 0 {
			im.clash(row, of.id, st.rec, differs)
		}
		return nil
	}
	if im.o.DryRun {
		im.known.add(st.rec, person{st.id, row})
		if len(im.result.Preview) < previewed {
			im.result.Preview = append(im.result.Preview, st.rec.View(record.Meta{}, im.s.holds, nil))
		}
		im.result.Accepted++
		return nil
	}
	if err := im.put(row, st); err != nil {
		return err
	}
	switch {
	case im.group.size+im.bytes >= store.BulkSize, len(im.cat.pages) >= groupPages:
		return im.flush()
	case len(im.batch.places) >= batchSections:
		return im.endBatch()
	}
	return nil
}

// put adds a record to the batch.
func (im *importer) put(row int, st *stored) error {
	if err := im.cat.assign(st); err != nil {
		return err
	}
	names := st.rec.Names()
	changed := im.s.compartmentsOf(names)
	from := len(im.batch.sections)
	_, err := im.s.putRecord(&im.batch, st, changed, HistoryLine{Action: "import", Fields: names})
	var large *tooLarge
	if errors.As(err, &large) {
		im.reject(row, large.field, im.o.words(errTooLarge, "import/too-large"))
		return nil
	}
	if err != nil {
		return err
	}
	if err := im.cat.put(st, changed, true); err != nil {
		return err
	}
	im.known.add(st.rec, person{id: st.id})
	im.ids = append(im.ids, string(st.id[:]))
	for _, sec := range im.batch.sections[from:] {
		im.bytes += int64(len(sec.Payload))
	}
	im.pending++
	return nil
}

// endBatch seals the batch and adds it to the group, with its entry.
func (im *importer) endBatch() error { return im.add(len(im.batch.places)) }

// flush ends the batch with the pages of the catalogue that the group changed,
// and writes the group; without a batch, an entry alone, for the catalogue was
// read.
func (im *importer) flush() error {
	fresh := len(im.batch.places)
	im.cat.flush(&im.batch)
	if err := im.add(fresh); err != nil {
		return err
	}
	if err := im.group.commit(im.s); err != nil {
		return err
	}
	im.known.stored()
	im.result.Accepted += im.pending
	im.group, im.pending, im.wrote = group{}, 0, true
	return nil
}

// add seals the batch, of which the first so many sections are new.
func (im *importer) add(fresh int) error {
	put, err := im.batch.seal(im.s)
	if err != nil {
		return err
	}
	e := audit.Event{Action: "import", Records: im.ids, Fields: im.fields(), Reason: im.o.Reason, Count: len(im.ids)}
	if im.o.DryRun {
		e.Notes, e.Count = []string{"dry-run"}, im.result.Accepted
	}
	if err := im.group.add(im.s, e, writes{put: put, fresh: fresh}); err != nil {
		return err
	}
	im.batch, im.ids, im.bytes = sealer{}, nil, 0
	return nil
}
