package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"
)

// acked adds people, killing half of the processes, until so many additions
// were acknowledged: each of them must be there, none twice.
func acked(b *bench) error {
	want := 1000
	if b.sample > 0 {
		want = min(want, 2*b.sample)
	}
	w, err := b.world()
	if err != nil {
		return err
	}
	defer w.remove()
	if err := w.must("", "init", "--name", "kim", "--work-factor", "10"); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(b.seed, 2))
	acknowledged := map[string]bool{}
	for n := 0; len(acknowledged) < want; n++ {
		var r result
		if n%2 == 0 {
			r = w.vault(nil, person(n), "add", "--from", "-")
			if r.code != 0 {
				b.broken("stuck", "addition %d: %v", n, r)
				return nil
			}
		} else {
			r = w.killAfter(time.Duration(random.IntN(45_000)+5000)*time.Microsecond, person(n), "add", "--from", "-")
		}
		if id, whole := strings.CutSuffix(r.out, "\n"); whole {
			acknowledged[id] = true
			b.count("acknowledged")
		} else {
			b.count("killed before")
		}
	}
	list := w.vault(nil, "", "list", "--ids")
	check := w.vault(nil, "", "check", "--read-data", "--json")
	if list.code != 0 || check.code != 0 {
		b.broken("damaged", "%v, %v", list, check)
	}
	there := map[string]bool{}
	for id := range strings.FieldsSeq(list.out) {
		if there[id] {
			b.broken("twice", "%s", id)
		}
		there[id] = true
	}
	for id := range acknowledged {
		if !there[id] {
			b.broken("lost", "record %s was acknowledged", id)
		}
	}
	return nil
}

// crowd lets processes work on one vault at once, and then meets the lock file
// of a process that is dead.
func crowd(b *bench) error {
	for _, n := range []int{2, 8} {
		if err := b.crowdOf(n); err != nil {
			return err
		}
	}
	for _, stale := range []string{"999999 elsewhere\n", "", "\x1b]0;x\x07\n", strings.Repeat("9", 5000)} {
		im := image{"v/lock": {[]byte(stale), int64(len(stale))}}
		for name, f := range b.whole {
			if name != "v/lock" {
				im[name] = f
			}
		}
		w, err := b.world()
		if err != nil {
			return err
		}
		defer w.remove()
		if err := im.write(w.dir); err != nil {
			return err
		}
		if r := w.vault(nil, "", "list"); r.code != 0 {
			b.broken("stuck", "a stale lock: %v", r)
		} else {
			b.count("stale lock passed")
		}
	}
	return nil
}

func (b *bench) crowdOf(n int) error {
	w, err := b.world()
	if err != nil {
		return err
	}
	defer w.remove()
	if err := b.whole.write(w.dir); err != nil {
		return err
	}
	rounds := 12
	if b.sample > 0 {
		rounds = 2
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	ids := map[string]bool{}
	for p := range n {
		wg.Go(func() {
			for i := range rounds {
				r := w.vault(nil, person(1000+100*p+i), "add", "--from", "-")
				switch r.code {
				case 0:
					mu.Lock()
					ids[strings.TrimSpace(r.out)] = true
					mu.Unlock()
					b.count(fmt.Sprintf("%d at once: done", n))
				case 11:
					b.count(fmt.Sprintf("%d at once: in use", n))
				default:
					b.broken("wrong", "%d at once: %v", n, r)
				}
			}
		})
	}
	wg.Wait()
	list := w.vault(nil, "", "list", "--ids")
	for id := range ids {
		if !strings.Contains(list.out, id) {
			b.broken("lost", "%d at once: %s", n, id)
		}
	}
	if got := len(strings.Fields(list.out)); got != len(ids)+len(b.ids) {
		b.broken("wrong", "%d at once: %d records, not %d", n, got, len(ids)+len(b.ids))
	}
	if check := w.vault(nil, "", "check", "--read-data"); check.code != 0 {
		b.broken("damaged", "%d at once: %v", n, check)
	}
	return nil
}
