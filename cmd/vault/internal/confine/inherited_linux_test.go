//go:build amd64 || arm64

package confine

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// socketFile gives the file behind a Go connection.
func socketFile(t *testing.T, c any) *os.File {
	t.Helper()
	f, err := c.(interface{ File() (*os.File, error) }).File()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func socketPair(t *testing.T) *os.File {
	t.Helper()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	files := []*os.File{os.NewFile(uintptr(pair[0]), "a"), os.NewFile(uintptr(pair[1]), "b")}
	t.Cleanup(func() { files[0].Close(); files[1].Close() })
	return files[0]
}

func inheritable(t *testing.T) map[string]*os.File {
	t.Helper()
	listen := func(network, address string) (client, listener *os.File) {
		l, err := net.Listen(network, address)
		if err != nil {
			t.Fatal(err)
		}
		target := address
		if network == "tcp" {
			target = l.Addr().String() // the port was chosen by the system
		}
		c, err := net.Dial(network, target)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close(); c.Close() })
		return socketFile(t, c), socketFile(t, l)
	}
	files := map[string]*os.File{"pair": socketPair(t)}
	files["tcp"], files["tcp listener"] = listen("tcp", "127.0.0.1:0")
	files["service"], files["named"] = listen("unix", filepath.Join(t.TempDir(), "s"))
	files["abstract"], _ = listen("unix", fmt.Sprintf("@casevault-test-%d", os.Getpid()))
	files["zeros"], _ = listen("unix", fmt.Sprintf("@\x00\x00%d", os.Getpid()))
	udp, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { udp.Close() })
	files["udp"] = socketFile(t, udp)
	pipe, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pipe.Close(); w.Close() })
	files["pipe"] = pipe
	return files
}

func TestInheritedDescriptors(t *testing.T) {
	service := "is a Unix socket that leads to another service"
	refused := map[string]string{
		"tcp": "network socket (AF_INET)", "tcp listener": "network socket (AF_INET)", "udp": "network socket (AF_INET)",
		"service": service, "named": service, "abstract": service, "zeros": service,
		"pair": "", "pipe": "",
	}
	files := inheritable(t)
	for name, want := range refused {
		for fd, place := range []string{"standard input", "standard output", "standard error"} {
			cmd := child("nothing")
			switch fd {
			case 0:
				cmd.Stdin = files[name]
			case 1:
				cmd.Stdout = files[name]
			case 2:
				cmd.Stderr = files[name]
			}
			var out strings.Builder
			if fd != 1 {
				cmd.Stdout = &out
			}
			err := cmd.Run()
			if want == "" && err != nil || want != "" && err == nil {
				t.Errorf("%s as %s: %v %s", name, place, err, out.String())
			}
			if fd != 1 && want != "" && !(strings.Contains(out.String(), want) && strings.Contains(out.String(), place)) {
				t.Errorf("%s as %s: said %q", name, place, out.String())
			}
		}
	}
}

// probeLeaked tells which of the descriptors 3 to 9 are still open.
func probeLeaked() {
	for fd := 3; fd < 10; fd++ {
		var st unix.Stat_t
		fmt.Print(unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFSOCK, " ")
	}
}

func TestLeakedSocketsAreClosed(t *testing.T) {
	files := inheritable(t)
	for probe, want := range map[string]string{
		"leaked":      "false false true false false false false ",
		"free:leaked": "true true true true false false false ",
	} {
		cmd := child(probe)
		cmd.ExtraFiles = []*os.File{files["tcp"], files["service"], files["pair"], files["udp"], files["pipe"]}
		out, err := cmd.Output()
		if err != nil || string(out) != want {
			t.Errorf("%s: %q %v, want %q", probe, out, err, want)
		}
	}
}
