package crypto

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"filippo.io/age"
)

func TestPublic(t *testing.T) {
	id, other := testIdentity(t), testIdentity(t)
	p := id.Public()
	good := string(p.Marshal())
	got, err := ParsePublic([]byte(good))
	if err != nil || !reflect.DeepEqual(got, p) || !IsPublic([]byte(good)) {
		t.Fatalf("came back changed: %v", err)
	}
	if p.Fingerprint() == other.Public().Fingerprint() {
		t.Error("two members have one fingerprint")
	}
	if strings.Contains(good, b64.EncodeToString(id.seed[:])) || strings.Contains(good, "SECRET") {
		t.Error("a secret is in the public text")
	}
	stolen := id.Public()
	stolen.Recipient = other.Recipient()
	signedForVault := id.Public()
	signedForVault.signature = id.sign.Sign("public", VaultID{7}, signedForVault.signed())
	signedOtherwise := id.Public()
	signedOtherwise.signature = id.sign.Sign("note", VaultID{}, signedOtherwise.signed())
	for name, bad := range map[string]string{
		"empty":             "",
		"no end":            strings.TrimSuffix(good, "\n"),
		"more":              good + "\n",
		"crlf":              strings.ReplaceAll(good, "\n", "\r\n"),
		"version":           strings.Replace(good, "/v1", "/v2", 1),
		"order":             strings.Replace(good, "label ", "sign ", 1),
		"another label":     strings.Replace(good, "label kim", "label lee", 1),
		"padded":            strings.Replace(good, "\nrecipient", "=\nrecipient", 1),
		"no recipient":      strings.Replace(good, p.Recipient, "age1pq1", 1),
		"another recipient": string(stolen.Marshal()),
		"under a vault":     string(signedForVault.Marshal()),
		"of another kind":   string(signedOtherwise.Marshal()),
		"another's key":     strings.Replace(good, b64.EncodeToString(p.Sign), b64.EncodeToString(other.sign.Public()), 1),
	} {
		if bad == good {
			t.Fatalf("%s: not changed", name)
		}
		if _, err := ParsePublic([]byte(bad)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		} else if len(err.Error()) > 200 {
			t.Errorf("%s: the error quotes the text", name)
		}
	}
}

func FuzzParsePublic(f *testing.F) {
	f.Add(testIdentity(f).Public().Marshal())
	f.Add([]byte(publicVersion + "\nlabel 김\nsign AA\nrecipient age1pq1\nsignature AA\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := ParsePublic(b); err == nil && !bytes.Equal(p.Marshal(), b) {
			t.Fatal("not canonical")
		}
	})
}

// TestCanSealTo: a recipient can parse and be none all the same.
func TestCanSealTo(t *testing.T) {
	low := bech32("age1pq", make([]byte, 1184+32)) // ML-KEM-768 and X25519, all zeros
	if _, err := age.ParseHybridRecipient(low); err != nil {
		t.Fatal("age parses it no more:", err)
	}
	for text, want := range map[string]bool{
		testIdentity(t).Recipient(): true, low: false, "": false, "nothing": false, "age1pq1rubbish": false,
		"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p": false, // X25519 alone
	} {
		if CanSealTo(text) != want {
			t.Errorf("%.20s: %v", text, !want)
		}
	}
}
