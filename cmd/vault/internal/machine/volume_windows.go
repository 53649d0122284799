package machine

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// Volume looks at the kind of drive that the vault's folder is on, and at its
// file system.
func (System) Volume(dir string) Line {
	root := filepath.VolumeName(dir) + `\`
	p, err := windows.UTF16PtrFromString(root)
	if err != nil {
		return found("volume-unknown", "volume", Unknown)
	}
	if windows.GetDriveType(p) == windows.DRIVE_REMOTE || len(root) > 2 && root[:2] == `\\` {
		return remote("SMB")
	}
	name := make([]uint16, windows.MAX_PATH+1)
	if windows.GetVolumeInformation(p, nil, 0, nil, nil, nil, &name[0], uint32(len(name))) != nil {
		return found("volume-unknown", "volume", Unknown)
	}
	switch kind := windows.UTF16ToString(name); kind {
	case "FAT", "FAT32", "exFAT":
		return fat(kind)
	}
	return found("volume-fine", "volume", Fine)
}

func freeSpace(dir string) (int64, error) {
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(p, &free, nil, nil); err != nil {
		return 0, err
	}
	return int64(min(free, 1<<62)), nil
}
