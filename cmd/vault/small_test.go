package main

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"casevault/vault"
)

// testEnv stands in a small country where it is evening.
func testEnv() *env {
	e := newEnv(nil, nil, nil, nil)
	e.Now = func() time.Time {
		return time.Date(2026, 11, 23, 22, 0, 0, 0, time.FixedZone("KST", 9*3600))
	}
	return e
}

func TestDueBy(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "0d": "2026-11-23", "7d": "2026-11-30", "2w": "2026-12-07", "2026-12-24": "2026-12-24",
		"d": "?", "-1d": "?", "7": "?", "7x": "?", "70000d": "?", "2026-02-30": "?", "tomorrow": "?",
	} {
		got, err := testEnv().dueBy(in)
		if err != nil {
			got = "?"
			if vault.KindOf(err) != vault.Usage {
				t.Errorf("%q: %v is no usage error", in, err)
			}
		}
		if got != want {
			t.Errorf("dueBy(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMoment(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-23":           "2026-11-23T00:00:00+09:00 2026-11-24T00:00:00+09:00",
		"2026-11-23T01:02:03Z": "2026-11-23T01:02:03Z 2026-11-23T01:02:03Z",
		"7d":                   "2026-11-16T22:00:00+09:00 2026-11-16T22:00:00+09:00",
		"yesterday":            "?", "d": "?", "-7d": "?", "2026-13-01": "?",
	} {
		since, err1 := testEnv().moment(in, false)
		until, err2 := testEnv().moment(in, true)
		got := since.Format(time.RFC3339) + " " + until.Format(time.RFC3339)
		if err1 != nil || err2 != nil {
			got = "?"
		}
		if got != want {
			t.Errorf("moment(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	env := map[string]string{"LC_ALL": "ko_KR.UTF-8", "LANG": "en_US.UTF-8"}
	get := func(k string) string { return env[k] }
	for _, tt := range []struct {
		args string
		want string
	}{{"list", "ko"}, {"list --lang en", "en"}, {"--lang=en list", "en"}, {"list --lang", "ko"}, {"list --lang kr", "ko"}, {"list --lang=", "ko"}} {
		if got := language(strings.Fields(tt.args), get, "en-US"); got != tt.want {
			t.Errorf("language(%s) = %q, want %q", tt.args, got, tt.want)
		}
	}
	for _, tt := range []struct{ locale, system, want string }{
		{"", "", "en"}, {"", "ko-KR", "ko"}, {"C.UTF-8", "ko-KR", "c"}, {"ko", "", "ko"}, {"ko.UTF-8", "", "ko"}, {"KO_kr@euc", "", "ko"},
	} {
		set := func(name string) string { return map[string]string{"LANG": tt.locale}[name] }
		if got := language(nil, set, tt.system); got != tt.want {
			t.Errorf("with LANG=%s on a system in %q: %q, want %q", tt.locale, tt.system, got, tt.want)
		}
	}
}

// TestEveryHelpHasAnExample also makes sure that no text of help lacks a word.
func TestEveryHelpHasAnExample(t *testing.T) {
	e := testEnv()
	root := e.root()
	commands := root.Commands()
	for n := 0; n < len(commands); n++ {
		c := commands[n]
		commands = append(commands, c.Commands()...)
		if !strings.HasPrefix(c.Example, "  vault ") && !strings.HasPrefix(c.Example, "  echo ") || c.Short == "" || strings.Contains(c.Long, ".long") {
			t.Errorf("%s: example %q, short %q, long %q", c.CommandPath(), c.Example, c.Short, c.Long)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if value, _ := pflag.UnquoteUsage(f); value != strings.ToUpper(value) {
				t.Errorf("%s: the value of --%s has no name but %q", c.CommandPath(), f.Name, value)
			}
		})
	}
	if len(commands) < 18 {
		t.Errorf("only %d commands", len(commands))
	}
}
