//go:build !linux

package confine

// staticOnly is said where the system enforces nothing.
const staticOnly = "static guarantee only: no package of this program uses it"
