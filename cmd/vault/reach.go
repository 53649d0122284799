package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"casevault/cmd/vault/internal/confine"
	"casevault/vault"
)

// Before a command runs, the process gives up all files but the vault's and
// those that its flags and arguments name, so that code which was made to run
// by hostile input finds nobody's mail or keys. A flag or an argument that names
// a file therefore says so where it is defined, with [env.reads] and its like;
// TestFilesAreDeclared finds one that does not.

// An access says what a command does with a file that was named.
type access int

const (
	reading access = iota // it reads the file
	making                // it makes the file, or files in a folder that is there
	beside                // it reads the file, if it is one, and makes files or folders beside it
)

// A fileFlag is a flag that names a file or a folder, or several.
type fileFlag struct {
	e    *env
	how  access
	one  *string
	many *[]string
}

func (e *env) reads(p *string) *fileFlag       { return &fileFlag{e: e, how: reading, one: p} }
func (e *env) readsEach(p *[]string) *fileFlag { return &fileFlag{e: e, how: reading, many: p} }
func (e *env) makes(p *string) *fileFlag       { return &fileFlag{e: e, how: making, one: p} }
func (e *env) makesBeside(p *string) *fileFlag { return &fileFlag{e: e, how: beside, one: p} }

// Set, String and Type make it a flag of cobra's.
func (f *fileFlag) Set(name string) error {
	if f.one != nil {
		*f.one = name
	} else {
		*f.many = append(*f.many, name)
	}
	f.e.reach(name, f.how)
	return nil
}

func (f *fileFlag) String() string {
	if f.one == nil {
		return ""
	}
	return *f.one
}

func (f *fileFlag) Type() string { return "string" }

// takesFile says that every argument names a file.
func (e *env) takesFile(how access, takes cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := takes(c, args); err != nil {
			return err
		}
		for _, name := range args {
			e.reach(name, how)
		}
		return nil
	}
}

// besideVault says that the command makes a folder beside the vault's, and
// renames it.
func (e *env) besideVault(takes cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		e.founds = true
		return takes(c, args)
	}
}

// reach keeps a file within reach of the command.
func (e *env) reach(name string, how access) {
	if name == "" || name == "-" {
		return
	}
	if full, err := filepath.Abs(name); err == nil {
		name = full // "." has no folder above it by name
	}
	switch {
	case how == beside:
		e.within = append(e.within, confine.Path{Name: name}) // it may be a link
		name = standing(filepath.Dir(name))
	case how == making && !isFolder(name):
		name = filepath.Dir(name)
	}
	e.within = append(e.within, confine.Path{Name: name, Write: how != reading})
}

// confine gives up all other files. It does what can be done: a kernel without
// Landlock is told of by version and doctor, and the network is closed already.
func (e *env) confine() {
	if e.shell != nil {
		return // the shell did, for all its commands
	}
	e.reach(e.passphraseFile(), reading)
	e.reachVault()
	if err := confine.Files(e.within); err != nil {
		e.tell("warning", err)
	}
}

// reachDesk keeps what the commands of a shell may name, of which nothing is
// known yet: the person's own folder, the one they are in, and where sticks and
// disks appear.
func (e *env) reachDesk() {
	if here, err := os.Getwd(); err == nil && filepath.Dir(here) != here { // of the root all is part
		e.within = append(e.within, confine.Path{Name: here, Write: true})
	}
	if home, err := os.UserHomeDir(); err == nil {
		e.within = append(e.within, confine.Path{Name: home, Write: true})
	}
	for _, dir := range []string{"/media", "/run/media", "/mnt"} {
		e.within = append(e.within, confine.Path{Name: dir, Write: true})
	}
}

// reachVault keeps what every command needs. What cannot be found out here is no
// failure yet: the command will say it, if it matters.
func (e *env) reachVault() {
	dir, err := e.vaultDir()
	if err != nil {
		return
	}
	e.within = append(e.within, confine.Path{Name: dir, Write: true})
	if e.founds {
		e.reach(dir, beside)
	}
	if name := e.identityName(); name != "" {
		path, err := vault.FindIdentity(vault.Config{Dir: dir}, name)
		if err != nil {
			path = name // restore needs no vault to be there
		}
		e.reach(path, beside) // where stands what was last seen of the vault
		if behind, err := filepath.EvalSymlinks(path); err == nil {
			e.reach(behind, beside) // pinning replaces the file behind a link
		}
	}
	state, err := e.stateDir()
	if err != nil {
		return
	}
	if e.founds || isFolder(dir) { // a rule is of a folder that is there
		_ = os.MkdirAll(state, 0o700)
	}
	e.within = append(e.within, confine.Path{Name: state, Write: true})
}

func (e *env) identityName() string {
	if e.identity != "" {
		return e.identity
	}
	return e.Getenv("CASEVAULT_IDENTITY")
}

// standing returns the folder itself, or the nearest above it that is there.
func standing(dir string) string {
	for !isFolder(dir) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
	}
	return dir
}

func isFolder(path string) bool {
	fi, err := os.Stat(path)
	return err == nil && fi.IsDir()
}
