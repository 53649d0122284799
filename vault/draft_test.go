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
	draft := func(label, ref string) *Draft {
		t.Helper()
		d, err := OpenDraft(cfg, memberFile(base, label), testPassphrase, ref)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	with(t, base, func(s *Session) { enrol(t, s, "lee", []string{"caseworker"}, nil) })

	d := draft("kim", "case:A-1")
	if d.Text != "" || d.Ref != "" {
		t.Fatalf("a draft that nobody began: %+v", d)
	}
	d.Begin("", "", "case:A-1")
	for _, line := range []string{"머리가 아프다고 함", "", "second visit"} {
		if err := d.Add(line); err != nil {
			t.Fatal(err)
		}
		if again := draft("kim", "case:A-1"); again.Text != d.Text || again.Ref != "case:A-1" || !again.Time.Equal(cfg.Now()) {
			t.Fatalf("kept %+v", again)
		}
	}
	if where := filesWith(t, []string{"머리가 아프다고 함", "second visit", "case:A-1"}, base); len(where) != 0 {
		t.Errorf("in clear in %v", where)
	}
	if other := draft("lee", "K7QX"); other.Text != "" {
		t.Error("lee has kim's draft")
	}
	// Put in lee's place it opens no more than anywhere else.
	path := func(label string) string { return filepath.Join(base, "vault", "drafts", label+".age") }
	if err := os.Rename(path("kim"), path("lee")); err != nil {
		t.Fatal(err)
	}
	var told string
	cfg.Note = func(n Notice) { told = n.Code }
	if other := draft("lee", "K7QX"); other.Text != "" || told != "draft-unreadable" {
		t.Errorf("lee opens kim's draft: %q, told %q", other.Text, told)
	}
	d = draft("lee", "K7QX")
	d.Begin("", "", "K7QX")
	if err := d.Add("mine"); err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(filepath.Join(base, "vault", "drafts")); len(left) != 0 || draft("lee", "K7QX").Text != "" {
		t.Errorf("%v is left", left)
	}
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestDrafts: who is called away begins another; of each record there is one, which
// is found again, and of ten the first must be finished.
func TestDrafts(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		refs := []string{"K7QX", "case:A-1", "3333", "4444", "5555", "6666", "7777", "8888", "9999"}
		for n, ref := range refs {
			d := s.Draft(ref)
			if d.Text != "" || len(d.Others()) != n {
				t.Fatalf("of %s there is %q, beside %d others", ref, d.Text, len(d.Others()))
			}
			d.Begin("", "", ref)
			if err := d.Add("of " + ref); err != nil {
				t.Fatal(err)
			}
		}
		if d := s.Draft("3333"); d.Text != "of 3333\n" || len(d.Others()) != 8 {
			t.Errorf("of 3333 there is %q, beside %d others", d.Text, len(d.Others()))
		}
		if d := s.Draft("AAAA"); d.Ref != "K7QX" {
			t.Errorf("a tenth takes the place of %q", d.Ref)
		}
		if err := s.Draft("K7QX").Discard(); err != nil {
			t.Fatal(err)
		}
		if d := s.Draft("AAAA"); d.Text != "" || len(d.Others()) != 8 {
			t.Errorf("nothing is free: %q", d.Text)
		}
		for _, kind := range []string{"add", "edit"} {
			d := s.Form(kind, "BBBB")
			d.Begin(kind, "0123", "BBBB")
			if err := d.Add(kind); err != nil {
				t.Fatal(err)
			}
		}
		if s.Form("edit", "BBBB").Text != "edit\n" || s.Form("edit", "CCCC").Text != "" || s.Form("add", "").Text != "add\n" {
			t.Error("a form is taken for another")
		}
		if all := s.Unfinished(); len(all) != 10 {
			t.Errorf("%d are not finished", len(all))
		}
		if st, err := s.Status(); err != nil || len(st.Drafts) != 1 {
			t.Errorf("the status names %v, %v", st.Drafts, err)
		}
	})
	renewed(t, base, "kim", testPassphrase, otherPassphrase)
	s, err := Open(testConfig(base), identityIn(base), otherPassphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if all := s.Unfinished(); len(all) != 10 {
		t.Errorf("%d are not finished after a renewal", len(all))
	}
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
		d, err := OpenDraft(cfg, identityIn(base), testPassphrase, "K7QX")
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
		if again, err := OpenDraft(testConfig(base), identityIn(base), testPassphrase, "K7QX"); err != nil || again.Text != want {
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
		if d = s.Form("add", ""); s.Draft("").Text != "" {
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
