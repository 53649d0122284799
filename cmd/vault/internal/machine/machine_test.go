package machine

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestFolder(t *testing.T) {
	root := t.TempDir()
	for path, copied := range map[string]bool{
		"casevault":                      false,
		"OneDrive/casevault":             true,
		"OneDrive - Our Office/a/b/c":    true,
		"onedrive":                       true,
		"OneDriveless/casevault":         false,
		"Dropbox (Office)/casevault":     true,
		"Library/Mobile Documents/x/v":   true,
		"Library/CloudStorage/Box-Box/v": true,
		"GoogleDrive-kim@example.org/v":  true,
		"Nextcloud/v":                    true,
		"mailbox/v":                      false,
		"synced/v":                       true, // by .stfolder
		"synced":                         true,
	} {
		if err := os.MkdirAll(filepath.Join(root, "synced", ".stfolder"), 0o700); err != nil {
			t.Fatal(err)
		}
		l := Folder(filepath.Join(root, path))
		if got := l.State == Exposed; got != copied || l.Refused() != copied {
			t.Errorf("Folder(%s) = %+v, want copied: %v", path, l, copied)
		}
	}
	if runtime.GOOS == "windows" {
		return // links need a privilege there
	}
	link := filepath.Join(root, "plain")
	if err := errors.Join(os.MkdirAll(filepath.Join(root, "Dropbox", "deep"), 0o700), os.Symlink(filepath.Join(root, "Dropbox", "deep"), link)); err != nil {
		t.Fatal(err)
	}
	if l := Folder(filepath.Join(link, "not", "there", "yet")); !l.Refused() {
		t.Errorf("through a link: %+v", l)
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		if l := permissions(Place{Dir: t.TempDir()}); l.State != Unknown {
			t.Errorf("%+v", l)
		}
		return
	}
	dir := filepath.Join(t.TempDir(), "v")
	head := filepath.Join(dir, "HEAD")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.WriteFile(head, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	p := Place{Dir: dir, StateDir: filepath.Join(dir, "none"), Identity: ""}
	if l := permissions(p); l.State != Fine {
		t.Errorf("private: %+v", l)
	}
	if err := os.Chmod(head, 0o640); err != nil {
		t.Fatal(err)
	}
	if l := permissions(p); l.State != Exposed || l.Args[0] != 1 || l.Args[1] != head {
		t.Errorf("HEAD readable by the group: %+v", l)
	}
	if l := permissions(Place{Dir: filepath.Join(dir, "none"), Identity: head}); l.State != Exposed {
		t.Errorf("an identity readable by the group: %+v", l)
	}
}

func TestClock(t *testing.T) {
	dir := t.TempDir()
	head := filepath.Join(dir, "HEAD")
	now := time.Date(2027, 3, 7, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		now, head time.Time
		want      string
	}{
		{now, now.Add(-time.Hour), "clock-fine"},
		{now, now.Add(time.Minute), "clock-fine"},
		{now, now.Add(time.Hour), "clock-behind"},
		{time.Date(1970, 1, 1, 0, 0, 5, 0, time.UTC), now, "clock-wrong"},
		{time.Date(2126, 1, 1, 0, 0, 5, 0, time.UTC), now, "clock-wrong"},
	} {
		if err := errors.Join(os.WriteFile(head, nil, 0o600), os.Chtimes(head, tt.head, tt.head)); err != nil {
			t.Fatal(err)
		}
		if l := clock(Place{Dir: dir}, tt.now); l.Code != tt.want || (l.State == Fine) != (tt.want == "clock-fine") {
			t.Errorf("now %s, HEAD %s: %+v, want %s", tt.now, tt.head, l, tt.want)
		}
	}
	if l := clock(Place{Dir: filepath.Join(dir, "none")}, now); l.Code != "clock-fine" {
		t.Errorf("without a vault: %+v", l)
	}
}

func TestLook(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	seen := map[string]bool{}
	for _, l := range This().Look(Place{Dir: dir}, time.Date(2027, 3, 7, 9, 0, 0, 0, time.UTC)) {
		if l.State != Fine && l.State != Exposed && l.State != Unknown || l.Code == "" || seen[l.What] {
			t.Errorf("%+v", l)
		}
		seen[l.What] = true
	}
	if len(seen) != 9 || !seen["space"] || !seen["volume"] {
		t.Errorf("looked at %v", seen)
	}
	if l := space(Standing(dir)); l.State == Unknown {
		t.Errorf("%+v", l)
	}
}
