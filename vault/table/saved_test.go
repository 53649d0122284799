package table

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSavedByOthers reads workbooks that other programs saved: what such files
// are made of is theirs to choose.
func TestSavedByOthers(t *testing.T) {
	header := []string{"사례번호", "성명", "생년월일", "연락처"}
	for name, want := range map[string]got{
		"libreoffice-7.4.xlsx": {[]string{"사례번호", "성명", "생년월일", "연락처", "비고"}, []Row{
			{1, []string{"1001", "홍길동", "1985-03-04", "01012345678", "첫 줄\n둘째 줄"}},
			{2, []string{"1002", "김영희", "1990.5.6", "010-1111-2222", ""}}}, nil},
		"exceljs-4.4.xlsx": {header, []Row{
			{1, []string{"B-1", "홍길동", "1985-03-04", "010-1234-5678"}},
			{2, []string{"B-2", "김영희", "32874", "1011112222"}},
			{3, []string{"B-3", "박철수", "1990년 1월 2일", "010-3333-4444"}}}, nil},
		"sheetjs-0.18.xlsx": {header, []Row{
			{1, []string{"B-1", "홍길동", "1985-03-04", "010-1234-5678"}},
			{2, []string{"B-2", "김영희", "32874", "1011112222"}},
			{3, []string{"B-3", "박철수", "1990년 1월 2일", "01033334444"}}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := os.Open("testdata/" + name)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			f, err := Open(file, Options{Known: known})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, readAll(t, f)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
