//go:build !linux

package store

// release does nothing: here the system alone decides which pages of the
// mapped tables stay in memory.
func release(string) {}
