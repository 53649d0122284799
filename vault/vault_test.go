package vault

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casevault/crypto"
	"casevault/vault/record"
)

const testPassphrase = crypto.Passphrase("correct horse battery staple")

// testConfig is of a vault in base/vault with the state folder beside it. The
// clock stands still, so that equal changes make equal records.
func testConfig(base string) Config {
	at := time.Date(2026, 11, 23, 10, 30, 0, 0, time.FixedZone("KST", 9*3600))
	return Config{
		Dir: filepath.Join(base, "vault"), StateDir: filepath.Join(base, "state"),
		Now: func() time.Time { return at },
	}
}

func identityIn(base string) string { return memberFile(base, "kim") }

func memberFile(base, label string) string {
	return filepath.Join(base, "vault", "members", label+".age")
}

// newVault founds a vault and returns the folder that testConfig takes.
func newVault(t *testing.T) string {
	t.Helper()
	base := t.TempDir()
	initIn(t, base)
	return base
}

func initIn(t *testing.T, base string) {
	t.Helper()
	if _, err := Init(testConfig(base), InitOptions{Label: "kim", WorkFactor: 10, Passphrase: testPassphrase}); err != nil {
		t.Fatal(err)
	}
}

// open opens the vault in base until the test ends.
func open(t *testing.T, base string) *Session {
	t.Helper()
	s := openCloser(t, base)
	t.Cleanup(func() { s.Close() })
	return s
}

func openCloser(t *testing.T, base string) *Session {
	t.Helper()
	return opened(t, testConfig(base), identityIn(base), testPassphrase)
}

func opened(t *testing.T, cfg Config, idFile string, p crypto.Passphrase) *Session {
	t.Helper()
	s, err := Open(cfg, idFile, p)
	if err != nil {
		t.Fatalf("open the vault: %v", err)
	}
	return s
}

// reading opens the vault without a key; it is for the caller to close.
func reading(t *testing.T, cfg Config, full bool) *Reader {
	t.Helper()
	r, err := OpenReader(cfg, full)
	if err != nil {
		t.Fatalf("open the vault to read: %v", err)
	}
	return r
}

// with opens the vault, calls do and closes the vault.
func with(t *testing.T, base string, do func(*Session)) {
	t.Helper()
	s := openCloser(t, base)
	do(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func add(t *testing.T, s *Session, object string) record.ID {
	t.Helper()
	saved, err := s.Add([]byte(object), "")
	if err != nil {
		t.Fatal(err)
	}
	return saved.ID
}

// shown returns the document of show, all revealed.
func shown(t *testing.T, s *Session, ref string) map[string]any {
	t.Helper()
	v, err := s.Show(ref, []string{"all"}, "test")
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Fields map[string]any }
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Fields
}

// digest says what is stored of all records, without their random ids.
func digest(t *testing.T, s *Session) string {
	t.Helper()
	ids, _, err := s.recordPages()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, id := range ids {
		st, err := s.load(id, record.Compartments()...)
		if err != nil {
			t.Fatal(err)
		}
		one := fmt.Sprint(st.revision)
		for _, c := range record.Compartments() {
			one += " " + string(st.rec.Encode(c))
		}
		for _, line := range st.manifest.History {
			one += fmt.Sprint(" ", line)
		}
		all = append(all, one)
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

func logged(t *testing.T, s *Session, f LogFilter) []LogEntry {
	t.Helper()
	entries, err := s.AuditLog(f)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// actions counts the entries of the log by action.
func actions(t *testing.T, s *Session) map[string]int {
	t.Helper()
	entries := logged(t, s, LogFilter{})
	n := make(map[string]int)
	for _, e := range entries {
		n[e.Action]++
	}
	return n
}

// sound fails the test unless both checks are clean.
func sound(t *testing.T, s *Session) {
	t.Helper()
	for name, check := range map[string]func() (*Report, error){
		"verify":     func() (*Report, error) { return s.Verify(false) },
		"check data": s.CheckData,
	} {
		rep, err := check()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !rep.OK || len(rep.Findings) > 0 {
			t.Fatalf("%s: %v", name, rep.Findings)
		}
	}
}

// wantKind fails the test unless err has the kind, and returns its text.
func wantKind(t *testing.T, err error, k Kind) string {
	t.Helper()
	if err == nil || KindOf(err) != k {
		t.Fatalf("got error %v, want one of kind %q", err, k)
	}
	return err.Error()
}

func imported(t *testing.T, s *Session, list string, o ImportOptions) *ImportResult {
	t.Helper()
	r, err := s.Import(context.Background(), strings.NewReader(list), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows is a list of n made-up people as CSV.
func rows(n int) string {
	var b strings.Builder
	b.WriteString("사건번호,성명,생년월일,건강기록\n")
	for i := range n {
		fmt.Fprintf(&b, "T-%05d,김%c%c,1980-01-%02d,기록 %d\n", i, '가'+rune(i%300)*28, '나'+rune(i/300)*28, 1+i%28, i)
	}
	return b.String()
}

// longRows is rows with 22 KB a person: 700 of them fill a group, 60 are more
// than a transaction of Badger's.
func longRows(n int) string {
	head, body, _ := strings.Cut(rows(n), "\n")
	return head + "\n" + strings.ReplaceAll(body, "기록", strings.Repeat("긴 기록 ", 2000))
}
