package vault

import (
	"os"
	"path/filepath"
	"testing"

	"casevault/crypto"
)

// TestDraft: what was typed is there after the process is gone, for its writer
// alone, and in no file in clear.
func TestDraft(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	cfg := testConfig(base)
	draft := func(label string) *Draft {
		t.Helper()
		d, err := OpenDraft(cfg, memberFile(base, label), testPassphrase)
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

// TestForm: a form lies beside the note, keeps what is half typed, and changes its
// keys with its member.
func TestForm(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		enrol(t, s, "lee", []string{"caseworker"}, nil)
		if fields, err := s.Fillable("add"); err != nil || len(fields) != len(s.Schema().Fields())-1 {
			t.Errorf("the founder can fill in %d fields, %v", len(fields), err)
		}
	})
	form := func(p crypto.Passphrase) (d *Draft) {
		t.Helper()
		s := opened(t, testConfig(base), memberFile(base, "lee"), p)
		defer s.Close()
		if d = s.Form(); s.Draft().Text != "" {
			t.Error("the form is a note, too")
		}
		return d
	}
	d := form(testPassphrase)
	d.Begin("add", "0123", "intake")
	for _, err := range []error{d.Add("A-1"), d.Half("홍길")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	renewed(t, base, "lee", testPassphrase, otherPassphrase)
	again := form(otherPassphrase)
	if again.Kind != "add" || again.Asked != "0123" || again.Ref != "intake" || again.Text != "A-1\n홍길" {
		t.Errorf("kept as %+v", again)
	}
	with(t, base, func(s *Session) {
		if st, err := s.Status(); err != nil || len(st.Drafts) != 1 || st.Drafts[0] != "lee" {
			t.Errorf("the status names %v, %v", st.Drafts, err)
		}
	})
	if err := again.Discard(); err != nil || form(otherPassphrase).Text != "" {
		t.Errorf("a form that was thrown away is there: %v", err)
	}
}

// TestFillable: who may not add learns it before the first question, and the log
// has it.
func TestFillable(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		enrol(t, s, "lee", []string{"caseworker"}, []string{"work"})
		enrol(t, s, "choi", []string{"auditor"}, nil)
	})
	as(t, base, "lee", func(s *Session) {
		fields, err := s.Fillable("add")
		if err != nil || len(fields) == 0 {
			t.Fatal(err)
		}
		for _, f := range fields {
			if f.Compartment != "work" {
				t.Errorf("lee is asked for %s", f.Name)
			}
		}
	})
	as(t, base, "choi", func(s *Session) {
		if _, err := s.Fillable("add"); KindOf(err) != NotPermitted || actions(t, s)["refused"] != 1 {
			t.Errorf("an auditor adds: %v", err)
		}
		if _, err := s.Same(s.Schema().New()); KindOf(err) != NotPermitted {
			t.Errorf("an auditor asks who is there: %v", err)
		}
	})
}
