package vault

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fileBytes returns every file under a folder, by path.
func fileBytes(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		out[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// tree is every file below a folder with its bytes; the lock names a process.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.Name() == "lock" {
			return err
		}
		// Badger cannot open without writing on Windows, and begins an empty log.
		if runtime.GOOS == "windows" && filepath.Ext(path) == ".vlog" {
			return nil
		}
		var b []byte
		if !e.IsDir() {
			b, err = os.ReadFile(path)
		}
		files[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameTree(t *testing.T, what, dir string, before map[string]string) {
	t.Helper()
	now := tree(t, dir)
	for path, b := range now {
		if old, ok := before[path]; !ok || old != b {
			t.Errorf("%s: %s is new or changed", what, path)
		}
	}
	if len(now) != len(before) {
		t.Errorf("%s: %d files, were %d", what, len(now), len(before))
	}
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	private(t, to)
}

// private gives a copied tree the modes that the vault insists on.
func private(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			return os.Chmod(path, 0o700)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// replaceTree makes to a copy of from.
func replaceTree(t *testing.T, from, to string) {
	t.Helper()
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	copyTree(t, from, to)
}
