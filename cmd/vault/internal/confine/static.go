//go:build !linux

package confine

// staticOnly is said where the system enforces nothing.
const staticOnly = "static guarantee only: no package of this program uses it"

// filesOpen is said of files, which only Linux lets a process give up.
const filesOpen = "this system lets no program give up files"

// Files does nothing: see the package comment.
func Files([]Path) error { return nil }
