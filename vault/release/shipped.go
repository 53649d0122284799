package release

import (
	"embed"
	"io/fs"
	"strings"

	"casevault/vault/record"
)

//go:embed profiles/*.json
var shipped embed.FS

// Shipped returns the profiles that come with the program, as JSON by name, in
// the form of [Profile.Encode]. They count until an admin stores others of the
// same name.
func Shipped() map[string][]byte {
	out := map[string][]byte{}
	files, _ := fs.Glob(shipped, "profiles/*.json") // the pattern is well-formed
	for _, f := range files {
		b, err := shipped.ReadFile(f)
		if err != nil {
			continue // an embedded file cannot fail
		}
		out[strings.TrimSuffix(strings.TrimPrefix(f, "profiles/"), ".json")] = b
	}
	return out
}

// VersionOf returns the profile_version of a profile, also of one that does
// not fit the schema; 0 if it cannot be read.
func VersionOf(b []byte) int {
	var d document
	if record.DecodeStrict(b, &d) != nil {
		return 0
	}
	return d.Version
}
