//go:build linux

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// traced are command lines as people type them; each command of the tree that
// is not among them is run bare, and fails, but only after it was confined.
func traced() []string {
	return []string{
		"init --name kim --work-factor 10",
		"import people.cp949.csv",
		"add --from person.json",
		"list",
		"find",
		"find Hong",
		"show case:CR-1 --reveal phone --reason visit",
		"edit case:CR-1 --from change.json",
		"note case:CR-1 --from person.json",
		"history case:CR-1",
		"audit log",
		"audit verify",
		"audit verify --keyless",
		"audit checkpoint",
		"audit who case:CR-1",
		"member add lee --role auditor --new-passphrase-file pass --work-factor 10",
		"member list --identity kim",
		"check --read-data --identity kim",
		"compact --identity kim",
		"backup b.age --identity kim",
		"restore drill b.age",
		"setting refuse-online no --identity kim",
		"status", "doctor", "version", "schema show",
		"nonsense", "--help",
		"key passwd --new-passphrase-file pass --identity kim",
		"key export --compartment work -o work.key --new-passphrase-file pass --work-factor 10 --reason test --identity kim",
		"restore b.age --to again", // late: what it makes was seen since
		"panic --yes",
	}
}

// TestNoCallOfTheNetwork looks from outside, with strace, at every call of the
// socket family that a command makes: there is the one by which [confine.Enter]
// proves that it fails, and those by which doctor and version say so. Finding
// that one shows that strace finds them.
func TestNoCallOfTheNetwork(t *testing.T) {
	if err := exec.Command("strace", "-qq", "-o", "/dev/null", "true").Run(); err != nil {
		t.Logf("strace cannot be run here, so nobody looked: %v", err)
		return
	}
	dir := t.TempDir()
	people, err := os.ReadFile(filepath.Join("..", "..", "docs", "demo", "people.cp949.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"pass": "correct horse\n", "person.json": `{"case_id":"CR-1","legal_name":"Hong","phone":"010-1234-5678"}`,
		"change.json": `{"status":"closed"}`, "people.cp949.csv": string(people),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) (code int) {
		trace := filepath.Join(dir, "trace")
		cmd := exec.Command("strace", append([]string{"-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", trace, "vault"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CASEVAULT_DIR="+filepath.Join(dir, "v"), "CASEVAULT_STATE_DIR="+filepath.Join(dir, "s"),
			"CASEVAULT_PASSPHRASE_FILE="+filepath.Join(dir, "pass"), "LC_ALL=C")
		out, err := cmd.CombinedOutput()
		var ended *exec.ExitError
		if err != nil && !errors.As(err, &ended) {
			t.Fatal(err)
		}
		b, err := os.ReadFile(trace)
		if err != nil {
			t.Fatalf("vault %v: %v: %s", args, err, out)
		}
		want := 1
		if args[0] == "doctor" || args[0] == "version" {
			want = 2
		}
		// "???(" is a thread that strace left in the middle of its end.
		calls := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(b)), "\n"), func(l string) bool { return strings.Contains(l, " ???(") })
		for _, call := range calls {
			if len(calls) != want || !strings.Contains(call, "socket(AF_INET, SOCK_STREAM") || !strings.Contains(call, "= -1 EPERM") {
				t.Errorf("vault %v: calls of the network, of which %d should be:\n%s", args, want, b)
				break
			}
		}
		return cmd.ProcessState.ExitCode()
	}
	done := make(map[string]bool)
	for _, line := range traced() {
		args := strings.Fields(line)
		if code := run(args...); code != 0 && line != "nonsense" && line != "find" {
			t.Errorf("vault %s: exit code %d", line, code)
		}
		for n := range args {
			done[strings.Join(args[:n+1], " ")] = true
		}
	}
	for _, c := range commandsOf(testEnv().root())[1:] {
		path := strings.TrimPrefix(c.CommandPath(), "vault ")
		if !done[path] {
			run(slices.Concat(strings.Fields(path), []string{"--identity", "kim"})...)
		}
	}
}

// TestKernelsWithLessLandlock: a kernel without Landlock, an older one, and one
// that will not take another rule set are no failure, and doctor says so.
func TestKernelsWithLessLandlock(t *testing.T) {
	if err := exec.Command("strace", "-qq", "-o", "/dev/null", "true").Run(); err != nil || !landlock() {
		t.Logf("nothing to take away here, or no strace: %v", err)
		return
	}
	for _, tt := range []struct{ fault, state, how, said string }{
		{"landlock_create_ruleset:error=ENOSYS", "exposed", "no Landlock", ""},
		{"landlock_create_ruleset:error=EOPNOTSUPP", "exposed", "no Landlock", ""},
		{"landlock_create_ruleset:retval=2:when=1..2", "enforced", "Landlock, version", ""}, // the first two ask for the version
		{"landlock_restrict_self:error=E2BIG", "exposed", "not enforced", "warning: give up other files"},
	} {
		// strace counts calls by thread, and Go may change threads between the two
		// that ask and the one that acts, which is then hit as well: once more.
		tries := 1
		if strings.Contains(tt.fault, "when=") {
			tries = 10
		}
		want := `{"what":"files","state":"` + tt.state + `","how":"`
		for n := 1; ; n++ {
			out, said, err := doctorUnder(t, tt.fault)
			_, how, ok := strings.Cut(out, want)
			if err == nil && ok && strings.Contains(how, tt.how) && strings.Contains(said, tt.said) && (tt.said != "" || said == "") {
				break
			}
			if n == tries {
				t.Errorf("%s: %v: %s%s", tt.fault, err, out, said)
				break
			}
		}
	}
}

// doctorUnder runs doctor with a fault injected into its calls. A call that
// strace makes into none is foreign to our own filter; into one without effect it
// is not.
func doctorUnder(t *testing.T, fault string) (out, said string, err error) {
	cmd := exec.Command("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=landlock_create_ruleset,landlock_restrict_self",
		"-e", "inject="+fault+":syscall=getpid", "vault", "doctor", "--json")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "LC_ALL=C")
	var errs strings.Builder
	cmd.Stderr = &errs
	b, err := cmd.Output()
	return string(b), errs.String(), err
}
