package vault

import (
	"testing"

	"casevault/audit"
)

// TestSettingOfOtherSoftware: package audit takes what an admin signed; what
// it means is decided here, so that no value silences a warning for ever.
func TestSettingOfOtherSoftware(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]int{
		"1": 1, "366": 366, "0": 31, "367": 31, "-5": 31, "+5": 31, "05": 31, "99999999999999999999": 31, "never": 31,
	} {
		with(t, newVault(t), func(s *Session) {
			st := &audit.Statement{Kind: "setting", Setting: []audit.Setting{{Name: "review-days", Value: value}, {Name: "unknown", Value: "x"}}}
			if err := s.commit(audit.Event{Action: "setting"}, writes{statement: st.Marshal()}); err != nil {
				t.Fatal(err)
			}
			if got := s.Number("review-days"); got != want {
				t.Errorf("review-days %s counts as %d, want %d", value, got, want)
			}
			if got := s.Number("backup-days"); got != 7 || len(s.Settings()) != 5 {
				t.Errorf("backup-days is %d, %d settings", got, len(s.Settings()))
			}
		})
	}
}
