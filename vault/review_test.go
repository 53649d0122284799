package vault

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casevault/audit"
	"casevault/crypto"
)

// text renders a review for tests.
func text(r *Review) ([]byte, error) {
	return fmt.Appendf(nil, "%s %s %d-%d", r.Month, r.Verdict(), r.From, r.To), nil
}

func TestReview(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		enrol(t, s, "park", []string{audit.RoleAuditor}, nil)
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, nil)
		id := add(t, s, `{"case_id":"CR-1","phone":"010-1234-5678"}`)
		if _, err := s.Show(id.String(), []string{"phone"}, "a visit"); err != nil {
			t.Fatal(err)
		}
	})
	as(t, base, "lee", func(s *Session) {
		_, report, err := s.Review(ReviewOptions{Month: "2026-11"}, text)
		wantKind(t, err, NotPermitted)
		if report != nil {
			t.Error("a caseworker gets a report")
		}
	})
	as(t, base, "park", func(s *Session) {
		for _, bad := range []string{"", "2026", "2026-13", "2026-11-01", "2026-12", "../..", "2027-01"} {
			_, _, err := s.Review(ReviewOptions{Month: bad}, text)
			wantKind(t, err, Usage)
		}
		before := s.edge.Size()
		root := s.edge.Root()
		r, report, err := s.Review(ReviewOptions{Month: "2026-11", Sign: true, Reason: "monthly"}, func(r *Review) ([]byte, error) {
			if s.edge.Size() != before {
				t.Error("the entry was written before the report was made")
			}
			return text(r)
		})
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("2026-11 sound 0-%d", before); string(report) != want || r.Over || r.Root != root.String() || r.Member != "park" {
			t.Errorf("the report is %q of %+v, want %q", report, r, want)
		}
		if s.edge.Size() != before+1 {
			t.Errorf("%d entries for one review", s.edge.Size()-before)
		}
		got := s.roster.Reviews()
		want := audit.Reviewed{Review: audit.Review{Month: "2026-11", Date: "2026-11-23", Verdict: audit.Sound, Report: sha256.Sum256(report)}, Seq: before, Member: "park"}
		if len(got) != 1 || got[0] != want {
			t.Errorf("the roster's reviews are %+v, want %+v", got, want)
		}
		if _, _, err := s.Review(ReviewOptions{Month: "2026-11"}, text); err != nil || len(s.roster.Reviews()) != 1 {
			t.Errorf("without signing: %v, %d reviews in the roster", err, len(s.roster.Reviews()))
		}
		_, report, err = s.Review(ReviewOptions{Month: "2026-10"}, text)
		if err != nil || string(report) != "2026-10 sound 0-0" {
			t.Errorf("a month without entries: %q, %v", report, err)
		}
	})
	with(t, base, func(s *Session) { sound(t, s) })
}

// TestReviewUnsound: an entry that no auditor can open makes the verdict, and
// the review is signed nevertheless: it is what everybody is to learn.
func TestReviewUnsound(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		enrol(t, s, "park", []string{audit.RoleAuditor}, nil)
		s.trail = crypto.NewTrailKey(s.VaultID(), crypto.NewSecret())
		if _, err := s.List(Filter{}, ""); err != nil {
			t.Fatal(err)
		}
	})
	as(t, base, "park", func(s *Session) {
		r, report, err := s.Review(ReviewOptions{Month: "2026-11", Sign: true}, text)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Findings) != 1 || r.Findings[0].Seq != 2 || string(report) != "2026-11 unsound 0-4" {
			t.Errorf("report %q, findings %v", report, r.Findings)
		}
		if got := s.roster.Reviews(); len(got) != 1 || got[0].Verdict != audit.Unsound {
			t.Errorf("the roster's reviews are %+v", got)
		}
	})
	st := status(t, testConfig(base))
	if len(st.Warnings) != 1 || st.Warnings[0].Code != "review-unsound" {
		t.Errorf("status warns of %v", st.Warnings)
	}
}

func status(t *testing.T, cfg Config) *Status {
	t.Helper()
	r := reading(t, cfg, false)
	defer r.Close()
	s, err := r.Status()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestOverdue: when status warns, with the setting and with wrong clocks.
func TestOverdue(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	warned := func(now string) (codes []string) {
		t.Helper()
		cfg := testConfig(base)
		day, err := time.Parse(time.DateOnly, now)
		if err != nil {
			t.Fatal(err)
		}
		cfg.Now = func() time.Time { return day }
		for _, n := range status(t, cfg).Warnings {
			if strings.HasPrefix(n.Code, "review-") {
				codes = append(codes, n.Code)
			}
		}
		return codes
	}
	check := func(now string, want ...string) {
		t.Helper()
		if got := warned(now); !slices.Equal(got, want) {
			t.Errorf("on %s status warns of %v, want %v", now, got, want)
		}
	}
	check("2036-01-01") // a new vault has nothing to review, whatever the clock says
	with(t, base, func(s *Session) {
		for s.edge.Size() <= unreviewed {
			if _, err := s.List(Filter{}, ""); err != nil {
				t.Fatal(err)
			}
		}
	})
	check("2026-11-23", "review-never")
	with(t, base, func(s *Session) {
		if _, _, err := s.Review(ReviewOptions{Month: "2026-11"}, text); err != nil {
			t.Fatal(err)
		}
	})
	check("2026-11-23", "review-never") // it was not signed
	with(t, base, func(s *Session) {
		if _, _, err := s.Review(ReviewOptions{Month: "2026-11", Sign: true}, text); err != nil {
			t.Fatal(err)
		}
	})
	check("2026-11-23")
	check("2026-12-24") // 31 days later
	check("2026-12-25", "review-overdue")
	check("2026-11-22")
	check("2026-11-21", "review-ahead")
	with(t, base, func(s *Session) {
		if err := s.SetSetting("review-days", "7", ""); err != nil {
			t.Fatal(err)
		}
	})
	check("2026-11-30")
	check("2026-12-01", "review-overdue")
}
