package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestMain lets the test binary be the other process: told so in its
// environment, it plays a part instead of running tests.
func TestMain(m *testing.M) {
	part := os.Getenv("STORE_TEST_PART")
	if part == "" {
		os.Exit(m.Run())
	}
	parts := map[string]func(dir string) error{
		"hold": hold, "commit": commitForever, "rewrite": rewriteForever, "story": tellAndDie,
	}
	if err := parts[part](os.Getenv("STORE_TEST_DIR")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child is a process that plays a part and acknowledges on a pipe, one number
// a line.
type child struct {
	cmd  *exec.Cmd
	acks *bufio.Scanner
	stop io.Closer
	errs bytes.Buffer
}

func startChild(t *testing.T, part, dir string, env ...string) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0])}
	c.cmd.Env = append(os.Environ(), append(env, "STORE_TEST_PART="+part, "STORE_TEST_DIR="+dir)...)
	c.cmd.Stderr = &c.errs
	in, err1 := c.cmd.StdinPipe()
	out, err2 := c.cmd.StdoutPipe()
	if err := errors.Join(err1, err2, c.cmd.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.cmd.Process.Kill(); c.cmd.Wait() })
	c.acks, c.stop = bufio.NewScanner(out), in
	return c
}

// ack waits for the next acknowledgement; -1 is the end of them.
func (c *child) ack(t *testing.T) int {
	t.Helper()
	if !c.acks.Scan() {
		return -1
	}
	n, err := strconv.Atoi(c.acks.Text())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// kill ends the child with SIGKILL and returns the last acknowledgement, given
// the last one that was read.
func (c *child) kill(t *testing.T, last int) int {
	t.Helper()
	c.cmd.Process.Kill()
	for n := c.ack(t); n >= 0; n = c.ack(t) {
		last = n
	}
	c.cmd.Wait()
	if c.errs.Len() > 0 {
		t.Errorf("the child says: %s", c.errs.String())
	}
	return last
}

func hold(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	fmt.Println(os.Getpid())
	io.Copy(io.Discard, os.Stdin)
	return s.Close()
}

func TestTwoProcesses(t *testing.T) {
	s, dir := create(t)
	shut(t, s)
	c := startChild(t, "hold", dir)
	pid := c.ack(t)
	for _, readOnly := range []bool{false, true} {
		var inUse *InUseError
		_, err := Open(dir, Options{ReadOnly: readOnly, Wait: 50 * time.Millisecond})
		if host, _ := os.Hostname(); !errors.As(err, &inUse) || inUse.PID != pid || inUse.Host != host {
			t.Errorf("%v, want process %d", err, pid)
		}
	}
	// The second one waits, and gets it.
	stop := c.stop
	time.AfterFunc(30*time.Millisecond, func() { stop.Close() })
	shut(t, open(t, dir, Options{Wait: time.Minute}))
	// A lock file that a dead process left is no lock.
	c = startChild(t, "hold", dir)
	c.kill(t, c.ack(t))
	shut(t, open(t, dir, Options{Wait: -1}))
}

// commitForever writes transaction after transaction: its number, a value that
// follows from it, some of them large enough to fill memtables.
func commitForever(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	for n := made(s); ; n++ {
		key := fmt.Sprintf("k%06d", n)
		if err := s.Commit(batch(key, killValue(n), "n", fmt.Sprint(n+1))); err != nil {
			return err
		}
		fmt.Println(n + 1)
	}
}

func killValue(n int) string {
	return strings.Repeat(fmt.Sprintf("%d.", n), 1+n%7*n%13*4000)
}

// made returns how many transactions commitForever has made.
func made(s *Store) int {
	b, _ := s.Get([]byte("n"))
	n, _ := strconv.Atoi(string(b))
	return n
}

func TestKillCommit(t *testing.T) {
	s, dir := create(t)
	shut(t, s)
	acked, recovered, most := 0, false, 60
	if mustReopen {
		most = 12 // each makes a table, and the next opens all
	}
	for range 12 {
		c := startChild(t, "commit", dir)
		for range 1 + rand.IntN(most) {
			acked = c.ack(t)
		}
		time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
		acked = c.kill(t, acked)

		s := open(t, dir, Options{Verify: true})
		n := made(s)
		if n < acked || n > acked+1 {
			t.Fatalf("%d transactions, %d were acknowledged", n, acked)
		}
		for i := range n {
			v, err := s.Get(fmt.Appendf(nil, "k%06d", i))
			if err != nil || string(v) != killValue(i) {
				t.Fatalf("transaction %d of %d acknowledged: %d bytes, %v", i, acked, len(v), err)
			}
		}
		recovered = recovered || s.recovered
		acked = n
		shut(t, s)
	}
	if !recovered {
		t.Error("no kill left anything to recover")
	}
}

// rewriteForever makes generation after generation; in each, every value and
// the keyring say which.
func rewriteForever(dir string) error {
	s, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	for {
		n := []byte(fmt.Sprint(made(s) + 1))
		fmt.Println(made(s))
		err := s.Rewrite(context.Background(), Rewrite{
			Transform: func(key, value []byte) ([]byte, bool, error) {
				_, rest, _ := bytes.Cut(value, []byte(" "))
				return fmt.Appendf(nil, "%s %s", n, rest), string(key) != "n", nil
			},
			Announce: func(next *Store) error {
				if err := next.WriteFile("keyring", n); err != nil {
					return err
				}
				return next.Commit(batch("n", string(n)))
			},
		})
		if err != nil {
			return err
		}
	}
}

func TestKillRewrite(t *testing.T) {
	s, dir := create(t)
	rest := strings.Repeat("x", 100_000)
	const pairs = 150
	for i := range pairs {
		put(t, s, fmt.Sprintf("k%03d", i), "0 "+rest)
	}
	put(t, s, "n", "0")
	if err := s.WriteFile("keyring", []byte("0")); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	for range 12 {
		c := startChild(t, "rewrite", dir)
		acked := c.ack(t)
		time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
		acked = c.kill(t, acked)

		s := open(t, dir, Options{Verify: true})
		n := made(s)
		if n < acked || n > acked+1 {
			t.Errorf("generation %d, %d was acknowledged", n, acked)
		}
		if ring, err := s.ReadFile("keyring"); string(ring) != fmt.Sprint(n) {
			t.Errorf("keyring %q in generation %d, %v", ring, n, err)
		}
		found := 0
		err := s.Scan([]byte("k"), func(_, v []byte) error {
			found++
			if string(v) != fmt.Sprintf("%d %s", n, rest) {
				t.Errorf("generation %d holds %q…", n, v[:min(len(v), 5)])
			}
			return nil
		})
		if err != nil || found != pairs {
			t.Errorf("%d pairs, %v", found, err)
		}
		wantGenerations(t, dir, s.gen)
		shut(t, s)
	}
}

// tellAndDie tells the story of faults_test.go and dies at one of its steps,
// before or after it is done.
func tellAndDie(dir string) error {
	at, _ := strconv.Atoi(os.Getenv("STORE_TEST_AT"))
	after := os.Getenv("STORE_TEST_AFTER") != ""
	step := 0
	_, err := tell(dir, func(op string, do func() error) error {
		if step++; step != at {
			return do()
		}
		if after {
			if err := do(); err != nil {
				return err
			}
		}
		die()
		return nil
	}, func(chapter int) { fmt.Println(chapter + 1) })
	return errors.Join(err, errors.New("the story ended"))
}

// die ends this process as kill -9 does.
func die() {
	p, _ := os.FindProcess(os.Getpid())
	p.Kill()
	select {}
}

func TestDieAtEveryStep(t *testing.T) {
	im := storyImage(t)
	states, steps := storyStates(t, im)
	for n, op := range steps {
		for _, after := range []string{"", "after"} {
			t.Run(fmt.Sprintf("%d-%s-%s", n, op, after), func(t *testing.T) {
				dir := im.begin(t)
				c := startChild(t, "story", dir, fmt.Sprint("STORE_TEST_AT=", n+1), "STORE_TEST_AFTER="+after)
				told := 0
				for k := c.ack(t); k >= 0; k = c.ack(t) {
					told = k
				}
				c.kill(t, told)
				if _, err := os.Stat(filepath.Join(dir, "lock")); err != nil {
					t.Error(err)
				}
				wantState(t, states, told, dir)
			})
		}
	}
}
