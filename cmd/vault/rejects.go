package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strconv"

	"casevault/vault"
	"casevault/vault/record"
	"casevault/vault/release"
)

// rejects is the file of --errors: row, field and reason of each rejected row
// as CSV, for whoever corrects the list. It holds no value of the list.
type rejects struct{ f *os.File }

// newRejects makes the file before the import begins, so that a path that
// cannot be written costs nothing. It never replaces a file: the likeliest one
// to be named by mistake is the list itself.
func newRejects(path string) (*rejects, error) {
	if path == "" {
		return &rejects{}, nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make the file of rejected rows: %w", err)
	}
	return &rejects{f}, nil
}

// write keeps the cells from being taken for formulas: the name of a column comes
// from the list, and whoever sent that may have meant harm.
func (r *rejects) write(rows []vault.RowNote) error {
	if r.f == nil {
		return nil
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"row", "field", "reason"}) // to memory, which does not fail
	for _, n := range rows {
		_ = w.Write([]string{strconv.Itoa(n.Row), release.Inert(record.Printable(n.Field, false)), release.Inert(record.Printable(n.Reason, false))})
	}
	w.Flush()
	out := b.Bytes()
	if bytes.ContainsFunc(out, func(r rune) bool { return r > '~' }) {
		out = append([]byte("\ufeff"), out...) // Excel takes Korean for CP949 otherwise
	}
	if _, err := r.f.Write(out); err != nil {
		return fmt.Errorf("write the file of rejected rows: %w", err)
	}
	return nil
}

func (r *rejects) close() error {
	if r.f == nil {
		return nil
	}
	if err := r.f.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("write the file of rejected rows: %w", err)
	}
	return nil
}
