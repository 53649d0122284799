package vault

// Whether a computer and a folder are fit for a vault is found out by whoever
// calls; what follows from it is decided here. Package vault itself looks at no
// interface and no mount.

// Fit refuses a vault that is set not to be opened while the computer is online.
// It needs no key.
func (r *Reader) Fit() error {
	if r.cfg.Online && !r.cfg.DespiteOnline && r.Chosen("refuse-online") {
		return fail(Unfit, "a network interface is up, and this vault is set not to be opened then")
	}
	return nil
}

// overruled are the notes for the next entry of what was not minded.
func (r *Reader) overruled() (notes []string) {
	if r.cfg.DespiteFolder {
		notes = append(notes, "overruled-folder")
	}
	if r.cfg.Online && r.cfg.DespiteOnline && r.Chosen("refuse-online") {
		notes = append(notes, "overruled-online")
	}
	return notes
}
