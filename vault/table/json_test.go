package table

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestJSONLines(t *testing.T) {
	deep := func(n int) string {
		return `{"a":` + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "}"
	}
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"k%d":%d`, i, i)
		}
		return "{" + b.String()[1:] + "}"
	}
	tests := []struct {
		name, line string
		want       string // the value of "a"
		bad        *RowError
	}{
		{"string", `{"a":"가 \"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}`, "가 \"\\/\b\f\n\r\té😀", nil},
		{"number", `{"a":-0.10E+05}`, "-0.10E+05", nil},
		{"long number", `{"a":12345678901234567890123}`, "12345678901234567890123", nil},
		{"list", ` { "a" : [ {"b": 1}, "\u0041" ] } `, `[ {"b": 1}, "\u0041" ]`, nil},
		{"null", `{"a":null}`, "", nil},
		{"true", `{"a":true}`, "true", nil},
		{"32 levels", deep(32), deep(32)[5 : len(deep(32))-1], nil},
		{"33 levels", deep(33), "", &RowError{Column: "a", Code: "json-depth", Args: []any{32}}},
		{"very deep", deep(1 << 20), "", &RowError{Column: "a", Code: "json-depth", Args: []any{32}}},
		{"array", `[1]`, "", &RowError{Code: "json-not-object"}},
		{"text", `hello`, "", &RowError{Code: "json-not-object"}},
		{"two objects", `{"a":1} {"a":2}`, "", &RowError{Code: "json-trailing", Args: []any{9}}},
		{"cut", `{"a":"b`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{8}}},
		{"cut in escape", `{"a":"\`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{8}}},
		{"cut in hex", `{"a":"\u12`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{8}}},
		{"hex with sign", `{"a":"\u+123"}`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{8}}},
		{"comma at end", `{"a":1,}`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{8}}},
		{"leading zero", `{"a":01}`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{7}}},
		{"plus", `{"a":+1}`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{6}}},
		{"not a number", `{"a":NaN}`, "", &RowError{Column: "a", Code: "json-syntax", Args: []any{6}}},
		{"single quotes", `{'a':1}`, "", &RowError{Code: "json-syntax", Args: []any{2}}},
		{"control character", "{\"a\":\"\x01\"}", "", &RowError{Column: "a", Code: "json-syntax", Args: []any{7}}},
		{"nul", `{"a":"\u0000"}`, "", &RowError{Column: "a", Code: "nul"}},
		{"lone first half", `{"a":"\ud83d"}`, "", &RowError{Column: "a", Code: "json-surrogate", Args: []any{7}}},
		{"lone second half", `{"a":"\ude00"}`, "", &RowError{Column: "a", Code: "json-surrogate", Args: []any{7}}},
		{"two first halves", `{"a":"\ud83d\ud83d"}`, "", &RowError{Column: "a", Code: "json-surrogate", Args: []any{7}}},
		{"one key twice", `{"a":1,"\u0061":2}`, "", &RowError{Column: "a", Code: "json-duplicate-key"}},
		{"one key twice, deep", `{"a":[{"b":1,"c":2,"b":3}]}`, "", &RowError{Column: "a", Code: "json-duplicate-key"}},
		{"equal keys in two objects", `{"a":[{"b":1},{"b":2}],"b":{"a":1}}`, `[{"b":1},{"b":2}]`, nil},
		{"empty key", `{"":1}`, "", &RowError{Code: "json-key", Args: []any{1024}}},
		{"long key", `{"` + strings.Repeat("k", 1025) + `":1}`, "", &RowError{Column: strings.Repeat("k", 1024), Code: "json-key", Args: []any{1024}}},
		{"many keys", keys(513), "", &RowError{Column: "k512", Code: "json-keys", Args: []any{512}}},
		{"long value", `{"a":"` + strings.Repeat("x", maxCell) + `"}`, "", &RowError{Column: "a", Code: "cell-too-long", Args: []any{maxCell}}},
		{"not utf-8", "{\"a\":\"\xb1\xe6\"}", "", &RowError{Code: "line-encoding", Args: []any{"UTF-8", 7}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			members, bad := readObject([]byte(tt.line), nil)
			if diff := cmp.Diff(tt.bad, bad); diff != "" {
				t.Fatal(diff)
			}
			if bad == nil {
				if got := string(members[0].value); got != tt.want {
					t.Errorf("a = %q, want %q", got, tt.want)
				}
				return
			}
			if text := bad.Error(); strings.Contains(text, "%!") || bad.Reason() == bad.Code {
				t.Errorf("the message is %q", text)
			}
		})
	}
}

func TestJSONLinesAsTable(t *testing.T) {
	content := `{"a":"1","b":2}` + "\n\n" + // line 2 is blank
		`{"c":[1],"a":"3"}` + "\n" +
		`{"secret name":` + "\n" + // no column of a bad line is named, or comes into the header
		`{"a":"5","a":"6"}` + "\n" +
		`{"b":"` + strings.Repeat("x", maxRow) + `"}` + "\n" +
		`{"b":"7"}`
	want := got{
		Header: []string{"a", "b", "c"},
		Rows:   []Row{{1, []string{"1", "2", ""}}, {3, []string{"3", "", "[1]"}}, {7, []string{"", "7", ""}}},
		Bad: []RowError{
			{4, "", "json-syntax", []any{16}},
			{5, "a", "json-duplicate-key", nil},
			{6, "", "row-too-long", []any{maxRow}},
		},
	}
	if diff := cmp.Diff(want, readAll(t, open(t, content, Options{Name: "x.jsonl"}))); diff != "" {
		t.Error(diff)
	}
}

// FuzzReadObject holds the strict reader against the standard library: what
// it accepts is valid there, and says the same.
func FuzzReadObject(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":"b\u00e9\ud83d\ude00","c":[1,{"d":null}],"e":-1.5e3}`, `{"a":1,"a":2}`, `{"a":"\ud800"}`, `{"a":tru}`, "{\"a\":\"\xff\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		members, bad := readObject(line, nil)
		if bad != nil {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatalf("accepted what the standard library refuses: %v", err)
		}
		if len(want) != len(members) {
			t.Fatalf("%d keys, the standard library finds %d", len(members), len(want))
		}
		for _, m := range members {
			var text string
			if raw := want[string(m.key)]; json.Unmarshal(raw, &text) != nil {
				text = string(raw)
			}
			if string(m.value) != text || !utf8.Valid(m.value) {
				t.Errorf("%q = %q, the standard library says %q", m.key, m.value, text)
			}
		}
	})
}
