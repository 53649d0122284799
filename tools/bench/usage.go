package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// A usage is what one process cost.
type usage struct {
	cpu, wall time.Duration
	peak      int64 // largest resident set, bytes; 0 where the system does not say
}

// vault runs one command of the binary; its data goes to out, or is dropped.
func (b *bench) vault(out io.Writer, args ...string) (usage, error) {
	return b.measure(out, "vault", args...)
}

func (b *bench) measure(out io.Writer, program string, args ...string) (usage, error) {
	cmd := exec.Command(b.path(program), args...)
	cmd.Env = append(os.Environ(), "CASEVAULT_DIR="+b.path("v"), "CASEVAULT_STATE_DIR="+b.path("state"),
		"CASEVAULT_PASSPHRASE_FILE="+b.path("pass"), "LC_ALL=en_US.UTF-8")
	var words bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &words
	start := time.Now()
	err := cmd.Run()
	if err != nil {
		return usage{}, fmt.Errorf("%s %s: %w: %s", program, args[0], err, words.Bytes())
	}
	return usage{
		cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall: time.Since(start), peak: peakOf(cmd.ProcessState),
	}, nil
}

// generate writes the list of n people.
func (b *bench) generate(n int, to string) error {
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	cmd := exec.Command(b.path("casegen"), "-n", strconv.Itoa(n))
	cmd.Stdout, cmd.Stderr = f, os.Stderr
	if err := cmd.Run(); err != nil {
		f.Close()
		return fmt.Errorf("generate %d people: %w", n, err)
	}
	return f.Close()
}

// disk prints the bytes of the files in a folder beside those of the list.
func (b *bench) disk(n int, name, folder, list string) error {
	var total int64
	err := filepath.WalkDir(b.path(folder), func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		fi, err := d.Info()
		if err == nil {
			total += fi.Size()
		}
		return err
	})
	if err != nil {
		return err
	}
	fi, err := os.Stat(list)
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "%-9d %-24s %.1f MiB, the list %.1f MiB\n", n, name+": disk", float64(total)/(1<<20), float64(fi.Size())/(1<<20))
	return nil
}
