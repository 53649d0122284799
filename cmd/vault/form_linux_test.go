package main

import (
	"strings"
	"testing"
)

// answers types lines, each at its question.
func (s *sitting) answers(lines ...string) {
	s.t.Helper()
	for _, line := range lines {
		s.does(line)
	}
}

// TestFormAdd fills in the first interview: dates in another notation, a choice by
// number, back, a date before another, and somebody who is there already.
func TestFormAdd(t *testing.T) {
	s := sit(t)
	s.open("add", "--template", "intake")
	s.answers("A-1", "김철수")
	s.shows("1985. 3. 7.", "= 1985-03-07", "1. female")
	s.shows("<", "= birth date: 1985-**-**")
	s.shows("85.3.7", "(3/10) birth date", "two digits")
	s.shows("1986년 3월 8일", "(3/10)", "= 1986-03-08")
	s.shows("2", "= male")
	s.answers("01011112222", "")
	s.shows("1980-01-01", "arrival date: earlier than birth date")
	s.answers("", "legal", "")
	s.shows("", "2. legal name: 김**", "4. sex: male", "5. phone: 010-****-2222", "8. legal status: legal")
	s.shows("8", "= legal status: legal")
	if shown := s.does("-"); strings.Contains(shown, "8. legal") {
		t.Errorf("an emptied field is shown: %q", shown)
	}
	if got := s.actions(); len(got) != 3 {
		t.Errorf("entries before anything is saved: %v", got)
	}
	s.shows("y", "A-1  홍**  open")
	s.write("n\r")
	s.wait("go on with: vault add")
	s.wait("nothing was stored")
	s.ends(1)

	s.open("add") // all of it is offered again
	s.shows("y", "2. legal name: 김**")
	s.does("y")
	s.write("y\r")
	s.ends(0)
	if list := s.must("list", "--json"); !strings.Contains(list, `"legal_name":"김**","birth_year":1986`) {
		t.Errorf("nobody was added: %s", list)
	}
	if got := strings.Join(s.actions(), " "); !strings.HasPrefix(got, "init add audit-log show show add") {
		t.Errorf("the log has %q", got)
	}
	s.start("add", "--template", "intake")
	if before := s.wait(asks); strings.Contains(before, "did not finish") {
		t.Error("a draft that was saved is offered again")
	}
	s.write("\x03")
	s.ends(130)
	s.start("add", "--template", "nonsense")
	s.wait("it has: intake")
	s.ends(2)
}
