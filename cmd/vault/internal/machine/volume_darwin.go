package machine

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Volume looks at the kind of file system that the vault's folder is on.
func (System) Volume(dir string) Line {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return found("volume-unknown", "volume", Unknown)
	}
	kind := unix.ByteSliceToString(st.Fstypename[:])
	switch {
	case kind == "msdos" || kind == "exfat":
		return fat(kind)
	case st.Flags&unix.MNT_LOCAL == 0, strings.Contains(kind, "fuse"):
		return remote(kind)
	}
	return found("volume-fine", "volume", Fine)
}

func freeSpace(dir string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * int64(st.Bsize), nil
}
