package machine

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func (s System) path(elem ...string) string {
	return filepath.Join(append([]string{s.Root}, elem...)...)
}

// Interfaces looks for a network interface that is up, the loopback apart, in
// /sys/class/net. One of unknown state (a tunnel, a modem) counts if it was
// brought up.
func (s System) Interfaces() Line {
	dir := s.path("sys", "class", "net")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return found("interfaces-unknown", "interfaces", Unknown)
	}
	var up []string
	for _, e := range entries {
		flags, err := strconv.ParseUint(line(dir, e.Name(), "flags"), 0, 32)
		state := line(dir, e.Name(), "operstate")
		if err == nil && flags&unix.IFF_UP != 0 && flags&unix.IFF_LOOPBACK == 0 && (state == "up" || state == "unknown") {
			up = append(up, e.Name())
		}
	}
	if len(up) > 0 {
		return found("interfaces-up", "interfaces", Exposed, strings.Join(up, ", "))
	}
	return found("interfaces-fine", "interfaces", Fine)
}

// Swap looks for swap that would keep pages of this process on a disk in clear.
func (s System) Swap() Line {
	open, any, known := s.swaps()
	switch {
	case !known:
		return found("swap-unknown", "swap", Unknown)
	case len(open) > 0:
		return found("swap-open", "swap", Exposed, strings.Join(open, ", "))
	case any:
		return found("swap-sealed", "swap", Fine)
	}
	return found("swap-none", "swap", Fine)
}

// swaps lists the swap areas that are neither in memory nor on an encrypted
// device; any is true if there is one on a disk at all.
func (s System) swaps() (open []string, any, known bool) {
	b, err := os.ReadFile(s.path("proc", "swaps"))
	if err != nil {
		return nil, false, false
	}
	for n, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		fields := strings.Fields(l)
		if n == 0 || len(fields) == 0 {
			continue // the head
		}
		name := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[0])
		if strings.HasPrefix(filepath.Base(name), "zram") {
			continue
		}
		any = true
		if !s.sealed(s.deviceOf(s.path(name))) {
			open = append(open, filepath.Base(name))
		}
	}
	return open, any, true
}

// hibernation looks whether sleeping writes all memory to a disk in clear.
func (s System) hibernation() Line {
	states, err := os.ReadFile(s.path("sys", "power", "state"))
	if err != nil {
		return found("hibernation-unknown", "hibernation", Unknown)
	}
	mode := line(s.path("sys", "power"), "disk")
	able := strings.Contains(" "+strings.TrimSpace(string(states))+" ", " disk ") && !strings.Contains(mode, "[disabled]")
	if open, _, known := s.swaps(); able && (!known || len(open) > 0) {
		return found("hibernation-open", "hibernation", Exposed)
	}
	return found("hibernation-fine", "hibernation", Fine)
}

// disk looks whether the vault's disk is encrypted under the file system, which
// alone keeps erased records from whoever reads the bare flash.
func (s System) disk(dir string) Line {
	device := s.deviceOf(dir)
	if _, err := os.Stat(s.path("sys", "dev", "block", device)); device == "" || err != nil {
		return found("disk-unknown", "disk", Unknown)
	}
	if s.sealed(device) {
		return found("disk-sealed", "disk", Fine)
	}
	return found("disk-open", "disk", Exposed)
}

// deviceOf returns the device, "MAJOR:MINOR", that a path is, or lies on.
func (s System) deviceOf(path string) string {
	var st unix.Stat_t
	if unix.Stat(path, &st) != nil {
		return ""
	}
	device := st.Dev
	if st.Mode&unix.S_IFMT == unix.S_IFBLK {
		device = st.Rdev
	}
	return fmt.Sprintf("%d:%d", unix.Major(uint64(device)), unix.Minor(uint64(device)))
}

// sealed reports whether a block device is one of dm-crypt, or rests on such
// devices alone (LVM on LUKS).
func (s System) sealed(device string) bool {
	return device != "" && s.sealedAt(s.path("sys", "dev", "block", device), 8)
}

func (s System) sealedAt(dir string, depth int) bool {
	if strings.HasPrefix(line(dir, "dm", "uuid"), "CRYPT-") {
		return true
	}
	below, err := os.ReadDir(filepath.Join(dir, "slaves"))
	if err != nil || len(below) == 0 || depth == 0 {
		return false
	}
	for _, e := range below {
		if !s.sealedAt(filepath.Join(dir, "slaves", e.Name()), depth-1) {
			return false
		}
	}
	return true
}

// line returns what a file of the kernel says, without its end; "" if there is
// none.
func line(elem ...string) string {
	b, _ := os.ReadFile(filepath.Join(elem...))
	return strings.TrimSpace(string(b))
}
