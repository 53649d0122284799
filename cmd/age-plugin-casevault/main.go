// Command age-plugin-casevault lets the age command open what a vault stores,
// with no vault program and none of its code but the unwrapping of one key:
//
//	age -d -i work-key.txt section.age
//
// work-key.txt holds AGE-PLUGIN-CASEVAULT-1…, which carries the vault id and
// the key of one compartment and epoch ([crypto.PluginIdentityData]). Whoever
// has it reads all of that compartment, so it is made by an explicit, logged
// export only. age starts this program by its name, which must be on PATH.
//
// It only opens. Sealing with it would make sections that no member signed.
package main

import (
	"fmt"
	"os"

	"filippo.io/age/plugin"

	"casevault/crypto"
)

func main() {
	p, err := plugin.New(crypto.PluginName)
	if err != nil {
		fmt.Fprintln(os.Stderr, "age-plugin-casevault:", err)
		os.Exit(1)
	}
	p.HandleIdentity(crypto.IdentityFromPlugin)
	if len(os.Args) == 1 {
		fmt.Fprintln(os.Stderr, "age-plugin-casevault is started by age: age -d -i KEY-FILE FILE")
		os.Exit(2)
	}
	os.Exit(p.Main())
}
