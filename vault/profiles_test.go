package vault

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casevault/audit"
	"casevault/vault/internal/store"
)

// fewer returns the profile in force without its last line.
func fewer(t *testing.T, s *Session, name string) []byte {
	t.Helper()
	p, err := s.Profile(name, 0)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(p.JSON, &doc); err != nil {
		t.Fatal(err)
	}
	lines := doc["fields"].([]any)
	doc["fields"] = lines[:len(lines)-1]
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEditProfile(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var first []byte
	with(t, base, func(s *Session) {
		all, err := s.Profiles()
		if err != nil || len(all) != 5 || !all[0].Shipped || all[0].Name != "court" || all[0].Problem != nil {
			t.Fatalf("%d profiles are shipped: %v", len(all), err)
		}
		shipped, err := s.Profile("media", 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.EditProfile("media", shipped.JSON, "nothing new")
		wantKind(t, err, Usage)
		_, err = s.EditProfile("media", fewer(t, s, "media"), " ")
		wantKind(t, err, Usage)
		_, err = s.EditProfile("media", fewer(t, s, "media"), "call 010-1234-5678")
		wantKind(t, err, BadReason)
		_, err = s.EditProfile("court", fewer(t, s, "media"), "mistaken")
		wantKind(t, err, Usage)
		_, err = s.EditProfile("media", bytes.Replace(shipped.JSON, []byte("sex"), []byte("sexx"), 1), "misspelt")
		wantKind(t, err, Failed)

		first = fewer(t, s, "media")
		p, err := s.EditProfile("media", first, "fewer")
		if err != nil || p.Version != 2 {
			t.Fatalf("stored %+v: %v", p, err)
		}
	})
	with(t, base, func(s *Session) {
		_, err := s.EditProfile("media", first, "made from version 1, which is no longer in force")
		wantKind(t, err, Usage)
		if _, err := s.EditProfile("media", fewer(t, s, "media"), "fewer again"); err != nil {
			t.Fatal(err)
		}
		own := bytes.Replace(first, []byte(`"name":"media"`), []byte(`"name":"our-paper"`), 1)
		if p, err := s.EditProfile("our-paper", own, "a paper of our own"); err != nil || p.Version != 1 {
			t.Fatalf("a new profile: %+v, %v", p, err)
		}
		for version, lines := range map[int]int{1: 3, 2: 2, 3: 1, 0: 1} {
			p, err := s.Profile("media", version)
			if err != nil || len(p.Profile.Fields) != lines || p.Shipped != (version == 1) {
				t.Errorf("version %d: %+v, %v", version, p, err)
			}
		}
		_, err = s.Profile("media", 4)
		wantKind(t, err, NotFound)
		_, err = s.Profile("nobody", 0)
		wantKind(t, err, NotFound)
		report, err := s.CheckData()
		if err != nil || !report.OK {
			t.Errorf("check: %+v, %v", report, err)
		}
	})
}

// TestTamperedProfiles: what may leave is decided by what an admin signed, not
// by what lies in the store.
func TestTamperedProfiles(t *testing.T) {
	base := newVault(t)
	with(t, base, func(s *Session) {
		if _, err := s.EditProfile("media", fewer(t, s, "media"), "fewer"); err != nil {
			t.Fatal(err)
		}
	})
	key := profileKey("media", 2)
	for name, change := range map[string]func(old []byte) store.Batch{
		"more leaves": func(old []byte) store.Batch {
			return store.Batch{Put: []store.KV{{Key: key, Value: bytes.Replace(old, []byte(`"k": 11`), []byte(`"k": 12`), 1)}}}
		},
		"removed": func([]byte) store.Batch { return store.Batch{Delete: [][]byte{key}} },
		"a newer one put beside it": func(old []byte) store.Batch {
			newer := bytes.Replace(old, []byte(`"profile_version": 2`), []byte(`"profile_version": 3`), 1)
			return store.Batch{Put: []store.KV{{Key: profileKey("media", 3), Value: newer}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			copied := filepath.Join(t.TempDir(), "base")
			copyTree(t, base, copied)
			with(t, copied, func(s *Session) {
				old, err := s.st.Get(key)
				if err != nil {
					t.Fatal(err)
				}
				if err := s.st.Commit(change(bytes.Clone(old))); err != nil {
					t.Fatal(err)
				}
			})
			with(t, copied, func(s *Session) {
				p, err := s.Profile("media", 0)
				if strings.HasPrefix(name, "a newer") {
					if err != nil || p.Version != 2 {
						t.Errorf("the profile in force is %+v, %v", p, err)
					}
				} else {
					wantKind(t, err, Integrity)
				}
				report, err := s.CheckData()
				if err != nil || report.OK {
					t.Errorf("check finds nothing: %v", err)
				}
			})
		})
	}
}

func TestTestProfile(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	with(t, base, func(s *Session) {
		id := add(t, s, `{"case_id":"A-1","legal_name":"홍길동","birth_date":"1985-03-07","sex":"M","phone":"010-1234-5678","health_notes":"두통"}`)
		enrol(t, s, "lee", []string{audit.RoleCaseworker}, []string{"work"})
		_, err := s.TestProfile("media", id.String(), "")
		wantKind(t, err, Usage)
		_, err = s.TestProfile("media", id.String(), "홍길동 asked")
		wantKind(t, err, BadReason)
		d, err := s.TestProfile("media", id.String(), "before the interview")
		if err != nil {
			t.Fatal(err)
		}
		after := map[string]string{}
		for _, c := range d.Changes {
			if after[c.Field] = c.After; c.Field == "legal_name" && c.Before+c.After != "" {
				t.Error("a field that does not leave is shown")
			}
		}
		if after["birth_date"] != "40-49" || after["sex"] != "M" || d.Version != 1 {
			t.Errorf("the dry run says %v", after)
		}
		if err := s.SetSetting("reveal-budget", "1", ""); err != nil {
			t.Fatal(err)
		}
		other := add(t, s, `{"case_id":"A-2"}`)
		_, err = s.TestProfile("media", other.String(), "a visit")
		wantKind(t, err, ShortReason)
		log := logged(t, s, LogFilter{Action: "reveal"})
		for _, e := range log {
			if !slices.Equal(e.Fields, []string{"arrival_date", "birth_date", "sex"}) || !slices.Equal(e.Notes, []string{"profile:media:1"}) {
				t.Errorf("the log says %+v", e)
			}
		}
	})
	as(t, base, "lee", func(s *Session) {
		_, err := s.TestProfile("media", "case:A-1", "curious")
		wantKind(t, err, NotPermitted)
		_, err = s.EditProfile("media", fewer(t, s, "media"), "curious")
		wantKind(t, err, NotPermitted)
	})
}
