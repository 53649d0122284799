package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/vault/record"
	"casevault/vault/release"
)

// crowd is a vault of n people who look alike in what the profile statistics
// lets leave.
func crowd(t *testing.T, n int) string {
	t.Helper()
	base := newVault(t)
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, `{"case_id":"C-%03d","legal_name":"비밀%03d","birth_date":"1985-03-07","sex":"F","phone":"010-1234-%04d"}`+"\n", i, i, i)
	}
	with(t, base, func(s *Session) {
		if r := imported(t, s, list.String(), ImportOptions{Name: "people.jsonl"}); r.Accepted != n {
			t.Fatalf("%+v", r)
		}
	})
	return base
}

func inClear(file string) ReleaseOptions {
	return ReleaseOptions{All: true, Profile: "statistics", Plaintext: true, File: file, Format: "csv", Language: "en", Reason: "yearly report"}
}

// released releases, and holds the ledger's word of the file against the file.
func released(t *testing.T, s *Session, o ReleaseOptions) *Released {
	t.Helper()
	x, err := s.Release(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	b := contents(t, o.File)
	if sum := sha256.Sum256(b); x.Hash != hex.EncodeToString(sum[:]) {
		t.Error("the hash is not that of the file")
	}
	return x
}

func ledgerOf(t *testing.T, s *Session) []Release {
	t.Helper()
	x, err := s.Releases(false, false, "")
	if err != nil {
		t.Fatal(err)
	}
	return x.List
}

// TestRelease: the ledger has the release, and keeps it through all that writes
// the store anew.
func TestRelease(t *testing.T) {
	t.Parallel()
	base := crowd(t, 12)
	file := filepath.Join(base, "out.csv")
	var first Release
	var gone record.ID
	with(t, base, func(s *Session) {
		x := released(t, s, inClear(file))
		if x.Number != 1 || x.Records != 12 || x.Smallest != 12 || len(x.Coarser) != 0 {
			t.Errorf("%+v", x)
		}
		list := ledgerOf(t, s)
		if len(list) != 1 {
			t.Fatalf("%+v", list)
		}
		first = list[0]
		if first.File != x.Hash || first.Kind != "plaintext" || len(first.Records) != 12 || !slices.IsSorted(first.Records) || first.Reason != "yearly report" {
			t.Errorf("%+v", first)
		}
		if n := actions(t, s)["release"]; n != 2 {
			t.Errorf("%d entries", n)
		}
		gone = record.ID([]byte(first.Records[0]))
		_, err := s.Release(t.Context(), inClear(file))
		wantKind(t, err, Failed)
		_, err = s.Release(t.Context(), inClear(filepath.Join(base, "vault", "out.csv")))
		wantKind(t, err, Usage)
	})
	b, err := os.ReadFile(file)
	if err != nil || bytes.Contains(b, []byte("비밀")) || bytes.Contains(b, []byte("010")) || bytes.Contains(b, []byte("C-0")) {
		t.Errorf("%s %v", b, err)
	}
	with(t, base, func(s *Session) {
		if _, err := s.Rotate(t.Context(), []string{"work"}, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Erase(t.Context(), []string{gone.String()}, "asked"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Returned(1, "shredded"); err != nil {
			t.Fatal(err)
		}
		wantKind(t, s.Returned(1, ""), Usage)
		wantKind(t, s.Returned(2, ""), NotFound)
	})
	with(t, base, func(s *Session) {
		sound(t, s)
		list := ledgerOf(t, s)
		first.Returned = "2026-11-23"
		if len(list) != 1 || fmt.Sprint(list[0]) != fmt.Sprint(first) {
			t.Errorf("%+v, want %+v", list, first)
		}
	})
}

// TestReleaseFails: whichever write fails, there is no file that the ledger does
// not know, and none at all unless it is the very last that failed.
func TestReleaseFails(t *testing.T) {
	t.Parallel()
	whole := crowd(t, 11)
	for _, landed := range []bool{false, true} {
		for k := 1; ; k++ {
			base := filepath.Join(t.TempDir(), "copy")
			copyTree(t, whole, base)
			file := filepath.Join(base, "out.csv")
			f := &fault{k: k, landed: landed}
			cfg := testConfig(base)
			cfg.Step = f.step
			s, err := Open(cfg, identityIn(base), testPassphrase)
			if err == nil {
				_, err = s.Release(t.Context(), inClear(file))
				_ = s.Close()
			}
			if f.failed() == "" {
				break
			}
			if err == nil && f.failed() != "close" {
				t.Errorf("write %d (%s, landed %v): no error", k, f.failed(), landed)
			}
			with(t, base, func(s *Session) {
				list := ledgerOf(t, s)
				_, absent := os.Stat(file)
				if absent == nil && (len(list) != 1 || !list[0].Open()) {
					t.Errorf("write %d (%s, landed %v): a file that the ledger does not know: %+v", k, f.failed(), landed, list)
				}
				if err != nil && absent == nil && !(landed && f.failed() == "new-file") {
					t.Errorf("write %d (%s, landed %v): failed with %v, and there is a file", k, f.failed(), landed, err)
				}
			})
			if left, _ := filepath.Glob(file + ".tmp-*"); left != nil {
				t.Errorf("write %d: %v", k, left)
			}
		}
	}
}

// TestReleaseRefuses whom it must, before anything is opened.
func TestReleaseRefuses(t *testing.T) {
	t.Parallel()
	base := crowd(t, 12)
	out := filepath.Join(base, "out.csv")
	with(t, base, func(s *Session) {
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work"})
		enrol(t, s, "han", []string{audit.RoleAuditor}, nil)
		for name, x := range map[string]struct {
			change func(*ReleaseOptions)
			want   Kind
		}{
			"no reason":          {func(o *ReleaseOptions) { o.Reason = "" }, Usage},
			"a name as reason":   {func(o *ReleaseOptions) { o.Reason = "for 비밀003" }, BadReason},
			"a name as whom":     {func(o *ReleaseOptions) { o.For = "비밀003" }, BadReason},
			"a day that is over": {func(o *ReleaseOptions) { o.Expires = "2026-11-22" }, Usage},
			"no consent":         {func(o *ReleaseOptions) { o.Profile = "media" }, NotPermitted},
			"all to the person":  {func(o *ReleaseOptions) { o.Profile = "subject-access" }, Usage},
			"no such record":     {func(o *ReleaseOptions) { o.All, o.Refs = false, []string{"ZZZZZ"} }, NotFound},
			"no such format":     {func(o *ReleaseOptions) { o.Format = "doc" }, Failed},
		} {
			o := inClear(out)
			x.change(&o)
			_, err := s.Release(t.Context(), o)
			if KindOf(err) != x.want || err == nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		// One who stands out, in what no coarser form of the profile hides.
		id := add(t, s, `{"case_id":"X-1","status":"closed","birth_date":"1950-01-01","sex":"M"}`)
		o := inClear(out)
		o.All, o.Refs, o.Profile = false, []string{id.String()}, "partner-medical"
		o.WithoutConsent = true
		_, err := s.Release(t.Context(), o)
		var small *release.SmallGroupError
		if wantKind(t, err, NotPermitted); !errors.As(err, &small) || small.Smallest != 1 {
			t.Error(err)
		}
	})
	for _, label := range []string{"lee", "han"} {
		as(t, base, label, func(s *Session) {
			_, err := s.Release(t.Context(), inClear(out))
			wantKind(t, err, NotPermitted)
		})
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("there is a file")
	}
}

// TestReleaseEarlier: what a recipient was given before narrows down who could
// be meant now; to another recipient it does not count.
func TestReleaseEarlier(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var ids []string
	with(t, base, func(s *Session) {
		for i := range 24 {
			sex, year := []string{"F", "M"}[i%2], 1940+40*(i/12)
			ids = append(ids, add(t, s, fmt.Sprintf(`{"case_id":"E-%d","sex":"%s","birth_date":"%d-01-01"}`, i, sex, year)).String())
		}
		lines := func(field, op string) []release.Line {
			return []release.Line{{Field: field, Transform: release.Transform{Op: op}}}
		}
		// Left earlier, to the newspaper: who is female and who is born when, which
		// makes groups of six.
		l := new(ledger)
		for _, r := range []Release{
			{Kind: "passphrase", Recipient: "The Newspaper", Lines: append(lines("sex", "keep"), lines("birth_date", "year")...)},
			{Kind: "age", Keys: []string{"age1other"}, Recipient: "a clinic", Lines: lines("case_id", "keep")},
			{Kind: "plaintext", Failed: true, Lines: lines("case_id", "keep")},
			{Kind: "passphrase", Recipient: "the newspaper", Lines: lines("no_longer_there", "keep")},
		} {
			r.Time, r.Profile = "2026-01-01T00:00:00Z", "media"
			for _, id := range ids {
				p, _ := record.ParseID(id)
				r.Records = append(r.Records, string(p[:]))
			}
			if _, err := l.add(r); err != nil {
				t.Fatal(err)
			}
		}
		putLedger(t, s, l)
		for whom, refused := range map[string]bool{"the newspaper": true, "another paper": false} {
			o := inClear(filepath.Join(base, strings.ReplaceAll(whom, " ", "-")))
			o.For, o.Plaintext, o.Passphrase, o.WorkFactor = whom, false, "correct horse", 10
			_, err := s.Release(t.Context(), o)
			var small *release.SmallGroupError
			if got := errors.As(err, &small); got != refused || refused && !small.Earlier {
				t.Errorf("%s: %v", whom, err)
			}
		}
	})
}

func TestSameRecipient(t *testing.T) {
	for _, x := range []struct {
		now  ReleaseOptions
		old  Release
		want bool
	}{
		{ReleaseOptions{Recipients: []string{"age1a", "age1b"}}, Release{Keys: []string{"age1b", "age1c"}}, true},
		{ReleaseOptions{Recipients: []string{"age1a"}}, Release{Keys: []string{"age1b"}}, false},
		{ReleaseOptions{Recipients: []string{"age1a"}, For: "A Clinic"}, Release{Keys: []string{"age1b"}, Recipient: "a  clinic"}, true},
		{ReleaseOptions{Plaintext: true}, Release{Kind: "passphrase"}, true},
		{ReleaseOptions{Plaintext: true, For: "a clinic"}, Release{Kind: "plaintext"}, false},
		{ReleaseOptions{Plaintext: true}, Release{Kind: "age", Keys: []string{"age1a"}}, false},
		{ReleaseOptions{Recipients: []string{"age1a"}}, Release{Kind: "plaintext"}, false},
	} {
		if got := (&releasing{o: x.now}).sameRecipient(&x.old); got != x.want {
			t.Errorf("%+v after %+v: %v", x.now, x.old, got)
		}
	}
}

func TestReleaseInterrupted(t *testing.T) {
	t.Parallel()
	base := crowd(t, 12)
	with(t, base, func(s *Session) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		file := filepath.Join(base, "out.csv")
		_, err := s.Release(ctx, inClear(file))
		wantKind(t, err, Interrupted)
		if _, err := os.Stat(file); err == nil {
			t.Error("there is a file")
		}
	})
}

// TestTrial: a dry run writes nothing but its entry, and masks what stands there
// unless there is a reason.
func TestTrial(t *testing.T) {
	t.Parallel()
	base := crowd(t, 30)
	with(t, base, func(s *Session) {
		for reason, want := range map[string]string{"": "1985-**-**", "what would leave?": "1985-03-07"} {
			x, err := s.TryRelease(t.Context(), ReleaseOptions{All: true, Profile: "statistics", Reason: reason})
			if err != nil || x.Records != 30 || len(x.People) != shownPeople || x.Masked != (reason == "") {
				t.Fatalf("%+v %v", x, err)
			}
			i := slices.IndexFunc(x.People[0].Changes, func(c release.Change) bool { return c.Field == "birth_date" })
			if got := x.People[0].Changes[i]; got.Before != want || got.After != "40-49" {
				t.Errorf("%q: %q -> %q", reason, got.Before, got.After)
			}
		}
		if list := ledgerOf(t, s); len(list) != 0 {
			t.Error("a dry run is in the ledger")
		}
		if n := actions(t, s)["release"]; n != 2 {
			t.Errorf("%d entries", n)
		}
	})
}

func TestPseudonymKey(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		key := func(o ReleaseOptions) string {
			k, err := (&releasing{s: s, o: o}).pseudonymKey()
			if err != nil || len(k) != 32 {
				t.Fatal(k, err)
			}
			return string(k)
		}
		a, b := ReleaseOptions{Recipients: []string{"age1a"}}, ReleaseOptions{Passphrase: "x", For: "A Clinic"}
		if again := key(a); again != key(a) || key(b) != key(ReleaseOptions{Passphrase: "y", For: "a clinic"}) {
			t.Error("one recipient has two keys")
		}
		if key(a) == key(b) || key(a) == key(ReleaseOptions{Recipients: []string{"age1b"}}) {
			t.Error("two recipients have one key")
		}
		if first := key(ReleaseOptions{Plaintext: true}); first == key(ReleaseOptions{Plaintext: true}) {
			t.Error("who is not named is somebody")
		}
	})
}
