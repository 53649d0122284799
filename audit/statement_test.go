package audit

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestStatementRoundTrip(t *testing.T) {
	kim, lee := newPerson("kim"), newPerson("lee")
	for _, s := range []*Statement{
		founding(kim),
		enrol(lee.enrolment(RoleAuditor, RoleCaseworker), "work", "log"),
		grant("lee", "health", "kin"),
		trail("kim", 12),
		review(Unsound),
		restore(12, value("lost")),
		erase("K7QXM2M9DT", "0123456789"),
		revoke("lee", 2, "kim", "park"),
		rotate(2, "audit", "kim"),
		recovery(1, nil),
		recoverBy(lee, nil),
		setting("review-days", "31", "b", "2"),
		profile("media-2", 7),
		{Kind: "x"},
	} {
		text := s.Marshal()
		got, err := ParseStatement(text)
		if err != nil {
			t.Errorf("%s: %v", s.Kind, err)
			continue
		}
		if !bytes.Equal(got.Marshal(), text) || got.Hash() != s.Hash() {
			t.Errorf("%s: parsed to another statement", s.Kind)
		}
		if !reflect.DeepEqual(got.Review, s.Review) || !reflect.DeepEqual(got.Profile, s.Profile) || len(got.Setting) != len(s.Setting) {
			t.Errorf("%s: %+v and %+v", s.Kind, got.Review, got.Setting)
		}
		if len(got.Members) > 0 && !reflect.DeepEqual(got.Members, s.Members) {
			t.Errorf("%s: members %+v, want %+v", s.Kind, got.Members, s.Members)
		}
	}
}

func TestStatementSortsItsLines(t *testing.T) {
	s := founding(newPerson("kim"))
	want := s.Marshal()
	s.Sealed[0], s.Sealed[3] = s.Sealed[3], s.Sealed[0]
	s.Epochs[1], s.Epochs[2] = s.Epochs[2], s.Epochs[1]
	if !bytes.Equal(s.Marshal(), want) {
		t.Error("the order in which a statement is put together shows in its text")
	}
}

func TestStatementRefusesDeviations(t *testing.T) {
	kim := newPerson("kim")
	s := founding(kim)
	text := s.Marshal()
	key := b64.EncodeToString(s.Members[0].Key[:])
	nonce := "nonce " + b64.EncodeToString(s.Nonce) + "\n"
	schema := "schema " + b64.EncodeToString(s.Schema[:]) + "\n"
	lines := strings.SplitAfter(string(text), "\n")
	var epochs []string
	for _, l := range lines {
		if strings.HasPrefix(l, "epoch ") {
			epochs = append(epochs, l)
		}
	}
	for name, d := range map[string][2]string{
		"version":             {statementVersion, "casevault-statement/v2"},
		"no kind":             {"kind founding\n", ""},
		"kind twice":          {"kind founding\n", "kind founding\nkind founding\n"},
		"carriage return":     {"kind founding\n", "kind founding\n\r\n"},
		"empty line":          {"kind founding\n", "kind founding\n\n"},
		"unknown word":        {nonce, nonce + "notice 1\n"},
		"upper case word":     {"nonce ", "Nonce "},
		"nonce twice":         {nonce, nonce + nonce},
		"nonce misplaced":     {nonce + lines[3], lines[3] + nonce},
		"short nonce":         {nonce, "nonce AAAA\n"},
		"padded nonce":        {nonce, strings.TrimSpace(nonce) + "==\n"},
		"loose base64":        {nonce, nonce[:len(nonce)-2] + "B\n"},
		"log twice":           {schema, "log 1 " + key + "\n" + schema},
		"schema twice":        {schema, schema + schema},
		"space at end":        {schema, schema[:len(schema)-1] + " \n"},
		"a word more":         {schema, schema[:len(schema)-1] + " x\n"},
		"a word less":         {" age1pq1kim", ""},
		"two spaces":          {"member kim", "member  kim"},
		"tab":                 {"member kim ", "member kim\t"},
		"label with a slash":  {"member kim", "member ../kim"},
		"roles not sorted":    {"admin,auditor", "auditor,admin"},
		"short key":           {key, key[:40]},
		"epochs not sorted":   {epochs[0] + epochs[1], epochs[1] + epochs[0]},
		"epoch 0":             {"audit 1 age1", "audit 0 age1"},
		"negative epoch":      {"audit 1 age1", "audit -1 age1"},
		"leading zero":        {"audit 1 age1", "audit 01 age1"},
		"plus sign":           {"audit 1 age1", "audit +1 age1"},
		"number out of range": {"audit 1 age1", "audit 9223372036854775808 age1"},
	} {
		if _, err := ParseStatement(replaced(t, text, d[0], d[1])); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v, want ErrDamaged", name, err)
		}
	}
	for name, bad := range map[string][]byte{
		"empty":            nil,
		"no last line end": text[:len(text)-1],
		"cut":              text[:len(text)/2],
		"a line end more":  append(bytes.Clone(text), '\n'),
	} {
		if _, err := ParseStatement(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v, want ErrDamaged", name, err)
		}
	}
}

func TestStatementRefusesReviewsAndSettings(t *testing.T) {
	hash := b64.EncodeToString(make([]byte, 32))
	sound := "review 2026-11 2026-12-01 sound " + hash
	padded, key, sig := value("lost").String(), hash, b64.EncodeToString(make([]byte, 64))
	for lines, want := range map[string]bool{
		sound:                                   true,
		"setting a 1":                           true,
		"profile a-2 1 " + hash:                 true,
		"profile a 1":                           false,
		"profile a 0 " + hash:                   false,
		"profile a 01 " + hash:                  false,
		"profile A 1 " + hash:                   false,
		"profile -a 1 " + hash:                  false,
		"profile a_b 1 " + hash:                 false,
		"profile a 1 " + hash + "\nsetting a 1": false,
		"profile " + strings.Repeat("a", 41) + " 1 " + hash: false,
		"setting a-2 " + strings.Repeat("~", 64):            true,
		sound + "\nsetting a 1":                             true,
		"setting a 1\nsetting b 0":                          true,

		"setting a 1\n" + sound:                       false,
		"setting b 1\nsetting a 1":                    false,
		sound + "\n" + sound:                          false,
		sound + " more":                               false,
		"review 2026-11 2026-12-01 sound":             false,
		"review 2026-11 2026-12-01 sound " + hash[1:]: false,
		"review 2026-1 2026-12-01 sound " + hash:      false,
		"review 2026-00 2026-12-01 sound " + hash:     false,
		"review 2026-11 2026-11-31 sound " + hash:     false,
		"review 2026-11 2026-12-1 sound " + hash:      false,
		"review 2026-11 12-01 sound " + hash:          false,
		"review 2026-11 2026-12-01  sound " + hash:    false,
		"setting a 1\nrestore 12 " + padded:           true,
		"restore 12 " + padded:                        true,
		"restore 12 " + hash:                          false,
		"restore 0 " + padded:                         false,
		"restore 012 " + padded:                       false,
		"restore -1 " + padded:                        false,
		"restore 12":                                  false,
		"recovery 1 " + key + " age1pq1 3 2":          true,
		"recovery 1 " + key + " age1pq1 3 2\nshare 1 " + hash + "\nshare 2 " + hash: true,
		"share 2 " + hash + "\nshare 1 " + hash:                                     false,
		"recovery 0 " + key + " age1pq1 3 2":                                        false,
		"recovery 1 " + key + " age1pq1 3":                                          false,
		"recovery 1 " + key + " age1pq1 3 2 1":                                      false,
		"recovery 1 " + key[1:] + " age1pq1 3 2":                                    false,
		"share 0 " + hash:                                                           false,
		"share 1 " + hash + "\nrestore 12 " + padded:                                false,
		"restore 12 " + padded + "\nsetting a 1":                                    false,
		"setting a":                                                                 false,
		"setting a ":                                                                false,
		"setting  a 1":                                                              false,
		"setting a 1 2":                                                             false,
		"setting A 1":                                                               false,
		"setting 1a 1":                                                              false,
		"setting -a 1":                                                              false,
		"setting a_b 1":                                                             false,
		"setting a \t":                                                              false,
		"setting a \x7f":                                                            false,
		"setting a 일":                                                               false,
		"setting a " + strings.Repeat("1", 65):                                      false,
		"setting " + strings.Repeat("a", 65) + " 1":                                 false,
		"restore 12 " + padded + "\nerased K7QXM2M9DT":                              true,
		"renew kim " + key + " age1pq1x " + sig:                                     true,
		"erased K7QXM2M9DT\nrenew kim " + key + " age1pq1x " + sig:                  true,
		"renew kim " + key + " age1pq1x " + sig + "\nerased K7QXM2M9DT": false,
		"renew ../kim " + key + " age1pq1x " + sig:                      false,
		"renew kim " + sig + " age1pq1x " + sig:                         false,
		"renew kim " + key + " age1pq1x " + key:                         false,
		"renew kim " + key + " " + sig:                                  false,
		"erased 0123456789\nerased K7QXM2M9DT":                          true,
		"erased K7QXM2M9DT\nerased 0123456789":                          false,
		"erased K7QXM-2M9DT":                                            false,
		"erased k7qxm2m9dt":                                             false,
		"erased K7QXM2M9D":                                              false,
		"erased K7QXM2M9DU":                                             false,
		"erased K7QXM2M9DT 1":                                           false,
		"erased":                                                        false,
	} {
		text := statementVersion + "\nkind x\n" + lines + "\n"
		if _, err := ParseStatement([]byte(text)); (err == nil) != want || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%q: error %v, want one: %v", lines, err, !want)
		}
	}
}

func TestValidLabel(t *testing.T) {
	for label, want := range map[string]bool{
		"kim":                   true,
		"k":                     true,
		"Kim-2.b_c":             true,
		"_kim":                  true,
		"7":                     true,
		"김":                     true,
		"해바라기":                  true,
		"é":                     true,
		strings.Repeat("k", 64): true,
		strings.Repeat("k", 65): false,
		strings.Repeat("김", 21): true, // 63 bytes
		strings.Repeat("김", 22): false,
		"":                      false,
		".":                     false,
		"..":                    false,
		".kim":                  false,
		"-kim":                  false,
		"kim lee":               false,
		"kim\n":                 false,
		"kim\x00":               false,
		"kim/lee":               false,
		`kim\lee`:               false,
		"kim:lee":               false,
		"kim,lee":               false,
		"kim\u00a0":             false, // no-break space
		"kim\u200b":             false, // zero width
		"kim\u202e":             false, // bidi override
		"e\u0301":               false, // combining
		"\u1100\u1161":          false, // conjoining jamo of 가
		"\ua960":                false, // jamo extended A
		"\ud7b0":                false, // jamo extended B
		"kim\xff":               false,
		"한*":                    false,
	} {
		if got := ValidLabel(label); got != want {
			t.Errorf("ValidLabel(%q) = %v", label, got)
		}
	}
}

func FuzzParseStatement(f *testing.F) {
	kim, lee := newPerson("kim"), newPerson("lee")
	f.Add(founding(kim).Marshal())
	f.Add(enrol(lee.enrolment(RoleCaseworker), "log", "work").Marshal())
	f.Add(grant("lee", "kin").Marshal())
	f.Add(trail("kim", 2).Marshal())
	f.Add(review(Sound).Marshal())
	f.Add(restore(12, value("lost")).Marshal())
	f.Add(erase("0123456789", "K7QXM2M9DT").Marshal())
	f.Add(revoke("lee", 2, "kim", "park").Marshal())
	f.Add(renew(lee, newPerson("next"), 2, "log", "work").Marshal())
	f.Add(rotate(2, "audit", "kim").Marshal())
	f.Add(profile("media", 2).Marshal())
	f.Add(setting("backup-days", "7", "review-days", "31").Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ParseStatement(b)
		if asDamage(t, err) {
			return
		}
		if again := s.Marshal(); !bytes.Equal(again, b) {
			t.Fatalf("accepted %q, marshals as %q", b, again)
		}
		for _, m := range s.Members {
			if !ValidLabel(m.Label) {
				t.Fatalf("accepted the label %q", m.Label)
			}
		}
	})
}
