package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkSession is what every command costs: Open, Get, a small Commit and
// Close, on a store of values of 900 bytes.
func BenchmarkSession(b *testing.B) {
	for _, n := range []int{0, 500_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "vault")
			if keep := os.Getenv("KEEP"); keep != "" {
				dir = filepath.Join(keep, fmt.Sprint(n))
			}
			fillBench(b, dir, n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				s, err := Open(dir, Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Get(benchKey(7 % max(n, 1))); err != nil && n > 0 {
					b.Fatal(err)
				}
				if err := s.Commit(batch("log", fmt.Sprint(i))); err != nil {
					b.Fatal(err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchKey(i int) []byte { return fmt.Appendf(nil, "%016x", uint64(i)*0x9e3779b97f4a7c15) }

func fillBench(b *testing.B, dir string, n int) {
	if HasVault(dir) {
		return
	}
	s, err := Open(dir, Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	value := make([]byte, 900)
	for i := 0; i < n; {
		var batch Batch
		for ; i < n && len(batch.Put) < 1000; i++ {
			batch.Put = append(batch.Put, KV{benchKey(i), value})
		}
		if err := s.Commit(batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}
