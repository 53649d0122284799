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

// pluginIdentity writes data as age writes a plugin's identity. The encoder of
// age/plugin would link os/exec, and with it the means to start programs.
func pluginIdentity(data []byte) string {
	return strings.ToUpper(bech32("age-plugin-"+PluginName+"-", data))
}
