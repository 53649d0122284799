package main

import (
	"os"
	"path/filepath"
	"runtime"
)

// vaultDir is --vault, CASEVAULT_DIR, or "casevault" in the user's data folder.
// On Windows that is the local one: the roaming one is copied to a server.
func (e *env) vaultDir() (string, error) {
	if e.vault != "" {
		return e.vault, nil
	}
	if dir := e.Getenv("CASEVAULT_DIR"); dir != "" {
		return dir, nil
	}
	return e.userDir("XDG_DATA_HOME", filepath.Join(".local", "share"), "casevault", "--vault")
}

// stateDir is where checkpoints that were seen are kept: outside of the vault,
// so that an old copy of the vault's folder does not bring its own along.
func (e *env) stateDir() (string, error) {
	if dir := e.Getenv("CASEVAULT_STATE_DIR"); dir != "" {
		return dir, nil
	}
	name := "casevault"
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		name = "casevault-state" // they have one folder for data and state
	}
	return e.userDir("XDG_STATE_HOME", filepath.Join(".local", "state"), name, "CASEVAULT_STATE_DIR")
}

// userDir returns a folder of this program's under the user's own; by names
// what to set where the system has none.
func (e *env) userDir(xdg, underHome, name, by string) (string, error) {
	if runtime.GOOS == "windows" {
		if dir := e.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, name), nil
		}
		return "", e.usage("no-home", by)
	}
	// The XDG specification: a path that is not absolute is ignored.
	if dir := e.Getenv(xdg); runtime.GOOS != "darwin" && filepath.IsAbs(dir) {
		return filepath.Join(dir, name), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", e.usage("no-home", by)
	}
	if runtime.GOOS == "darwin" {
		underHome = filepath.Join("Library", "Application Support")
	}
	return filepath.Join(home, underHome, name), nil
}
