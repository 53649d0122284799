package crypto

import (
	"bytes"
	"crypto/rand"
	"testing"

	"filippo.io/age"
	"filippo.io/age/plugin"
)

// TestPluginText holds our Bech32 against age's, of every length modulo
// five bytes.
func TestPluginText(t *testing.T) {
	for n := range 70 {
		data := make([]byte, n)
		rand.Read(data)
		if got, want := pluginIdentity(data), plugin.EncodeIdentity(PluginName, data); got != want {
			t.Fatalf("%x: %s, want %s", data, got, want)
		}
	}
}

func TestExportedKey(t *testing.T) {
	x := &ExportedKey{VaultID{7}, Secret{What: "health", Epoch: 3, Key: NewSecret()}}
	file, err := x.Seal("quite a passphrase", MinWorkFactor)
	if err != nil {
		t.Fatal(err)
	}
	s, err := age.NewScryptIdentity("quite a passphrase")
	if err != nil {
		t.Fatal(err)
	}
	text, err := open(file, s)
	if err != nil || !bytes.Equal(text, x.Text()) {
		t.Fatalf("%v", err)
	}
	lines := bytes.Split(text, []byte("\n"))
	name, data, err := plugin.ParseIdentity(string(lines[4]))
	if err != nil || name != PluginName || !bytes.Equal(data, PluginIdentityData(x.Vault, x.Of.Key)) {
		t.Fatalf("%q, %v", name, err)
	}
	sealed, err := NewCompartmentKey(x.Vault, x.Of.Key).Seal([]byte("a section"))
	if err != nil {
		t.Fatal(err)
	}
	id, err := IdentityFromPlugin(data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), id)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if _, err := got.ReadFrom(r); err != nil || got.String() != "a section" {
		t.Errorf("%q, %v", got.String(), err)
	}
}
