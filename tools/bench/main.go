// Command bench measures the real vault binary on lists of invented people and
// prints a table beside the targets of the design, and beside what one age file
// a record costs in the same minutes (command agefiles). Run it in tools/:
//
//	go run ./bench -n 1000,10000,100000 -runs 5
//
// CPU is user plus system time in seconds and memory the largest resident set,
// as the kernel counts both for the process; file pages that the store maps
// count too. Each figure is the median of the runs, with the smallest and
// largest. Imports run once for each size, or as -imports says. Key derivation
// is part of every figure at work factor 10, and is measured apart as the init
// of an empty vault at factors 10 and 18: nothing is subtracted.
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
	if err := run(os.Stdout, ".", *sizes, *runs, *imports); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures; tools is the folder of the module that bench belongs to.
func run(out io.Writer, tools, sizes string, runs, imports int) error {
	people, err := counts(sizes)
	if err != nil {
		return err
	}
	if runs < 1 || imports < 1 {
		return fmt.Errorf("-runs and -imports must be at least 1")
	}
	dir, err := os.MkdirTemp("", "casevault-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir, out: out, runs: runs, imports: imports}
	if err := b.build(tools); err != nil {
		return err
	}
	fmt.Fprintf(out, "%-9s %-24s %-24s %-8s %-9s %s\n", "people", "job", "CPU s (least, most)", "wall s", "peak MiB", "target at 100,000")
	if err := b.keys(); err != nil {
		return err
	}
	for _, n := range people {
		if err := b.size(n); err != nil {
			return err
		}
	}
	return nil
}

func counts(sizes string) (people []int, err error) {
	for s := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("-n: %q is no number of people", s)
		}
		people = append(people, n)
	}
	return people, nil
}

// A bench has the programs that it measures and a folder to work in.
type bench struct {
	dir           string
	out           io.Writer
	runs, imports int
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, name) }

// build compiles the vault and the two programs beside it; tools is the folder
// of their module.
func (b *bench) build(tools string) error {
	for _, c := range []struct{ in, pkg, to string }{
		{filepath.Join(tools, ".."), "./cmd/vault", "vault"}, {tools, "./casegen", "casegen"}, {tools, "./agefiles", "agefiles"},
	} {
		cmd := exec.Command("go", "build", "-o", b.path(c.to), c.pkg)
		cmd.Dir, cmd.Stderr = c.in, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("build %s: %w", c.pkg, err)
		}
	}
	return os.WriteFile(b.path("pass"), []byte("measure by day, sleep by night\n"), 0o600)
}

// job runs one command several times and prints its line. n is 0 where there
// are no people.
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
	fmt.Fprintf(b.out, "%-9d %-24s %-24s %-8.2f %-9.0f %s\n", n, name, cpu, mid.wall.Seconds(), float64(mid.peak)/(1<<20), target)
	return nil
}
