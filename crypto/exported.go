package crypto

import (
	"fmt"
	"strings"
)

// An ExportedKey is the key of one compartment and epoch, for stock age with
// our plugin. Its text is
//
//	# casevault-key/v1
//	# vault ID
//	# compartment WHAT
//	# epoch N
//	AGE-PLUGIN-CASEVAULT-1…
//
// each line ended by a line feed: a file for `age -i`, to which the first four
// are comments.
type ExportedKey struct {
	Vault VaultID
	Of    Secret
}

const exportedVersion = "casevault-key/v1"

// Text returns the text, which opens every section of the compartment.
func (x *ExportedKey) Text() []byte {
	return fmt.Appendf(nil, "# %s\n# vault %s\n# compartment %s\n# epoch %d\n%s\n", exportedVersion, x.Vault, x.Of.What, x.Of.Epoch,
		pluginIdentity(PluginIdentityData(x.Vault, x.Of.Key)))
}

// Seal returns the text as an age file for a passphrase. age -i takes it as it
// is, and asks for the passphrase.
func (x *ExportedKey) Seal(p Passphrase, workFactor int) ([]byte, error) {
	return sealToPassphrase(x.Text(), p, workFactor)
}

// pluginIdentity writes data as age writes a plugin's identity: in Bech32
// (BIP 173, without its limit of length) under the prefix AGE-PLUGIN-NAME-,
// all in capitals. The encoder of age/plugin would link os/exec, and with it
// the means to start programs.
func pluginIdentity(data []byte) string {
	const digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	prefix := "age-plugin-" + PluginName + "-"
	var five []byte // data in groups of five bits, padded with zeros
	bits, have := 0, 0
	for _, b := range data {
		for bits, have = bits<<8|int(b), have+8; have >= 5; have -= 5 {
			five = append(five, byte(bits>>(have-5)&31))
		}
	}
	if have > 0 {
		five = append(five, byte(bits<<(5-have)&31))
	}
	var out strings.Builder
	out.WriteString(prefix + "1")
	for _, v := range append(five, bech32Check(prefix, five)...) {
		out.WriteByte(digits[v])
	}
	return strings.ToUpper(out.String())
}

// bech32Check returns the six digits behind values under a prefix.
func bech32Check(prefix string, values []byte) []byte {
	var all []byte
	for _, c := range []byte(prefix) {
		all = append(all, c>>5)
	}
	all = append(all, 0)
	for _, c := range []byte(prefix) {
		all = append(all, c&31)
	}
	sum := uint32(1)
	for _, v := range append(append(all, values...), make([]byte, 6)...) {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range []uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	check := make([]byte, 6)
	for i := range check {
		check[i] = byte((sum ^ 1) >> (5 * (5 - i)) & 31)
	}
	return check
}
