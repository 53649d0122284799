package vault

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/korean"
)

func TestImportDuplicates(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	id := add(t, s, `{"case_id":"CR-0001","legal_name":"홍길동","birth_date":"1985-03-07","phone":"010-1234-5678","health_notes":"x"}`)
	list := "사건번호,성명,생년월일,전화번호,건강기록\n" +
		"cr-0001,홍길동,1985-03-07,010-1234-5678,\n" + // 1: the number in other letters, one field empty
		"CR-0001,홍길동,1985-03-07,010-9999-0000,y\n" + // 2: the same, two fields differ
		"CR-0002,홍 길동,1985.03.07,010-1234-5678,x\n" + // 3: another number, the same person in another spelling
		"CR-0003,홍길동,1990-01-01,,\n" + // 4: a namesake
		"CR-0003,김철수,1991-01-01,,\n" + // 5: the number of row 4
		",김영희,1970-05-05,,\n" + // 6
		",김영희,1970-05-05,010-5555-5555,\n" + // 7: row 6 again
		",박무명,,,\n" + // 8: neither number nor birth date
		",박무명,,,\n" + // 9: equal in every field
		",박무명,,010-7777-7777,\n" + // 10: not equal
		"ＣＲ 0001,홍길동,1985-03-07,,\n" + // 11: the number in another spelling
		"CR-0001,홍길순,1985-03-07,,\n" // 12: the number with another name
	r := imported(t, s, list, ImportOptions{})
	if r.Accepted != 4 || len(r.Rejected) > 0 {
		t.Fatalf("accepted %d, rejected %v", r.Accepted, r.Rejected)
	}
	got := ""
	for _, d := range r.Duplicates {
		got += fmt.Sprintf("%d:%s ", d.Row, strings.Join(d.Differs, ","))
	}
	if want := "1: 2:phone,health_notes 3:case_id 5:legal_name,birth_date 7:phone 9: 11: 12:legal_name "; got != want {
		t.Errorf("duplicates %q, want %q", got, want)
	}
	for _, d := range r.Duplicates[:3] {
		if d.Of != id.String() {
			t.Errorf("row %d is said to be %s", d.Row, d.Of)
		}
	}
	if f := shown(t, s, id.String()); f["phone"] != "010-1234-5678" || f["health_notes"] != "x" {
		t.Errorf("a duplicate changed the record: %v", f)
	}
	again := imported(t, s, list, ImportOptions{})
	if again.Accepted != 0 || len(again.Duplicates) != 12 {
		t.Errorf("again: accepted %d, duplicates %v", again.Accepted, again.Duplicates)
	}
	sound(t, s)
}

func TestImportDryRun(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	add(t, s, `{"case_id":"T-00001"}`)
	before := digest(t, s)
	list := rows(50) + "T-00002,x,1980-01-01,\n,y,1980-02-30,\n"
	r := imported(t, s, list, ImportOptions{DryRun: true})
	if !r.DryRun || r.Accepted != 49 || len(r.Duplicates) != 2 || len(r.Rejected) != 1 {
		t.Errorf("dry run: accepted %d, duplicates %v, rejected %v", r.Accepted, r.Duplicates, r.Rejected)
	}
	if r.Duplicates[1].Of != "row 3" {
		t.Errorf("the second duplicate is of %q", r.Duplicates[1].Of)
	}
	if digest(t, s) != before {
		t.Error("a dry run changed the vault")
	}
	entries, err := s.AuditLog(LogFilter{Action: "import"})
	if err != nil || len(entries) != 1 || len(entries[0].Notes) != 1 || entries[0].Notes[0] != "dry-run" {
		t.Errorf("its entry: %+v, %v", entries, err)
	}
	if real := imported(t, s, list, ImportOptions{}); real.Accepted != r.Accepted {
		t.Errorf("the dry run said %d, the import took %d", r.Accepted, real.Accepted)
	}
	sound(t, s)
}

func TestImportColumns(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	entries := s.edge.Size()
	try := func(list string, m map[string]*string) (*ImportResult, error) {
		return s.Import(context.Background(), strings.NewReader(list), ImportOptions{Map: m, DryRun: true})
	}
	field := func(s string) *string { return &s }
	_, err := try("성명,비고\n홍길동,x\n", nil)
	if text := wantKind(t, err, Failed); !strings.Contains(text, "비고") {
		t.Errorf("it does not name the column: %s", text)
	}
	_, err = try("홍길동,x\n이순신,y\n", nil)
	if text := wantKind(t, err, Failed); strings.Contains(text, "홍길동") {
		t.Errorf("a list without a header: its first person is named: %s", text)
	}
	_, err = try("성명,이름\n홍길동,x\n", nil)
	wantKind(t, err, Failed)
	_, err = try("성명,비고\n홍길동,x\n", map[string]*string{"비고": field("no_such")})
	wantKind(t, err, Usage)
	if s.edge.Size() != entries {
		t.Error("a refused list left an entry")
	}
	if r, err := try("성명,비고\n홍길동,x\n", map[string]*string{"비고": nil}); err != nil || r.Accepted != 1 {
		t.Errorf("a dropped column: %v", err)
	}
	with := "성명,주민등록번호\n홍길동,850307-1234567\n"
	r := imported(t, s, with, ImportOptions{})
	if r.Accepted != 1 || len(r.Warnings) != 1 || r.Warnings[0].Row != 0 || r.Warnings[0].Field != "resident_number" {
		t.Errorf("resident numbers: %+v", r)
	}
	list, err := s.List(Filter{}, "")
	if err != nil {
		t.Fatal(err)
	}
	if f := shown(t, s, slices.Collect(list.All())[0].ID().String()); f["resident_number"] != nil {
		t.Error("the resident number was taken")
	}
	r = imported(t, s, strings.Replace(with, "홍길동", "홍길서", 1), ImportOptions{Map: map[string]*string{"주민등록번호": field("resident_number")}})
	if r.Accepted != 1 || len(r.Warnings) != 0 {
		t.Errorf("resident numbers, named: %+v", r)
	}
	if rows, err := s.Find("850307-1234567", "resident_number", "looking for a person"); err != nil || rows.Len() != 1 {
		t.Errorf("found %d, %v", rows.Len(), err)
	}
}

// TestImportBadInput is the list of bad input: what is refused whole, which
// row is rejected for what, and what is taken with a warning.
func TestImportBadInput(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	head := "사건번호,성명,생년월일,건강기록\n"
	cp949 := func(s string) string {
		b, err := korean.EUCKR.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	big := strings.Repeat("x", 1<<20)
	for i, tt := range []struct {
		name, list string
		refused    string // the whole file, for this
		accepted   int
		rejected   string // ROW FIELD part of the reason
		warned     string // likewise
	}{
		{"empty file", "", "empty", 0, "", ""},
		{"only a mark", "\ufeff", "empty", 0, "", ""},
		{"header without rows", head, "", 0, "", ""},
		{"binary", "\x00\x01\x02\x03\xff\xfe\x00\x80" + strings.Repeat("\x00\xff", 50), "", -1, "", ""},
		{"zip", "PK\x03\x04" + strings.Repeat("\x00", 50), "", -1, "", ""},
		{"no such day", head + "#,가,1985-02-30,\n#,나,1985-02-28,\n", "", 1, "1 birth_date no such day", ""},
		{"two-digit year", head + "#,가,85-02-03,\n", "", 0, "1 birth_date two digits", ""},
		{"too few cells", head + "#,가\n#,나,1980-01-01,\n", "", 1, "1  expected 4 cells", ""},
		{"too many cells", head + "#,가,1980-01-01,x,y\n", "", 0, "1  expected 4 cells", ""},
		{"unclosed quote", head + "#,\"가,1980-01-01,\n#,나,1980-01-01,\n", "", 0, "1  never closed", ""},
		{"NUL", head + "#,가\x00나,1980-01-01,\n#,다,1980-01-01,\n", "", -2, "", ""},
		{"a field of 1 MB", head + "#,가,1980-01-01," + big + "\n#,나,1980-01-01,\n", "", 1, "1 health_notes longer", ""},
		{"mixed encodings", head + "#,가,1980-01-01,\n#," + cp949("나") + ",1980-01-01,\n", "neither", 0, "", ""},
		{"control characters", head + "#,가\x07나,1980-01-01,\n", "", 1, "", "1 legal_name "},
		{"bidi", head + "#,가\u202e나,1980-01-01,\n", "", 1, "", "1 legal_name "},
		{"zero width", head + "#,가\u200b나,1980-01-01,\n", "", 1, "", "1 legal_name "},
		{"decomposed Hangul", head + "#,\u1112\u1169\u11bc,1980-01-01,\n", "", 1, "", "1 legal_name "},
		{"lone jamo", head + "#,ㅎㄱㄷ,1980-01-01,\n", "", 1, "", "1 legal_name syllable"},
		{"full-width digits", head + "#,가,１９８０－０１－０１,\n", "", 1, "", "1 birth_date "},
		{"formula", head + "#,가,1980-01-01,=cmd|x\n", "", 1, "", "1 health_notes formula"},
		{"path in the number", head + "#/../../etc/passwd,가,1980-01-01,\n", "", 0, "1 case_id \"..\"", ""},
		{"look-alike letter", head + "#А,가,1980-01-01,\n", "", 0, "1 case_id look alike", ""},
		{"empty id", head + ",가,1980-01-01,\n", "", 1, "", ""},
		{"a row of empty cells", head + ",,,\n#,가,1980-01-01,\n", "", 1, "", ""},
		{"CP949", cp949(head + "#,홍길동,1980-01-01,\n"), "", 1, "", ""},
		{"semicolons and a mark", "\ufeff" + strings.ReplaceAll(head+"#,홍길서,1980-01-01,\n", ",", ";"), "", 1, "", ""},
		{"JSON lines", `{"case_id":"#","legal_name":"가","family_in_north":[{"relation":"모"}]}` + "\n" + `{"case_id":` + "\n", "", 1, "2 case_id not valid JSON", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// Numbers and names of its own, so that no case meets another's people.
			list := strings.ReplaceAll(tt.list, "#", fmt.Sprintf("B%d-1", i))
			if strings.Count(tt.list, "#") > 1 {
				at := strings.LastIndex(list, fmt.Sprintf("B%d-1", i))
				list = list[:at] + fmt.Sprintf("B%d-2", i) + list[at+len(fmt.Sprintf("B%d-1", i)):]
			}
			for k, c := range []string{"가", "나", "다"} {
				list = strings.ReplaceAll(list, ","+c, ","+string(rune('간'+28*(3*i+k)))+c)
			}
			before := digest(t, s)
			r, err := s.Import(context.Background(), strings.NewReader(list), ImportOptions{})
			if tt.accepted == -1 || tt.refused != "" {
				if text := wantKind(t, err, Failed); !strings.Contains(text, tt.refused) {
					t.Errorf("refused with %q", text)
				}
				if digest(t, s) != before {
					t.Error("a refused list left something")
				}
				return
			}
			if tt.accepted == -2 { // refused, or its row rejected, but never taken
				if err == nil && (r.Accepted > 1 || len(r.Rejected) == 0) {
					t.Errorf("taken: %+v", r)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Accepted != tt.accepted || len(r.Duplicates) > 0 {
				t.Errorf("accepted %d, want %d; rejected %v, duplicates %v", r.Accepted, tt.accepted, r.Rejected, r.Duplicates)
			}
			has(t, "rejected", r.Rejected, tt.rejected)
			has(t, "warned of", r.Warnings, tt.warned)
		})
	}
	sound(t, s)
}

// has checks for a note on a row: "ROW FIELD part of the reason"; "" is none.
func has(t *testing.T, what string, notes []RowNote, want string) {
	t.Helper()
	text := ""
	for _, n := range notes {
		text += fmt.Sprintf("%d %s %s\n", n.Row, n.Field, n.Reason)
	}
	if want == "" {
		for _, n := range notes {
			if n.Row > 0 {
				t.Errorf("%s: %s", what, text)
				return
			}
		}
		return
	}
	place, part := strings.SplitN(want, " ", 3), ""
	if len(place) == 3 {
		part = place[2]
	}
	for _, n := range notes {
		if fmt.Sprint(n.Row) == place[0] && n.Field == place[1] && strings.Contains(n.Reason, part) {
			return
		}
	}
	t.Errorf("%s %q, want %q", what, text, want)
}

// TestImportLargeRows: rows that JSON escapes make large go in batches that
// fit, and one too large for a record is rejected alone.
func TestImportLargeRows(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	var b strings.Builder
	b.WriteString("사건번호,건강기록,입국경로,주소\n")
	quotes := strings.Repeat(`""`, 60<<10) // CSV for 60 KiB of quotes, which JSON escapes
	for i := range 20 {
		fmt.Fprintf(&b, "L-%d,\"%s\",\"%s\",서울\n", i, quotes, quotes)
	}
	r := imported(t, s, b.String(), ImportOptions{})
	if r.Accepted != 20 || len(r.Rejected) > 0 {
		t.Fatalf("accepted %d, rejected %v", r.Accepted, r.Rejected)
	}
	if f := shown(t, s, "@L-7"); f["health_notes"] != strings.Repeat(`"`, 60<<10) {
		t.Error("a field came back otherwise")
	}
	note := `{""date"":""2026-01-01"",""text"":""` + strings.Repeat(`\""`, 15000) + `""}`
	row := "사건번호,상담기록,건강기록,입국경로\nX-1,\"[" + strings.TrimSuffix(strings.Repeat(note+",", 16), ",") + "]\",\"" + quotes + "\",\"" + quotes + "\"\nX-2,,,\n"
	r = imported(t, s, row, ImportOptions{})
	if r.Accepted != 1 || len(r.Rejected) != 1 || r.Rejected[0].Row != 1 || r.Rejected[0].Field != journal {
		t.Errorf("too large a record: %+v", r)
	}
	sound(t, s)
}
