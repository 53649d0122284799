package machine

import (
	"os"
	"path/filepath"
	"strings"
)

// syncNames are folders that a program copies to somebody's computers, in lower
// case. A name that ends in a blank or a dash stands for all that begin so
// ("OneDrive - Office", "GoogleDrive-someone@…").
func syncNames() []string {
	return []string{"onedrive", "onedrive -", "dropbox", "dropbox (", "icloud drive", "iclouddrive", "mobile documents",
		"cloudstorage", "google drive", "googledrive", "googledrive-", "my drive", "nextcloud", "owncloud",
		"syncthing", "seafile", "synologydrive", "pcloud drive", "pclouddrive", "mega", "megasync", "tresorit",
		"yandex.disk", "box sync", "naver mybox", "mybox"}
}

// syncMarks are files that such programs leave in the folder they copy.
func syncMarks() []string {
	return []string{".stfolder", ".stignore", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log",
		".sync.ffs_db", ".tmp.drivedownload", ".tmp.driveupload"}
}

// Folder looks for a program that copies the vault's folder elsewhere: by the
// names of the folders above it, as given and with links followed, and by what
// such programs leave there. Sealed as it is, a copy shows when the office works
// and who is in it, keeps what was erased, and a half copied state put back is a
// damaged vault.
func Folder(dir string) Line {
	full, err := filepath.Abs(dir)
	if err != nil {
		return found("folder-unknown", "folder", Unknown)
	}
	paths := []string{full}
	if real, err := filepath.EvalSymlinks(Standing(full)); err == nil {
		paths = append(paths, real)
	}
	for _, path := range paths {
		for ; filepath.Dir(path) != path; path = filepath.Dir(path) {
			if copied(path) {
				return found("folder-copied", "folder", Exposed, filepath.Base(path))
			}
		}
	}
	return found("folder-fine", "folder", Fine)
}

// copied reports whether a folder's name, or a file in it, says that it is
// copied elsewhere.
func copied(path string) bool {
	base := strings.ToLower(filepath.Base(path))
	for _, name := range syncNames() {
		open := strings.HasSuffix(name, "-") || strings.HasSuffix(name, "(")
		if base == name || open && strings.HasPrefix(base, name) {
			return true
		}
	}
	for _, mark := range syncMarks() {
		if _, err := os.Lstat(filepath.Join(path, mark)); err == nil {
			return true
		}
	}
	return false
}
