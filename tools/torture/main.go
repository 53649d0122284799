// Command torture hurts vaults and looks at what the real program makes of it.
// Run it in tools/, on Linux:
//
//	go run ./torture            everything, some minutes
//	go run ./torture -sample 8  a few runs of each part, as go test does
//	go run ./torture -part damage,kill
//
// Each part prints a line of counts, and a line for each run that broke a
// promise; any of these makes the command fail. strace injects what a program
// cannot do to itself, root mounts small disks: without either the parts that
// need it say "not run".
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	sample := flag.Int("sample", 0, "at most `N` runs of each part, at random; 0: all")
	only := flag.String("part", "", "which `parts`, separated by commas; empty: all")
	scene := flag.String("scene", "", "which `commands` are disturbed, separated by commas; empty: all")
	every := flag.Int("every", 61, "flip and cut only each `N`th byte of a file of over 600")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "of what is random")
	flag.Parse()
	if err := run(os.Stdout, options{root: "..", sample: *sample, only: *only, scene: *scene, every: *every, seed: *seed}); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}

type options struct {
	root   string // of the main module
	sample int    // runs of a part; 0: all
	only   string
	scene  string
	every  int
	seed   uint64
}

// A part is one way to hurt a vault.
type part struct {
	name, what string
	run        func(*bench) error
}

func parts() []part {
	return []part{
		{"damage", "each file flipped, cut, zeroed, swapped, missing", damage},
		{"kill", "kill -9 at each write system call of each command", killCalls},
		{"random", "kill -9 at a random moment of each command", killRandom},
		{"acked", "acknowledged additions, half of the processes killed", acked},
		{"error", "EIO and ENOSPC from each write system call", failCalls},
		{"full", "a disk with ever less space", fullDisk},
		{"limit", "files that may not grow: a full disk where nothing can be mounted", fileLimit},
		{"crowd", "two and eight processes at once, a stale lock", crowd},
		{"readonly", "a medium that cannot be written", readOnly},
		{"power", "power cut: what has reached the disk, mounted anew", powerCut},
	}
}

func run(out io.Writer, o options) error {
	dir, err := os.MkdirTemp("", "casevault-torture-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{options: o, dir: dir, out: out, bin: filepath.Join(dir, "vault")}
	build := exec.Command("go", "build", "-o", b.bin, "./cmd/vault")
	build.Dir, build.Stderr = o.root, os.Stderr
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if o.every < 1 {
		return fmt.Errorf("-every must be at least 1")
	}
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the vault: %w", err)
	}
	if err := b.fixture(); err != nil {
		return fmt.Errorf("make the vault to torture: %w", err)
	}
	fmt.Fprintf(out, "seed %d\n%-9s %7s %6s  %s\n", o.seed, "part", "runs", "s", "outcomes")
	bad := 0
	for _, p := range parts() {
		if o.only != "" && !slices.Contains(strings.Split(o.only, ","), p.name) {
			continue
		}
		from := time.Now()
		b.counts, b.bad = map[string]int{}, nil
		err := p.run(b)
		if _, absent := err.(notHere); err != nil && !absent {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		runs, line := b.summary()
		if err != nil {
			line = strings.TrimPrefix(line+", not run: "+err.Error(), ", ")
		}
		fmt.Fprintf(out, "%-9s %7d %6.0f  %s\n", p.name, runs, time.Since(from).Seconds(), line)
		for _, l := range b.bad[:min(len(b.bad), 200)] {
			fmt.Fprintln(out, "  BROKEN", l)
		}
		bad += len(b.bad)
	}
	if bad > 0 {
		return fmt.Errorf("%d runs broke a promise", bad)
	}
	return nil
}

// notHere is why a part cannot be run on this machine.
type notHere struct{ error }
