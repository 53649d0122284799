package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"
)

// list writes people in one format.
type list interface {
	add(*person) error
	end() error
}

func newList(w io.Writer, format string) (list, error) {
	switch format {
	case "jsonl":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return jsonList{enc}, nil
	case "csv":
		return newCSVList(w, false)
	case "cp949":
		return newCSVList(transform.NewWriter(w, korean.EUCKR.NewEncoder()), true)
	}
	return nil, fmt.Errorf("format %q is none of csv, cp949, jsonl", format)
}

type jsonList struct{ enc *json.Encoder }

func (l jsonList) add(p *person) error { return l.enc.Encode(p) }
func (l jsonList) end() error          { return nil }

// csvList holds lists of kin, services and notes as JSON in one cell.
type csvList struct {
	under io.Writer
	w     *csv.Writer
	row   []string // reused
}

// newCSVList starts with the header; the Korean one comes with Excel's line ends.
func newCSVList(w io.Writer, excel bool) (*csvList, error) {
	l := &csvList{under: w, w: csv.NewWriter(w)}
	header := []string{"case_id", "legal_name", "romanized_name", "alias", "birth_date", "sex", "origin_province", "origin_city", "arrival_date", "address", "phone", "email", "family_in_north", "health_notes", "legal_status", "services", "case_notes"}
	if excel {
		l.w.UseCRLF = true
		header = []string{"사건번호", "성명", "영문명", "가명", "생년월일", "성별", "출신도", "출신시군", "입국일", "주소", "전화번호", "전자우편", "재북가족", "건강기록", "법적지위", "지원내역", "상담기록"}
	}
	return l, l.w.Write(header)
}

func (l *csvList) add(p *person) error {
	l.row = append(l.row[:0], p.CaseID, p.Name, p.Romanized, p.Alias, p.Birth, p.Sex, p.Province, p.City,
		p.Arrival, p.Address, p.Phone, p.Email)
	kin, err := jsonCell(p.Kin)
	if err != nil {
		return err
	}
	services, err := jsonCell(p.Services)
	if err != nil {
		return err
	}
	notes, err := jsonCell(p.Notes)
	if err != nil {
		return err
	}
	l.row = append(l.row, kin, p.Health, p.Status, services, notes)
	return l.w.Write(l.row)
}

func (l *csvList) end() error {
	l.w.Flush()
	if err := l.w.Error(); err != nil {
		return err
	}
	if c, ok := l.under.(io.Closer); ok { // the encoder keeps a cut character back
		return c.Close()
	}
	return nil
}

func jsonCell(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), err
}
