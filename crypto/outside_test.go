package crypto

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

func TestOutside(t *testing.T) {
	plain, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	hybrid, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	phrase, err := age.NewScryptIdentity("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		to   string
		open age.Identity
	}{
		"X25519": {"# a clinic\r\n\r\n " + plain.Recipient().String() + "\r\n", plain},
		"hybrid": {"\ufeff" + hybrid.Recipient().String(), hybrid},
		"phrase": {"", phrase},
	} {
		var out bytes.Buffer
		var w io.WriteCloser
		var err error
		if x.to == "" {
			w, err = SealForPassphrase(&out, "correct horse", MinWorkFactor)
		} else {
			to, bad := ParseRecipients([]byte(x.to))
			if bad != nil {
				t.Fatal(name, bad)
			}
			w, err = SealOutside(&out, to)
		}
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := io.WriteString(w, "rows"); err != nil || w.Close() != nil {
			t.Fatal(name, err)
		}
		r, err := age.Decrypt(&out, x.open)
		if err != nil {
			t.Fatal(name, err)
		}
		if b, err := io.ReadAll(r); string(b) != "rows" || err != nil {
			t.Errorf("%s: %q %v", name, b, err)
		}
	}
	two := plain.Recipient().String() + "\n" + plain.Recipient().String()
	if to, err := ParseRecipients([]byte(two)); err != nil || !slices.Equal(to, []string{plain.Recipient().String()}) {
		t.Error(to, err)
	}
	for name, text := range map[string]string{
		"nothing": "# nobody\n", "ssh": "ssh-ed25519 AAAA", "an identity": plain.String(), "a typing error": two + "x",
		"both kinds": plain.Recipient().String() + "\n" + hybrid.Recipient().String(),
	} {
		if to, err := ParseRecipients([]byte(text)); err == nil || len(text) > 20 && strings.Contains(err.Error(), text[5:20]) {
			t.Errorf("%s: %v %v", name, to, err)
		}
	}
}

func TestDerive(t *testing.T) {
	a, b := &Secret{What: "work", Key: NewSecret()}, &Secret{What: "work", Key: NewSecret()}
	seen := make(map[string]bool)
	for _, s := range []*Secret{a, b} {
		for _, use := range []string{"pseudonym", "other"} {
			for _, v := range []VaultID{{1}, {2}} {
				for _, context := range []string{"", "x"} {
					k, err := s.Derive(use, v, context)
					if err != nil || len(k) != 32 || bytes.Equal(k, s.Key[:]) || seen[string(k)] {
						t.Fatalf("%x %v", k, err)
					}
					seen[string(k)] = true
				}
			}
		}
	}
}
