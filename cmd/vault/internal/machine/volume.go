package machine

// remote is a volume on which a vault is refused unless overruled: see Volume.
func remote(kind string) Line { return found("volume-remote", "volume", Exposed, kind) }

// fat is the kind of sticks: it has no permissions and no journal.
func fat(kind string) Line { return found("volume-fat", "volume", Exposed, kind) }

// Refused reports whether a line is a place where no vault should be: somewhere
// else than on a disk of this computer, or copied elsewhere.
func (l Line) Refused() bool { return l.Code == "volume-remote" || l.Code == "folder-copied" }
