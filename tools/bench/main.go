// Command bench measures the real vault binary on lists of invented people and
// prints a table beside the targets of the design. Run it in tools/:
//
//	go run ./bench -n 1000,10000,100000 -runs 5
//
// CPU is user plus system time in seconds and memory the largest resident set,
// as the kernel counts both for the process; file pages that the store maps
// count too. Each figure is the median of the runs, with the smallest and
// largest. The import is run once for each size, or as -imports says. Key
// derivation is part of every figure at work factor 10, and is measured apart
// as the init of an empty vault at factors 10 and 18: nothing is subtracted.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	sizes := flag.String("n", "1000,10000,100000", "how many `people`, separated by commas")
	runs := flag.Int("runs", 5, "how often each command runs")
	imports := flag.Int("imports", 1, "how often each import runs, each into a new vault")
	flag.Parse()
	if err := run(os.Stdout, *sizes, *runs, *imports); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, sizes string, runs, imports int) error {
	if runs < 1 || imports < 1 {
		return fmt.Errorf("-runs and -imports must be at least 1")
	}
	dir, err := os.MkdirTemp("", "casevault-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, out: out, runs: runs, imports: imports}
	if err := b.build(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%-9s %-22s %-24s %-8s %-9s %s\n", "people", "job", "CPU s (least, most)", "wall s", "peak MiB", "target at 100,000")
	if err := b.keys(); err != nil {
		return err
	}
	for _, s := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return fmt.Errorf("-n: %q is no number of people", s)
		}
		if err := b.size(n); err != nil {
			return err
		}
	}
	return nil
}

// A bench has the two programs and a folder to work in.
type bench struct {
	dir           string
	out           io.Writer
	runs, imports int
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

// build compiles the vault and the generator; bench runs in tools/.
func (b *bench) build() error {
	for _, c := range []struct{ in, pkg, to string }{{"..", "./cmd/vault", "vault"}, {".", "./casegen", "casegen"}} {
		cmd := exec.Command("go", "build", "-o", b.path(c.to), c.pkg)
		cmd.Dir, cmd.Stderr = c.in, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("build %s: %w", c.pkg, err)
		}
	}
	return os.WriteFile(b.path("pass"), []byte("measure by day, sleep by night\n"), 0o600)
}

// keys measures the key derivation: founding a vault and little else.
func (b *bench) keys() error {
	for _, factor := range []string{"10", "18"} {
		err := b.job(0, "init, factor "+factor, "", b.runs, func() (usage, error) { return b.found(factor) })
		if err != nil {
			return err
		}
	}
	return nil
}

// found makes a new vault in place of the last one.
func (b *bench) found(factor string) (usage, error) {
	for _, d := range []string{"v", "state"} {
		if err := os.RemoveAll(b.path(d)); err != nil {
			return usage{}, err
		}
	}
	return b.vault(nil, "init", "--name", "bench", "--work-factor", factor, "--new-passphrase-file", b.path("pass"))
}

// size measures one list from its import on.
func (b *bench) size(n int) error {
	list := b.path("list.jsonl")
	if err := b.generate(n, list); err != nil {
		return err
	}
	err := b.job(n, "import", "near 4.4 s, 200 MiB", b.imports, func() (usage, error) {
		if _, err := b.found("10"); err != nil {
			return usage{}, err
		}
		return b.vault(nil, "import", list)
	})
	if err != nil {
		return err
	}
	var ids strings.Builder
	if _, err := b.vault(&ids, "list", "--ids"); err != nil {
		return err
	}
	all := strings.Fields(ids.String())
	if len(all) != n {
		return fmt.Errorf("the vault lists %d people of %d", len(all), n)
	}
	person := b.path("person.json")
	if err := os.WriteFile(person, []byte(`{"legal_name":"홍길동","birth_date":"1985-03-07","health_notes":"기록"}`), 0o600); err != nil {
		return err
	}
	for _, j := range []struct {
		name, target string
		args         []string
	}{
		{"show", "under 0.04 s, 60 MiB", []string{"show", all[len(all)/2]}},
		{"add", "under 0.05 s", []string{"add", "--from", person}},
		{"find ㅎㄱㄷ", "under 0.1 s", []string{"find", "ㅎㄱㄷ"}},
		{"find 김명", "under 0.1 s", []string{"find", "김명"}},
		{"list --json", "under 0.1 s", []string{"list", "--json"}},
		{"check", "", []string{"check"}},
		{"audit verify --keyless", "", []string{"audit", "verify", "--keyless"}},
	} {
		if err := b.job(n, j.name, j.target, b.runs, func() (usage, error) { return b.vault(nil, j.args...) }); err != nil {
			return err
		}
	}
	return b.disk(n, list)
}

// job runs one command several times and prints its line.
func (b *bench) job(n int, name, target string, runs int, do func() (usage, error)) error {
	var all []usage
	for range runs {
		u, err := do()
		if err != nil {
			return fmt.Errorf("%s at %d people: %w", name, n, err)
		}
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b usage) int { return int(a.cpu - b.cpu) })
	mid := all[len(all)/2]
	cpu := fmt.Sprintf("%.3f (%.3f, %.3f)", mid.cpu.Seconds(), all[0].cpu.Seconds(), all[len(all)-1].cpu.Seconds())
	fmt.Fprintf(b.out, "%-9d %-22s %-24s %-8.2f %-9.0f %s\n", n, name, cpu, mid.wall.Seconds(), float64(mid.peak)/(1<<20), target)
	return nil
}
