package vault

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"casevault/vault/record"
)

// roomy founds a vault whose schema lets the notes on health and the route be as
// long as a field may be.
func roomy(t *testing.T) *Session {
	t.Helper()
	base := t.TempDir()
	schema := record.DefaultJSON()
	for _, f := range []string{"route", "health_notes"} {
		at := bytes.Index(schema, []byte(`"name": "`+f+`"`))
		rest := bytes.Replace(schema[at:], []byte(`"multiline": true`), []byte(`"multiline": true, "limit": 262144`), 1)
		schema = append(bytes.Clone(schema[:at]), rest...)
	}
	if _, err := Init(testConfig(base), InitOptions{Label: "kim", WorkFactor: 10, Passphrase: testPassphrase, Schema: schema}); err != nil {
		t.Fatal(err)
	}
	return open(t, base)
}

// TestRecordLimit: a record grows no larger by many changes than by one, and
// one that was accepted can always be changed elsewhere.
func TestRecordLimit(t *testing.T) {
	t.Parallel()
	s := roomy(t)
	text := func(n int) string { return strings.Repeat("a", n) }
	id := add(t, s, `{"case_id":"A-1","route":"`+text(262000)+`"}`).String()
	edit := func(patch string) error {
		_, err := s.Edit(id, []byte(patch), "")
		return err
	}
	refused := func(err error, names string) {
		t.Helper()
		if said := wantKind(t, err, Failed); !strings.Contains(said, errTooLarge) || !strings.HasSuffix(said, names) {
			t.Errorf("it says %q", said)
		}
	}
	notes := func(n int) string {
		items := make([]string, n)
		for i := range items {
			items[i] = fmt.Sprintf(`{"date":"2026-01-02","author":"kim","text":"%s"}`, text(16000))
		}
		return `{"case_notes":[` + strings.Join(items, ",") + `]}`
	}
	if err := edit(`{"health_notes":"` + text(250000) + `"}`); err != nil {
		t.Fatal(err)
	}
	// Each change by itself is far below the limit.
	refused(edit(notes(1)), "its largest part is identity")
	refused(edit(`{"family_in_north":[`+strings.Repeat(`{"city":"`+text(990)+`"},`, 15)+`{"city":"x"}]}`), "its largest part is identity")
	_, err := s.Note(id, text(16000), "")
	refused(err, "its largest part is identity")
	_, err = s.Add([]byte(`{"route":"`+text(250000)+`","health_notes":"`+text(262000)+`",`+notes(1)[1:]), "")
	refused(err, "its largest field is health_notes")
	s.sameState(t, id, 2)
	for _, patch := range []string{`{"status":"waiting"}`, `{"family_in_north":[{"relation":"x"}]}`, `{"legal_name":"홍길동"}`} {
		if err := edit(patch); err != nil {
			t.Errorf("a small change: %v", err)
		}
	}
	if err := edit(`{"health_notes":null}`); err != nil {
		t.Error(err)
	}
	if err := edit(notes(14)); err != nil {
		t.Error(err)
	}
	refused(edit(`{"health_notes":"`+text(50000)+`"}`), "its largest part is identity")
	sound(t, s)
}

// sameState checks that refused changes have left no revision.
func (s *Session) sameState(t *testing.T, ref string, revision int) {
	t.Helper()
	if v, err := s.Show(ref, nil, ""); err != nil || v.Meta().Revision != revision {
		t.Errorf("revision %d, want %d (%v)", v.Meta().Revision, revision, err)
	}
}

// TestSectionMost seals sections of many lengths in groups of all sizes: none
// is larger than its payload by more than the limit of a record allows for.
func TestSectionMost(t *testing.T) {
	t.Parallel()
	s := open(t, newVault(t))
	most := 0
	for round := range 40 {
		var b sealer
		for n := range 1 + round*2 {
			payload := make([]byte, rand.IntN(3000))
			if n == 0 {
				payload = make([]byte, 1<<19-rand.IntN(600))
			}
			b.add(place{record.NewID(), "work", 0}, 1, payload)
		}
		put, err := b.seal(s)
		if err != nil {
			t.Fatal(err)
		}
		for i, kv := range put {
			most = max(most, len(kv.Value)-len(b.sections[i].Payload))
		}
	}
	if most > sectionMost {
		t.Errorf("a section is %d bytes larger than its payload, sectionMost is %d", most, sectionMost)
	}
	if most < sectionMost-200 {
		t.Errorf("sectionMost is %d, but nothing exceeds its payload by more than %d", sectionMost, most)
	}
}
