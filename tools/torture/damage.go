package main

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A mutant is the vault with one thing changed.
type mutant struct {
	file, what string
	files      image
}

// damage looks at each mutant with check, audit verify, list and show, and
// sorts it:
//
//	detected  somebody says 20, and check changed nothing on the disk
//	refused   somebody says another failure, as 12 for an identity file
//	harmless  all say 0, and every field of every record is as it was
//
// and, broken promises: silent (0, and something is not as it was; or no such
// record), unchecked (a command stumbles, check and verify do not), changed
// (check said 20 and left another folder), crash, hang.
func damage(b *bench) error {
	var jobs []func(*world)
	for _, m := range b.mutants() {
		jobs = append(jobs, func(w *world) { b.tryMutant(w, m) })
	}
	b.each(jobs)
	return nil
}

func (b *bench) mutants() []mutant {
	var out []mutant
	names := slices.Sorted(maps.Keys(b.whole))
	for _, name := range names {
		if !strings.HasPrefix(name, "v/") || filepath.Base(name) == "lock" {
			continue
		}
		f := b.whole[name]
		add := func(what string, changed *file) {
			im := maps.Clone(b.whole)
			delete(im, name)
			if changed != nil {
				im[name] = *changed
			}
			out = append(out, mutant{strings.TrimPrefix(name, "v/"), what, im})
		}
		add("missing", nil)
		add("empty", &file{})
		add("zeroed", &file{nil, f.size})
		add("longer", &file{append(pad(f), 1, 2, 3), f.size + 3})
		step := b.every
		if len(f.data) < 600 {
			step = 1
		}
		for at := 0; at < len(f.data); at += step {
			flipped := bytes.Clone(f.data)
			flipped[at] ^= 1 << (at % 8)
			add(fmt.Sprintf("flipped at %d", at), &file{flipped, f.size})
			if at%(5*step) == 0 {
				add(fmt.Sprintf("cut at %d", at), &file{f.data[:at:at], int64(at)})
				zeroed := bytes.Clone(f.data)
				clear(zeroed[at:min(at+512, len(zeroed))])
				add(fmt.Sprintf("512 bytes zeroed at %d", at), &file{zeroed, f.size})
			}
		}
		for _, other := range names {
			if other > name && filepath.Dir(other) == filepath.Dir(name) && filepath.Base(other) != "lock" {
				im := maps.Clone(b.whole)
				im[name], im[other] = im[other], im[name]
				out = append(out, mutant{strings.TrimPrefix(name, "v/"), "swapped with " + filepath.Base(other), im})
			}
		}
	}
	return out
}

func pad(f file) []byte {
	return append(bytes.Clone(f.data), make([]byte, f.size-int64(len(f.data)))...)
}

func (b *bench) tryMutant(w *world, m mutant) {
	name := m.file + " " + m.what
	if err := m.files.write(w.dir); err != nil {
		b.broken("error", "%s: %v", name, err)
		return
	}
	check := w.vault(nil, "", "check", "--json")
	if check.code == 20 {
		after, err := readImage(w.path("v"))
		before := image{}
		for n, f := range m.files {
			n, ok := strings.CutPrefix(n, "v/")
			// A killed store whose own files are sound is brought in order before the
			// keyring is looked at.
			keyring := strings.Contains(name, "keyring") && strings.HasPrefix(n, "store/gen-") && !strings.HasSuffix(n, "keyring")
			if ok && !keyring {
				before[n] = f
			}
		}
		if d := before.differs(after); d != "" || err != nil {
			b.broken("changed", "%s: %s, %v", name, d, err)
			return
		}
	}
	verify := w.vault(nil, "", "audit", "verify", "--json")
	got, _, failed := w.content()
	all := []result{check, verify}
	if failed != nil {
		all = append(all, *failed)
	}
	for _, r := range all {
		if how := r.crashed(); how != "" {
			b.broken(how, "%s: %v", name, r)
			return
		}
	}
	b.sort(name, check, verify, got, failed)
}

// sort decides on a mutant that no command crashed or hung on.
func (b *bench) sort(name string, check, verify result, got map[string]string, failed *result) {
	same := failed == nil && maps.Equal(got, b.known)
	for id, fields := range got {
		if want, ok := b.known[id]; !ok || fields != want {
			b.broken("silent", "%s: record %s is not what it was", name, id)
			return
		}
	}
	switch {
	case failed != nil && failed.code == 13:
		b.broken("silent", "%s: %v", name, failed)
	case failed == nil && !same:
		b.broken("silent", "%s: list names %d records of %d", name, len(got), len(b.known))
	case check.code == 20 || verify.code == 20:
		b.count("detected")
	case failed != nil && failed.code == 20 && !strings.HasPrefix(name, "members/"):
		b.broken("unchecked", "%s: %v", name, failed)
	case failed != nil && failed.code == 20:
		b.count("detected")
	case failed != nil || check.code != 0 || verify.code != 0:
		b.count(fmt.Sprintf("refused with %d", max(check.code, verify.code)))
	default:
		b.count("harmless")
	}
}
