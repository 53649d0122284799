package vault

import "io/fs"

// privateMode is what Go shows for any file that can be written; who may read it
// stands in the folder's access list.
const privateMode fs.FileMode = 0o666
