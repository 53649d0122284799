package store

import (
	"bytes"
	"runtime"
	"sync"
)

// A rewrite that seals everything anew spends its time in ciphers, so pairs are
// collected and transformed on all cores, and then taken on in their order.
const (
	transformPairs = 512
	transformBytes = 4 << 20
)

type pair struct {
	key, value []byte
	keep       bool
	err        error
}

// A transformer hands pairs that went through a function to take, in order.
type transformer struct {
	fn    func(key, value []byte) (v []byte, keep bool, err error) // nil: as they are
	take  func(key, value []byte) error
	pairs []pair
	size  int
}

// add takes a pair, which may change after the call.
func (t *transformer) add(key, value []byte) error {
	if t.fn == nil {
		return t.take(key, value)
	}
	t.pairs = append(t.pairs, pair{key: bytes.Clone(key), value: bytes.Clone(value)})
	t.size += len(value)
	if len(t.pairs) < transformPairs && t.size < transformBytes {
		return nil
	}
	return t.flush()
}

// flush hands on what was collected.
func (t *transformer) flush() error {
	workers := runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	for first := range workers {
		all.Go(func() {
			for i := first; i < len(t.pairs); i += workers {
				p := &t.pairs[i]
				p.value, p.keep, p.err = t.fn(p.key, p.value)
			}
		})
	}
	all.Wait()
	for _, p := range t.pairs {
		if p.err != nil {
			return p.err
		}
		if p.keep {
			if err := t.take(p.key, p.value); err != nil {
				return err
			}
		}
	}
	clear(t.pairs)
	t.pairs, t.size = t.pairs[:0], 0
	return nil
}
