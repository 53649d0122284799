package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A scene is a command, the world before it, and what the vault holds then and
// when it is done.
type scene struct {
	name          string
	start         image
	in            string
	args          []string
	before, after []string // fields of the records, sorted; nil: no vault
	many          bool     // what lies between before and after is fine
}

// calls are those that change what is on a disk.
func calls() []string {
	return []string{"write", "pwrite64", "fsync", "fdatasync", "msync", "ftruncate", "renameat", "unlinkat", "openat", "mkdirat", "linkat", "fchmodat"}
}

// scenes are all commands that write, and one that reads: that writes, too.
func (b *bench) scenes() ([]scene, error) {
	if b.plays != nil {
		return b.plays, nil
	}
	list := ""
	for n := range 12 {
		list += person(100+n) + "\n"
	}
	w, err := b.world()
	if err != nil {
		return nil, err
	}
	defer w.remove()
	home := b.whole
	home = maps.Clone(home)
	home["list.jsonl"], home["new"] = file{[]byte(list), int64(len(list))}, file{[]byte("another passphrase\n"), 19}
	id := b.ids[0]
	joined, err := b.joined(home)
	if err != nil {
		return nil, err
	}
	for _, s := range []scene{
		{name: "init", start: image{}, args: []string{"init", "--name", "kim", "--work-factor", "10"}},
		{name: "add", start: home, in: person(3), args: []string{"add", "--from", "-"}},
		{name: "edit", start: home, in: `{"phone":"010-9999-8888","health_notes":"better"}`, args: []string{"edit", id, "--from", "-"}},
		{name: "show", start: home, args: []string{"show", id, "--reveal", "all", "--reason", "torture"}},
		{name: "import", start: home, args: []string{"import", "list.jsonl"}, many: true},
		{name: "compact", start: home, args: []string{"compact"}},
		{name: "rotate", start: home, args: []string{"key", "rotate"}},
		{name: "erase", start: home, args: []string{"erase", id, "--reason", "torture", "--yes"}},
		{name: "revoke", start: joined, args: []string{"member", "revoke", "lee", "--identity", "kim"}},
		{name: "member", start: home, args: []string{"member", "add", "lee", "--role", "caseworker", "--grant", "work", "--new-passphrase-file", "new"}},
		{name: "backup", start: home, args: []string{"backup", "b.age"}},
		{name: "restore", args: []string{"restore", "b.age", "--to", "v"}},
	} {
		if b.scene != "" && !slices.Contains(strings.Split(b.scene, ","), s.name) {
			continue
		}
		if s.name == "restore" {
			if s.start, err = b.backedUp(home); err != nil {
				return nil, err
			}
		}
		if err := b.play(&s); err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
		b.plays = append(b.plays, s)
	}
	return b.plays, nil
}

// joined is a world in which lee is a member, too.
func (b *bench) joined(home image) (image, error) {
	w, err := b.world()
	if err != nil {
		return nil, err
	}
	defer w.remove()
	if err := home.write(w.dir); err != nil {
		return nil, err
	}
	if err := w.must("", "member", "add", "lee", "--role", "caseworker", "--grant", "work,identity", "--new-passphrase-file", "new", "--work-factor", "10"); err != nil {
		return nil, err
	}
	im, err := readImage(w.dir)
	delete(im, "pass")
	return im, err
}

// backedUp is a world without a vault but with a backup of one.
func (b *bench) backedUp(home image) (image, error) {
	w, err := b.world()
	if err != nil {
		return nil, err
	}
	defer w.remove()
	if err := home.write(w.dir); err != nil {
		return nil, err
	}
	if err := w.must("", "backup", "b.age"); err != nil {
		return nil, err
	}
	im, err := readImage(w.dir)
	maps.DeleteFunc(im, func(name string, _ file) bool { return !strings.HasPrefix(name, "b.age") })
	return im, err
}

// play runs a scene undisturbed, and notes what was there before and after.
func (b *bench) play(s *scene) error {
	w, err := b.world()
	if err != nil {
		return err
	}
	defer w.remove()
	if err := s.start.write(w.dir); err != nil {
		return err
	}
	if s.before, err = w.fields(); err != nil {
		return err
	}
	if err := w.must(s.in, s.args...); err != nil {
		return err
	}
	s.after, err = w.fields()
	return err
}

// fields are the fields of all records, sorted, and who is a member no more;
// nil when there is no vault.
func (w *world) fields() ([]string, error) {
	got, _, bad := w.content()
	if bad != nil && bad.code == 2 || bad != nil && bad.code == 10 {
		return nil, nil // no identity, for there is no vault
	}
	if bad != nil {
		return nil, fmt.Errorf("read the vault: %v", bad)
	}
	r := w.as("", "member", "list", "--json")
	var doc struct {
		Members []struct {
			Label   string
			Revoked *int64 `json:"revoked_seq"`
		}
	}
	if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
		return nil, fmt.Errorf("read the members: %v", r)
	}
	all := slices.Collect(maps.Values(got))
	for _, m := range doc.Members {
		if m.Revoked != nil {
			all = append(all, "former "+m.Label)
		}
	}
	slices.Sort(all)
	return append([]string{}, all...), nil
}

// aftermath looks at the world when a scene was disturbed: the vault must check
// out and hold what it held before, or after, and what was acknowledged.
func (b *bench) aftermath(w *world, s *scene, name string, r result) {
	got, err := w.fields()
	if err != nil {
		b.broken("unreadable", "%s: %v; the command: %v", name, err, r)
		return
	}
	outcome := ""
	switch {
	case slices.Equal(got, s.after):
		outcome = "done"
	case slices.Equal(got, s.before) || s.many && within(got, s.after) && within(s.before, got):
		outcome = "not done"
	default:
		b.broken("wrong", "%s: %d records, neither the %d before nor the %d after; the command: %v", name, len(got), len(s.before), len(s.after), r)
		return
	}
	if r.code == 0 && outcome != "done" {
		b.broken("lost", "%s: it said 0 and nothing was done", name)
		return
	}
	if got != nil {
		if check := w.as("", "check", "--read-data", "--json"); check.code != 0 {
			b.broken("damaged", "%s: %v %s; the command: %v", name, check, check.out, r)
			return
		}
	}
	if s.name == "backup" && r.code == 0 || s.name == "backup" && exists(w.path("b.age")) {
		if drill := w.vault(nil, "", "restore", "drill", "b.age"); drill.code != 0 {
			b.broken("damaged", "%s: the backup: %v", name, drill)
			return
		}
	}
	if got == nil || s.many { // it can be done again
		if r := w.vault(nil, s.in, s.args...); r.code != 0 {
			b.broken("stuck", "%s: once more: %v", name, r)
			return
		}
		if got, err = w.fields(); err != nil || !slices.Equal(got, s.after) {
			b.broken("wrong", "%s: once more: %d records, %v", name, len(got), err)
			return
		}
	}
	b.count(outcome)
}

func within(few, many []string) bool {
	for _, x := range few {
		if !slices.Contains(many, x) {
			return false
		}
	}
	return true
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// count runs a scene and returns how often it calls each of calls().
func (w *world) count(s *scene) (map[string]int, error) {
	if err := s.start.write(w.dir); err != nil {
		return nil, err
	}
	trace := filepath.Join(w.dir, "trace")
	r := w.vault([]string{"strace", "-f", "-q", "-o", trace, "-e", "trace=" + strings.Join(calls(), ",")}, s.in, s.args...)
	if r.code != 0 {
		return nil, fmt.Errorf("trace %s: %v", s.name, r)
	}
	text, err := os.ReadFile(trace)
	n := map[string]int{}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) > 1 {
			call, _, _ := strings.Cut(f[1], "(")
			n[call]++
		}
	}
	return n, err
}
