package vault

import (
	"os"
	"path/filepath"
	"testing"
)

// TestDraft: what was typed is there after the process is gone, for its writer
// alone, and in no file in clear.
func TestDraft(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	cfg := testConfig(base)
	draft := func(label string) *Draft {
		t.Helper()
		d, err := OpenDraft(cfg, filepath.Join(base, "vault", "members", label+".age"), testPassphrase)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	with(t, base, func(s *Session) { enrol(t, s, "lee", []string{"caseworker"}, nil) })

	d := draft("kim")
	if d.Text != "" || d.Ref != "" {
		t.Fatalf("a draft that nobody began: %+v", d)
	}
	d.Begin("", "", "case:A-1")
	for _, line := range []string{"머리가 아프다고 함", "", "second visit"} {
		if err := d.Add(line); err != nil {
			t.Fatal(err)
		}
		if again := draft("kim"); again.Text != d.Text || again.Ref != "case:A-1" || !again.Time.Equal(cfg.Now()) {
			t.Fatalf("kept %+v", again)
		}
	}
	if where := filesWith(t, []string{"머리가 아프다고 함", "second visit", "case:A-1"}, base); len(where) != 0 {
		t.Errorf("in clear in %v", where)
	}
	if other := draft("lee"); other.Text != "" {
		t.Error("lee has kim's draft")
	}
	// Put in lee's place it opens no more than anywhere else.
	path := func(label string) string { return filepath.Join(base, "vault", "drafts", label+".age") }
	if err := os.Rename(path("kim"), path("lee")); err != nil {
		t.Fatal(err)
	}
	var told string
	cfg.Note = func(n Notice) { told = n.Code }
	if other := draft("lee"); other.Text != "" || told != "draft-unreadable" {
		t.Errorf("lee opens kim's draft: %q, told %q", other.Text, told)
	}
	d = draft("lee")
	d.Begin("", "", "K7QX")
	if err := d.Add("mine"); err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Join(base, "vault", "drafts")); len(left) != 0 || draft("lee").Text != "" {
		t.Errorf("%v is left", left)
	}
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestDraftFaults: a line that could not be kept is an error, and what was kept
// before it is still there.
func TestDraftFaults(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	for _, landed := range []bool{false, true} {
		f := &fault{k: 2, landed: landed}
		cfg := testConfig(base)
		cfg.Step = f.step
		d, err := OpenDraft(cfg, identityIn(base), testPassphrase)
		if err != nil {
			t.Fatal(err)
		}
		d.Begin("", "", "K7QX")
		if err := d.Add("first"); err != nil {
			t.Fatal(err)
		}
		if err := d.Add("second"); err == nil {
			t.Fatal("a line that was not kept is acknowledged")
		}
		want := "first\n"
		if landed {
			want += "second\n"
		}
		if again, err := OpenDraft(testConfig(base), identityIn(base), testPassphrase); err != nil || again.Text != want {
			t.Fatalf("%q, %v", again.Text, err)
		}
	}
}
