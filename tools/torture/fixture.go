package main

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// person is a record with a value in every compartment.
func person(n int) string {
	return fmt.Sprintf(`{"case_id":"T-%04d","legal_name":"홍길동%d","birth_date":"1985-03-07","phone":"010-1234-%04d",`+
		`"family_in_north":[{"relation":"mother","name":"가나다%d","city":"혜산"}],"health_notes":"health %d","case_notes":[{"date":"2026-01-02","author":"kim","text":"note %d"}]}`,
		n, n, n, n, n, n)
}

// must runs a command that has to succeed.
func (w *world) must(in string, args ...string) error {
	if r := w.vault(nil, in, args...); r.code != 0 {
		return fmt.Errorf("vault %s: %v", strings.Join(args, " "), r)
	}
	return nil
}

// fixture makes the vault that is tortured: a table of a rewrite, one of a
// flush, and the log of a memtable, which a kill has left.
func (b *bench) fixture() error {
	w, err := b.world()
	if err != nil {
		return err
	}
	defer w.remove()
	err = errors.Join(
		w.must("", "init", "--name", "kim", "--work-factor", "10"),
		w.must(person(1), "add", "--from", "-"),
		w.must("", "compact"),
		w.must(person(2), "add", "--from", "-"))
	if err != nil {
		return err
	}
	var bad *result
	if b.known, b.ids, bad = w.content(); bad != nil {
		return fmt.Errorf("read it: %v", bad)
	}
	if strace() {
		// The second rename is of what was last seen: the entry is in the .mem. It
		// is counted by thread, so that it may take more than one run to meet it.
		for r := (result{}); r.code >= 0; {
			r = w.vault(inject("renameat", "signal=KILL:when=2"), "", "history", b.ids[0])
		}
	}
	b.whole, err = readImage(w.dir)
	delete(b.whole, "pass")
	return err
}

func strace() bool {
	_, err := exec.LookPath("strace")
	return err == nil
}

var errNoStrace = notHere{errors.New("strace is missing (Debian package strace)")}

// inject runs a command under strace with a fault at a system call.
func inject(call, fault string) []string {
	return []string{"strace", "-f", "-q", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + call + ":" + fault}
}
