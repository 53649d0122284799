package store

import (
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
	buf   []byte // holds the keys and values of pairs
}

// add takes a pair, which may change after the call.
func (t *transformer) add(key, value []byte) error {
	if t.fn == nil {
		return t.take(key, value)
	}
	from := len(t.buf)
	t.buf = append(append(t.buf, key...), value...) // if it moves, the pairs so far keep the old one
	b := t.buf[from:len(t.buf):len(t.buf)]
	t.pairs = append(t.pairs, pair{key: b[:len(key):len(key)], value: b[len(key):]})
	if len(t.pairs) < transformPairs && len(t.buf) < transformBytes {
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
	t.pairs, t.buf = t.pairs[:0], t.buf[:0]
	return nil
}
