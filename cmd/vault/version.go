package main

import (
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/confine"
)

// version is set when a release is linked: -ldflags "-X main.version=1.2.3".
var version string

// format is the version of the vault's format that this program writes
// (docs/FORMAT.md).
const format = 1

func (e *env) versionCommand() *cobra.Command {
	return e.command("version", "version", "vault version --json",
		e.takes(0, 0), func([]string) error { return e.version() })
}

// builtFrom returns the program's version and those of its dependencies.
func builtFrom() (program string, modules map[string]string) {
	program, modules = version, make(map[string]string)
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return program, modules
	}
	if program == "" {
		program = info.Main.Version
	}
	for _, m := range info.Deps {
		modules[m.Path] = m.Version
	}
	return program, modules
}

// A promise is one line of what the system keeps this process from.
type promise struct {
	What string `json:"what"`
	Held bool   `json:"held"`
	How  string `json:"how"`
}

func (e *env) version() error {
	program, modules := builtFrom()
	age, badger := modules["filippo.io/age"], modules["github.com/dgraph-io/badger/v4"]
	var promises []promise
	for _, l := range confine.Status() {
		promises = append(promises, promise{l.What, l.Held, l.How})
	}
	if e.json {
		return e.printJSON(struct {
			Version     int       `json:"version"`
			Program     string    `json:"program"`
			Go          string    `json:"go"`
			System      string    `json:"system"`
			Age         string    `json:"age"`
			Badger      string    `json:"badger"`
			Format      int       `json:"format"`
			Confinement []promise `json:"confinement"`
		}{1, program, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, age, badger, format, list(promises)})
	}
	pairs := [][2]string{{"casevault", program}, {"go", runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH},
		{"age", age}, {"badger", badger}, {e.say("label.format"), strconv.Itoa(format)}}
	for _, p := range promises {
		held := e.say("version.held")
		if !p.Held {
			held = e.say("version.not-held")
		}
		pairs = append(pairs, [2]string{e.say("doctor.of." + p.What), held + ": " + e.how(p.How)})
	}
	e.printFields(pairs)
	return nil
}
