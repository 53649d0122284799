package release

import _ "embed"

// commonWords are Korean words that are, or sound like, a given name, or a
// surname with a title. As such they count only where a person is meant.
//
//go:embed common.txt
var commonWords string
