package crypto

import (
	"errors"

	"filippo.io/age"
)

// PluginName is the name stock age knows our stanza's plugin by: it runs the
// program age-plugin-casevault for an identity AGE-PLUGIN-CASEVAULT-1….
const PluginName = "casevault"

// PluginIdentityData is what such an identity carries: the vault id and the
// secret of one compartment key, 64 bytes. It opens every section of that
// compartment and epoch, so it is written only by an explicit export.
func PluginIdentityData(vault VaultID, secret [32]byte) []byte {
	return append(vault[:], secret[:]...)
}

// IdentityFromPlugin is the inverse of [PluginIdentityData].
func IdentityFromPlugin(data []byte) (age.Identity, error) {
	if len(data) != 64 {
		return nil, errors.New("a casevault identity carries 64 bytes")
	}
	return NewCompartmentKey(VaultID(data[:32]), [32]byte(data[32:])), nil
}
