package vault

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestColumnsRemembered: what somebody said of a list holds for the next with
// the same columns, for them alone, and stands nowhere in clear.
func TestColumnsRemembered(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	alias := "alias"
	with(t, base, func(s *Session) {
		if got := s.RememberedColumns([]string{"성명"}); got != nil {
			t.Errorf("remembered of nothing: %v", got)
		}
		for n := range rememberedLists + 1 {
			said := map[string]*string{"부르는 이름": &alias, "뒷말": nil}
			if err := s.RememberColumns([]string{"부르는 이름", "뒷말", fmt.Sprint(n)}, said); err != nil {
				t.Fatal(err)
			}
		}
		if got := s.RememberedColumns([]string{"0", "부르는 이름", "뒷말"}); got != nil {
			t.Errorf("the oldest of too many lists: %v", got)
		}
	})
	with(t, base, func(s *Session) {
		got := s.RememberedColumns([]string{"1", "뒷말", "부르는 이름"})
		if to, ok := got["뒷말"]; !ok || to != nil || got["부르는 이름"] == nil || *got["부르는 이름"] != alias {
			t.Errorf("remembered %v", got)
		}
		if got := s.RememberedColumns([]string{"1", "뒷말"}); got != nil {
			t.Errorf("remembered of other columns: %v", got)
		}
	})
	if where := filesWith(t, []string{"부르는 이름", "뒷말"}, base); len(where) != 0 {
		t.Errorf("in clear in %v", where)
	}
	if err := os.WriteFile(filepath.Join(base, "vault", "columns", "kim.age"), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	with(t, base, func(s *Session) {
		if got := s.RememberedColumns([]string{"1", "뒷말", "부르는 이름"}); got != nil {
			t.Errorf("read from a torn file: %v", got)
		}
		if err := s.RememberColumns([]string{"성명"}, map[string]*string{}); err != nil {
			t.Error(err)
		}
	})
}

// TestTakeOver: an import changes nobody; what the list says of them is taken
// over when somebody says so, but for lists, which it would replace.
func TestTakeOver(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	const list = "사건번호,성명,전화번호,태그\nA-1,홍길동,010-1111-2222,새것\nA-2,김영희,,\nA-3,박철수,,하나\nA-4,새사람,,\nA-4,새사람,010-9999-0000,\n"
	with(t, base, func(s *Session) {
		add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1111-1111","tags":["옛것"]}`)
		add(t, s, `{"case_id":"A-2","legal_name":"김영희","phone":"010-3333-3333"}`)
		add(t, s, `{"case_id":"A-3","legal_name":"박철수","tags":["둘"]}`)
		r := imported(t, s, list, ImportOptions{Map: map[string]*string{"태그": ptr("tags")}})
		if r.Accepted != 1 || len(r.Duplicates) != 4 || len(r.Clashes) != 2 {
			t.Fatalf("%d accepted, %d duplicates, clashes %v", r.Accepted, len(r.Duplicates), r.Clashes)
		}
		if got := shown(t, s, "case:A-1")["phone"]; got != "010-1111-1111" {
			t.Errorf("the import changed it to %v", got)
		}
		for _, c := range r.Clashes {
			if _, err := s.TakeOver(c, "the list is newer"); err != nil {
				t.Fatal(err)
			}
		}
		after := shown(t, s, "case:A-1")
		if after["phone"] != "010-1111-2222" || fmt.Sprint(after["tags"]) != "[옛것]" {
			t.Errorf("taken over: %v", after)
		}
		if got := shown(t, s, "case:A-4")["phone"]; got != "010-9999-0000" {
			t.Errorf("of somebody who came with the list: %v", got)
		}
		sound(t, s)
		if r := imported(t, s, list, ImportOptions{Map: map[string]*string{"태그": ptr("tags")}, DryRun: true}); len(r.Clashes) != 0 {
			t.Errorf("still clashing: %v", r.Clashes)
		}
	})
}

func ptr(s string) *string { return &s }
