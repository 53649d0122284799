package vault

import (
	"fmt"
	"testing"
	"time"
)

// TestRevealBudget: it counts people of the day, of one member, by the clock.
func TestRevealBudget(t *testing.T) {
	t.Parallel()
	with(t, newVault(t), func(s *Session) {
		at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
		s.cfg.Now = func() time.Time { return at }
		if err := s.SetSetting("reveal-budget", "2", ""); err != nil {
			t.Fatal(err)
		}
		var ids []string
		for i := range 4 {
			ids = append(ids, add(t, s, fmt.Sprintf(`{"phone":"010-1111-000%d"}`, i)).String())
		}
		const short, long = "a visit", "the clinic called for all of them"
		for i, step := range []struct {
			id     int
			reason string
			fields []string
			later  time.Duration // before it
			kind   Kind
		}{
			{0, short, []string{"phone"}, 0, ""},
			{0, short, []string{"phone"}, 0, ""},
			{1, short, []string{"phone"}, 0, ""},
			{2, short, []string{"phone"}, 0, ShortReason},
			{2, "twentycharactersatleast", []string{"phone"}, 0, ShortReason},
			{2, "", nil, 0, ""}, // nothing is revealed
			{1, short, []string{"phone"}, 0, ""},
			{2, long, []string{"phone"}, 0, ""},
			{3, short, []string{"all"}, 14 * time.Hour, ShortReason},
			{3, short, []string{"all"}, 2 * time.Hour, ""}, // the next day
			{2, short, []string{"phone"}, 0, ""},
			{1, short, []string{"phone"}, 0, ShortReason},
			{3, short, []string{"phone"}, -24 * time.Hour, ShortReason}, // the clock put back: three that day
			{1, short, []string{"phone"}, -24 * time.Hour, ""},
		} {
			at = at.Add(step.later)
			_, err := s.Show(ids[step.id], step.fields, step.reason)
			if (err == nil) != (step.kind == "") || err != nil && KindOf(err) != step.kind {
				t.Errorf("step %d: %v, want %q", i, err, step.kind)
			}
		}
	})
}
