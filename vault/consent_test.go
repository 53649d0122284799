package vault

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"casevault/vault/record"
)

// TestConsent: only what names the scope and the recipient, was given and not
// withdrawn by the day counts.
func TestConsent(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		for consent, want := range map[string]bool{
			`[{"scope":"media","recipient":"media","date":"2026-11-23"}]`:                                                       true,
			`[{"scope":"Media","recipient":"The Paper","date":"2026-01-01"}]`:                                                   true,
			`[{"scope":"media","recipient":"media","date":"2026-01-01","withdrawn":"2026-11-24"}]`:                              true,
			`[{"scope":"media","recipient":"media","date":"2026-01-01","withdrawn":"2026-11-23"}]`:                              false,
			`[{"scope":"media","recipient":"media","date":"2026-11-24"}]`:                                                       false,
			`[{"scope":"media","recipient":"media"}]`:                                                                           false,
			`[{"scope":"media","date":"2026-01-01"}]`:                                                                           false,
			`[{"scope":"court","recipient":"media","date":"2026-01-01"}]`:                                                       false,
			`[{"scope":"media","recipient":"another","date":"2026-01-01"}]`:                                                     false,
			`[{"scope":"court","recipient":"x","date":"2026-01-01"},{"scope":"media","recipient":"media","date":"2026-01-01"}]`: true,
			`null`: false,
		} {
			rec := s.schema.New()
			v, _, err := s.schema.ParseJSON("consent", []byte(consent))
			if err != nil {
				t.Fatal(consent, err)
			}
			if err := rec.Set("consent", v); err != nil {
				t.Fatal(err)
			}
			p, err := s.usableProfile("media")
			if err != nil {
				t.Fatal(err)
			}
			w := wish{day: "2026-11-23"}
			if w.of(p, "the paper"); w.met(rec) != want {
				t.Errorf("%s: %v", consent, !want)
			}
		}
	})
}

// TestWithdrawal: who withdraws a consent learns what to ask back.
func TestWithdrawal(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		var ids []record.ID
		const given = `"consent":[{"scope":"media","recipient":"media","date":"2026-01-01"}]`
		for i := range 12 {
			ids = append(ids, add(t, s, fmt.Sprintf(`{"case_id":"W-%d","sex":"F",%s}`, i, given)))
		}
		o := inClear(filepath.Join(base, "out.csv"))
		o.Profile = "media"
		released(t, s, o)
		recall := func(patch string) (numbers string) {
			saved, err := s.Edit(ids[0].String(), []byte(patch), "")
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range saved.Recall {
				numbers += fmt.Sprint(r.Number)
			}
			return numbers
		}
		for _, x := range []struct{ patch, want string }{
			{`{"status":"waiting"}`, ""},
			{`{"consent":[{"scope":"media","recipient":"media","date":"2026-01-01"},{"scope":"court","recipient":"court","date":"2026-01-01"}]}`, ""},
			{`{"consent":[{"scope":"media","recipient":"media","date":"2026-01-01","withdrawn":"2026-11-23"}]}`, "1"},
			{`{` + given + `}`, ""},
			{`{"consent":null}`, "1"},
		} {
			if got := recall(x.patch); got != x.want {
				t.Errorf("%s: %q, want %q", x.patch, got, x.want)
			}
		}
		if err := s.Returned(1, ""); err != nil {
			t.Fatal(err)
		}
		recall(`{` + given + `}`)
		if got := recall(`{"consent":null}`); got != "" {
			t.Errorf("asked back again: %s", got)
		}
		_, err := s.Release(t.Context(), ReleaseOptions{All: true, Profile: "media", Plaintext: true, Reason: "x", File: filepath.Join(base, "b.csv"), Format: "csv"})
		if text := wantKind(t, err, NotPermitted); !strings.Contains(text, ids[0].String()) || strings.Contains(text, ids[1].String()) {
			t.Error(text)
		}
	})
}
