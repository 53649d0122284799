package crypto

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"filippo.io/age"
)

// TestStanzaStrict: a header has exactly one stanza of ours, in canonical form.
func TestStanzaStrict(t *testing.T) {
	k := testKey()
	fileKey := []byte("sixteen byte key")
	good, err := k.Wrap(fileKey)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := k.Unwrap(good); err != nil || !bytes.Equal(got, fileKey) {
		t.Fatalf("own stanza: %v", err)
	}
	change := func(do func(s *age.Stanza)) []*age.Stanza {
		s := *good[0]
		s.Args = append([]string(nil), s.Args...)
		s.Body = bytes.Clone(s.Body)
		do(&s)
		return []*age.Stanza{&s}
	}
	other := NewCompartmentKey(VaultID{1, 2, 3}, [32]byte{7})
	for name, c := range map[string]struct {
		stanzas []*age.Stanza
		match   bool // an error of the kind "not for this key"
	}{
		"none":               {nil, true},
		"two":                {append(change(func(*age.Stanza) {}), good...), true},
		"beside another":     {append(change(func(*age.Stanza) {}), &age.Stanza{Type: "X25519"}), true},
		"other type":         {change(func(s *age.Stanza) { s.Type = "casevault/ck2" }), true},
		"one argument":       {change(func(s *age.Stanza) { s.Args = s.Args[:1] }), false},
		"three arguments":    {change(func(s *age.Stanza) { s.Args = append(s.Args, "x") }), false},
		"padded base64":      {change(func(s *age.Stanza) { s.Args[0] += "=" }), false},
		"trailing bits":      {change(func(s *age.Stanza) { s.Args[0] = s.Args[0][:10] + lastBit(s.Args[0][10:]) }), false},
		"short nonce":        {change(func(s *age.Stanza) { s.Args[1] = s.Args[1][:28] }), false},
		"long body":          {change(func(s *age.Stanza) { s.Body = append(s.Body, 0) }), false},
		"body altered":       {change(func(s *age.Stanza) { s.Body[3] ^= 1 }), true},
		"nonce altered":      {change(func(s *age.Stanza) { s.Args[1] = "A" + s.Args[1][1:] + "" }), true},
		"id of another key":  {change(func(s *age.Stanza) { s.Args[0] = other.ID().String() }), true},
		"id with line break": {change(func(s *age.Stanza) { s.Args[0] = s.Args[0][:5] + "\n" + s.Args[0][6:] }), false},
	} {
		if name == "nonce altered" && strings.HasPrefix(good[0].Args[1], "A") {
			continue
		}
		got, err := k.Unwrap(c.stanzas)
		if err == nil || got != nil {
			t.Errorf("%s: accepted", name)
		}
		if errors.Is(err, age.ErrIncorrectIdentity) != c.match {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// lastBit sets the lowest, unused bit of the last base64 character.
func lastBit(s string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	return string(alphabet[strings.IndexByte(alphabet, s[0])|1])
}

// TestKeysApart: the same secret is another key in another vault, and as a
// trail key.
func TestKeysApart(t *testing.T) {
	secret := [32]byte{4, 5, 6}
	file, err := testKey().Seal([]byte("text"))
	if err != nil {
		t.Fatal(err)
	}
	for name, k := range map[string]*Key{
		"other vault":  NewCompartmentKey(VaultID{9}, secret),
		"trail":        NewTrailKey(VaultID{1, 2, 3}, secret),
		"other secret": NewCompartmentKey(VaultID{1, 2, 3}, [32]byte{4}),
	} {
		if _, err := k.Open(file); !errors.Is(err, ErrWrongKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if NewTrailKey(VaultID{}, secret).ID() != (KeyID{}) {
		t.Error("a trail key's id tells whose it is")
	}
}

// TestNeverMixed: age must refuse to put another recipient beside ours, even
// one of ours: whoever holds the other key could forge sections.
func TestNeverMixed(t *testing.T) {
	x, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	_, hybrid, err := NewHybrid()
	if err != nil {
		t.Fatal(err)
	}
	h, err := age.ParseHybridRecipient(hybrid)
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]age.Recipient{"x25519": x.Recipient(), "hybrid": h, "ck1": testKey()} {
		if _, err := sealTo([]byte("text"), testKey(), r); err == nil {
			t.Errorf("age mixes ck1 with %s", name)
		}
	}
}

func TestDamagedFile(t *testing.T) {
	k := testKey()
	file, err := k.Seal([]byte("a short text"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range file {
		b := bytes.Clone(file)
		b[i] ^= 1
		if got, err := k.Open(b); err == nil || got != nil {
			t.Errorf("byte %d flipped: accepted", i)
		}
		if got, err := k.Open(file[:i]); err == nil || got != nil {
			t.Errorf("cut to %d bytes: accepted", i)
		}
	}
}
