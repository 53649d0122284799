package table

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// known stands for a schema.
func known(name string) bool {
	return slices.Contains([]string{"사건번호", "성명", "생년월일", "전화번호", "주소"}, name)
}

// TestAsTheyCome reads lists as people keep them: each row comes, or is
// rejected with a reason.
func TestAsTheyCome(t *testing.T) {
	row := func(n int, v ...string) Row { return Row{n, v} }
	tests := []struct {
		name, content string
		header        []string
		rows          []Row
		bad           []RowError
		notices       []Notice
	}{
		{"titles above", "2026년 명단,,\n(외부 유출 금지),,\n\n사건번호,성명,생년월일\n1,홍길동,1985-03-07\n",
			[]string{"사건번호", "성명", "생년월일"}, []Row{row(1, "1", "홍길동", "1985-03-07")}, nil, []Notice{{"header-row", []any{4}}}},
		{"header in two lines", "인적사항,,연락\n사건번호,성명,전화번호\n1,홍길동,010\n",
			[]string{"사건번호", "성명", "전화번호"}, []Row{row(1, "1", "홍길동", "010")}, nil, []Notice{{"header-row", []any{2}}}},
		{"one known name in a title", "성명,x\n성명,y\na,b\n", []string{"성명", "x"}, []Row{row(1, "성명", "y"), row(2, "a", "b")}, nil, nil},
		{"known names too far below", "a,b\n" + rowsOf(sample, "1,2\n") + "사건번호,성명\n", []string{"a", "b"},
			append(slices.Collect(countedRows(sample, "1", "2")), row(sample+1, "사건번호", "성명")), nil, nil},
		{"header on every page", "사건번호,성명\n1,홍길동\n사건번호, 성명\n2,임꺽정\n", []string{"사건번호", "성명"},
			[]Row{row(1, "1", "홍길동"), row(3, "2", "임꺽정")}, []RowError{{2, "", "header-again", nil}}, nil},
		{"totals", "사건번호,성명\n1,홍길동\n합 계,1\n총 1명,\n\"총 1,000건\",\nTotal:,1\n,계\n", []string{"사건번호", "성명"}, []Row{row(1, "1", "홍길동")},
			[]RowError{{2, "", "totals", nil}, {3, "", "totals", nil}, {4, "", "totals", nil}, {5, "", "totals", nil}, {6, "", "totals", nil}}, nil},
		{"names that begin like totals", "성명,사건번호\n총명,1\n계영희,2\n합계동,3\n", []string{"성명", "사건번호"},
			[]Row{row(1, "총명", "1"), row(2, "계영희", "2"), row(3, "합계동", "3")}, nil, nil},
		{"remarks below", "성명,사건번호,주소\n홍길동,1,서울\n※ 연락처는 담당자에게,,\n- 끝 -,,\n,,(이하 여백)\n+82 10,,\n", []string{"성명", "사건번호", "주소"},
			[]Row{row(1, "홍길동", "1", "서울"), row(5, "+82 10", "", "")},
			[]RowError{{2, "", "remark", nil}, {3, "", "remark", nil}, {4, "", "remark", nil}}, nil},
		{"errors of the spreadsheet", "성명,사건번호\n홍길동,#N/A\n#REF!,2\n임꺽정,######\n#1,#3 건물\n", []string{"성명", "사건번호"}, []Row{row(4, "#1", "#3 건물")},
			[]RowError{{1, "사건번호", "cell-error", nil}, {2, "성명", "cell-error", nil}, {3, "사건번호", "cell-error", nil}}, nil},
		{"nothing below no name", "제목,,x\n성명,사건번호,\n홍길동,1,\n임꺽정,2, \n", []string{"성명", "사건번호"},
			[]Row{row(1, "홍길동", "1"), row(2, "임꺽정", "2")}, nil, []Notice{{"header-row", []any{2}}}},
		{"remarks beside", "성명,,사건번호\n홍길동,,1\n임꺽정,연락 안 됨,2\n", []string{"성명", "(B)", "사건번호"},
			[]Row{row(1, "홍길동", "", "1"), row(2, "임꺽정", "연락 안 됨", "2")}, nil, nil},
		{"blank rows and spaces", "성명,사건번호\n\n ,\n 홍길동 , 1\n\t,\"\"\n", []string{"성명", "사건번호"}, []Row{row(3, " 홍길동 ", " 1")}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, tt.content, Options{Known: known})
			if diff := cmp.Diff(tt.notices, f.Notices()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(got{tt.header, tt.rows, tt.bad}, readAll(t, f)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func rowsOf(n int, row string) string {
	text := ""
	for range n {
		text += row
	}
	return text
}

func countedRows(n int, values ...string) func(func(Row) bool) {
	return func(yield func(Row) bool) {
		for i := range n {
			if !yield(Row{i + 1, values}) {
				return
			}
		}
	}
}
