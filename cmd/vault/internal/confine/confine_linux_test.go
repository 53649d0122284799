//go:build amd64 || arm64

package confine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// A filter cannot be taken off again, so each probe runs in a child: this test
// binary, started anew with the probe's name. "NAME" runs it confined,
// "free:NAME" runs the same calls without, which is the control: a call that
// fails everywhere would prove nothing.
func TestMain(m *testing.M) {
	name := os.Getenv("CONFINE_PROBE")
	if name == "" {
		os.Exit(m.Run())
	}
	name, free := strings.CutPrefix(name, "free:")
	if !free {
		if err := Enter(); err != nil {
			fmt.Println("Enter:", err)
			os.Exit(22)
		}
	}
	probes()[name]()
	os.Exit(0)
}

func child(name string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CONFINE_PROBE="+name)
	return cmd
}

func run(t *testing.T, name string) []string {
	t.Helper()
	out, err := child(name).CombinedOutput()
	if err != nil {
		t.Fatalf("probe %s: %v\n%s", name, err, out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func probes() map[string]func() {
	return map[string]func(){
		"families": probeFamilies,
		"calls":    probeCalls,
		"clone":    probeClone,
		"ioctl":    probeIoctl,
		"threads":  probeThreads,
		"work":     probeWork,
		"status":   probeStatus,
		"twice":    func() { fmt.Println(Enter()) },
		"x32":      func() { unix.RawSyscall(unix.SYS_GETPID|0x40000000, 0, 0, 0) },
		"foreign":  foreignCall,
		"nothing":  func() {},
		"leaked":   probeLeaked,
		"files":    probeFiles,
	}
}

// probeFamilies prints, for every family and type, what socket and socketpair say.
func probeFamilies() {
	for family := 0; family <= 45; family++ {
		for _, kind := range []int{unix.SOCK_STREAM, unix.SOCK_DGRAM, unix.SOCK_RAW, unix.SOCK_RDM,
			unix.SOCK_SEQPACKET, unix.SOCK_STREAM | unix.SOCK_CLOEXEC | unix.SOCK_NONBLOCK} {
			fd, err := unix.Socket(family, kind, 0)
			if err == nil {
				unix.Close(fd)
			}
			fmt.Printf("socket %d %d: %v\n", family, kind, err)
			pair, err := unix.Socketpair(family, kind, 0)
			if err == nil {
				unix.Close(pair[0])
				unix.Close(pair[1])
			}
			fmt.Printf("socketpair %d %d: %v\n", family, kind, err)
		}
	}
}

func TestNoSocketOfAnyFamily(t *testing.T) {
	lines := run(t, "families")
	if len(lines) != 46*6*2 {
		t.Fatalf("%d lines, want %d", len(lines), 46*6*2)
	}
	for _, l := range lines {
		if !strings.HasSuffix(l, ": "+unix.EPERM.Error()) {
			t.Errorf("confined: %s", l)
		}
	}
	free := strings.Join(run(t, "free:families"), "\n")
	for _, want := range []string{
		fmt.Sprintf("socket %d %d: <nil>", unix.AF_INET, unix.SOCK_STREAM),
		fmt.Sprintf("socket %d %d: <nil>", unix.AF_INET, unix.SOCK_DGRAM),
		fmt.Sprintf("socketpair %d %d: <nil>", unix.AF_UNIX, unix.SOCK_STREAM),
	} {
		if !strings.Contains(free, want) {
			t.Errorf("control: not found outside the filter: %s", want)
		}
	}
}

// probeCalls makes every denied call with arguments that can do no harm: no
// descriptor, no address, nothing.
func probeCalls() {
	for _, number := range denied() {
		_, _, errno := unix.Syscall6(uintptr(number), ^uintptr(0), 0, 0, 0, 0, 0)
		fmt.Printf("%d: %d\n", number, errno)
	}
}

func TestEveryDeniedCallFails(t *testing.T) {
	for _, l := range run(t, "calls") {
		if !strings.HasSuffix(l, fmt.Sprintf(": %d", unix.EPERM)) {
			t.Errorf("confined: %s", l)
		}
	}
	free := run(t, "free:calls")
	if len(free) != len(denied()) {
		t.Fatalf("control stopped after %d of %d calls", len(free), len(denied()))
	}
	// These need no privilege, so outside the filter they fail for another reason.
	unprivileged := []uint32{unix.SYS_SOCKET, unix.SYS_CONNECT, unix.SYS_SENDTO, unix.SYS_RECVMSG,
		unix.SYS_GETSOCKOPT, unix.SYS_EXECVE, unix.SYS_EXECVEAT, unix.SYS_PTRACE,
		unix.SYS_PROCESS_VM_READV}
	for _, number := range unprivileged {
		for _, l := range free {
			if l == fmt.Sprintf("%d: %d", number, unix.EPERM) {
				t.Errorf("control: call %d is forbidden outside the filter too", number)
			}
		}
	}
}

// probeClone asks for a namespace with flags that no kernel accepts together,
// so that no process is ever made, and for clone3 with no arguments.
func probeClone() {
	flags := uintptr(unix.CLONE_NEWUSER | unix.CLONE_FS)
	_, _, errno := unix.RawSyscall6(unix.SYS_CLONE, flags, 0, 0, 0, 0, 0)
	fmt.Println("clone", errno)
	_, _, errno = unix.RawSyscall(unix.SYS_CLONE3, 0, 0, 0)
	fmt.Println("clone3", errno)
}

func TestNoNamespaceThroughClone(t *testing.T) {
	got := strings.Join(run(t, "clone"), ", ")
	if want := fmt.Sprintf("clone %v, clone3 %v", unix.EPERM, unix.ENOSYS); got != want {
		t.Errorf("confined: %s, want %s", got, want)
	}
	if mode, err := unix.PrctlRetInt(unix.PR_GET_SECCOMP, 0, 0, 0, 0); err != nil || mode != 0 {
		t.Log("no control: a container's own filter, which forbids the same, is in force here")
		return
	}
	got = strings.Join(run(t, "free:clone"), ", ")
	if want := fmt.Sprintf("clone %v, clone3 %v", unix.EINVAL, unix.EINVAL); got != want {
		t.Errorf("control: %s, want %s", got, want)
	}
}

// probeIoctl types into a terminal, with a high bit set that the kernel ignores.
func probeIoctl() {
	for _, request := range []uintptr{unix.TIOCSTI, unix.TIOCLINUX, unix.TIOCSTI | 1<<40, unix.TCGETS} {
		_, _, errno := unix.Syscall(unix.SYS_IOCTL, ^uintptr(0), request, 0)
		fmt.Println(errno)
	}
}

func TestNoTypingIntoTheTerminal(t *testing.T) {
	p, b := unix.EPERM.Error(), unix.EBADF.Error()
	if got, want := strings.Join(run(t, "ioctl"), ","), strings.Join([]string{p, p, p, b}, ","); got != want {
		t.Errorf("confined: %s, want %s", got, want)
	}
	if got, want := strings.Join(run(t, "free:ioctl"), ","), strings.Join([]string{b, b, b, b}, ","); got != want {
		t.Errorf("control: %s, want %s", got, want)
	}
}

// probeThreads tries from 16 operating system threads that live at the same time.
func probeThreads() {
	var ready, done sync.WaitGroup
	ready.Add(16)
	results := make(chan string, 16)
	for range 16 {
		done.Go(func() {
			runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
			ready.Done()
			ready.Wait()
			results <- fmt.Sprintf("%d %v", unix.Gettid(), trySocket())
		})
	}
	done.Wait()
	close(results)
	for r := range results {
		fmt.Println(r)
	}
}

func TestFreshThreadsAreConfined(t *testing.T) {
	for _, c := range []struct{ probe, want string }{
		{"threads", unix.EPERM.Error()},
		{"free:threads", "<nil>"},
	} {
		threads := map[string]bool{}
		for _, l := range run(t, c.probe) {
			tid, result, _ := strings.Cut(l, " ")
			threads[tid] = true
			if result != c.want {
				t.Errorf("%s: thread %s: %s, want %s", c.probe, tid, result, c.want)
			}
		}
		if len(threads) != 16 {
			t.Errorf("%s: %d threads, want 16", c.probe, len(threads))
		}
	}
}

// probeWork does what a store does: files, locks, maps, flushes, renames.
func probeWork() {
	check := func(what string, err error) {
		if err != nil {
			fmt.Println(what, err)
			os.Exit(1)
		}
	}
	dir, err := os.MkdirTemp("", "confine")
	check("mkdir", err)
	defer os.RemoveAll(dir)
	f, err := os.Create(filepath.Join(dir, "a"))
	check("create", err)
	_, err = f.Write(make([]byte, 8192))
	check("write", err)
	check("flock", unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB))
	m, err := unix.Mmap(int(f.Fd()), 0, 8192, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	check("mmap", err)
	m[0] = 1
	check("msync", unix.Msync(m, unix.MS_SYNC))
	check("munmap", unix.Munmap(m))
	check("fsync", f.Sync())
	st, err := f.Stat()
	check("stat", err)
	fmt.Println("mode", st.Mode())
	check("rename", os.Rename(f.Name(), f.Name()+"b"))
	_, err = os.ReadFile("/dev/stdin")
	check("read stdin by its name", err)
	runtime.GC()
	var g sync.WaitGroup
	for range 100 {
		g.Go(func() { _, err := os.ReadDir(dir); check("readdir", err) })
	}
	g.Wait()
}

func TestAStoreCanWork(t *testing.T) {
	if got := strings.Join(run(t, "work"), "\n"); got != "mode -rw-------" {
		t.Errorf("got %q", got)
	}
}

func probeStatus() {
	for _, l := range Status() {
		fmt.Printf("%s %v\n", l.What, l.Held)
	}
}

func TestStatusMeasures(t *testing.T) {
	want := "network true\nprograms true\nmemory true\ncore files true\nfiles false" // Files was not called
	if got := strings.Join(run(t, "status"), "\n"); got != want {
		t.Errorf("confined:\n%s", got)
	}
	got := strings.Join(run(t, "free:status"), "\n")
	if want := "network false\nprograms false\nmemory false\n"; !strings.HasPrefix(got, want) {
		t.Errorf("control:\n%s", got)
	}
}

func TestEnterTwice(t *testing.T) {
	if got := run(t, "twice"); got[0] != "<nil>" {
		t.Error(got)
	}
}

func killedBySeccomp(err error) bool {
	exit, ok := err.(*exec.ExitError)
	return ok && exit.Sys().(syscall.WaitStatus).Signal() == unix.SIGSYS
}

func TestForeignNumbersKill(t *testing.T) {
	names := []string{"x32"}
	if runtime.GOARCH == "amd64" {
		names = append(names, "foreign")
	}
	for _, name := range names {
		if err := child(name).Run(); !killedBySeccomp(err) {
			t.Errorf("%s: %v, want death by SIGSYS", name, err)
		}
		if err := child("free:" + name).Run(); killedBySeccomp(err) {
			t.Errorf("control: %s dies by SIGSYS without the filter", name)
		}
	}
}
