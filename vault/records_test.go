package vault

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"casevault/vault/internal/store"
	"casevault/vault/record"
)

func TestMergePatch(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	id := add(t, s, `{"case_id":"A-1","legal_name":"홍길동","phone":"010-1234-5678","tags":["a","b"],"health_notes":"x"}`).String()
	for _, tt := range []struct{ patch, want string }{
		{`{"phone":null}`, `{"case_id":"A-1","status":"open","legal_name":"홍길동","tags":["a","b"],"health_notes":"x"}`},
		{`{"tags":["c"]}`, `{"case_id":"A-1","status":"open","legal_name":"홍길동","tags":["c"],"health_notes":"x"}`},
		{`{"health_notes":null,"tags":[]}`, `{"case_id":"A-1","status":"open","legal_name":"홍길동"}`},
		{`{"legal_name":"","alias":"길동"}`, `{"case_id":"A-1","status":"open","alias":"길동"}`},
		{`{"alias":null,"case_id":"A-2"}`, `{"case_id":"A-2","status":"open"}`},
		{`{"phone":null}`, `{"case_id":"A-2","status":"open"}`},
		{`{"family_in_north":[{"relation":"모","name":"김씨"}]}`, `{"case_id":"A-2","status":"open","family_in_north":[{"relation":"모","name":"김씨"}]}`},
	} {
		if _, err := s.Edit(id, []byte(tt.patch), ""); err != nil {
			t.Fatalf("%s: %v", tt.patch, err)
		}
		var want map[string]any
		if err := json.Unmarshal([]byte(tt.want), &want); err != nil {
			t.Fatal(err)
		}
		if got := shown(t, s, id); !reflect.DeepEqual(got, want) {
			t.Errorf("after %s: %v, want %v", tt.patch, got, want)
		}
	}
	if v, err := s.Show(id, nil, ""); err != nil || v.Meta().Revision != 8 {
		t.Errorf("revision %d, %v", v.Meta().Revision, err)
	}
	sound(t, s)
}

func TestBadObjects(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	id := add(t, s, `{"case_id":"A-1","legal_name":"홍길동"}`).String()
	before := digest(t, s)
	entries := s.edge.Size()
	long := strings.Repeat("가", 350<<10/3)
	for _, tt := range []struct {
		object string
		kind   Kind
		says   string
	}{
		{``, Failed, "JSON object"},
		{`[]`, Failed, "JSON object"},
		{`null`, Failed, "JSON object"},
		{`{"phone":"1"`, Failed, ""},
		{`{"phone":}`, Failed, "byte"},
		{`{"phone":"010-1234-5678"} x`, Failed, "behind"},
		{`{"phone":"010-1234-5678","phone":"010-0000-0000"}`, Failed, "twice"},
		{`{"phone":"010-1234-5678","ph\u006fne":"010-0000-0000"}`, Failed, "twice"},
		{`{}`, Usage, "field"},
		{`{"no_such":"x"}`, Usage, "no_such"},
		{`{"홍길동":"x"}`, Usage, ""},
		{`{"birth_date":"1985-02-30"}`, Failed, "no such day"},
		{`{"birth_date":"85-02-03"}`, Failed, "two digits"},
		{`{"phone":["a"]}`, Failed, "phone"},
		{`{"phone":{"a":"b"}}`, Failed, "phone"},
		{`{"legal_name":"a\u0000b"}`, Failed, "NUL"},
		{`{"status":"sleeping"}`, Failed, "status"},
		{`{"case_id":"../../etc/passwd"}`, Failed, "case_id"},
		{`{"case_id":"А-1"}`, Failed, "look alike"}, // a Cyrillic A
		{`{"health_notes":"` + long + `"}`, Failed, "health_notes"},
		{`{"birth_date":"1985-02-03","arrival_date":"1980-01-01"}`, Failed, "arrival_date"},
		{`{"case_notes":[{"text":"x","_sig":"AAAA","_key":"AAAA"}]}`, Failed, "case_notes"},
	} {
		_, err := s.Add([]byte(tt.object), "")
		says := wantKind(t, err, tt.kind)
		if !strings.Contains(says, tt.says) || len(says) > 400 {
			t.Errorf("add %.60s: says %q, want something with %q", tt.object, says, tt.says)
		}
		_, err = s.Edit(id, []byte(tt.object), "")
		wantKind(t, err, tt.kind)
		for _, secret := range []string{"1234", "1985-02", "길동", "sleeping"} {
			if strings.Contains(says, secret) && tt.object != `{"홍길동":"x"}` {
				t.Errorf("add %.60s: repeats the value: %s", tt.object, says)
			}
		}
	}
	if s.edge.Size() != entries || digest(t, s) != before {
		t.Error("what was refused left something")
	}
	sound(t, s)
}

func TestReferences(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	s := open(t, base)
	a := add(t, s, `{"case_id":"CR-0000018","legal_name":"홍길동"}`)
	b := add(t, s, `{"case_id":"CR-0000019"}`)
	add(t, s, `{"case_id":"twice"}`)
	add(t, s, `{"case_id":"Twice"}`)
	for _, ref := range []string{
		a.String(), strings.ToLower(a.String()), string(a[:]), string(a[:9]), "case:CR-0000018", "CASE:cr-0000018", "@CR-0000018", "@CR 0000018", "@ＣＲ－0000018",
	} {
		if v, err := s.Show(ref, nil, ""); err != nil || v.Meta().ID != a {
			t.Errorf("%q: %v", ref, err)
		}
	}
	missing := record.NewID()
	for _, tt := range []struct {
		ref  string
		kind Kind
	}{
		{"", NotAnID}, {"AB", NotAnID}, {"홍길동", NotAnID}, {"../../x", NotAnID}, {a.String() + "A", NotAnID}, {"@", Usage}, {"case:", Usage}, {"@---", Usage},
		{missing.String(), NotFound}, {"@CR-00000", NotFound}, {"case:CR-0000020", NotFound}, {"@twice", Ambiguous},
	} {
		_, err := s.Show(tt.ref, nil, "")
		if text := wantKind(t, err, tt.kind); tt.ref != "" && len(tt.ref) > 5 && tt.kind != Ambiguous && strings.Contains(text, tt.ref) {
			t.Errorf("%q is repeated: %s", tt.ref, text)
		}
	}
	_ = b

	// Two ids with one beginning, which chance would not bring soon.
	twin := &stored{id: a, rec: s.schema.New()}
	twin.id[9] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(strings.IndexByte("0123456789ABCDEFGHJKMNPQRSTVWXYZ", a[9])+1)%32]
	v, _, err := s.schema.Parse("case_id", "CR-0000021")
	if err != nil {
		t.Fatal(err)
	}
	if err := twin.rec.Set("case_id", v); err != nil {
		t.Fatal(err)
	}
	if err := s.save(twin, []record.Compartment{"work"}, true, HistoryLine{Action: "add", Fields: []string{"case_id"}}, ""); err != nil {
		t.Fatal(err)
	}
	_, err = s.Show(string(a[:9]), nil, "")
	if text := wantKind(t, err, Ambiguous); !strings.Contains(text, a.String()) || !strings.Contains(text, twin.id.String()) {
		t.Errorf("it does not name both: %s", text)
	}
	if v, err := s.Show(a.String(), nil, ""); err != nil || v.Meta().ID != a {
		t.Errorf("the whole id: %v", err)
	}
	sound(t, s)
}

func TestReasons(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	id := add(t, s, `{"case_id":"A-1","legal_name":"홍길동","romanized_name":"HONG Gildong","alias":"달래","birth_date":"1985-03-07","phone":"010-1234-5678"}`).String()
	verbs := map[string]func(reason string) error{
		"show":    func(r string) error { _, err := s.Show(id, []string{"phone"}, r); return err },
		"history": func(r string) error { _, err := s.History(id, r); return err },
		"edit":    func(r string) error { _, err := s.Edit(id, []byte(`{"status":"waiting"}`), r); return err },
		"note":    func(r string) error { _, err := s.Note(id, "text", r); return err },
		"add": func(r string) error {
			_, err := s.Add([]byte(`{"legal_name":"홍길동","romanized_name":"Hong Gildong","alias":"달래","birth_date":"1985-03-07"}`), r)
			return err
		},
	}
	size := s.edge.Size()
	for name, verb := range verbs {
		for _, reason := range []string{
			"call 홍길동 today", "홍 길동", "about hong-gildong", "ＨＯＮＧ ＧＩＬＤＯＮＧ", "달래씨", "born 1985-03-07", "1985.03.07",
			"call 010-1234-5678", "call 01012345678", "call 011 234 5678", "2026-11-23 010-1234-5678", "room 5 010.1234.5678 2026", "850307-1234567", "850307 1234567", "bad \xff",
		} {
			if err := verb(reason); KindOf(err) != BadReason {
				t.Errorf("%s with reason %q: %v, want a refusal", name, reason, err)
			} else if strings.Contains(err.Error(), reason) {
				t.Errorf("%s repeats the reason: %v", name, err)
			}
		}
	}
	if s.edge.Size() != size {
		t.Fatal("a refused reason left an entry")
	}
	for name, verb := range verbs {
		if err := verb("home visit 2026-11-23, room 3, flat 0101, 02-123-4567"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, reason := range []string{"call 010-1234-5678", "850307-1234567"} {
		_, err := s.List(Filter{}, reason)
		wantKind(t, err, BadReason)
		_, err = s.Find("x", "", reason)
		wantKind(t, err, BadReason)
	}
	_, err := s.Show(id, []string{"phone"}, "")
	wantKind(t, err, Usage)
	_, err = s.Show(id, []string{"no_such"}, "why")
	wantKind(t, err, Usage)
}

func TestHistoryPages(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	var id record.ID
	with(t, base, func(s *Session) {
		id = add(t, s, `{"case_id":"A-1"}`)
		for n := range 300 {
			if _, err := s.Edit(id.String(), fmt.Appendf(nil, `{"programme":"p%d"}`, n), ""); err != nil {
				t.Fatal(err)
			}
		}
		h, err := s.History(id.String(), "")
		if err != nil {
			t.Fatal(err)
		}
		if len(h.Lines) != 301 {
			t.Fatalf("%d lines", len(h.Lines))
		}
		for i, line := range h.Lines {
			if line.Revision != i+1 {
				t.Fatalf("line %d is of revision %d", i, line.Revision)
			}
		}
		sound(t, s)
	})
	// A page of the history that is gone is damage.
	st, err := store.Open(testConfig(base).Dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Commit(store.Batch{Delete: [][]byte{place{id, "work", 1}.key()}}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	with(t, base, func(s *Session) {
		_, err := s.History(id.String(), "")
		wantKind(t, err, Integrity)
	})
}

func TestLargeFields(t *testing.T) {
	t.Parallel()
	base := newVault(t)
	fields := map[string]any{"case_id": "A-1"}
	limit := 0
	with(t, base, func(s *Session) {
		for _, f := range s.schema.Fields() {
			if f.Type == "text" && f.Limit >= 64<<10 {
				fields[f.Name] = strings.Repeat("x", 64<<10)
				limit = 64 << 10
			}
		}
		object, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		id := add(t, s, string(object))
		if got := shown(t, s, id.String()); limit == 0 || len(got["health_notes"].(string)) != limit {
			t.Errorf("a field of %d bytes came back as %d", limit, len(got["health_notes"].(string)))
		}
		if _, err := s.Edit(id.String(), []byte(`{"health_notes":"`+strings.Repeat("y", limit+1)+`"}`), ""); err == nil || !strings.Contains(err.Error(), "health_notes") {
			t.Errorf("a field beyond its limit: %v", err)
		}
		sound(t, s)
	})
}
