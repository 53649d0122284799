package machine

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// computer is a System made of files: "NAME: TEXT" lines. DEV in a name stands
// for the device that the files themselves lie on.
func computer(t *testing.T, lines string) System {
	t.Helper()
	s := System{t.TempDir()}
	for l := range strings.Lines(lines) {
		name, text, ok := strings.Cut(strings.TrimSpace(l), ": ")
		if !ok {
			continue
		}
		path := s.path(strings.ReplaceAll(name, "DEV", s.deviceOf(s.Root)))
		text = strings.ReplaceAll(text, `\n`, "\n")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text+"\n"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

const head = `proc/swaps: Filename Type Size Used Priority`

func TestWhatTheKernelTells(t *testing.T) {
	const able = "\nsys/power/state: freeze mem disk\nsys/power/disk: [platform] shutdown"
	const plain = "\nswapfile: x\nsys/dev/block/DEV/ro: 0"
	const luks = "\nswapfile: x\nsys/dev/block/DEV/dm/uuid: CRYPT-LUKS2-0123-root"
	const lvm = "\nswapfile: x\nsys/dev/block/DEV/dm/uuid: LVM-abc\nsys/dev/block/DEV/slaves/dm-0/dm/uuid: CRYPT-LUKS2-0123-pv"
	for _, tt := range []struct{ name, files, want string }{
		{"nothing is told", "", "interfaces-unknown swap-unknown hibernation-unknown disk-unknown"},
		{"fit", head + "\nsys/power/state: freeze mem\nsys/class/net/lo/flags: 0x9\nsys/class/net/lo/operstate: unknown" + luks,
			"interfaces-fine swap-none hibernation-fine disk-sealed"},
		{"down", head + able + "\nsys/class/net/eth0/flags: 0x1002\nsys/class/net/eth0/operstate: down" + plain,
			"interfaces-fine swap-none hibernation-fine disk-open"},
		{"no carrier", head + able + "\nsys/class/net/docker0/flags: 0x1003\nsys/class/net/docker0/operstate: down" + plain,
			"interfaces-fine swap-none hibernation-fine disk-open"},
		{"two up", head + able + "\nsys/class/net/eth0/flags: 0x1003\nsys/class/net/eth0/operstate: up\nsys/class/net/wg0/flags: 0x91\nsys/class/net/wg0/operstate: unknown" + plain,
			"interfaces-up(eth0, wg0) swap-none hibernation-fine disk-open"},
		{"zram", head + `\n/dev/zram0 partition 1 0 100` + able + "\nsys/class/net/lo/flags: 0x9" + plain,
			"interfaces-fine swap-none hibernation-fine disk-open"},
		{"swap file in clear", head + `\n/swapfile file 1 0 -2` + able + "\nsys/class/net/lo/flags: 0x9" + plain,
			"interfaces-fine swap-open(swapfile) hibernation-open disk-open"},
		{"no hibernation", head + `\n/swapfile file 1 0 -2\n` + "\nsys/power/state: mem disk\nsys/power/disk: [disabled]\nsys/class/net/lo/flags: 0x9" + plain,
			"interfaces-fine swap-open(swapfile) hibernation-fine disk-open"},
		{"swap file on LUKS", head + `\n/swapfile file 1 0 -2` + able + "\nsys/class/net/lo/flags: 0x9" + luks,
			"interfaces-fine swap-sealed hibernation-fine disk-sealed"},
		{"LVM on LUKS", head + `\n/swapfile file 1 0 -2` + able + "\nsys/class/net/lo/flags: 0x9" + lvm,
			"interfaces-fine swap-sealed hibernation-fine disk-sealed"},
		{"LVM on LUKS and a bare disk", head + `\n/swapfile file 1 0 -2` + able + "\nsys/class/net/lo/flags: 0x9" + lvm + "\nsys/dev/block/DEV/slaves/sdb1/ro: 0",
			"interfaces-fine swap-open(swapfile) hibernation-open disk-open"},
		{"a name with a blank", head + `\n/my\040swap file 1 0 -2` + "\nmy swap: x\nsys/class/net/lo/flags: 0x9\nsys/power/state: mem" + luks,
			"interfaces-fine swap-sealed hibernation-fine disk-sealed"},
		{"a swap file that cannot be seen", head + `\n/gone file 1 0 -2` + "\nsys/class/net/lo/flags: 0x9\nsys/power/state: mem" + luks,
			"interfaces-fine swap-open(gone) hibernation-fine disk-sealed"},
	} {
		s := computer(t, tt.files)
		var got []string
		for _, l := range []Line{s.Interfaces(), s.Swap(), s.hibernation(), s.disk(s.Root)} {
			text := l.Code
			if l.State == Exposed && len(l.Args) > 0 {
				text += fmt.Sprintf("(%v)", l.Args[0])
			}
			if want := map[bool]State{true: Exposed}[strings.Contains(l.Code, "-open") || strings.Contains(l.Code, "-up")]; want != "" && l.State != want {
				t.Errorf("%s: %s is %s", tt.name, l.Code, l.State)
			}
			got = append(got, text)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, g, tt.want)
		}
	}
}

func TestMounted(t *testing.T) {
	const info = `22 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw
28 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/root rw
90 28 0:48 / /home/kim/far\040away rw,nosuid - fuse.sshfs kim@example.org:/ rw
91 28 0:49 / /home/kim/plain rw - fuse.gocryptfs /home/kim/cipher rw
92 28 8:17 / /media/stick rw shared:3 - fuseblk /dev/sdb1 rw
torn line - 
`
	for device, want := range map[string]string{
		"254:0": "ext4", "0:48": "fuse.sshfs", "0:49": "fuse.gocryptfs", "8:17": "fuseblk", "0:4": "", "": "",
	} {
		if got := mounted(info, device); got != want {
			t.Errorf("mounted(%q) = %q, want %q", device, got, want)
		}
	}
	for kind, code := range map[string]string{"fuse.sshfs": "volume-remote", "fuse.gocryptfs": "volume-fine", "fuseblk": "volume-fine", "fuse": "volume-remote"} {
		dir := t.TempDir()
		s := computer(t, "proc/self/mountinfo: 90 28 "+System{}.deviceOf(dir)+" / / rw - "+kind+" x rw")
		if l := s.fuse(dir); l.Code != code {
			t.Errorf("on %s: %+v, want %s", kind, l, code)
		}
	}
	if l := computer(t, "").fuse(t.TempDir()); !l.Refused() {
		t.Errorf("on FUSE of a kind that is not known: %+v", l)
	}
}
