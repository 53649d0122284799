package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A bench has the program, a vault whose content is known, and counts.
type bench struct {
	options
	dir, bin string
	out      io.Writer

	whole image             // of the vault to damage, with its user's state folder
	ids   []string          // of its records
	known map[string]string // id -> its fields, all revealed
	plays []scene

	mu     sync.Mutex
	counts map[string]int
	bad    []string
}

func (b *bench) count(outcome string) {
	b.mu.Lock()
	b.counts[outcome]++
	b.mu.Unlock()
}

// broken counts a run that broke a promise.
func (b *bench) broken(outcome, format string, args ...any) {
	b.count(outcome)
	b.mu.Lock()
	b.bad = append(b.bad, outcome+": "+fmt.Sprintf(format, args...))
	b.mu.Unlock()
}

func (b *bench) summary() (runs int, line string) {
	for _, name := range slices.Sorted(maps.Keys(b.counts)) {
		runs += b.counts[name]
		line += fmt.Sprintf(", %s %d", name, b.counts[name])
	}
	return runs, strings.TrimPrefix(line, ", ")
}

// each does the jobs on both cores, each in a folder of its own.
func (b *bench) each(jobs []func(w *world)) {
	if b.sample > 0 && len(jobs) > b.sample {
		random := rand.New(rand.NewPCG(b.seed, uint64(len(jobs))))
		random.Shuffle(len(jobs), func(i, j int) { jobs[i], jobs[j] = jobs[j], jobs[i] })
		jobs = jobs[:b.sample]
	}
	next := make(chan func(w *world))
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for job := range next {
				w, err := b.world()
				if err != nil {
					b.broken("error", "%v", err)
					continue
				}
				job(w)
				w.remove()
			}
		})
	}
	for _, job := range jobs {
		next <- job
	}
	close(next)
	wg.Wait()
}

// A world is a folder with a vault, its user's state folder and a passphrase.
type world struct {
	b   *bench
	dir string
}

func (b *bench) world() (*world, error) {
	dir, err := os.MkdirTemp(b.dir, "w-")
	if err != nil {
		return nil, err
	}
	w := &world{b, dir}
	return w, os.WriteFile(w.path("pass"), []byte("torture passphrase\n"), 0o600)
}

func (w *world) path(name string) string { return filepath.Join(w.dir, name) }
func (w *world) remove()                 { os.RemoveAll(w.dir) }

// A result is what a command did.
type result struct {
	code     int // -1: died of a signal
	signal   syscall.Signal
	out, err string
	hung     bool
}

const patience = 100 * time.Second // the store gives a close 60 s

// vault runs a command on the world's vault. before are a program and its
// arguments that run it, such as strace.
func (w *world) vault(before []string, in string, args ...string) result {
	argv := append(append(slices.Clone(before), w.b.bin), args...)
	c := exec.Command(argv[0], argv[1:]...)
	c.Dir = w.dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LANG=en", "HOME=" + w.dir,
		"CASEVAULT_DIR=" + w.path("v"), "CASEVAULT_STATE_DIR=" + w.path("s"), "CASEVAULT_PASSPHRASE_FILE=" + w.path("pass")}
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Stdin = strings.NewReader(in)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		return result{code: -1, err: err.Error()}
	}
	var hung bool
	var mu sync.Mutex
	timer := time.AfterFunc(patience, func() {
		mu.Lock()
		hung = true
		mu.Unlock()
		syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
	})
	err := c.Wait()
	timer.Stop()
	mu.Lock()
	defer mu.Unlock()
	r := result{out: out.String(), err: errs.String(), hung: hung}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		r.code = exit.ExitCode()
		r.signal = exit.Sys().(syscall.WaitStatus).Signal()
	}
	return r
}

// crashed says how a command ended in a way that is no answer, "" for one.
func (r result) crashed() string {
	switch {
	case r.hung:
		return "hang"
	case r.code < 0:
		return "crash"
	case !slices.Contains([]int{0, 1, 2, 3, 10, 11, 12, 13, 14, 20, 21, 22, 130}, r.code):
		return "crash"
	case strings.Contains(r.err, "goroutine ") || strings.Contains(r.err, "panic:") || strings.Contains(r.err, "fatal error"):
		return "crash"
	}
	return ""
}

func (r result) String() string {
	last := strings.TrimSpace(r.err)
	if len(last) > 300 {
		last = last[:300] + "…"
	}
	return fmt.Sprintf("exit %d %s", r.code, strings.ReplaceAll(last, "\n", " | "))
}

// as runs a command as kim, who may not be the only member.
func (w *world) as(in string, args ...string) result {
	return w.vault(nil, in, append(args, "--identity", "kim")...)
}

// content is every record of the vault with all its fields, and where reading
// failed how: the first command that did not end with 0.
func (w *world) content() (map[string]string, []string, *result) {
	r := w.as("", "list", "--json")
	if r.code != 0 {
		return nil, nil, &r
	}
	var list struct{ Records []struct{ ID string } }
	if err := json.Unmarshal([]byte(r.out), &list); err != nil {
		return nil, nil, &result{code: -1, err: "list prints no JSON"}
	}
	got := map[string]string{}
	var ids []string
	for _, x := range list.Records {
		fields, r := w.show(x.ID)
		if r != nil {
			return got, ids, r
		}
		ids = append(ids, x.ID)
		got[x.ID] = fields
	}
	return got, ids, nil
}

// show returns the fields of a record as JSON.
func (w *world) show(id string) (string, *result) {
	r := w.as("", "show", id, "--reveal", "all", "--reason", "torture", "--json")
	if r.code != 0 {
		return "", &r
	}
	var doc struct{ Fields map[string]any }
	if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
		return "", &result{code: -1, err: "show prints no JSON"}
	}
	fields, _ := json.Marshal(doc.Fields)
	return string(fields), nil
}

// An image is the files of a folder, by path: bytes without the zeros at the
// end, and size.
type image map[string]file

type file struct {
	data []byte
	size int64
}

func readImage(dir string) (image, error) {
	im := image{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		im[name] = file{bytes.TrimRight(data, "\x00"), int64(len(data))}
		return err
	})
	return im, err
}

// write puts the files into dir, as sparse as they were.
func (im image) write(dir string) error {
	for name, f := range im {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o600); err != nil {
			return err
		}
		if err := os.Truncate(path, f.size); err != nil {
			return err
		}
	}
	return nil
}

// differs names a file in which two images differ, the lock and what a reader
// may leave behind apart.
func (im image) differs(other image) string {
	for _, name := range slices.Sorted(maps.Keys(im)) {
		if filepath.Base(name) == "lock" {
			continue
		}
		o, ok := other[name]
		if !ok || o.size != im[name].size || !bytes.Equal(o.data, bytes.TrimRight(im[name].data, "\x00")) {
			return name
		}
	}
	return ""
}
