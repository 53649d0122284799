package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/cmd/vault/internal/words"
	"casevault/vault/record"
)

// loggedAs reads the table of actions in FORMAT.md: what an entry's action and
// notes may be.
func loggedAs(t *testing.T) (actions, notes []string) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "FORMAT.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(page), "| action | when | notes |\n|---|---|---|\n")
	table, rest, _ := strings.Cut(table, "\n\n")
	if !ok {
		t.Fatal("FORMAT.md has no table of actions")
	}
	for _, row := range strings.Split(table, "\n") {
		cells := strings.Split(row, "|")
		actions = append(actions, strings.Split(strings.TrimSpace(cells[1]), ", ")...)
		for _, m := range codeSpans.FindAllStringSubmatch(cells[3], -1) {
			if m[1] != "count" && m[1] != "records" { // other members of the event
				notes = append(notes, m[1])
			}
		}
	}
	rest, _, _ = strings.Cut(rest, "**Checkpoint**")
	for _, m := range codeSpans.FindAllStringSubmatch(rest, -1) { // which any action may have
		notes = append(notes, m[1])
	}
	return actions, notes
}

// codeSpans finds codes in FORMAT.md, without the values behind a colon.
var codeSpans = regexp.MustCompile("`([a-z]+(?:-[a-z]+)*)(?::[A-Z0-9:]+)?`")

// TestEveryCodeHasAName holds the words for codes against the format and the
// sources: whoever adds an action, a note or a setting gives it a word.
func TestEveryCodeHasAName(t *testing.T) {
	ko := words.In("ko")
	has := func(code string, kinds ...string) bool {
		return slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(ko.Codes(kind), code) })
	}
	actions, notes := loggedAs(t)
	slices.Sort(actions)
	if got := ko.Codes("action"); !slices.Equal(got, actions) {
		t.Errorf("the actions with a word are %q, those of FORMAT.md are %q", got, actions)
	}
	if len(notes) < 40 || !slices.Contains(notes, "first-seen-here") || !slices.Contains(notes, "without-consent") {
		t.Errorf("the search in FORMAT.md finds only the notes %q", notes)
	}
	for _, note := range notes {
		if !has(note, "note", "action", "setting") {
			t.Errorf("no word for the note %q", note)
		}
	}
	for kind, codes := range map[string][]string{
		"compartment": audit.Compartments(), "role": {audit.RoleAdmin, audit.RoleAuditor, audit.RoleCaseworker}, "outcome": {"done", "refused", "failed"},
	} {
		if slices.Sort(codes); !slices.Equal(ko.Codes(kind), codes) {
			t.Errorf("the words of kind %q are for %q, not for %q", kind, ko.Codes(kind), codes)
		}
	}
	for _, source := range []struct {
		files, code string
		least       int
		kinds       []string
	}{
		{"../../vault/*.go", `permit(?:Auditor)?\((?:audit\.Role\w+, )?"([a-z-]+)"`, 20, []string{"note", "action"}},
		{"../../vault/*.go", `\.find\([^\n]*?, "([a-z]+)", `, 7, []string{"check"}},
		{"../../audit/*.go", `\.find\([^\n]*?, "([a-z]+)", `, 4, []string{"check"}},
		{"../../vault/settings.go", `\{Name: "([a-z-]+)", (?:Default|Most)`, 5, []string{"setting"}},
		{"../../vault/release/scan.go", `hit[A-Z]\w+ += "([a-z]+)"`, 12, []string{"mark"}},
		{"../../vault/re*.go", `\.rotate\(ctx, [^"\n]*"([a-z ]+)"`, 1, []string{"because"}},
		{"*.go", `\.Rotate\(ctx, [^"\n]*"([a-z ]+)"`, 1, []string{"because"}},
		{"internal/confine/sta*.go", `(?:How: |filter := |line\([^\n]*, |Only = |Open = )"([^"\n]+)"`, 7, []string{"how"}},
		{"internal/confine/*.go", `l\.How = "([^"(\n]+) \(`, 1, []string{"how"}},
	} {
		found := codesIn(t, source.files, source.code)
		if len(found) < source.least {
			t.Errorf("%s: %s finds only %q", source.files, source.code, found)
		}
		for _, code := range found {
			if !has(code, source.kinds...) {
				t.Errorf("%s: no word for %q", source.files, code)
			}
		}
	}
}

// TestHandbooksNameCodes: the Korean handbooks explain the words that are printed.
func TestHandbooksNameCodes(t *testing.T) {
	ko := words.In("ko")
	for page, kinds := range map[string][]string{"ADMIN.md": {"role", "compartment"}, "AUDITOR.md": {"check"}} {
		text, err := os.ReadFile(filepath.Join("..", "..", "docs", "ko", page))
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			for _, code := range ko.Codes(kind) {
				want := ko.Name(kind, code) + "(`" + code + "`)"
				if kind == "check" {
					want = "`" + ko.Name(kind, code) + "`"
				}
				if !strings.Contains(string(text), want) && !slices.Contains([]string{"open", "records", "catalogue", "ledger"}, code) {
					t.Errorf("docs/ko/%s does not explain %s", page, want)
				}
			}
		}
	}
}

// codesIn returns what an expression finds in sources, each once.
func codesIn(t *testing.T, pattern, expression string) (codes []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.FromSlash(pattern))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(string(source), -1) {
			codes = append(codes, m[1])
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// TestWordsAndCodes reads back what lists show: the code, the word, and the word
// however it is spaced. Nothing else is taken.
func TestWordsAndCodes(t *testing.T) {
	e := testEnv()
	e.words = words.In("ko")
	for _, kind := range []string{"action", "role", "compartment"} {
		for _, code := range e.words.Codes(kind) {
			for _, typed := range []string{code, e.name(kind, code), strings.ReplaceAll(e.name(kind, code), " ", "")} {
				if got, err := e.codedOne("--x", kind, typed); err != nil || got != code {
					t.Errorf("%s %q is read as %q, %v", kind, typed, got, err)
				}
			}
		}
		for _, typed := range []string{"x", "홍길동", " ", "-", "Reveal", "AUDIT"} {
			if got, err := e.codedOne("--x", kind, typed); err == nil {
				t.Errorf("%s %q is read as %q", kind, typed, got)
			}
		}
	}
}

// TestLoggedNotes: codes are said in Korean, and what members typed stays, a
// member's name that is a code too.
func TestLoggedNotes(t *testing.T) {
	e := testEnv()
	e.words = words.In("ko")
	schema, err := record.ParseSchema(record.DefaultJSON())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		action string
		notes  []string
		want   string
	}{
		{"member-add", []string{"first-seen-here", "admin", "admin", "auditor"}, "여기서 처음 엶 admin 관리자 감사인"},
		{"grant", []string{"sound"}, "sound"},
		{"recovery", []string{"use", "set:2", "drill"}, "사용 묶음 2 drill"},
		{"recovery", []string{"drill", "set:2", "right:1"}, "시험 묶음 2 맞는 조각 1"},
		{"release", []string{"begun", "profile:media:3", "recipient:plaintext"}, "시작 반출 규칙 media:3 받는 곳 암호화 안 함"},
		{"restore", []string{"first-seen-here", "resurrect", "set:1", "admin"}, "여기서 처음 엶 삭제한 사람을 되살림 묶음 1 admin"},
		{"release", []string{"returned", "release:4"}, "돌아옴 반출 4"},
		{"schema", []string{"loosened:phone", "loosened:consent.scope", "loosened:nothing"}, "더 보이는 필드 전화번호 더 보이는 필드 동의 범위 더 보이는 필드 nothing"},
		{"setting", []string{"retention-0123456789abcdef", "none"}, "보관 기간 0123456789abcdef 없음"},
		{"unlock-failed", []string{"first-seen-here", "2026-11-23T18:52:30Z kim", "2026-11-23T18:52:31Z another-file", "and 7 more"},
			"여기서 처음 엶 2026-11-23T18:52:30Z kim 2026-11-23T18:52:31Z 다른 파일 그 밖에 7회"},
		{"show", []string{"of a later version:3"}, "of a later version:3"},
	} {
		if got := strings.Join(e.loggedNotes(logEntry{Action: test.action, Notes: test.notes}, schema), " "); got != test.want {
			t.Errorf("%s %q: %q, want %q", test.action, test.notes, got, test.want)
		}
	}
	for x, want := range map[*logEntry]string{
		{Action: "refused", Reason: "no role auditor"}:   "감사인 역할 없음",
		{Action: "rotate", Reason: "after a revocation"}: "권한 회수에 따름",
		{Action: "reveal", Reason: "after a revocation"}: "after a revocation",
	} {
		if got := e.because(*x); got != want {
			t.Errorf("the reason %q is %q, want %q", x.Reason, got, want)
		}
	}
}

func TestMissing(t *testing.T) {
	e := testEnv()
	for _, test := range []struct{ what, en, ko string }{
		{"health: cannot be read", "health: cannot be read", "건강: 읽을 수 없습니다"},
		{"notes, page 3: does not parse", "notes, page 3: does not parse", "상담 3쪽: 해석할 수 없습니다"},
	} {
		for language, want := range map[string]string{"en": test.en, "ko": test.ko} {
			if e.words = words.In(language); e.missing(test.what) != want {
				t.Errorf("%s: %q, want %q", language, e.missing(test.what), want)
			}
		}
	}
}
