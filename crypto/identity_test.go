package crypto

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

func testIdentity(t testing.TB) *Identity {
	id, err := NewIdentity("kim")
	if err != nil {
		t.Fatal(err)
	}
	id.Vault, id.Founder, id.Log = VaultID{7}, id.Signing().Public(), id.Signing().Public()
	return id
}

func TestIdentityFile(t *testing.T) {
	id := testIdentity(t)
	nfc, err := NewPassphrase([]byte("비밀번호 암호"))
	if err != nil {
		t.Fatal(err)
	}
	nfd, err := NewPassphrase(norm.NFD.Bytes([]byte(nfc)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := id.Seal(nfc, MinWorkFactor)
	if err != nil {
		t.Fatal(err)
	}
	got, err := OpenIdentity(file, nfd)
	if err != nil {
		t.Fatalf("composed and decomposed Hangul: %v", err)
	}
	if got.WorkFactor != MinWorkFactor || !got.Pinned() {
		t.Errorf("work factor %d, pinned %v", got.WorkFactor, got.Pinned())
	}
	if !bytes.Equal(got.marshal(), id.marshal()) || got.Recipient() != id.Recipient() || got.Signing().ID() != id.Signing().ID() {
		t.Error("came back changed")
	}
	if _, err := OpenIdentity(file, "wrong"); !errors.Is(err, ErrWrongKey) {
		t.Errorf("wrong passphrase: %v", err)
	}
	if _, err := OpenIdentity(file[:len(file)-1], nfc); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut: %v", err)
	}

	// Stock age opens it, and reads the text inside as an identity file.
	s, err := age.NewScryptIdentity(string(nfc))
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(bytes.NewReader(file), s)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if ids, err := age.ParseIdentities(bytes.NewReader(text)); err != nil || len(ids) != 1 {
		t.Errorf("age reads %d identities: %v", len(ids), err)
	}
}

// TestWorkFactor: a file that asks for more work than 2^20 is refused before
// any is done: the body here would not even open.
func TestWorkFactor(t *testing.T) {
	id := testIdentity(t)
	for _, n := range []int{MinWorkFactor - 1, MaxWorkFactor + 1} {
		if _, err := id.Seal("x", n); err == nil {
			t.Errorf("sealed with factor %d", n)
		}
	}
	file, err := id.Seal("x", MinWorkFactor)
	if err != nil {
		t.Fatal(err)
	}
	heavy := bytes.Replace(file, []byte(" 10\n"), []byte(" 21\n"), 1)
	if bytes.Equal(heavy, file) {
		t.Fatal("no work factor in the header")
	}
	if _, err := OpenIdentity(heavy, "x"); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "too large") {
		t.Errorf("factor 21: %v", err)
	}
}

func TestIdentityStrict(t *testing.T) {
	good := string(testIdentity(t).marshal())
	if _, err := parseIdentity(good); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty":       "",
		"no end":      strings.TrimSuffix(good, "\n"),
		"more":        good + "\n",
		"crlf":        strings.ReplaceAll(good, "\n", "\r\n"),
		"version":     strings.Replace(good, "/v1", "/v2", 1),
		"order":       strings.Replace(good, "# label", "# sign", 1),
		"vault upper": strings.Replace(good, "# vault 07", "# vault 0G", 1),
		"lower-case":  strings.ToLower(good),
		"padded":      strings.Replace(good, "\n# vault", "=\n# vault", 1),
		"no secret":   good[:strings.Index(good, "AGE-")] + "\n",
		"one pin":     replacePin(good, "vault", "founder"),
		"two pins":    replacePin(good, "log"),
		"empty pins":  strings.ReplaceAll(replacePin(good, "vault", "founder", "log"), " -\n", " \n"),
	} {
		_, err := parseIdentity(text)
		if err == nil {
			t.Errorf("%s: accepted", name)
		} else if strings.Contains(err.Error(), "AGE-SECRET") {
			t.Errorf("%s: the error quotes the key", name)
		}
	}
}

// replacePin takes the values from lines of an identity.
func replacePin(text string, names ...string) string {
	for _, name := range names {
		text = regexp.MustCompile("# "+name+" .*").ReplaceAllString(text, "# "+name+" -")
	}
	return text
}

// TestUnpinnedIdentity: without pins all three are "-", and with them the
// identity is what a vault makes.
func TestUnpinnedIdentity(t *testing.T) {
	id, err := NewIdentity("lee")
	if err != nil {
		t.Fatal(err)
	}
	file, err := id.Seal("x", MinWorkFactor+1)
	if err != nil {
		t.Fatal(err)
	}
	got, err := OpenIdentity(file, "x")
	if err != nil || got.Pinned() || got.WorkFactor != MinWorkFactor+1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if text := string(got.marshal()); !strings.Contains(text, "\n# vault -\n# founder -\n# log -\nAGE-") {
		t.Errorf("the pins are not absent")
	}
	pinned := testIdentity(t)
	got.Vault, got.Founder, got.Log = pinned.Vault, pinned.Founder, pinned.Log
	if again, err := parseIdentity(string(got.marshal())); err != nil || !again.Pinned() || again.Recipient() != id.Recipient() {
		t.Errorf("pinned: %v", err)
	}
}

func TestSecrets(t *testing.T) {
	id, other := testIdentity(t), testIdentity(t)
	hybrid, recipient, err := NewHybrid()
	if err != nil {
		t.Fatal(err)
	}
	s := &Secret{What: "audit", Epoch: 3, Key: NewSecret(), Hybrid: hybrid}
	blob, err := s.Seal(id.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	got, err := id.OpenSecret(blob, "audit", 3)
	if err != nil || *got != *s {
		t.Fatalf("came back changed: %v", err)
	}
	if _, err := id.OpenSecret(blob, "audit", 4); !errors.Is(err, ErrDamaged) {
		t.Errorf("as another epoch: %v", err)
	}
	if _, err := id.OpenSecret(blob, "work", 3); !errors.Is(err, ErrDamaged) {
		t.Errorf("as another key: %v", err)
	}
	if _, err := other.OpenSecret(blob, "audit", 3); !errors.Is(err, ErrWrongKey) {
		t.Errorf("by somebody else: %v", err)
	}
	trail := &Secret{What: "trail", Epoch: 1, Key: NewSecret()}
	if blob, err = trail.Seal(id.Recipient(), recipient); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func([]byte, string, int) (*Secret, error){"member": id.OpenSecret, "auditor": s.OpenSecretTo} {
		if got, err := open(blob, "trail", 1); err != nil || *got != *trail {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := trail.Seal("age1notarecipient"); err == nil {
		t.Error("sealed to nobody")
	}
}

func TestKeyring(t *testing.T) {
	k := Keyring{{"kim", "work", 1}: []byte("a"), {"kim", "work", 12}: []byte("b"), {"kim", "audit", 2}: {}, {"김", "log", 1}: []byte("c")}
	text := k.Marshal()
	back, err := ParseKeyring(text)
	if err != nil || len(back) != len(k) || !bytes.Equal(back.Marshal(), text) {
		t.Fatalf("came back changed: %v", err)
	}
	head := keyringVersion + "\n"
	for name, bad := range map[string]string{
		"empty": "", "version": "casevault-keyring/v2\n", "no end": head + "kim work 1 YQ", "order": head + "kim work 1 YQ\nkim audit 1 YQ\n",
		"twice": head + "kim work 1 YQ\nkim work 1 YQ\n", "epoch 0": head + "kim work 0 YQ\n", "epoch 01": head + "kim work 01 YQ\n",
		"epoch +1": head + "kim work +1 YQ\n", "padding": head + "kim work 1 YQ==\n", "bits": head + "kim work 1 YR\n",
		"fields": head + "kim work 1\n", "two spaces": head + "kim  work 1 YQ\n", "crlf": head + "kim work 1 YQ\r\n",
	} {
		if _, err := ParseKeyring([]byte(bad)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	a := Slot{"kim", "work", 1}
	if a.Hash([]byte("x")) == (Slot{"kim", "work", 11}).Hash([]byte("x")) || a.Hash([]byte("x")) == a.Hash([]byte("y")) {
		t.Error("slots share a hash")
	}
}

func FuzzParseKeyring(f *testing.F) {
	f.Add(Keyring{{"kim", "work", 1}: []byte("a"), {"lee", "log", 2}: {}}.Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if k, err := ParseKeyring(b); err == nil && !bytes.Equal(k.Marshal(), b) {
			t.Fatal("not canonical")
		}
	})
}

func FuzzParseIdentity(f *testing.F) {
	oneTime := testIdentity(f)
	oneTime.OneTime = true
	f.Add(string(oneTime.marshal()))
	f.Add(string(testIdentity(f).marshal()))
	f.Add(replacePin(string(testIdentity(f).marshal()), "vault", "founder", "log"))
	f.Fuzz(func(t *testing.T, text string) {
		if id, err := parseIdentity(text); err == nil && string(id.marshal()) != text {
			t.Fatal("not canonical")
		}
	})
}

func FuzzParseSecret(f *testing.F) {
	hybrid, _, err := NewHybrid()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string((&Secret{What: "work", Epoch: 1}).marshal()))
	f.Add(string((&Secret{What: "audit", Epoch: 2, Hybrid: hybrid}).marshal()))
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := parseSecret(text); err == nil && string(s.marshal()) != text {
			t.Fatal("not canonical")
		}
	})
}

func TestPluginIdentity(t *testing.T) {
	secret := NewSecret()
	vault := VaultID{5}
	file, err := NewCompartmentKey(vault, secret).Seal([]byte("text"))
	if err != nil {
		t.Fatal(err)
	}
	id, err := IdentityFromPlugin(PluginIdentityData(vault, secret))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := open(file, id); err != nil || string(got) != "text" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := IdentityFromPlugin(make([]byte, 63)); err == nil {
		t.Error("63 bytes accepted")
	}
}

// TestIdentityOneTime: the mark survives, and stands once and in its place.
func TestIdentityOneTime(t *testing.T) {
	id := testIdentity(t)
	plain := string(id.marshal())
	id.OneTime = true
	text := string(id.marshal())
	back, err := parseIdentity(text)
	if err != nil || !back.OneTime || string(back.marshal()) != text || text == plain {
		t.Fatalf("%v", err)
	}
	if back, err := parseIdentity(plain); err != nil || back.OneTime {
		t.Fatalf("%v", err)
	}
	if ids, err := age.ParseIdentities(strings.NewReader(text)); err != nil || len(ids) != 1 {
		t.Errorf("age reads %d identities: %v", len(ids), err)
	}
	for name, bad := range map[string]string{
		"twice":   strings.Replace(text, oneTimeLine, oneTimeLine+oneTimeLine, 1),
		"first":   oneTimeLine + plain,
		"earlier": strings.Replace(plain, "# vault", oneTimeLine+"# vault", 1),
		"last":    plain + oneTimeLine,
		"blank":   strings.Replace(text, oneTimeLine, "# one-time \n", 1),
		"no":      strings.Replace(text, oneTimeLine, "# one-time no\n", 1),
	} {
		if _, err := parseIdentity(bad); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
