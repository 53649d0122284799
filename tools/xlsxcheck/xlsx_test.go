// Package xlsxcheck compares how lists are read from workbooks with what excelize
// reads. It is no part of the program, which links neither.
package xlsxcheck

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"casevault/vault/table"
)

const columns, rows = 9, 60

// TestAgainstExcelize writes sheets of random cells and reads them both ways.
func TestAgainstExcelize(t *testing.T) {
	for seed := range uint64(30) {
		f := written(t, rand.New(rand.NewPCG(seed, 7)))
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		want, err := f.GetRows("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		compare(t, b.Bytes(), want)
	}
}

// TestAgainstTheStream does so with what excelize writes as a stream: strings
// within the cells, no references.
func TestAgainstTheStream(t *testing.T) {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range rows {
		cells := make([]any, columns)
		for i := range cells {
			cells[i] = fmt.Sprintf("이름 %d <&\"> %d", i, r.IntN(1000))
			if n > 0 && i%3 == 1 {
				cells[i] = r.IntN(1e9)
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	want, err := again.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, b.Bytes(), want)
}

// TestBehindAPassword reads what Excel writes for a workbook with a password.
func TestBehindAPassword(t *testing.T) {
	var b bytes.Buffer
	if err := excelize.NewFile().Write(&b, excelize.Options{Password: "correct horse"}); err != nil {
		t.Fatal(err)
	}
	_, err := table.Open(bytes.NewReader(b.Bytes()), table.Options{})
	var bad *table.FileError
	if !errors.As(err, &bad) || bad.Code != "ole-encrypted" {
		t.Errorf("Open gives %v", err)
	}
}

// written is a workbook with a header and random cells of every kind that both
// show alike.
func written(t *testing.T, r *rand.Rand) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(code string) int {
		n, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(err)
		return n
	}
	styles := []int{style("yyyy-mm-dd"), style("00000000"), style(`000\-0000`), style(`yyyy\-mm\-dd hh:mm:ss`)}
	for col := range columns {
		must(f.SetCellStr("Sheet1", cell(t, col, 1), fmt.Sprintf("열 %d", col)))
	}
	for row := 2; row <= rows; row++ {
		if r.IntN(6) == 0 {
			continue // a row that the file leaves out
		}
		must(f.SetCellStr("Sheet1", cell(t, 0, row), fmt.Sprintf("사건 %d", row)))
		for col := 1; col < columns; col++ {
			at := cell(t, col, row)
			switch r.IntN(10) {
			case 0:
				must(f.SetCellInt("Sheet1", at, r.Int64N(1e15)))
			case 1:
				must(f.SetCellFloat("Sheet1", at, float64(r.IntN(1e6))/100, -1, 64))
			case 2, 3:
				must(f.SetCellInt("Sheet1", at, int64(61+r.IntN(60000))))
				must(f.SetCellStyle("Sheet1", at, at, styles[0]))
			case 4:
				must(f.SetCellInt("Sheet1", at, r.Int64N(1e8)))
				must(f.SetCellStyle("Sheet1", at, at, styles[1]))
			case 5:
				must(f.SetCellInt("Sheet1", at, r.Int64N(1e7)))
				must(f.SetCellStyle("Sheet1", at, at, styles[2]))
			case 6:
				must(f.SetCellBool("Sheet1", at, r.IntN(2) == 0))
			case 7:
				must(f.SetCellRichText("Sheet1", at, []excelize.RichTextRun{{Text: "홍", Font: &excelize.Font{Bold: true}}, {Text: " 길동\n\"다음 줄\" "}}))
			case 8:
				must(f.SetCellFloat("Sheet1", at, float64(61+r.IntN(60000))+float64(1+r.IntN(86398))/86400, -1, 64))
				must(f.SetCellStyle("Sheet1", at, at, styles[3]))
			}
		}
	}
	return f
}

func cell(t *testing.T, col, row int) string {
	t.Helper()
	name, err := excelize.CoordinatesToCellName(col+1, row)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// compare holds the rows of a workbook against those that excelize reads.
func compare(t *testing.T, book []byte, want [][]string) {
	t.Helper()
	f, err := table.Open(bytes.NewReader(book), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.Header(), "|"); got != strings.Join(want[0], "|") {
		t.Errorf("the header is %q, want %q", got, want[0])
	}
	n := 1
	for {
		row, err := f.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for n < len(want) && len(want[n]) == 0 {
			n++
		}
		if n == len(want) || row.Number != n {
			t.Fatalf("row %d comes where excelize has %d", row.Number, n)
		}
		for i, v := range row.Values {
			other := ""
			if i < len(want[n]) {
				other = want[n][i]
			}
			if v != other {
				t.Errorf("row %d, column %d: %q, excelize has %q", n, i, v, other)
			}
		}
		n++
	}
	if n != len(want) {
		t.Errorf("%d rows, excelize has %d", n-1, len(want)-1)
	}
}
