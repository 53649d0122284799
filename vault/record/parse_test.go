package record

import (
	"errors"
	"strings"
	"testing"
)

func codes(list []Problem, err error) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Code)
		if strings.Contains(p.Error(), "%!") {
			return "a message whose arguments do not fit: " + p.Error()
		}
	}
	if err != nil {
		var p Problem
		if !errors.As(err, &p) {
			return "not a Problem: " + err.Error()
		}
		out = append(out, "!"+p.Code)
		if strings.Contains(p.Error(), "%!") {
			return "a message whose arguments do not fit: " + p.Error()
		}
	}
	return strings.Join(out, " ")
}

func TestParseText(t *testing.T) {
	s := defaultSchema(t)
	for _, c := range []struct{ field, raw, want, codes string }{
		{"legal_name", "홍길동", "홍길동", ""},
		{"legal_name", "", "", ""},
		{"legal_name", " \u00a0 ", "", ""},
		{"legal_name", "\u200b", "", "normalised-control"},
		{"health_notes", strings.Repeat("\u200b", 1<<20), "", "!too-long"},
		{"legal_name", "\u1112\u1169\u11bc길동", "홍길동", "normalised-nfc"},
		{"legal_name", "홍\u00a0길동 ", "홍 길동", "normalised-space"},
		{"legal_name", " 홍길동", "홍길동", "normalised-space"},
		{"legal_name", "홍\u200b길\u202e동\x1b", "홍길동", "normalised-control"},
		{"legal_name", "\u1112\u200b\u1169", "호", "normalised-nfc normalised-control"},
		{"legal_name", "홍\t길\n동", "홍 길 동", "normalised-space normalised-newline"},
		{"legal_name", "ㅎ길동", "ㅎ길동", "lone-jamo"},
		{"legal_name", "홍\x00길동", "", "!nul"},
		{"legal_name", "홍\xff", "", "!not-utf8"},
		{"legal_name", "홍\ufffd동", "홍\ufffd동", "damaged-text"},
		{"legal_name", strings.Repeat("홍", 67), "", "!too-long"},
		{"legal_name", "=cmd|x", "=cmd|x", "formula"},
		{"legal_name", "850307-1234567", "850307-1234567", "resident-in-text"},
		{"romanized_name", "Ｈｏｎｇ　Gildong", "Hong Gildong", "normalised-width normalised-space"},
		{"health_notes", "- a\r\n\tb\u2028c\n", "- a\n b\nc", "normalised-space normalised-newline"},
		{"health_notes", "-1+1", "-1+1", "formula"},
		{"nothing", "x", "", "!unknown-field"},
		{"홍길동", "x", "", "!unknown-field"},

		{"case_id", "CR-0000018", "CR-0000018", ""},
		{"case_id", "２０２６－１２", "2026-12", "normalised-width"},
		{"case_id", "2024/123 (가)", "2024/123 (가)", ""},
		{"case_id", "../../etc", "", "!code-shape"},
		{"case_id", "a/../b", "", "!code-shape"},
		{"case_id", `a\b`, "", "!code-shape"},
		{"case_id", "СR-18", "", "!code-script"}, // Cyrillic С
		{"case_id", "CR-٣", "", "!code-script"},

		{"phone", "010-1234-5678", "010-1234-5678", ""},
		{"phone", "010.1234 5678", "010-1234-5678", "normalised-phone"},
		{"phone", "０１０―１２３４―５６７８", "010-1234-5678", "normalised-width normalised-dash"},
		{"phone", "+82 10 1234 5678", "+82-10-1234-5678", "normalised-phone"},
		{"phone", "(02) 123-4567", "(02) 123-4567", ""},
		{"phone", "1588-1234", "1588-1234", ""},
		{"phone", "1012345678", "01012345678", "normalised-phone-zero"},
		{"phone", "10-1234 5678", "010-1234-5678", "normalised-phone normalised-phone-zero"},
		{"phone", "212345678", "212345678", "phone-shape"},
		{"phone", "+1012345678", "+1012345678", ""},
		{"phone", "언니 010-1234-5678", "언니 010-1234-5678", "phone-shape"},
		{"email", "a@example.com", "a@example.com", ""},
		{"email", "a＠example.com", "a@example.com", "normalised-width"},
		{"email", "a@example", "a@example", "email-shape"},

		{"resident_number", "850307-1234567", "850307-1234567", ""},
		{"resident_number", "8503071234567", "850307-1234567", "normalised-resident"},
		{"resident_number", "８５０３０７ １２３４５６７", "850307-1234567", "normalised-width normalised-resident"},
		{"resident_number", "850332-1234567", "", "!resident-shape"},
		{"resident_number", "850307-9234567", "", "!resident-shape"},
		{"resident_number", "850307-1******", "", "!resident-shape"},
		{"resident_number", "000229-3234567", "000229-3234567", ""},
		{"resident_number", "000229-1234567", "", "!resident-shape"}, // 1900 was no leap year

		{"sex", "F", "F", ""},
		{"sex", "여", "F", ""},
		{"sex", " 남자 ", "M", "normalised-space"},
		{"sex", "Ｍａｌｅ", "M", ""},
		{"sex", "2", "", "!choice-unknown"},
		{"status", "종결", "closed", ""},
	} {
		v, list, err := s.Parse(c.field, c.raw)
		if err == nil && v.Text() != c.want || codes(list, err) != c.codes {
			t.Errorf("%s %q: %q [%s], want %q [%s]", c.field, c.raw, v.Text(), codes(list, err), c.want, c.codes)
		}
	}
}

func TestParseDate(t *testing.T) {
	s := defaultSchema(t)
	for _, c := range []struct{ raw, want, codes string }{
		{"1985-03-07", "1985-03-07", ""},
		{"1985-3-7", "1985-03-07", "normalised-date"},
		{"1985. 3. 7.", "1985-03-07", "normalised-date"},
		{"1985.03.07", "1985-03-07", "normalised-date"},
		{"1985/3/7", "1985-03-07", "normalised-date"},
		{"19850307", "1985-03-07", "normalised-date"},
		{"1985년 3월 7일", "1985-03-07", "normalised-date"},
		{"1985년3월7일", "1985-03-07", "normalised-date"},
		{"１９８５－０３－０７", "1985-03-07", "normalised-width"},
		{"1985‑03‑07", "1985-03-07", "normalised-dash"},
		{"1985-03-07 00:00:00", "1985-03-07", "normalised-date"},
		{"1985-03-07T00:00:00Z", "1985-03-07", "normalised-date"},
		{"31113", "1985-03-07", "normalised-excel-date"},
		{"2024-02-29", "2024-02-29", ""},
		{"1985-03-07 09:30", "", "!date-unreadable"},
		{"1985-02-29", "", "!date-no-such-day"},
		{"1985-00-00", "", "!date-no-such-day"},
		{"1985-13-01", "", "!date-no-such-day"},
		{"1985-02-30", "", "!date-no-such-day"},
		{"85-03-07", "", "!date-two-digit-year"},
		{"85.3.7", "", "!date-two-digit-year"},
		{"'85. 3. 7.", "", "!date-two-digit-year"},
		{"850307", "", "!date-two-digit-year"},
		{"3/7/1985", "", "!date-order"},
		{"03-07-1985", "", "!date-order"},
		{"1985", "", "!date-incomplete"},
		{"1985년", "", "!date-incomplete"},
		{"1985-03", "", "!date-incomplete"},
		{"31113.5", "", "!date-incomplete"},
		{"31113-", "", "!date-incomplete"},
		{"1879-12-31", "", "!date-year-range"},
		{"2201-01-01", "", "!date-year-range"},
		{"1985-03.07", "", "!date-unreadable"},
		{"1985-003-07", "", "!date-unreadable"},
		{"1985-03-07-", "", "!date-unreadable"},
		{"1985-03-07x", "", "!date-unreadable"},
		{"19850307 19850308", "", "!date-unreadable"},
		{"12345678901234567890", "", "!date-unreadable"},
		{"봄", "", "!date-unreadable"},
	} {
		v, list, err := s.Parse("birth_date", c.raw)
		if err == nil && v.Text() != c.want || codes(list, err) != c.codes {
			t.Errorf("%q: %q [%s], want %q [%s]", c.raw, v.Text(), codes(list, err), c.want, c.codes)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for raw, want := range map[string]string{
		"0": "0", "007": "7", "1,234,567": "1234567", "-0.50": "-0.50", "+3": "3", "-0": "0", "00.0": "0.0",
	} {
		if got, err := parseNumber(raw, &notes{}); err != nil || got != want {
			t.Errorf("%q: %q, %v", raw, got, err)
		}
	}
	for _, raw := range []string{"1,23", ",123", "1e9", "--1", "1.", ".5", "1.2.3", "NaN", "0x10", "-", "1234,567"} {
		if got, err := parseNumber(raw, &notes{}); err == nil {
			t.Errorf("%q: accepted as %q", raw, got)
		}
	}
}

func TestParseList(t *testing.T) {
	s := defaultSchema(t)
	for _, c := range []struct{ field, raw, want, codes string }{
		{"tags", "a; b ;;c", `["a","b","c"]`, ""},
		{"tags", "긴급；의료", `["긴급","의료"]`, ""},
		{"tags", `["a","b",""]`, `["a","b"]`, ""},
		{"tags", `[1]`, `["1"]`, ""},
		{"tags", `[{"a":"b"}]`, "", "!list-item"},
		{"tags", `[["a"]]`, "", "!json-shape"},
		{"tags", `["a"`, "", "!json-shape"},
		{"tags", `["a\u0000"]`, "", "!nul"},
		{"tags", `["\ud800"]`, "", "!json-shape"},
		{"tags", "[]", "", ""},
		{"tags", " ", "", ""},
		{"tags", strings.Repeat("가나다라;", 400), "", "!too-long"},
		{"services", `[{"end":"2020.1.2","start":"20200101","type":"의료"}]`, `[{"type":"의료","start":"2020-01-01","end":"2020-01-02"}]`, "normalised-date normalised-date"},
		{"services", `[{"type":"x","start":"2020-02-30"}]`, "", "!date-no-such-day"},
		{"services", `[{"cost":"1"}]`, "", "!list-key"},
		{"services", `[{"_sig":"x"}]`, "", "!list-key"},
		{"services", `[{"":"x"}]`, "", "!json-shape"},
		{"services", `["x"]`, "", "!list-item"},
		{"services", `[{"type":"x","type":"y"}]`, "", "!key-twice"},
		{"services", `[{"type":true}]`, "", "!json-shape"},
		{"services", `[{"type":null},{}]`, "", ""},
		{"services", `병원 동행`, "", "!list-not-json"},
		{"case_notes", `[{"text":"` + strings.Repeat("가", 16384/3+1) + `"}]`, "", "!too-long"},
	} {
		v, list, err := s.Parse(c.field, c.raw)
		got := ""
		if !v.Empty() {
			f, _ := s.Field(c.field)
			got = string(appendValue(nil, v, f.Columns))
		}
		if got != c.want || codes(list, err) != c.codes {
			t.Errorf("%s %.40q: %s [%s], want %s [%s]", c.field, c.raw, got, codes(list, err), c.want, c.codes)
		}
	}
	_, _, err := s.Parse("services", `[{"type":"x"},{"start":"85-1-1"}]`)
	if got := err.Error(); got != "services item 2 start: the year has two digits; write all four" {
		t.Errorf("message %q", got)
	}
	_, _, err = s.Parse("services", `[{"홍길동":"x"}]`)
	if strings.Contains(err.Error(), "홍") {
		t.Errorf("the message repeats a key that may be a name: %v", err)
	}
}

func TestParseJSON(t *testing.T) {
	s := defaultSchema(t)
	for _, c := range []struct{ field, raw, want, codes string }{
		{"phone", `"010-1234-5678"`, "010-1234-5678", ""},
		{"phone", ` 821012345678 `, "821012345678", "phone-shape"},
		{"phone", `null`, "", ""},
		{"phone", `true`, "", "!json-shape"},
		{"phone", `{"a":"b"}`, "", "!json-shape"},
		{"phone", `["010"]`, "", "!value-kind"},
		{"phone", `"010" x`, "", "!json-shape"},
		{"phone", ``, "", "!json-shape"},
		{"birth_date", `"85-01-01"`, "", "!date-two-digit-year"},
		{"health_notes", `"a\r\nb \ud83d\ude00 \/ \u00e9"`, "a\nb 😀 / é", "normalised-newline"},
		{"nothing", `""`, "", "!unknown-field"},
	} {
		v, list, err := s.ParseJSON(c.field, []byte(c.raw))
		if v.Text() != c.want || codes(list, err) != c.codes {
			t.Errorf("%s %s: %q [%s], want %q [%s]", c.field, c.raw, v.Text(), codes(list, err), c.want, c.codes)
		}
	}
	if v, _, err := s.ParseJSON("tags", []byte(`"a; b"`)); err != nil || len(v.Items()) != 2 {
		t.Errorf("a string for a plain list: %d items, %v", len(v.Items()), err)
	}
	if it, _, err := s.ParseItem("case_notes", Item{"date": "2026.1.2", "text": "x"}); err != nil || it["date"] != "2026-01-02" {
		t.Errorf("item: %v", err)
	}
	if _, _, err := s.ParseItem("case_notes", Item{"_sig": "forged"}); err == nil {
		t.Error("an internal key entered from input")
	}
}

// What was let in is in normal form, and no message repeats what was typed.
func FuzzParse(f *testing.F) {
	for _, raw := range []string{"홍길동", "1985. 3. 7.", "850307-1234567", "31113", "+82 10", "[{\"type\":\"x\"}]", "a;b", "\u1112\u200b\u1169", "\ufeffx\r\n", "ﾡ\u3164"} {
		f.Add(raw)
	}
	s := defaultSchema(f)
	f.Fuzz(func(t *testing.T, raw string) {
		for i := range s.fields {
			fd := &s.fields[i]
			_, list, err := s.Parse(fd.Name, raw+"龘")
			for _, p := range list {
				if strings.Contains(p.Error(), "龘") {
					t.Fatalf("a warning repeats the value: %v", p)
				}
			}
			if err != nil && strings.Contains(err.Error(), "龘") {
				t.Fatalf("a refusal repeats the value: %v", err)
			}
			v, _, err := s.Parse(fd.Name, raw)
			if err != nil || v.Empty() {
				continue
			}
			if fd.Type == "list" {
				raw := string(appendValue(nil, v, fd.Columns))
				if w, list, err := s.Parse(fd.Name, raw); err != nil || !w.Equal(v) {
					t.Fatalf("%s is not stable: %v %v", fd.Name, list, err)
				}
				continue
			}
			// Normal form is a fixed point: nothing is left to normalise.
			w, list, err := s.Parse(fd.Name, v.Text())
			if err != nil || w.Text() != v.Text() {
				t.Fatalf("%s: %q became %q, %v", fd.Name, v.Text(), w.Text(), err)
			}
			for _, p := range list {
				if strings.HasPrefix(p.Code, "normalised") {
					t.Fatalf("%s: %q is normal and yet: %v", fd.Name, v.Text(), p)
				}
			}
			if Printable(v.Text(), fd.Multiline) != v.Text() {
				t.Fatalf("%s: %q was let in and may not be printed", fd.Name, v.Text())
			}
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, raw := range []string{"1985-03-07", "1985. 3. 7.", "31113", "1985년 3월 7일", "19850307", "1985-03-07T00:00", "'85.1.1"} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		out, err := parseDate(raw, &notes{})
		if err != nil {
			return
		}
		if again, err := parseDate(out, &notes{}); err != nil || again != out || len(out) != 10 {
			t.Fatalf("%q became %q, which becomes %q, %v", raw, out, again, err)
		}
	})
}

func TestHasResidentNumber(t *testing.T) {
	for in, want := range map[string]bool{
		"번호는 850307-1234567입니다": true, "8503071234567": true, "８５０３０７－１２３４５６７": true, "850307 - 1234567": true,
		"850307–4234567": true, "85030712345678": false, "1850307-1234567": false, "850307-12345678": false,
		"851307-1234567": false, "850307-9234567": false, "850307-123456": false, "010-1234-5678": false, "": false,
		"850307\n1234567": false, "999999 850307-1234567": true,
	} {
		if got := HasResidentNumber(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

func TestMaskResidentNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"번호는 850307-1234567, 그리고 ８５０３０７－４２３４５６７.": "번호는 850307-1******, 그리고 850307-4******.",
		"8503071234567 850307 2234567": "850307-1****** 850307-2******",
		"010-1234-5678":                "010-1234-5678",
		"":                             "",
	} {
		if got := MaskResidentNumbers(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func FuzzResident(f *testing.F) {
	f.Add("850307-1234567")
	f.Add("８５０３０７　１２３４５６７")
	f.Fuzz(func(t *testing.T, raw string) {
		if masked := MaskResidentNumbers(raw); HasResidentNumber(masked) || !HasResidentNumber(raw) && masked != raw {
			t.Fatalf("%q is masked as %q", raw, masked)
		}
		out, err := parseResident(raw, &notes{})
		if err != nil {
			return
		}
		if !HasResidentNumber(raw) || !HasResidentNumber("가"+out+"나") {
			t.Fatalf("%q is one but is not found in text", raw)
		}
	})
}
