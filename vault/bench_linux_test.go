package vault

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"casevault/audit"
)

// The figures of docs/PERFORMANCE.md, "The log":
//
//	go test ./vault -run '^$' -bench 'Entry|Verify' -benchtime 5x

func benchVault(b *testing.B) (base string, s *Session) {
	b.Helper()
	base = b.TempDir()
	if _, err := Init(testConfig(base), InitOptions{Label: "kim", WorkFactor: 10, Passphrase: testPassphrase}); err != nil {
		b.Fatal(err)
	}
	s, err := Open(testConfig(base), identityIn(base), testPassphrase)
	if err != nil {
		b.Fatal(err)
	}
	return base, s
}

func cpu(u *syscall.Rusage) float64 {
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// BenchmarkEntry appends one entry of a read, until it is on the disk: what
// every show, list and find waits for.
func BenchmarkEntry(b *testing.B) {
	_, s := benchVault(b)
	defer s.Close()
	if err := fillLog(s, 10_000); err != nil {
		b.Fatal(err)
	}
	var before, after syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		e := audit.Event{Action: "reveal", Records: []string{"K7QXM2M9DT"}, Fields: []string{"phone"}, Reason: "home visit"}
		if err := s.commit(e, writes{}); err != nil {
			b.Fatal(err)
		}
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		b.Fatal(err)
	}
	leaf, err := s.st.Get(key64(prefixLeaf, s.edge.Size()-1))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(1000*(cpu(&after)-cpu(&before))/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(len(leaf)), "leaf-bytes")
}

// BenchmarkVerify runs the program on logs of many entries, of which the last
// tenth came since a review.
func BenchmarkVerify(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "vault")
	if out, err := exec.Command("go", "build", "-o", bin, "../cmd/vault").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	pass := filepath.Join(b.TempDir(), "pass")
	if err := os.WriteFile(pass, []byte(testPassphrase), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{1_000, 10_000, 100_000} {
		base, s := benchVault(b)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		// By another process: the kernel counts what its parent had in memory
		// to the peak of a process.
		fill := exec.Command(os.Args[0])
		fill.Env = append(os.Environ(), "VAULT_TEST_PART=fill", "VAULT_TEST_DIR="+base, fmt.Sprintf("VAULT_TEST_ENTRIES=%d", n))
		if out, err := fill.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		for _, flag := range []string{"--keyless", "--full", "--json"} {
			b.Run(fmt.Sprintf("%d%s", n, flag), func(b *testing.B) {
				var total, peak float64
				for b.Loop() {
					c := exec.Command(bin, "audit", "verify", flag, "--passphrase-file", pass)
					c.Env = append(os.Environ(), "CASEVAULT_DIR="+filepath.Join(base, "vault"), "CASEVAULT_STATE_DIR="+filepath.Join(base, "state"))
					if out, err := c.CombinedOutput(); err != nil {
						b.Fatalf("%v: %s", err, out)
					}
					used := c.ProcessState.SysUsage().(*syscall.Rusage)
					total += cpu(used)
					peak = max(peak, float64(used.Maxrss)/1024)
				}
				b.ReportMetric(total/float64(b.N), "cpu-s/op")
				b.ReportMetric(peak, "peak-MiB")
			})
		}
	}
}
