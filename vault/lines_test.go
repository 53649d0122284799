package vault

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casevault/vault/record"
)

// TestMergePages brings lines of two pages together that stand in whatever
// order, and of which either page may lack some: each record comes once, with
// what both pages know of it.
func TestMergePages(t *testing.T) {
	ids := make(map[byte]record.ID)
	for _, name := range []byte("abcdef") {
		ids[name] = record.NewID()
	}
	page := func(c record.Compartment, names string) (lines []string) {
		for _, name := range []byte(strings.Trim(names, "-")) {
			id := ids[name]
			line := string(id[:]) + strings.Repeat("\t"+string(c[:1])+string(name), len(catalogueFields(c)))
			lines = append(lines, line)
		}
		return lines
	}
	for _, tt := range []struct{ work, identity, want string }{
		{"-", "-", ""},
		{"", "", ""},
		{"abc", "-", "a- b- c-"},
		{"-", "abc", "-a -b -c"},
		{"abc", "", "a- b- c-"},
		{"abc", "abc", "aa bb cc"},
		{"abc", "cab", "aa bb cc"},
		{"abc", "cba", "aa bb cc"},
		{"abc", "ac", "aa b- cc"},
		{"abc", "c", "a- b- cc"},
		{"ac", "abc", "aa cc -b"},
		{"cd", "abc", "cc d- -a -b"},
		{"abc", "def", "a- b- c- -d -e -f"},
		{"fbd", "abcdef", "ff bb dd -a -c -e"},
	} {
		var got []string
		err := mergePages(page("work", tt.work), page("identity", tt.identity), func(e entryLine) error {
			name := "--"
			for n, id := range ids {
				if id == e.id() {
					name = string(n)
				}
			}
			seen := []byte("--")
			if e.work != "" {
				seen[0] = name[0]
			}
			if e.identity != "" {
				seen[1] = name[0]
			}
			got = append(got, string(seen))
			// Every column is the record's own, or empty where its page has no line.
			want := [2]string{"", ""}
			if e.work != "" {
				want[0] = "w" + name
			}
			if e.identity != "" {
				want[1] = "i" + name
			}
			var work [3]string
			var identity [4]string
			work[0], work[1], work[2] = e.workColumns()
			identity[0], identity[1], identity[2], identity[3] = e.identityColumns()
			for i, columns := range [][]string{work[:], identity[:]} {
				if slices.ContainsFunc(columns, func(v string) bool { return v != want[i] }) {
					t.Errorf("%q and %q: record %s has the columns %q", tt.work, tt.identity, name, columns)
				}
			}
			return nil
		})
		if err != nil || strings.Join(got, " ") != tt.want {
			t.Errorf("%q and %q give %q, want %q (%v)", tt.work, tt.identity, strings.Join(got, " "), tt.want, err)
		}
	}
	calls := 0
	err := mergePages(page("work", "abc"), page("identity", "abc"), func(entryLine) error {
		calls++
		return fmt.Errorf("stop")
	})
	if err == nil || calls != 1 {
		t.Errorf("after an error it went on: %d calls, %v", calls, err)
	}
}
