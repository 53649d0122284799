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
	s.shows("1980-01-01", "warning: arrival date: earlier than birth date")
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

	s.start("add") // all of it is offered again, as it was typed: others can put a draft there
	s.wait("A-1\r\n김철수\r\n")
	s.wait(asks)
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

// TestFormEdit chooses fields, adds to a list without seeing it, and empties another
// field; what the record held is shown masked only, and the look at it is logged.
func TestFormEdit(t *testing.T) {
	s := sit(t)
	s.must("edit", s.id, "--from", s.file("more.json", `{"tags":["하나"],"phone":"010-1234-5678","alias":"길동이","route":"강을 건넘"}`))
	s.start("edit", s.id)
	s.wait("7. tags: 하나")
	if shown := s.wait(asks); !strings.Contains(shown, "16. phone: 010-****-5678") || strings.Contains(shown, "길동이") || strings.Contains(shown, "강을") {
		t.Errorf("the record is shown as %q", shown)
	}
	s.shows("7 99", "numbers from 1 to 26")
	s.shows("7, 12 16.18 22", "= tags 1: 하나", "takes the last one away")
	s.answers("둘", "셋", "-", "") // the third is taken away again
	s.answers("-")
	s.shows("전화번호", "does not look like")
	s.does("850307-1234567 뒤")
	s.does("2")
	s.shows("010-1111-2222", "Why must it stay")
	s.shows("", "personal number")
	s.shows("the landlord asks for it", "Several lines")
	s.shows("", "1. tags 1: 하나", "1. tags 2: 둘", "2. alias: (emptied)", "4. address: ***")
	s.shows("3", "phone: ***")
	s.does("010 8765 4321")
	s.write("y\r")
	s.ends(0)
	view := s.must("show", s.id, "--reveal", "all", "--reason", "a test", "--json")
	for _, want := range []string{`"tags":["하나","둘"]`, `"phone":"010-8765-4321"`, `"address":"850307-1234567 뒤"`, `"route":"강을 건넘"`} {
		if !strings.Contains(view, want) || strings.Contains(view, "alias") {
			t.Errorf("without %s: %s", want, view)
		}
	}
	if log := s.must("audit", "log", "--json"); !strings.Contains(log, "the landlord asks for it") || !strings.Contains(log, `"action":"show"`) {
		t.Errorf("the log: %s", log)
	}

	s.open("edit", s.id)
	s.does("7")
	s.answers("-", "새것", "")
	s.answers("!", "n")
	s.write("y\r")
	s.ends(0)
	if view := s.must("show", s.id, "--json"); !strings.Contains(view, `"tags":["하나","새것"]`) {
		t.Errorf("the last item was not replaced: %s", view)
	}
	s.open("edit", s.id)
	s.answers("2")
	s.does("!")
	s.write("y\r")
	s.wait("nothing was stored")
	s.ends(1)
	s.open("edit", s.id)
	s.does("2")
	s.shows("", "Save?")
	s.shows("y", "Nothing was filled in")
	s.write("\x03")
	s.ends(130)
	s.start("note", s.id)
	s.wait("Write the note")
	s.write("x\r.\r")
	s.ends(0)
}

// TestFormPutAside: what is unfinished stands in the way of nothing else, and is found
// again; the template of an edit is as if its fields were chosen.
func TestFormPutAside(t *testing.T) {
	s := sit(t)
	other := strings.TrimSpace(s.must("add", "--from", s.file("lee.json", `{"legal_name":"이순신","case_id":"A-2"}`)))
	s.open("shell")
	if shown := s.does("3"); strings.Contains(shown, "follow-up") {
		t.Errorf("for somebody who is not there yet: %q", shown)
	}
	s.answers("2", "A-3")
	s.press("\x03")
	s.shows("edit "+s.id+" --template followup", "Go on with it: add", "2. waiting")
	s.answers("waiting")
	s.press("\x03")
	s.shows("edit "+other, "Go on with it: edit "+s.id)
	s.answers("2", "closed")
	s.does("y")
	s.shows("note "+s.id, "Write the note")
	s.answers("첫째")
	s.press("\x03")
	s.shows("note "+other, "note "+s.id, "Write the note")
	s.answers("둘째")
	s.does(".")
	s.answers("note "+s.id, "y", ".") // a new revision of what is being edited
	s.does("edit " + s.id)
	s.answers("y", "2026. 12. 1.")
	s.answers(skip(6)...)
	s.answers("y")
	s.write("0\r")
	s.ends(0)
	for id, want := range map[string][2]string{s.id: {`"status":"waiting","next_due":"2026-12-01"`, `"text":"첫째"`}, other: {`"status":"closed"`, `"text":"둘째"`}} {
		if view := s.must("show", id, "--json"); !strings.Contains(view, want[0]) || !strings.Contains(view, want[1]) {
			t.Errorf("without %s: %s", want, view)
		}
	}
}

// TestFormPlain: without escape sequences, for screen readers, and in Korean.
func TestFormPlain(t *testing.T) {
	d := newDesk(t)
	d.start("add", "--lang", "ko")
	d.wait("(Enter: 1) ")
	d.write("1\n")
	d.wait("(1/26) 사건번호: ")
	d.write("가-1\n")
	d.wait("(2/26) 상태: ")
	d.write("\x03")
	d.ends(130)
	d.start("add", "--lang", "ko")
	d.wait("[y/N] ")
	d.write("y\n")
	d.wait("(2/26) 상태: ")
	d.write("대기\n" + strings.Repeat("\n", 24))
	d.wait("저장하시겠습니까?")
	d.write("예\n")
	d.ends(0)
	if shown := d.seen.String(); strings.Contains(shown, "\x1b") {
		t.Errorf("escape sequences: %q", shown)
	}
	if list := d.must("list", "--json"); !strings.Contains(list, `"case_id":"가-1"`) || !strings.Contains(list, `"status":"waiting"`) {
		t.Errorf("the record: %s", list)
	}
}

// TestNoteWithResidentNumber masks it before the note, which nobody can change,
// is stored.
func TestNoteWithResidentNumber(t *testing.T) {
	s := sit(t)
	s.open("note", s.id)
	s.answers("번호 850307-1234567", ".", "3", "번호 850307-1234568", ".", "<", "둘째 줄")
	s.does(".")
	s.write("1\r")
	s.ends(0)
	if view := s.must("show", s.id, "--json"); !strings.Contains(view, `"text":"번호 850307-1******\n둘째 줄"`) {
		t.Errorf("the note: %s", view)
	}
}

// TestFormInShell: as outside, in the vault that is open; locking keeps the form.
func TestFormInShell(t *testing.T) {
	s := sit(t)
	s.open("shell")
	s.shows("3", "2. first interview")
	s.answers("2", "B-7")
	s.write("이순")
	s.wait("이순")
	if shown := s.press("\x03"); !strings.Contains(shown, "go on with: vault add") {
		t.Errorf("Ctrl-C says %q", shown)
	}
	s.answers("add", "y", "신")
	s.write(strings.Repeat("\r", 8))
	s.wait("Save? (y")
	s.wait(asks)
	s.does("y")
	s.shows("list", "이**")
	s.does("edit case:B-7")
	s.answers("2", "2")
	s.does("y")
	s.shows("list", "waiting")
	s.write("0\r")
	s.ends(0)
	s.must("check")

	s.program = "hasty"
	s.start("shell")
	s.write("add --template intake\rC-1\r김")
	s.wait("Passphrase: ")
	s.write("correct horse\r")
	s.wait("Go on with it: add")
	s.wait("Passphrase: ")
	s.write("\x04")
	s.ends(1)
	s.program = "vault"
	s.open("add")
	s.does("y")
	s.wait("legal name: 김")
	s.write("\x03")
	s.ends(130)
}

// TestFormLists: of a list that is shown in full an item is changed, such as a consent
// that was withdrawn; one that is masked is added to, or begun anew.
func TestFormLists(t *testing.T) {
	s := sit(t)
	s.must("edit", s.id, "--from", s.file("more.json", `{"consent":[{"scope":"press","recipient":"KBS","date":"2026-01-05"},{"scope":"health","date":"2026-01-06"}],
		"family_in_north":[{"relation":"모","name":"김영희"}]}`))
	s.open("edit", s.id)
	s.shows("9 24", "= consent 1: press, KBS, 2026-01-05", "the number of one changes it")
	s.shows("1", "= scope: press")
	s.answers("", "", "")
	s.shows("2026. 1. 1.", "earlier than date") // the item is asked for again
	s.answers("1", "", "", "", "2026. 11. 23.")
	s.shows("", "added to the list")
	s.answers("형", "김철수", "")
	s.shows("", "1. consent 1: press, KBS, 2026-01-05, 2026-11-23", "2. family in the North 1: ***, 김**")
	s.must("edit", s.id, "--from", s.file("meanwhile.json", `{"tags":["하나"]}`), "--identity", "kim")
	s.write("y\r")
	s.wait("somebody else changed the record meanwhile")
	s.ends(1)
	s.start("edit", s.id)
	s.wait("What is asked has changed since")
	s.wait("2026. 11. 23.")
	s.wait(asks)
	s.does("y")
	s.answers("9 24", "1", "", "", "", "2026. 11. 23.", "", "형", "김철수", "", "")
	s.write("y\r")
	s.ends(0)
	view := s.must("show", s.id, "--reveal", "family_in_north", "--reason", "a test", "--json")
	for _, want := range []string{`"date":"2026-01-05","withdrawn":"2026-11-23"},{"scope":"health","date":"2026-01-06"}]`, `"name":"김영희"},{"relation":"형","name":"김철수"}]`} {
		if !strings.Contains(view, want) {
			t.Errorf("without %s: %s", want, view)
		}
	}
	s.open("edit", s.id)
	s.answers("24", "-", "매", "", "")
	s.does("")
	s.write("y\r")
	s.ends(0)
	if view := s.must("show", s.id, "--reveal", "family_in_north", "--reason", "a test", "--json"); !strings.Contains(view, `"family_in_north":[{"relation":"매"}]`) {
		t.Errorf("the list was not begun anew: %s", view)
	}
}
