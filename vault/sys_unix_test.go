//go:build unix

package vault

import "io/fs"

// privateMode is that of a file for its owner alone.
const privateMode fs.FileMode = 0o600
