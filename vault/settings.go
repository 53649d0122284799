package vault

import (
	"slices"
	"strconv"

	"casevault/audit"
)

// A Setting is a number of days, minutes or people, or a choice, that holds for
// all members.
// Default is in force until an admin sets another between Least and Most.
type Setting struct {
	Name                 string
	Value                int
	Default, Least, Most int
	Choice               bool // 0 is "no", 1 is "yes"
}

// Settings returns all settings with the values in force. It needs no key.
func (r *Reader) Settings() []Setting {
	all := []Setting{
		{Name: "review-days", Default: 31, Least: 1, Most: 366},    // after which a review is overdue
		{Name: "backup-days", Default: 7, Least: 1, Most: 366},     // after which a backup is
		{Name: "refuse-online", Most: 1, Choice: true},             // whether to stay shut while an interface is up
		{Name: "idle-minutes", Default: 10, Least: 1, Most: 60},    // after which an open shell locks
		{Name: "reveal-budget", Default: 20, Least: 1, Most: 1000}, // of how many people a member reveals fields in a day before saying more
	}
	for i := range all {
		text, _ := r.roster.Setting(all[i].Name)
		all[i].Value = all[i].read(text)
	}
	return all
}

// Number returns the value in force of a setting.
func (r *Reader) Number(name string) int {
	for _, x := range r.Settings() {
		if x.Name == name {
			return x.Value
		}
	}
	panic("vault: no such setting: " + name)
}

// Chosen reports whether a choice is "yes".
func (r *Reader) Chosen(name string) bool { return r.Number(name) == 1 }

// Text returns a value of the setting as it stands in the log.
func (x Setting) Text(value int) string {
	if x.Choice {
		return []string{"no", "yes"}[value]
	}
	return strconv.Itoa(value)
}

// parse reads what Text writes; ok is false for any other text.
func (x Setting) parse(text string) (value int, ok bool) {
	if x.Choice {
		return slices.Index([]string{"no", "yes"}, text), text == "no" || text == "yes"
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && x.Least <= n && n <= x.Most && strconv.Itoa(n) == text
}

// read returns what a value in the log means. Package audit takes any: one out
// of bounds, from other software, must not silence a warning for ever.
func (x Setting) read(text string) int {
	if n, ok := x.parse(text); ok {
		return n
	}
	return x.Default
}

// SetSetting changes a setting, for everybody and from now on. The change is
// signed and stands in clear in the log.
func (s *Session) SetSetting(name, text, reason string) error {
	if err := s.permit(audit.RoleAdmin, "setting"); err != nil {
		return err
	}
	if err := checkReason(reason, nil); err != nil {
		return err
	}
	for _, x := range s.Settings() {
		if x.Name != name {
			continue
		}
		if _, ok := x.parse(text); !ok && x.Choice {
			return fail(Usage, "%s is yes or no", name)
		} else if !ok {
			return fail(Usage, "%s is a number from %d to %d", name, x.Least, x.Most)
		}
		return s.announceSetting(name, text, audit.Event{Notes: []string{name, text}, Reason: reason})
	}
	return fail(Usage, "there is no such setting")
}

// announceSetting commits a value that is in force from then on.
func (s *Session) announceSetting(name, value string, e audit.Event) error {
	e.Action = "setting"
	st := &audit.Statement{Kind: "setting", Setting: []audit.Setting{{Name: name, Value: value}}}
	return s.commit(e, writes{statement: st.Marshal()})
}
