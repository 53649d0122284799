package main

import (
	"slices"
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

// skip answers so many questions with Enter, and those behind them.
func skip(n int, then ...string) []string {
	return append(slices.Repeat([]string{""}, n), then...)
}

// TestFormLeft leaves at each kind of question in each way: nothing is saved, and
// the next time the form is where it was left, with what was half typed.
func TestFormLeft(t *testing.T) {
	for _, q := range []struct {
		name string
		upTo []string // the answers before the question
		half string
		then []string // what else is typed from the question on
		want string   // in the record
	}{
		{"text", skip(0), "B-", []string{"2"}, `"case_id":"B-2"`},
		{"choice", skip(1), "wait", []string{"ing"}, `"status":"waiting"`},
		{"date", skip(4), "2026. 1", []string{". 5."}, `"next_due":"2026-01-05"`},
		{"list", skip(6, "첫째"), "둘", []string{"째", ""}, `"tags":["첫째","둘째"]`},
		{"column", skip(8, "health"), "병", []string{"원", "2026-01-05", "", ""}, `"scope":"health","recipient":"병원","date":"2026-01-05"`},
		{"resident number", skip(17, "번호 850307-1234567"), "1", []string{""}, `"address":"번호 850307-1******"`},
		{"reason", skip(17, "번호 850307-1234567", "2"), "a court", []string{" asks"}, `"address":"번호 850307-1234567"`},
		{"lines", skip(21, "첫 줄"), "둘째", []string{" 줄", "."}, `"route":"첫 줄\n둘째 줄"`},
		{"last", skip(0, append([]string{"B-2"}, skip(25)...)...), "1", []string{"", ""}, `"case_id":"B-2"`},
	} {
		t.Run(q.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.term, d.joined = "xterm", true
			s := &sitting{desk: d}
			s.open("add")
			s.does("1")
			s.answers(q.upTo...)
			for _, leave := range []struct {
				key  string // "": the process is killed
				code int
			}{{"\x04", 1}, {"", -1}, {q.half + "\x03", 130}} {
				if leave.key == "" {
					if err := s.cmd.Process.Kill(); err != nil {
						t.Fatal(err)
					}
				}
				s.write(leave.key)
				s.ends(leave.code)
				if list := s.must("list", "--ids"); list != "" {
					t.Fatalf("saved: %s", list)
				}
				s.open("add")
				if len(q.upTo) == 0 && leave.key != q.half+"\x03" {
					s.does("1") // nothing was typed, nothing is offered
					continue
				}
				s.does("y")
			}
			s.answers(q.then...)
			s.write(strings.Repeat("\r", 26))
			s.wait("Save? (y")
			s.write("y\r")
			s.ends(0)
			id := strings.TrimSpace(s.must("list", "--ids"))
			if view := s.must("show", id, "--reveal", "all", "--reason", "a test", "--json"); !strings.Contains(view, q.want) {
				t.Errorf("without %s: %s", q.want, view)
			}
			if log := s.must("audit", "log", "--json"); strings.Contains(log, `"reason":"a court asks"`) != (q.name == "reason") {
				t.Errorf("the log: %s", log)
			}
		})
	}
}
