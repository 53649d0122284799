package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age/plugin"

	"casevault/crypto"
)

// programs builds the age command and its plugin for passphrases, from their
// authors' sources as go.mod pins them, and our plugin, and returns the folder
// that holds them. CASEVAULT_PROGRAMS names one where they were built before, as
// tools/wine.sh does.
func programs(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("CASEVAULT_PROGRAMS"); dir != "" {
		return dir
	}
	dir := t.TempDir()
	exe := ""
	if runtime.GOOS == "windows" {
		exe = ".exe"
	}
	for name, pkg := range map[string]string{"age": "filippo.io/age/cmd/age", "age-plugin-batchpass": "filippo.io/age/cmd/age-plugin-batchpass", "age-plugin-casevault": "."} {
		out, err := exec.Command("go", "build", "-o", filepath.Join(dir, name+exe), pkg).CombinedOutput()
		if err != nil {
			t.Fatalf("build %s: %v\n%s", name, err, out)
		}
	}
	return dir
}

type ageCommand struct {
	t   *testing.T
	bin string
}

// open runs age -d on a file, with identities in the given order.
func (a ageCommand) open(file []byte, identities ...string) (plaintext []byte, message string, err error) {
	a.t.Helper()
	keys := filepath.Join(a.t.TempDir(), "keys.txt")
	if err := os.WriteFile(keys, []byte(strings.Join(identities, "\n")+"\n"), 0o600); err != nil {
		a.t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(a.bin, "age"), "-d", "-i", keys)
	cmd.Env = append(os.Environ(), "PATH="+a.bin)
	cmd.Stdin = bytes.NewReader(file)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err = cmd.Run()
	return out.Bytes(), said.String(), err
}

func identity(vault crypto.VaultID, secret [32]byte) string {
	return plugin.EncodeIdentity(crypto.PluginName, crypto.PluginIdentityData(vault, secret))
}

func TestStockAgeOpensWhatWeSeal(t *testing.T) {
	age := ageCommand{t, programs(t)}
	vault := crypto.VaultID(crypto.NewSecret())
	secret, other := crypto.NewSecret(), crypto.NewSecret()
	right, wrong := identity(vault, secret), identity(vault, other)
	elsewhere := identity(crypto.VaultID(crypto.NewSecret()), secret)
	key := crypto.NewCompartmentKey(vault, secret)

	// One chunk, the sizes around its end, and several, which age.Encrypt seals.
	for _, size := range []int{0, 1, 512, 64<<10 - 1, 64 << 10, 64<<10 + 1, 300_000} {
		plaintext := bytes.Repeat([]byte("비밀 "), size/7+1)[:size]
		file, err := key.Seal(plaintext)
		if err != nil {
			t.Fatal(err)
		}
		got, said, err := age.open(file, right)
		if err != nil || !bytes.Equal(got, plaintext) {
			t.Errorf("%d bytes: age gave %d bytes, %v\n%s", size, len(got), err, said)
		}
	}

	plaintext := []byte("one section")
	file, err := key.Seal(plaintext)
	if err != nil {
		t.Fatal(err)
	}
	if got, said, err := age.open(file, wrong, right); err != nil || !bytes.Equal(got, plaintext) {
		t.Errorf("the right key behind another: %q, %v\n%s", got, err, said)
	}

	altered := bytes.Clone(file)
	altered[len(altered)-1] ^= 1
	for _, tt := range []struct {
		name, identity, message string
		file                    []byte
	}{
		{"another key", wrong, "no identity matched", file},
		{"another vault's id", elsewhere, "no identity matched", file},
		{"an altered file", right, "failed to decrypt", altered},
		{"an identity cut short", plugin.EncodeIdentity(crypto.PluginName, make([]byte, 63)), "carries 64 bytes", file},
	} {
		got, said, err := age.open(tt.file, tt.identity)
		if err == nil || len(got) != 0 || !strings.Contains(said, tt.message) {
			t.Errorf("%s: %q, %v, said %q, want %q", tt.name, got, err, said, tt.message)
		}
	}
}

func TestStartedByHand(t *testing.T) {
	out, err := exec.Command(filepath.Join(programs(t), "age-plugin-casevault")).CombinedOutput()
	exit, ok := err.(*exec.ExitError)
	if !ok || exit.ExitCode() != 2 || !strings.Contains(string(out), "age -d -i") {
		t.Errorf("%v: %s", err, out)
	}
}
