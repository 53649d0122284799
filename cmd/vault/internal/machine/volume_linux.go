package machine

import "golang.org/x/sys/unix"

// Volume looks at the kind of file system that the vault's folder is on. On one
// that is elsewhere, others see every write, its locks and flushes are often
// pretended, and the vault is not on the machine whose state of last seen it is
// held against.
func Volume(dir string) Line {
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
		return remote("FUSE")
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

func freeSpace(dir string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * st.Bsize, nil
}
