// Command vault keeps the case records of people who help refugees, encrypted.
//
// This package is wiring and words: flags, prompts, messages, exit codes. What
// a member may do, and what a person may see, is decided by package vault, and
// only Views and Rows of package record, which mask, reach the screen.
package main

import (
	"crypto/fips140"
	"errors"
	"os"
	"runtime/debug"

	"casevault/cmd/vault/internal/confine"
)

func main() {
	err := confine.Enter() // first: nothing may be read before
	e := newEnv(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if err != nil {
		os.Exit(e.report(unconfined{err}))
	}
	// Parsing a hybrid identity would never end (filippo.io/hpke 0.4.0).
	if fips140.Enforced() {
		os.Exit(e.report(errors.New(e.say("fips"))))
	}
	// Badger's and our own garbage stay small; scrypt takes its 256 MiB in one
	// piece all the same, since the limit is a soft one.
	debug.SetMemoryLimit(200 << 20)
	os.Exit(e.run(os.Args[1:]))
}
