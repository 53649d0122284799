package vault

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestMain lets the test binary be the process that is killed: told so in its
// environment, it plays a part instead of running tests.
func TestMain(m *testing.M) {
	part := os.Getenv("VAULT_TEST_PART")
	if part == "" {
		os.Exit(m.Run())
	}
	parts := map[string]func(*Session) error{"import": importPart, "compact": compactPart, "fill": fillPart, "rotate": rotatePart, "erase": erasePart}
	s, err := Open(testConfig(os.Getenv("VAULT_TEST_DIR")), identityIn(os.Getenv("VAULT_TEST_DIR")), testPassphrase)
	if err == nil {
		fmt.Println("open")
		err = parts[part](s)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// rounds is how often a test kills: n times, or as CASEVAULT_ROUNDS says, for a
// longer look (make torture).
func rounds(t *testing.T, n int) int {
	t.Helper()
	if text := os.Getenv("CASEVAULT_ROUNDS"); text != "" {
		more, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return more
	}
	return n
}

// adapted is the longest time that the next round lets a child live: whatever
// else the machine does, half of the rounds get something done and half do not.
func adapted(span time.Duration, done bool) time.Duration {
	if done {
		return span * 4 / 5
	}
	return span * 5 / 4
}

// killed runs a part in a child process on the vault in base and kills it
// after it had the vault open for the given time; it returns the lines that
// the child wrote.
func killed(t *testing.T, part, base string, after time.Duration) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "VAULT_TEST_PART="+part, "VAULT_TEST_DIR="+base)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	var kill sync.Once
	var done atomic.Bool // Windows does not tell a killed process from one that failed
	for in := bufio.NewScanner(out); in.Scan(); {
		lines = append(lines, in.Text())
		kill.Do(func() { time.AfterFunc(after, func() { done.Store(true); cmd.Process.Kill() }) })
	}
	if err := cmd.Wait(); err != nil && !done.Load() {
		t.Fatalf("the child failed: %v: %s", err, stderr.String())
	}
	return lines
}
