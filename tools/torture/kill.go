package main

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// disturb plays each scene once for each of its calls of each kind, with what
// before says to put before the command. strace counts the calls of each thread
// apart, so that the Nth is that of whichever thread comes to N first.
func (b *bench) disturb(stride int, faults ...string) error {
	if !strace() {
		return errNoStrace
	}
	scenes, err := b.scenes()
	if err != nil {
		return err
	}
	var jobs []func(*world)
	for _, s := range scenes {
		w, err := b.world()
		if err != nil {
			return err
		}
		n, err := w.count(&s)
		w.remove()
		if err != nil {
			return err
		}
		for _, call := range calls() {
			for k := 1; k <= n[call]; k += stride {
				for _, fault := range faults {
					jobs = append(jobs, func(w *world) { b.disturbed(w, &s, call, fmt.Sprintf(fault, k)) })
				}
			}
		}
	}
	b.each(jobs)
	return nil
}

func (b *bench) disturbed(w *world, s *scene, call, fault string) {
	name := s.name + " " + call + ":" + fault
	if err := s.start.write(w.dir); err != nil {
		b.broken("error", "%s: %v", name, err)
		return
	}
	r := w.vault(inject(call, fault), s.in, s.args...)
	if strings.Contains(r.err, "netpollBreak") {
		// Go's runtime wakes itself by a write, and ends the process if that fails.
		b.count("runtime")
		return
	}
	if how := r.crashed(); how != "" && (how == "hang" || !strings.Contains(fault, "KILL")) {
		b.broken(how, "%s: %v", name, r)
		return
	}
	b.aftermath(w, s, name, r)
}

func killCalls(b *bench) error { return b.disturb(1, "signal=KILL:when=%d") }

// failCalls replaces the call by another: to skip it, as strace does otherwise,
// is a call of its own to the kernel's filter, which ends the process.
func failCalls(b *bench) error {
	return b.disturb(2, "error=EIO:syscall=getpid:when=%d", "error=ENOSPC:syscall=getpid:when=%d+")
}

// killAfter runs a command and kills it after a while.
func (w *world) killAfter(d time.Duration, in string, args ...string) result {
	return w.vault([]string{"timeout", "-s", "KILL", fmt.Sprintf("%.4f", d.Seconds())}, in, args...)
}

func killRandom(b *bench) error {
	if _, err := exec.LookPath("timeout"); err != nil {
		return notHere{err}
	}
	scenes, err := b.scenes()
	if err != nil {
		return err
	}
	const rounds = 60
	random := rand.New(rand.NewPCG(b.seed, 1))
	var jobs []func(*world)
	for _, s := range scenes {
		for range rounds {
			d := time.Duration(random.IntN(60_000)+1000) * time.Microsecond
			jobs = append(jobs, func(w *world) {
				if err := s.start.write(w.dir); err != nil {
					b.broken("error", "%v", err)
					return
				}
				r := w.killAfter(d, s.in, s.args...)
				if r.signal != syscall.SIGKILL && r.code != 137 && r.crashed() != "" {
					b.broken(r.crashed(), "%s: %v", s.name, r)
					return
				}
				b.aftermath(w, &s, fmt.Sprintf("%s killed after %s", s.name, d), r)
			})
		}
	}
	b.each(jobs)
	return nil
}
