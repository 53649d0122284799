package main

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A few runs of each part; what cannot be run here, for want of strace or root,
// says so in the table. The seed that is printed brings a failure back.
func TestTorture(t *testing.T) {
	var out strings.Builder
	err := run(&out, options{root: "../..", sample: 8, every: 61, seed: rand.Uint64()})
	t.Log("\n" + out.String())
	if err != nil {
		t.Fatal(err)
	}
}
