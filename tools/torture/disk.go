package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// mount mounts something on a new folder of the world, and returns a world in it.
func (w *world) mount(name string, args ...string) (*world, error) {
	in := &world{w.b, w.path(name)}
	if err := os.MkdirAll(in.dir, 0o700); err != nil {
		return nil, err
	}
	if out, err := exec.Command("mount", append(args, in.dir)...).CombinedOutput(); err != nil {
		return nil, notHere{fmt.Errorf("mount: %s", strings.TrimSpace(string(out)))}
	}
	if err := os.WriteFile(in.path("pass"), []byte("torture passphrase\n"), 0o600); err != nil {
		in.unmount()
		return nil, err
	}
	return in, nil
}

func (w *world) unmount() {
	for range 50 {
		if exec.Command("umount", w.dir).Run() == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// fullDisk plays each scene on a disk of 160 MB that another file fills but for
// so much, and then without that file.
func fullDisk(b *bench) error {
	scenes, err := b.scenes()
	if err != nil {
		return err
	}
	left := []int64{0, 1, 64, 300, 1 << 10, 2 << 10, 4 << 10, 6 << 10, 7 << 10, 8 << 10, 9 << 10, 10 << 10, 12 << 10, 16 << 10, 24 << 10,
		32 << 10, 48 << 10, 60 << 10, 64 << 10, 66 << 10, 68 << 10, 72 << 10, 80 << 10, 90 << 10} // KiB
	if err := b.mounts(); err != nil {
		return err
	}
	var jobs []func(*world)
	for _, s := range scenes {
		for _, kib := range left {
			jobs = append(jobs, func(w *world) {
				if err := b.fullAt(w, &s, kib<<10); err != nil {
					b.broken("error", "%s: %v", s.name, err)
				}
			})
		}
	}
	b.each(jobs)
	return nil
}

// mounts reports why nothing can be mounted here.
func (b *bench) mounts() error {
	w, err := b.world()
	if err != nil {
		return err
	}
	defer w.remove()
	in, err := w.mount("try", "-t", "tmpfs", "tmpfs")
	if err == nil {
		in.unmount()
	}
	return err
}

func (b *bench) fullAt(outer *world, s *scene, left int64) error {
	w, err := outer.mount("disk", "-t", "tmpfs", "-o", "size=160m", "tmpfs")
	if err != nil {
		return err
	}
	defer w.unmount()
	if err := s.start.write(w.dir); err != nil {
		return err
	}
	if err := balloon(w.path("balloon"), left); err != nil {
		return err
	}
	name := fmt.Sprintf("%s with %d KiB left", s.name, left>>10)
	r := w.vault(nil, s.in, s.args...)
	if how := r.crashed(); how != "" {
		b.broken(how, "%s: %v", name, r)
		return nil
	}
	if err := os.Remove(w.path("balloon")); err != nil {
		return err
	}
	b.aftermath(w, s, name, r)
	return nil
}

// balloon fills the disk of path but for so many bytes.
func balloon(path string, left int64) error {
	var st syscall.Statfs_t
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := syscall.Statfs(path, &st); err != nil {
		return err
	}
	size := int64(st.Bavail)*st.Bsize - left
	if size <= 0 {
		return nil
	}
	if err := syscall.Fallocate(int(f.Fd()), 0, 0, size); err != nil {
		return fmt.Errorf("fill the disk: %w", err)
	}
	return nil
}

// readOnly asks a vault on a medium that cannot be written: what must be logged
// is refused with 21, what need not be answers.
func readOnly(b *bench) error {
	outer, err := b.world()
	if err != nil {
		return err
	}
	defer outer.remove()
	w, err := outer.mount("disk", "-t", "tmpfs", "-o", "size=160m", "tmpfs")
	if err != nil {
		return err
	}
	defer w.unmount()
	closed := maps.Clone(b.whole)
	maps.DeleteFunc(closed, func(name string, _ file) bool { return strings.HasPrefix(name, "s/") })
	if err := closed.write(w.dir); err != nil {
		return err
	}
	want := map[bool]int{true: 0, false: 21} // needs no entry -> exit
	for _, open := range []bool{true, false} {
		if !open { // once more, with nothing to recover
			if err := w.must("", "list"); err != nil {
				return err
			}
		}
		if out, err := exec.Command("mount", "-o", "remount,ro", w.dir).CombinedOutput(); err != nil {
			return notHere{fmt.Errorf("mount: %s", out)}
		}
		for _, c := range [][]string{{"check"}, {"audit", "verify", "--keyless"}, {"list"}, {"show", b.ids[0]}, {"add", "--from", "-"}, {"compact"}} {
			r := w.vault(nil, person(9), c...)
			keyless := c[0] == "check" || c[0] == "audit"
			switch {
			case r.crashed() != "":
				b.broken(r.crashed(), "%v: %v", c, r)
			case r.code == 0 && !keyless, !open && r.code != want[keyless], r.code == 20:
				b.broken("wrong", "%v, closed %v: %v", c, !open, r)
			case strings.Contains(r.out, "T-000"):
				b.broken("shown", "%v: without an entry", c)
			default:
				b.count(fmt.Sprintf("exit %d", r.code))
			}
		}
		if out, err := exec.Command("mount", "-o", "remount,rw", w.dir).CombinedOutput(); err != nil {
			return fmt.Errorf("mount: %s", out)
		}
	}
	return nil
}

// powerCut copies what has reached a disk, an ext4 image, at a moment when a
// writer has been stopped, and mounts the copy elsewhere: all that the writer
// had acknowledged must be there.
func powerCut(b *bench) error {
	rounds := 60
	if b.sample > 0 {
		rounds = min(rounds, b.sample)
	}
	w, err := b.world()
	if err != nil {
		return err
	}
	defer w.remove()
	disk := w.path("disk.img")
	if err := exec.Command("truncate", "-s", "192M", disk).Run(); err != nil {
		return err
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-O", "^metadata_csum_seed", disk).CombinedOutput(); err != nil {
		return notHere{fmt.Errorf("mkfs.ext4: %w %s", err, out)}
	}
	in, err := w.mount("disk", "-o", "loop", disk)
	if err != nil {
		return err
	}
	defer in.unmount()
	if err := in.must("", "init", "--name", "kim", "--work-factor", "10"); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(b.seed, 3))
	var ids []string
	for n := range rounds {
		r := in.vault(nil, person(n), "add", "--from", "-")
		if r.code != 0 {
			return fmt.Errorf("add: %v", r)
		}
		ids = append(ids, strings.TrimSpace(r.out))
		// One more is under way when the power goes.
		c := exec.Command(b.bin, "add", "--from", "-")
		c.Stdin = strings.NewReader(person(10_000 + n))
		c.Env = []string{"CASEVAULT_DIR=" + in.path("v"), "CASEVAULT_STATE_DIR=" + in.path("s"), "CASEVAULT_PASSPHRASE_FILE=" + in.path("pass")}
		if err := c.Start(); err != nil {
			return err
		}
		time.Sleep(time.Duration(random.IntN(35_000)) * time.Microsecond)
		c.Process.Signal(syscall.SIGSTOP)
		err := b.cut(w, disk, ids)
		c.Process.Signal(syscall.SIGCONT)
		c.Wait()
		if err != nil {
			return err
		}
	}
	return nil
}

// cut looks at a copy of the disk.
func (b *bench) cut(w *world, disk string, ids []string) error {
	copied := w.path("cut.img")
	if err := copySparse(disk, copied); err != nil {
		return err
	}
	cut, err := w.mount("cut", "-o", "loop", copied)
	if err != nil {
		return err
	}
	defer cut.unmount()
	list := cut.vault(nil, "", "list", "--ids")
	check := cut.vault(nil, "", "check", "--read-data")
	if list.code != 0 || check.code != 0 {
		b.broken("damaged", "after %d additions: %v; %v", len(ids), list, check)
		return nil
	}
	there := strings.Fields(list.out)
	for _, id := range ids {
		if !slices.Contains(there, id) {
			b.broken("lost", "%s, acknowledged before the cut", id)
			return nil
		}
	}
	b.count("whole")
	return nil
}

func copySparse(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	buf, zero := make([]byte, 1<<20), make([]byte, 1<<20)
	for at := int64(0); ; {
		n, err := io.ReadFull(in, buf)
		if n > 0 && string(buf[:n]) != string(zero[:n]) {
			if _, err := out.WriteAt(buf[:n], at); err != nil {
				return err
			}
		}
		at += int64(n)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return errors.Join(out.Truncate(at), out.Close())
		}
		if err != nil {
			return err
		}
	}
}
