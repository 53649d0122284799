package vault

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"casevault/audit"
	"casevault/crypto"
)

// A chunk of entries is opened at once: enough that all cores have work, and
// little enough that a log of large entries stays out of memory.
const (
	chunkEntries = 512
	chunkBytes   = 4 << 20
)

// collect keeps an entry until there is a chunk to open. Its body lies in the
// store's memory, which is gone with the next entry.
func (w *verification) collect(l *audit.Leaf) {
	l.Body = bytes.Clone(l.Body)
	w.chunk = append(w.chunk, l)
	w.size += len(l.Body) + 32*(len(l.Add)+len(l.Del))
	if len(w.chunk) >= chunkEntries || w.size >= chunkBytes {
		w.openCollected()
	}
}

// openCollected opens the bodies of the chunk on all cores. The roster is only
// read meanwhile; that it may be some entries ahead changes nothing, since it
// knows who could sign at each entry.
func (w *verification) openCollected() {
	wrong := make([]string, len(w.chunk))
	onAllCores(len(w.chunk), func(i int) { wrong[i] = w.body(w.chunk[i]) })
	for i, what := range wrong {
		if what != "" {
			w.find(w.chunk[i].Seq, "signatures", "%s", what)
		}
	}
	w.chunk, w.size = w.chunk[:0], 0
}

// body opens an entry's body, checks that the member it names signed it, and
// returns what is wrong.
func (w *verification) body(l *audit.Leaf) string {
	text, err := openBody(w.trails, l.Body)
	if errors.Is(err, crypto.ErrWrongKey) {
		if w.signed {
			return "nobody's trail key opens its body"
		}
		return ""
	}
	if err != nil {
		return fmt.Sprintf("its body does not open: %v", err)
	}
	e, signed, sig, err := audit.ParseEvent(text)
	if err != nil {
		return err.Error()
	}
	signer := w.v.Roster.SignerAt(e.Member, l.Seq)
	if signer == nil || !crypto.Verify(signer, sig, "entry", w.r.VaultID(), l.Head(), signed) {
		return "its body was not signed by the member it names"
	}
	return ""
}

func openBody(trails []*crypto.Key, body []byte) ([]byte, error) {
	err := error(crypto.ErrWrongKey)
	for _, k := range trails {
		var text []byte
		if text, err = k.Open(body); !errors.Is(err, crypto.ErrWrongKey) {
			return text, err
		}
	}
	return nil, err
}

// onAllCores calls do with 0 to n-1, each once, several at a time.
func onAllCores(n int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	all.Wait()
}
