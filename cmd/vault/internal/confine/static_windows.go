package confine

// Enter does nothing on Windows, which has no umask, writes no core files by
// itself, and lets no process give up the network for itself. See the package
// comment for what stands in its place.
func Enter() error { return nil }

// Status reports that nothing is enforced here.
func Status() []Line {
	return []Line{
		{What: "network", Static: true, How: staticOnly},
		{What: "programs", Static: true, How: staticOnly},
		{What: "memory", How: "not enforced in this process"},
		{What: "core files", How: "not written by Windows unless an administrator asks for them"},
		{What: "files", How: filesOpen},
	}
}
