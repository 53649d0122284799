package machine

import (
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// Volume looks at the kind of file system that the vault's folder is on. On one
// that is elsewhere, others see every write, its locks and flushes are often
// pretended, and the vault is not on the machine whose state of last seen it is
// held against.
func (s System) Volume(dir string) Line {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return found("volume-unknown", "volume", Unknown)
	}
	switch uint32(st.Type) {
	case unix.NFS_SUPER_MAGIC:
		return remote("NFS")
	case unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC:
		return remote("SMB")
	case unix.FUSE_SUPER_MAGIC:
		return s.fuse(dir)
	case unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC:
		return remote("AFS")
	case unix.CODA_SUPER_MAGIC:
		return remote("Coda")
	case 0x00c36400:
		return remote("Ceph")
	case unix.V9FS_MAGIC: // the disk of Windows, seen from its Linux
		return found("volume-shared", "volume", Exposed, "9P")
	case unix.MSDOS_SUPER_MAGIC:
		return fat("FAT")
	case unix.EXFAT_SUPER_MAGIC:
		return fat("exFAT")
	}
	return found("volume-fine", "volume", Fine)
}

// localFUSE are file systems in another process that are of this computer all
// the same: those of its own disks (NTFS, exFAT), of containers, and those that
// encrypt a folder.
func localFUSE() []string {
	return []string{"fuseblk", "fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.securefs"}
}

// fuse tells them from sshfs, rclone and their like by what the kernel lists as
// mounted.
func (s System) fuse(dir string) Line {
	kind := "FUSE"
	b, _ := os.ReadFile(s.path("proc", "self", "mountinfo"))
	if found := mounted(string(b), s.deviceOf(dir)); found != "" {
		kind = found
	}
	if slices.Contains(localFUSE(), kind) {
		return found("volume-fine", "volume", Fine)
	}
	return remote(kind)
}

// mounted returns the type of the file system that has the device "MAJOR:MINOR",
// of the text of mountinfo (proc(5)); "" if it is not there.
func mounted(mountinfo, device string) string {
	for line := range strings.Lines(mountinfo) {
		left, right, ok := strings.Cut(line, " - ")
		fields, types := strings.Fields(left), strings.Fields(right)
		if ok && len(fields) > 2 && len(types) > 0 && fields[2] == device {
			return types[0]
		}
	}
	return ""
}

func freeSpace(dir string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * st.Bsize, nil
}
