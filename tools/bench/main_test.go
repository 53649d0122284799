package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// TestRun measures a small list and expects a line for every job.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out, "..", "60", 1, 1); err != nil {
		t.Fatal(err)
	}
	for _, job := range []string{
		"init, factor 10", "init, factor 18", "import", "show", "show case:NUMBER", "add", "edit", "note", "find ㅎㄱㄷ", "find 김명", "list --json",
		"status", "check", "audit verify --keyless", "compact", "age files: import", "age files: show", "age files: find",
	} {
		line := regexp.MustCompile(`(?m)^\d+ +` + regexp.QuoteMeta(job) + ` +\d+\.\d{3} \(\d+\.\d{3}, \d+\.\d{3}\) +\d+\.\d\d +\d+ `)
		if !line.MatchString(out.String()) {
			t.Errorf("no line for %q", job)
		}
	}
	if strings.Count(out.String(), ": disk") != 2 {
		t.Error("the disk is not measured")
	}
	if t.Failed() {
		t.Log(out.String())
	}
	for _, bad := range []string{"", "x", "0", "5,-1"} {
		if run(new(bytes.Buffer), "..", bad, 1, 1) == nil {
			t.Errorf("-n %q was taken", bad)
		}
	}
	if run(new(bytes.Buffer), "..", "5", 0, 1) == nil {
		t.Error("no runs were taken")
	}
}
